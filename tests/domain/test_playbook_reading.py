"""Loading, deadlines and editions: what is wrong is refused with a sentence that says where."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from reachable.playbook import edition
from reachable.playbook.load import PlaybookError, load
from reachable.playbook.schema import Consideration, Definition, Due, Playbook, RecordField, Strand, Suggestion

HEADER = 'title = "T"\nedition_name = "E"\n'
ITEM = """
[strand.s]
title = "S"
opens = "always"
about = "young-person"
[[strand.s.consideration]]
code = "c"
clauses = ["SAF-1"]
ask = "Is it?"
why = "Because."
strength = "must"
"""


def folder(tmp_path: Path, **files: str) -> Path:
    home = tmp_path / "county"
    home.mkdir()
    for name, text in {"playbook": HEADER, **files}.items():
        (home / f"{name}.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_an_item_is_about_what_its_strand_is_about_unless_it_says_otherwise(tmp_path: Path) -> None:
    other = '[[strand.s.consideration]]\ncode = "d"\nask = "?"\nwhy = ""\nstrength = "should"\nabout = "incident"\n'
    strand, item = load(folder(tmp_path, s=ITEM + other), "county").consideration("c")
    assert (strand.code, item.about) == ("s", "young-person")
    assert strand.consideration("d").about == "incident"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[strand.s\n", "cannot be read"),
        ("[other]\n", "unknown table other"),
        (ITEM + 'due = "soon"\n', "is not of the form"),
        (ITEM + 'due = "4h after lunch"\n', 'runs from "lunch"'),
        (ITEM + 'colour = "red"\n', "considerations > 0 > colour"),
        (ITEM.replace("must", "may"), "strength"),
        (ITEM.replace("SAF-1", "the first"), "clauses"),
        (ITEM.replace("Because.", "x" * 601), "why"),
        (ITEM.replace('about = "young-person"\n', ""), "about"),
    ],
)
def test_a_fault_in_a_file_is_refused_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(PlaybookError, match=says):
        load(folder(tmp_path, s=text), "county")


def test_one_strand_cannot_stand_in_two_files(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError, match="another file"):
        load(folder(tmp_path, a=ITEM, b=ITEM), "county")


def test_a_county_without_a_header_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError, match=r"nowhere/playbook\.toml is missing"):
        load(tmp_path, "nowhere")


@pytest.mark.parametrize(
    ("text", "hours", "days", "after"),
    [
        ("4h after report", 4, None, "report"),
        ("24 hours after admission", 24, None, "admission"),
        ("1 working day after awareness", None, 1, "awareness"),
        ("2 working days after awareness", None, 2, "awareness"),
        ("72h after police-protection", 72, None, "police-protection"),
    ],
)
def test_a_deadline_is_a_fact_and_a_duration(text: str, hours: int | None, days: int | None, after: str) -> None:
    due = Due.model_validate(text)
    assert (due.hours, due.working_days, due.after, due.kind) == (hours, days, after, "default")
    assert not due.before


def test_a_deadline_may_be_owed_hours_before_a_fact_and_never_working_days() -> None:
    due = Due.model_validate("2h before court")
    assert (due.hours, due.working_days, due.after, due.before) == (2, None, "court", True)
    for days in ("2 working days before court", {"text": "x", "working_days": 2, "after": "court", "before": True}):
        with pytest.raises(ValidationError, match="counted in hours"):
            Due.model_validate(days)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4h",
        "0h after report",
        "4 days after report",
        "4h after report or later",
        "4h after Report",
        "4h since report",
    ],
)
def test_a_deadline_that_cannot_be_read_is_never_guessed(text: str) -> None:
    with pytest.raises(ValidationError):
        Due.model_validate(text)


RULES = '[deadline.told]\ntext = "5 working days after awareness"\nsource = "An Act"\nedition = "2026"\n'


def england(folder: Path, text: str = RULES) -> Path:
    (folder / "england").mkdir()
    (folder / "england" / "deadlines.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_rule_brings_its_words_source_and_edition_and_is_statutory(tmp_path: Path) -> None:
    place = england(folder(tmp_path, s=ITEM + 'due = { rule = "told" }\n'))
    playbook = load(place, "county")
    due = playbook.consideration("c")[1].due
    assert due is not None
    assert (due.text, due.working_days, due.after) == ("5 working days after awareness", 5, "awareness")
    assert (due.kind, due.source, due.edition, due.rule) == ("statutory", "An Act", "2026", "told")
    (place / "england" / "deadlines.toml").unlink()
    kept = edition.from_canonical(edition.canonical(playbook))
    assert kept.consideration("c")[1].due == due, "an edition keeps the deadline as it was when it was made"


def test_a_county_outside_the_program_has_the_rules_of_the_program(tmp_path: Path) -> None:
    playbook = load(folder(tmp_path, s=ITEM + 'due = { rule = "rapid-review" }\n'), "county")
    due = playbook.consideration("c")[1].due
    assert due is not None
    assert due.text == "15 working days after notification"


@pytest.mark.parametrize(
    ("due", "says"),
    [
        ('{ rule = "never-was" }', r's\.toml: c: england/deadlines\.toml has no rule "never-was"'),
        ('{ rule = "told", text = "6 working days after awareness" }', r"s\.toml: c: .* says nothing beside the rule"),
        ('{ rule = ["told"] }', r"s\.toml: c: england/deadlines\.toml has no rule"),
    ],
)
def test_a_deadline_by_a_rule_that_is_not_there_or_is_changed_is_refused(tmp_path: Path, due: str, says: str) -> None:
    with pytest.raises(PlaybookError, match=says):
        load(england(folder(tmp_path, s=f"{ITEM}due = {due}\n")), "county")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (RULES.replace("An Act", ""), r"england/deadlines\.toml: told: .*source and its edition"),
        (RULES.replace("awareness", "lunch"), r'england/deadlines\.toml: told: .*runs from "lunch"'),
        (RULES + 'colour = "red"\n', r"england/deadlines\.toml: told: colour"),
        (RULES.replace("deadline", "clock"), r"england/deadlines\.toml: unknown table clock"),
        ("[deadline", r"england/deadlines\.toml cannot be read"),
    ],
)
def test_a_fault_in_the_statutory_deadlines_is_refused_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(PlaybookError, match=says):
        load(england(folder(tmp_path, s=ITEM), text), "county")


def test_a_statutory_deadline_needs_its_source_and_edition() -> None:
    words = {"text": "5 working days after awareness", "kind": "statutory"}
    with pytest.raises(ValidationError, match="source and its edition"):
        Due.model_validate({**words, "source": "Working Together"})
    due = Due.model_validate({**words, "source": "Working Together", "edition": "2026"})
    assert (due.working_days, due.after, due.kind) == (5, "awareness", "statutory")


def test_a_choice_needs_choices_and_yes_or_no_always_allows_not_known() -> None:
    with pytest.raises(ValidationError, match="needs choices"):
        RecordField(name="n", kind="choice", label="L")
    with pytest.raises(ValidationError, match="same choice twice"):
        RecordField(name="n", kind="choice", label="L", choices=(("a", "A"), ("a", "B")))
    assert ("not-known", "Not known") in RecordField(name="n", kind="yes-no", label="L").options


def test_a_retired_item_is_found_by_its_code_and_not_asked_anew() -> None:
    playbook = load(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY)
    strand = playbook.strands["immediate-safety"]
    first = strand.considerations[0].model_copy(update={"retired": True})
    strand = strand.model_copy(update={"considerations": (first, *strand.considerations[1:])})
    assert strand.consideration(first.code).retired
    assert first.code not in {item.code for item in strand.asked}
    with pytest.raises(KeyError):
        strand.consideration("never-was")


_codes = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)
_words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=40)
_dues = st.builds(
    lambda number, unit, after: Due.model_validate(f"{number}{unit} after {after}"),
    st.integers(1, 999),
    st.sampled_from(["h", " hours", " working days"]),
    st.sampled_from(["report", "admission", "arrest"]),
)
_items = st.builds(
    Consideration,
    code=_codes,
    clauses=st.lists(st.sampled_from(["SAF-1", "DEF-3", "CTX-18"]), max_size=2).map(tuple),
    ask=_words,
    why=_words,
    strength=st.sampled_from(["must", "should", "consider"]),
    about=st.sampled_from(["incident", "young-person"]),
    gate=st.none() | _codes,
    lead=st.lists(_codes, max_size=3).map(tuple),
    between=st.lists(_codes, max_size=3).map(tuple),
    due=st.none() | _dues,
    record=st.lists(st.builds(RecordField, name=_codes, kind=st.just("yes-no"), label=_words), max_size=3).map(tuple),
    suggests=st.lists(st.builds(Suggestion, what=_words, makes_contact=st.booleans()), max_size=3).map(tuple),
    retired=st.booleans(),
)
_strands = st.builds(
    Strand,
    code=_codes,
    title=_words,
    opens=st.just("always"),
    about=st.just("incident"),
    order=st.integers(1, 3),
    considerations=st.lists(_items, max_size=4).map(tuple),
)
_playbooks = st.builds(
    Playbook,
    county=_codes,
    title=_words,
    edition_name=_words,
    strands=st.lists(_strands, max_size=3).map(lambda strands: {strand.code: strand for strand in strands}),
    definitions=st.just({"d": Definition(code="d", title="D", clauses=("DEF-1",), why="", parts=())}),
)


@given(_playbooks)
def test_an_edition_reads_back_as_it_was_written(playbook: Playbook) -> None:
    text = edition.canonical(playbook)
    again = edition.from_canonical(text)
    assert again == playbook
    assert list(again.strands) == list(playbook.strands)
    assert edition.canonical(again) == text


def test_the_norfolk_playbook_reads_back_as_it_was_written() -> None:
    playbook = load(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY)
    assert edition.from_canonical(edition.canonical(playbook)) == playbook


def test_one_changed_word_makes_another_edition() -> None:
    playbook = load(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY)
    other = playbook.model_copy(update={"title": playbook.title + "!"})
    hashes = {edition.content_hash(edition.canonical(each)) for each in (playbook, other)}
    assert len(hashes) == 2
    assert all(len(digest) == 64 for digest in hashes)


def test_an_edition_that_says_only_what_the_first_schema_had_is_still_read() -> None:
    item = {"code": "c", "ask": "Is it?", "why": "", "strength": "must", "about": "incident"}
    strand = {"code": "s", "title": "S", "opens": "always", "about": "incident", "considerations": [item]}
    text = json.dumps({"county": "norfolk", "title": "T", "edition_name": "E", "strands": {"s": strand}})
    assert edition.from_canonical(text).consideration("c")[1].audience == "team"
