"""Verifying names the entry that breaks, in a sentence that a person can act on."""

import random
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from pytest_django import Settings

from reachable.audit import anchors, log, triggers
from reachable.audit import verify as verifying
from reachable.audit.models import Entry
from reachable.audit.verify import verify
from tests.domain.audit_hands import AT, ask, erase_some, owning, run, write_entries

TAMPERED = [
    ("UPDATE audit_entry SET verb = 'looked-away' WHERE number = 3", 3, "was changed after it was written"),
    ("UPDATE audit_entry SET codes = '{}' WHERE number = 3", 3, "was changed after it was written"),
    ("UPDATE audit_entry SET by_key = 'somebody else' WHERE number = 3", 3, "was changed after it was written"),
    ("UPDATE audit_entry SET incident = '' WHERE number = 3", 3, "was changed after it was written"),
    ("UPDATE audit_entry SET at = '2026-11-22 00:00:00' WHERE number = 3", 3, "was changed after it was written"),
    ("UPDATE audit_entry SET mac = previous WHERE number = 3", 3, "was changed after it was written"),
    ("UPDATE audit_entry SET previous = 'x' WHERE number = 3", 3, "is not bound to the entry before it"),
    ("UPDATE audit_entry SET key_id = 'other' WHERE number = 3", 3, "with the key 'other'"),
    ("UPDATE audit_entry_about SET key = 'x' WHERE number = 2", 2, "whom it is about"),
    ("DELETE FROM audit_entry_about WHERE number = 3", 3, "whom it is about"),
    ("INSERT INTO audit_entry_about (number, key) VALUES (3, 'x')", 3, "whom it is about"),
    ("INSERT INTO audit_entry_about (number, key) VALUES (99, 'x')", 0, "an entry that does not exist: number 99."),
    ("DELETE FROM audit_entry WHERE number = 3", 4, "comes where entry 3 should be"),
    ("UPDATE audit_entry_words SET words = '\"x\"' WHERE number = 6", 6, "has words that were changed"),
    ("UPDATE audit_entry_words SET salt = '' WHERE number = 6", 6, "has words that were changed"),
    ("DELETE FROM audit_entry_words WHERE number = 6", 6, "has lost its words, and no erasure says so"),
    ("INSERT INTO audit_entry_words (number, words, salt) VALUES (3, '1', '')", 3, "that were not there"),
    ("INSERT INTO audit_entry_words (number, words, salt) VALUES (2, '1', '')", 2, "or has them again"),
    ("DELETE FROM audit_erased WHERE number = 2", 2, "has lost its words, and no erasure says so"),
    ("INSERT INTO audit_erased (number) VALUES (3)", 3, "is marked as erased but never had words"),
    ("UPDATE audit_head SET number = number + 1", 0, "says that the last entry is 10, but it is 9"),
    ("UPDATE audit_head SET mac = ''", 0, "does not carry the mac of the last entry"),
    ("DELETE FROM audit_head", 0, "must be one row, and there are 0"),
]


@pytest.fixture
def tampering(committed_db: None) -> Iterator[None]:
    """Nine entries, the words of the second erased, and no triggers until the test is over."""
    write_entries(8)
    erase_some(1)
    with owning(), transaction.atomic():
        triggers.remove(connection)
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(("statement", "number", "sentence"), TAMPERED)
def test_each_kind_of_tampering_is_found_and_its_entry_named(
    tampering: None, statement: str, number: int, sentence: str
) -> None:
    assert run(statement) > 0
    first = verify().first
    assert first is not None
    assert first.number == number
    assert sentence in first.sentence


def test_an_erasure_that_no_entry_speaks_of_is_found(tampering: None) -> None:
    run("DELETE FROM audit_entry_words WHERE number = 6")
    run("INSERT INTO audit_erased (number) VALUES (6)")
    report = verify()
    assert [(p.number, p.sentence) for p in report.problems] == [
        (6, "had its words erased, and no entry says who did it")
    ]


def test_values_that_cannot_be_read_are_a_finding_and_not_a_failure(tampering: None) -> None:
    if connection.vendor == "sqlite":  # which keeps whatever it is given
        run("UPDATE audit_entry SET at = 'yesterday', codes = x'00' WHERE number = 3")
        run("UPDATE audit_entry SET number = 'four' WHERE number = 4")
    else:
        run("UPDATE audit_entry SET at = 'infinity', codes = 'x' WHERE number = 3")
        run("DELETE FROM audit_entry WHERE number = 4")
    report = verify()
    assert {3, 5} <= {problem.number for problem in report.problems}


def test_an_offset_slipped_into_the_time_is_found(tampering: None) -> None:
    offset = "|| '+01:00'" if connection.vendor == "sqlite" else "+ interval '1 hour'"
    run(f"UPDATE audit_entry SET at = at {offset} WHERE number = 3")
    assert [problem.number for problem in verify().problems] == [3]


@pytest.mark.django_db
def test_an_empty_audit_holds() -> None:
    report = verify()
    assert (report.holds, report.entries, report.first) == (True, 0, None)


@pytest.mark.django_db
def test_a_chain_is_read_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "BLOCK", 4)
    write_entries(11)
    erase_some(3)
    report = verify()
    assert (report.holds, report.entries, report.last) == (True, 12, 12)


def test_a_long_list_of_problems_is_counted_and_cut(tampering: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "KEPT", 3)
    run("UPDATE audit_entry SET verb = 'looked-away'")
    report = verify()
    assert (report.found, len(report.problems)) == (10, 3)  # nine entries, and no entry speaks of the erasure now
    with pytest.raises(CommandError) as raised:
        call_command("verify_audit", stderr=StringIO())
    assert raised.value.returncode == 1
    assert str(raised.value).startswith("The audit does not hold. First: Entry 1 was changed")


@pytest.mark.django_db
def test_the_command_says_in_one_sentence_that_the_audit_holds() -> None:
    write_entries(5)
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert out.getvalue() == "The audit holds: 5 entries, the last is 5.\n"


@pytest.mark.django_db
def test_anchors_are_lines_of_number_mac_and_time(settings: Settings, tmp_path: Path) -> None:
    settings.AUDIT_ANCHORS = tmp_path / "kept" / "anchors.log"
    anchors.write_anchor(AT)
    write_entries(3)
    anchors.write_anchor(AT)
    mac = Entry.objects.get(number=3).mac
    assert settings.AUDIT_ANCHORS.read_text().splitlines() == [
        f"0 {'0' * 64} 2026-11-21T23:40:12+00:00",
        f"3 {mac} 2026-11-21T23:40:12+00:00",
    ]
    assert settings.AUDIT_ANCHORS.stat().st_mode & 0o777 == 0o600
    out = StringIO()
    call_command("verify_audit", "--anchors", str(settings.AUDIT_ANCHORS), stdout=out)
    assert out.getvalue() == "The audit holds: 3 entries, the last is 3. It agrees with 2 anchors.\n"


@pytest.mark.django_db
def test_a_line_cut_short_by_a_crash_does_not_spoil_the_next(settings: Settings, tmp_path: Path) -> None:
    settings.AUDIT_ANCHORS = tmp_path / "anchors.log"
    settings.AUDIT_ANCHORS.write_text("0 00")
    anchors.write_anchor(AT)
    found = [line.sentence for line in anchors.read(settings.AUDIT_ANCHORS)]
    assert found == ["A line of the anchors cannot be read.", ""]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (None, "The anchors cannot be read (No such file or directory)."),
        ("", "The file of anchors is empty."),
        ("nonsense\n", "A line of the anchors cannot be read."),
        ("9999999999999999999999 x y\n", "A line of the anchors cannot be read."),
        ("5 x 2026-11-21\n", "is gone, and it was there at 2026-11-21 according to the anchors"),
        ("3 x 2026-11-21\n", "is not the entry that was there at 2026-11-21 according to the anchors"),
    ],
)
def test_anchors_that_do_not_agree_are_a_finding(tmp_path: Path, lines: str | None, sentence: str) -> None:
    write_entries(4)
    file = tmp_path / "anchors.log"
    if lines is not None:
        file.write_text(lines)
    first = verify(anchors_file=str(file)).first
    assert first is not None
    assert first.sentence == sentence


@pytest.mark.django_db
def test_an_anchor_behind_an_earlier_one_shows_that_the_chain_was_shorter(settings: Settings, tmp_path: Path) -> None:
    settings.AUDIT_ANCHORS = tmp_path / "anchors.log"
    write_entries(2)
    early = anchors.write_anchor(AT)
    write_entries(2)
    anchors.write_anchor(AT)
    with settings.AUDIT_ANCHORS.open("a") as file:
        file.write(early + "\n")
    first = verify(anchors_file=str(settings.AUDIT_ANCHORS)).first
    assert first is not None
    assert "is anchored after entry 4" in first.sentence


@pytest.mark.django_db
def test_erased_words_are_gone_and_the_chain_holds() -> None:
    write_entries(8)
    numbers = erase_some(2)
    assert log.erase_words(numbers, by=None, at=AT, reason="Again") == 0
    report = verify()
    assert (report.holds, report.entries) == (True, 9)
    assert not ask("SELECT 1 FROM audit_entry_words WHERE number IN (%s, %s)", numbers)
    assert Entry.objects.get(number=9).codes == f'{{"numbers":[{numbers[0]},{numbers[1]}]}}'


@pytest.mark.django_db
def test_the_reason_of_an_erasure_can_itself_be_erased() -> None:
    write_entries(4)
    erase_some(1)
    assert log.erase_words([5], by=None, at=AT, reason="It named somebody") == 1
    assert verify().holds


@pytest.mark.django_db
def test_many_erasures_are_written_down_in_several_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "ERASED_IN_ONE_ENTRY", 3)
    write_entries(20)
    shuffled = random.Random(1).sample(range(1, 30), 29)
    assert log.erase_words(shuffled, by=None, at=AT, reason="The end of the retention period") == 10
    assert Entry.objects.filter(verb="words-erased").count() > 3
    assert verify().holds
