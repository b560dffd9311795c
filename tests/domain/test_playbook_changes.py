"""What is said about a new edition: each kind of change by itself, and what may not be changed."""

from typing import Any

import pytest
from django.conf import settings

from reachable.playbook import changes as module
from reachable.playbook.changes import Changes, changes
from reachable.playbook.load import load
from reachable.playbook.schema import Consideration, Definition, DefinitionPart, Playbook, Strand

VISITORS: dict[str, Any] = {
    "code": "visitors",
    "clauses": ["HOS-5"],
    "ask": "Who may visit?",
    "why": "Rivals may come.",
    "strength": "should",
    "about": "young-person",
    "lead": ["mace-police"],
    "between": ["police"],
    "due": "4h after admission",
    "record": [
        {"name": "restricted", "kind": "yes-no", "label": "Restricted?"},
        {"name": "who", "kind": "choice", "label": "Who", "choices": [["family", "Family"], ["friends", "Friends"]]},
    ],
    "suggests": ["Ask the ward for a list"],
}
PHONE: dict[str, Any] = {**VISITORS, "code": "phone", "ask": "Where is the phone?", "record": [], "due": None}
PART: dict[str, Any] = {
    "code": "age",
    "clause": "DEF-3",
    "title": "Age",
    "ask": "Was anybody under 18?",
    "why": "Age counts on the day.",
    "met": "Somebody was.",
    "not_met": "Nobody was.",
    "not_known": "It is not known.",
}


def playbook(*items: dict[str, Any], **more: Any) -> Playbook:
    """One strand of these items."""
    ward = {"code": "ward", "title": "On the ward", "opens": "arrived", "about": "young-person", **more.pop("ward", {})}
    values: dict[str, Any] = {"county": "somewhere", "title": "Somewhere", "edition_name": "1"}
    return Playbook.model_validate({**values, "strands": {"ward": {**ward, "considerations": items}}, **more})


BEFORE = playbook(VISITORS, PHONE)


def after(**changed: Any) -> Changes:
    return changes(BEFORE, playbook({**VISITORS, **changed}, PHONE))


def test_the_same_words_are_no_change() -> None:
    assert after().is_empty
    assert after().sentences == ()
    shipped = load(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY)
    assert changes(shipped, shipped).is_empty


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("ask", "Who came?", "the question was “Who may visit?” and is now “Who came?”."),
        ("why", "", "why it is asked was “Rivals may come.” and is now empty."),
        ("strength", "must", "how strong it is was “should” and is now “must”."),
        (
            "due",
            {"text": "1 working day after admission", "kind": "statutory", "source": "The Act", "edition": "2026"},
            "when it is due was “4h after admission (our default)” and is now "
            "“1 working day after admission (statutory: The Act, 2026)”.",
        ),
        ("due", None, "when it is due was “4h after admission (our default)” and is now empty."),
        (
            "suggests",
            [{"what": "Visit the ward", "makes_contact": True}],
            "what it suggests was “Ask the ward for a list” and is now “Visit the ward (makes contact)”.",
        ),
        ("lead", ["ward", "mace-police"], "who leads on it was “mace-police” and is now “ward, mace-police”."),
        ("audience", "childrens-services", "who sees it was “team” and is now “childrens-services”."),
        ("gate", "officer-may-leave", "what it holds back was empty and is now “officer-may-leave”."),
        ("between", ["health"], "between whom it is settled was “police” and is now “health”."),
    ],
)
def test_each_thing_that_reads_otherwise_is_said_with_both_words(field: str, value: Any, says: str) -> None:
    found = after(**{field: value})
    [strand] = found.strands
    [reworded] = strand.reworded
    assert (reworded.code, [change.field for change in reworded.changes]) == ("visitors", [field])
    assert found.sentences == (f"On the ward. “{reworded.ask}” (visitors): {says}",)
    assert (found.removed, found.faults) == ((), ())


def test_what_is_recorded_may_grow() -> None:
    more = {"name": "seen", "kind": "date", "label": "Last seen"}
    [strand] = after(record=[*VISITORS["record"], more]).strands
    [change] = strand.reworded[0].changes
    assert change.field == "record"
    assert change.after == f"{change.before}; Last seen (date)"
    assert after(record=[*VISITORS["record"], more]).faults == ()


def test_an_item_may_come_and_one_may_be_retired_and_come_back() -> None:
    bag = {**PHONE, "code": "bag", "ask": "Where is the bag?", "strength": "must"}
    later = playbook({**VISITORS, "retired": True}, PHONE, bag)
    assert changes(BEFORE, later).sentences == (
        "On the ward. New: “Where is the bag?” (bag), about each young person, must.",
        "On the ward. No longer asked: “Who may visit?” (visitors). What was answered is kept.",
    )
    assert changes(BEFORE, later).removed == ()
    back = changes(later, playbook(VISITORS, PHONE, bag))
    assert back.sentences == ("On the ward. Asked again: “Who may visit?” (visitors).",)


def test_a_retired_item_may_be_worded_as_one_likes() -> None:
    gone = {**VISITORS, "retired": True}
    assert changes(playbook(gone), playbook({**gone, "why": "Once it was asked."})).is_empty


def test_a_strand_may_come_with_all_that_it_asks() -> None:
    court = {"code": "court", "title": "Court", "opens": "dated", "about": "incident"}
    bail = {**PHONE, "code": "bail", "ask": "Is bail fit?", "about": "incident"}
    strands = {"ward": BEFORE.strands["ward"].model_dump(), "court": {**court, "considerations": [bail]}}
    found = changes(BEFORE, playbook(strands=strands))
    assert found.strands[0].is_new
    assert found.sentences == (
        "Court. The strand is new.",
        "Court. New: “Is bail fit?” (bail), about the incident, should.",
    )


def test_the_words_of_a_strand_count_too() -> None:
    found = changes(BEFORE, playbook(VISITORS, PHONE, ward={"opens": "admitted"}))
    assert found.sentences == ("On the ward. The strand: what opens it was “arrived” and is now “admitted”.",)


def test_an_item_that_vanished_is_a_fault_and_not_a_change() -> None:
    found = changes(BEFORE, playbook(PHONE))
    assert found.removed == ("visitors",)
    assert found.sentences == ("On the ward. “Who may visit?” (visitors) is gone: retire it instead.",)
    assert not found.is_empty


def test_a_retired_item_may_not_vanish_either() -> None:
    assert changes(playbook({**VISITORS, "retired": True}, PHONE), playbook(PHONE)).removed == ("visitors",)


def test_a_strand_that_vanished_is_named_once() -> None:
    found = changes(BEFORE, playbook(strands={}))
    assert found.removed == ("ward",)
    assert found.sentences == ("The strand “On the ward” (ward) is gone: retire its items instead.",)


def test_an_item_may_not_move_to_another_strand() -> None:
    ward, court = BEFORE.strands["ward"].model_dump(), {"code": "court", "title": "Court", "opens": "dated"}
    kept = {**ward, "considerations": [PHONE]}
    moved = {**court, "about": "young-person", "considerations": [VISITORS]}
    found = changes(BEFORE, playbook(strands={"ward": kept, "court": moved}))
    assert found.removed == ("visitors",)
    assert found.faults == (
        "On the ward. “Who may visit?” (visitors) moved to “Court”: "
        "retire it where it was and ask it there under another code.",
    )


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"about": "incident"}, "was about each young person: retire it and ask under another code."),
        (
            {"record": VISITORS["record"][1:]},
            "no longer records “Restricted?” (restricted): retire it and ask under another code.",
        ),
        (
            {"record": [{**VISITORS["record"][0], "kind": "text"}, VISITORS["record"][1]]},
            "records “Restricted?” as text and not as yes-no: give the field another name.",
        ),
        (
            {"record": [VISITORS["record"][0], {**VISITORS["record"][1], "choices": [["family", "Relatives"]]}]},
            "“Who” no longer offers “Friends” (friends): keep the choice.",
        ),
    ],
)
def test_a_code_that_stays_keeps_its_meaning(changed: dict[str, Any], says: str) -> None:
    assert after(**changed).faults == (f"On the ward. “Who may visit?” (visitors) {says}",)


def test_definitions_are_compared_part_by_part() -> None:
    syv = {"code": "syv", "title": "Serious", "clauses": ["DEF-3"], "why": "W.", "parts": [PART]}
    before = playbook(VISITORS, definitions={"syv": syv})
    worded = {**syv, "narrows": True, "parts": [{**PART, "met": "One was."}, {**PART, "code": "where"}]}
    found = changes(before, playbook(VISITORS, definitions={"syv": worded}))
    assert found.definitions == (
        "Serious: whether it may stop what is running was “no” and is now “yes”.",
        "Serious. “Was anybody under 18?” (age): what “met” means was “Somebody was.” and is now “One was.”.",
        "Serious. New part: “Was anybody under 18?” (where).",
    )
    assert changes(before, playbook(VISITORS)).removed == ("syv/age",)
    assert changes(playbook(VISITORS), before).sentences == ("Serious. The definition is new.",)


def test_tonight_is_compared_too() -> None:
    one = {"code": "one", "ask": "Who is hurt?", "considerations": ["visitors"]}
    two = {"code": "two", "ask": "Who is next?", "considerations": ["phone"]}
    before = playbook(VISITORS, PHONE, tonight=[one])
    found = changes(before, playbook(VISITORS, PHONE, tonight=[{**one, "considerations": ["phone"]}, two]))
    assert found.sentences == (
        "Tonight shows “Who is hurt?” otherwise than before.",
        "Tonight asks one question more: “Who is next?”.",
    )
    assert changes(before, BEFORE).sentences == ("Tonight no longer asks “Who is hurt?”.",)


@pytest.mark.parametrize(
    ("schema", "compared", "rest"),
    [
        (Consideration, module._ITEM, {"code", "about", "ours", "retired"}),
        (Strand, module._STRAND, {"code", "about", "order", "clauses", "considerations"}),
        (Definition, module._DEFINITION, {"code", "order", "clauses", "parts"}),
        (DefinitionPart, module._PART, {"code", "clause"}),
    ],
)
def test_what_the_schema_gains_is_compared_or_left_out_on_purpose(schema, compared, rest: set[str]) -> None:
    assert set(schema.model_fields) == {*compared, *rest}
