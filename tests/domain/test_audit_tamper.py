"""A thousand ways of tampering with the audit tables, by somebody who owns the database: each one is found.

The tampering is done to the real tables, with the triggers removed, and undone by rolling back.
"""

import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Field
from pytest_django import Settings

from reachable.audit import anchors, chain, triggers
from reachable.audit.models import Entry
from reachable.audit.verify import verify
from tests.domain.audit_hands import AT, ask, erase_some, owning, run, write_entries

TAMPERINGS = 1_000
TEXTS = ("verb", "by_key", "incident", "codes", "words_digest", "mac", "key_id", "previous")
ALL = f"number, at, {', '.join(TEXTS)}"
Hand = Callable[[random.Random], int]


def _numbers(table: str = "audit_entry") -> list[int]:
    return [n for (n,) in ask(f"SELECT number FROM {table} ORDER BY number")]


def _other(text: str, dice: random.Random) -> str:
    """The text with one letter changed, added or taken away."""
    at = dice.randrange(len(text)) if text else 0
    changed = dice.choice([text[:at] + "#" + text[at + 1 :], text[:at] + "#" + text[at:], text[:at] + text[at + 1 :]])
    return changed if changed != text else text + "#"


def change_text(dice: random.Random) -> int:
    column, number = dice.choice(TEXTS), dice.choice(_numbers())
    [(text,)] = ask(f"SELECT {column} FROM audit_entry WHERE number = %s", [number])
    field = Entry._meta.get_field(column)
    longest = (field.max_length if isinstance(field, Field) else None) or 10_000
    changed = _other(text, dice)
    return run(
        f"UPDATE audit_entry SET {column} = %s WHERE number = %s",
        [changed if len(changed) <= longest else "#" + text[1:], number],
    )


def change_time(dice: random.Random) -> int:
    entry = Entry.objects.get(number=dice.choice(_numbers()))
    at = entry.at + timedelta(microseconds=dice.choice([1, -1, 10**6, 3_600 * 10**6]))
    return run(
        "UPDATE audit_entry SET at = %s WHERE number = %s",
        [connection.ops.adapt_datetimefield_value(at), entry.number],
    )


def change_number(dice: random.Random) -> int:
    new = dice.choice([0, -5, max(_numbers()) + dice.randint(1, 9)])
    return run("UPDATE audit_entry SET number = %s WHERE number = %s", [new, dice.choice(_numbers())])


def drop_entry(dice: random.Random) -> int:
    return run("DELETE FROM audit_entry WHERE number = %s", [dice.choice(_numbers())])


def drop_and_close_the_gap(dice: random.Random) -> int:
    number = dice.choice(_numbers())
    run("DELETE FROM audit_entry WHERE number = %s", [number])
    for later in _numbers():
        if later > number:
            run("UPDATE audit_entry SET number = %s WHERE number = %s", [later - 1, later])
    return run("UPDATE audit_head SET number = number - 1")


def swap_entries(dice: random.Random) -> int:
    one, other = dice.sample(_numbers(), 2)
    run("UPDATE audit_entry SET number = -1 WHERE number = %s", [one])
    run("UPDATE audit_entry SET number = %s WHERE number = %s", [one, other])
    return run("UPDATE audit_entry SET number = %s WHERE number = -1", [other])


def cut_the_tail(dice: random.Random) -> int:
    """Everything after one entry goes and the head is set right: only the anchors can tell."""
    last = dice.choice(_numbers()[:-1])
    for table in ("audit_entry", "audit_entry_about", "audit_entry_words"):
        run(f"DELETE FROM {table} WHERE number > %s", [last])
    _erasures_as_the_entries_say()
    [(mac,)] = ask("SELECT mac FROM audit_entry WHERE number = %s", [last])
    return run("UPDATE audit_head SET number = %s, mac = %s", [last, mac])


def _erasures_as_the_entries_say() -> None:
    if not ask("SELECT 1 FROM audit_entry WHERE verb = 'words-erased'"):
        run("DELETE FROM audit_erased")


def cut_everything(_: random.Random) -> int:
    for table in ("audit_entry", "audit_entry_about", "audit_entry_words", "audit_erased"):
        run(f"DELETE FROM {table}")
    return run("UPDATE audit_head SET number = 0, mac = %s", [chain.GENESIS])


def write_history_again(dice: random.Random) -> int:
    """One entry is changed and all after it are bound again with the real key: only the anchors can tell."""
    start = dice.choice(_numbers())
    previous = Entry.objects.get(number=start).previous
    for entry in Entry.objects.filter(number__gte=start).order_by("number"):
        verb = "looked-away" if entry.number == start else entry.verb
        about = [key for (key,) in ask("SELECT key FROM audit_entry_about WHERE number = %s", [entry.number])]
        payload = chain.Payload(
            entry.number, entry.at, verb, entry.by_key, entry.incident, entry.codes, tuple(about),
            entry.words_digest, entry.key_id,
        )  # fmt: skip
        mac = chain.mac(chain.keys()[entry.key_id], previous, payload)
        values = [verb, previous, mac, entry.number]
        run("UPDATE audit_entry SET verb = %s, previous = %s, mac = %s WHERE number = %s", values)
        previous = mac
    return run("UPDATE audit_head SET mac = %s", [previous])


def forge_entry(dice: random.Random) -> int:
    """One more entry at the end, by somebody without the key."""
    last = max(_numbers())
    [row] = ask(f"SELECT {ALL} FROM audit_entry WHERE number = %s", [dice.choice(_numbers())])
    values: dict[str, Any] = dict(zip(ALL.split(", "), row, strict=True))
    [(values["previous"],)] = ask("SELECT mac FROM audit_entry WHERE number = %s", [last])
    values |= {"number": last + 1, "mac": f"{dice.getrandbits(256):064x}"}
    if connection.vendor == "sqlite":
        values["at"] = connection.ops.adapt_datetimefield_value(AT)
    run(f"INSERT INTO audit_entry ({ALL}) VALUES ({', '.join(['%s'] * len(values))})", list(values.values()))
    return run("UPDATE audit_head SET number = %s, mac = %s", [last + 1, values["mac"]])


def change_words(dice: random.Random) -> int:
    number, column = dice.choice(_numbers("audit_entry_words")), dice.choice(["words", "salt"])
    [(text,)] = ask(f"SELECT {column} FROM audit_entry_words WHERE number = %s", [number])
    changed = _other(text, dice) if column == "words" else "#" + text[1:]
    return run(f"UPDATE audit_entry_words SET {column} = %s WHERE number = %s", [changed, number])


def drop_words(dice: random.Random) -> int:
    return run("DELETE FROM audit_entry_words WHERE number = %s", [dice.choice(_numbers("audit_entry_words"))])


def drop_words_and_call_it_erasure(dice: random.Random) -> int:
    number = dice.choice(_numbers("audit_entry_words"))
    run("DELETE FROM audit_entry_words WHERE number = %s", [number])
    return run("INSERT INTO audit_erased (number) VALUES (%s)", [number])


def move_words(dice: random.Random) -> int:
    free = [n for n in _numbers() if n not in _numbers("audit_entry_words")]
    values = [dice.choice([*free, 10_000]), dice.choice(_numbers("audit_entry_words"))]
    return run("UPDATE audit_entry_words SET number = %s WHERE number = %s", values)


def add_words(dice: random.Random) -> int:
    free = [n for n in _numbers() if n not in _numbers("audit_entry_words")]
    values = [dice.choice([*free, 10_000]), '"Never said"', "0" * 32]
    return run("INSERT INTO audit_entry_words (number, words, salt) VALUES (%s, %s, %s)", values)


def drop_erasure(dice: random.Random) -> int:
    return run("DELETE FROM audit_erased WHERE number = %s", [dice.choice(_numbers("audit_erased"))])


def add_erasure(dice: random.Random) -> int:
    free = [n for n in _numbers() if n not in _numbers("audit_erased")]
    return run("INSERT INTO audit_erased (number) VALUES (%s)", [dice.choice([*free, 10_000])])


def drop_about(dice: random.Random) -> int:
    number, key = dice.choice(ask("SELECT number, key FROM audit_entry_about ORDER BY number, key"))
    return run("DELETE FROM audit_entry_about WHERE number = %s AND key = %s", [number, key])


def add_about(dice: random.Random) -> int:
    values = [dice.choice([*_numbers(), 10_000, -1]), f"{dice.getrandbits(64):036d}"]
    return run("INSERT INTO audit_entry_about (number, key) VALUES (%s, %s)", values)


def change_about(dice: random.Random) -> int:
    number, key = dice.choice(ask("SELECT number, key FROM audit_entry_about ORDER BY number, key"))
    values = [f"{dice.getrandbits(64):036d}", number, key]
    return run("UPDATE audit_entry_about SET key = %s WHERE number = %s AND key = %s", values)


def change_head(dice: random.Random) -> int:
    if dice.random() < 0.5:
        return run("UPDATE audit_head SET number = number + %s", [dice.choice([-7, -1, 1, 7])])
    return run("UPDATE audit_head SET mac = %s", [f"{dice.getrandbits(256):064x}"])


def drop_head(_: random.Random) -> int:
    return run("DELETE FROM audit_head")


HANDS: tuple[Hand, ...] = (
    change_text, change_text, change_text, change_time, change_number, drop_entry, drop_and_close_the_gap,
    swap_entries, cut_the_tail, cut_everything, write_history_again, forge_entry, change_words, drop_words,
    drop_words_and_call_it_erasure, move_words, add_words, drop_erasure, add_erasure, drop_about, add_about,
    change_about, change_head, drop_head,
)  # fmt: skip


def _chain_with_anchors() -> None:
    write_entries(9)
    anchors.write_anchor(AT)
    erase_some(2)
    write_entries(9)
    anchors.write_anchor(AT + timedelta(hours=1))


def test_a_thousand_random_tamperings_are_a_thousand_found(
    committed_db: None, settings: Settings, tmp_path: Path
) -> None:
    settings.AUDIT_ANCHORS = tmp_path / "anchors.log"
    _chain_with_anchors()
    dice = random.Random(2026)
    done: Counter[str] = Counter()
    missed: list[str] = []
    with owning(), transaction.atomic():
        triggers.remove(connection)
        assert verify(anchors_file=str(settings.AUDIT_ANCHORS)).holds
        for _ in range(TAMPERINGS):
            hand = dice.choice(HANDS)
            with transaction.atomic():
                assert hand(dice) > 0, f"{hand.__name__} changed nothing"
                if verify(anchors_file=str(settings.AUDIT_ANCHORS)).holds:
                    missed.append(hand.__name__)
                transaction.set_rollback(True)
            done[hand.__name__] += 1
        assert verify(anchors_file=str(settings.AUDIT_ANCHORS)).holds
        transaction.set_rollback(True)
    assert not missed
    assert done.total() == TAMPERINGS
    assert set(done) == {hand.__name__ for hand in HANDS}


@pytest.mark.parametrize("hand", [cut_the_tail, cut_everything, write_history_again])
def test_what_only_the_anchors_can_tell(committed_db: None, settings: Settings, tmp_path: Path, hand: Hand) -> None:
    settings.AUDIT_ANCHORS = tmp_path / "anchors.log"
    _chain_with_anchors()
    with owning(), transaction.atomic():
        triggers.remove(connection)
        hand(random.Random(7))
        assert verify().holds
        assert not verify(anchors_file=str(settings.AUDIT_ANCHORS)).holds
        transaction.set_rollback(True)
