"""What may be answered and directed, when a strand opens and when an answer is owed."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from reachable.common.refusals import Refused
from reachable.directory.choices import AgencyKind
from reachable.directory.models import Agency
from reachable.incidents.choices import Audience
from reachable.playbook.schema import Consideration, Due, RecordField
from reachable.responses import deadlines, policies, triggers
from reachable.responses.choices import ActionState, AnswerCode
from reachable.responses.contact import words_of_contact

AT = datetime(2026, 11, 21, 22, 15, tzinfo=UTC)
HOURS = timedelta(hours=1)


def passes(check: object) -> bool:
    try:
        check()  # type: ignore[operator]  # a check of policies, arguments already given
    except Refused:
        return False
    return True


@pytest.mark.clause("SAF-1")
@pytest.mark.parametrize("answer", AnswerCode)
def test_not_needed_and_in_place_owe_a_reason(answer: AnswerCode) -> None:
    owes = answer in (AnswerCode.NOT_NEEDED, AnswerCode.IN_PLACE)
    assert passes(lambda: policies.check_answer_has_reason(answer, " ")) is not owes
    assert passes(lambda: policies.check_answer_has_reason(answer, "Police are on the ward"))


@pytest.mark.clause("SAF-1")
@pytest.mark.parametrize(("answer", "open_", "new"), list(product(AnswerCode, (0, 1), (0, 1))))
def test_action_needed_owes_an_action(answer: AnswerCode, open_: int, new: int) -> None:
    owes = answer == AnswerCode.ACTION_NEEDED and not open_ and not new
    assert passes(lambda: policies.check_somebody_acts(answer, open_actions=open_, new_actions=new)) is not owes


@pytest.mark.clause("SAF-1")
def test_a_find_out_is_not_finished_while_something_is_left_on_it() -> None:
    policies.check_nothing_left_to_find_out(0)
    with pytest.raises(Refused, match="done with the last one"):
        policies.check_nothing_left_to_find_out(1)


@pytest.mark.clause("STF-1")
@pytest.mark.clause("CTX-18")
@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("Visit Kai on the ward", ("visit",)),
        ("Go and SEE the family", ("see",)),
        ("Ring his mother", ("ring",)),
        ("Phone the parents and text Jay", ("phone", "text")),
        ("Collect him from custody", ("collect",)),
        ("Pick the boys up at nine", ("pick the boys up",)),
        ("Drop the bag off", ("drop",)),
        ("Take Kai home", ("take kai home",)),
        ("Take the young person home after the interview", ("take the young person home",)),
        ("Bring her to the station", ("bring her",)),
        ("Call round tonight", ("call",)),
        ("Check on the sister", ("check on",)),
        ("Speak to the parents at home", ("speak to",)),
        ("Knock on the door, then knock again", ("knock",)),
        ("Drive past the house", ("drive",)),
        ("Attend the address", ("attend",)),
        ("Make a welfare check", ("welfare check",)),
        ("Interview Kai", ("interview",)),
        ("Sit with Kai", ("sit with",)),
        ("Stay with him overnight", ("stay with",)),
        ("Pop round", ("pop round",)),
        ("Get Kai from school", ("get kai from",)),
        ("Give a lift home", ("give a lift",)),
        ("Go and find her", ("go and find",)),
        ("Look for him in the park", ("look for him",)),
        ("Approach the family", ("approach",)),
        ("Take a statement from the witness", ("take a statement",)),
        ("Take an account from Jay", ("take an account from",)),
        ("Tell the parents in person", ("tell the parents",)),
        ("Tell Kai what was decided face to face", ("tell kai what was decided face to face",)),
        ("Give the warning", ("give the warning",)),
        ("Arrange a home check", ("home check",)),
        ("Book a fire safety check at the home", ("safety check",)),
        ("Take Kai to the hospital", ("take kai to the hospital",)),
        ("Walk Ella to school", ("walk ella to school",)),
        ("Move the boys", ("move the boys",)),
    ],
)
def test_words_that_send_somebody_ask_again(what: str, words: tuple[str, ...]) -> None:
    assert words_of_contact(what) == words
    with pytest.raises(policies.AsksAgain) as asked:
        policies.check_contact_is_meant(what=what, makes_contact=False, asked_again=False)
    assert (asked.value.words, asked.value.what, asked.value.field) == (words, what, "makes_contact")
    policies.check_contact_is_meant(what=what, makes_contact=True, asked_again=False)
    policies.check_contact_is_meant(what=what, makes_contact=False, asked_again=True)


@pytest.mark.parametrize(
    "what",
    [
        "Write to the landlord",
        "Ask the ward for the likely discharge date",
        "Oversee the plan and book the strategy meeting",
        "Check records for the household",
        "Put a marker on the address",
        "Bring the file to the panel",
        "Recall what was agreed last spring",
        "Take account of the risk from outside the family",
        "Take minutes of the strategy discussion",
        "Agree an approach with the school",
        "Get the records from the school",
        "Read the interview notes",
        "Tell the schools of the brothers and sisters what they need to know",
        "Find out who can stay with whom",
        "Find a placement, or a relative outside the area, for tonight",
        "Hand over to the day team, in writing and in person",
    ],
)
def test_innocent_words_ask_nothing(what: str) -> None:
    assert words_of_contact(what) == ()
    policies.check_contact_is_meant(what=what, makes_contact=False, asked_again=False)


@pytest.mark.clause("STF-1")
def test_an_action_that_makes_contact_stays_proposed_and_is_not_taken_up() -> None:
    assert policies.state_of_new(makes_contact=True) == ActionState.PROPOSED
    assert policies.state_of_new(makes_contact=False) == ActionState.OPEN
    with pytest.raises(Refused, match="Do not make contact yet"):
        policies.check_can_be_accepted(ActionState.PROPOSED)
    policies.check_can_be_accepted(ActionState.OPEN)


@pytest.mark.parametrize("state", ActionState)
def test_only_what_is_unfinished_changes(state: ActionState) -> None:
    assert passes(lambda: policies.check_is_unfinished(state)) is (state in (ActionState.OPEN, ActionState.PROPOSED))


@pytest.mark.parametrize(
    ("due_at", "ok"),
    [
        (AT, False),
        (AT - HOURS, False),
        (AT + HOURS, True),
        (AT + 366 * 24 * HOURS, True),
        (AT + 367 * 24 * HOURS, False),
    ],
)
def test_a_due_time_lies_ahead_and_within_a_year(due_at: datetime, ok: bool) -> None:
    assert passes(lambda: policies.check_due(due_at, AT)) is ok


@pytest.mark.parametrize(("what", "ok"), [("", False), ("  ", False), ("x" * 500, True), ("x" * 501, False)])
def test_an_action_says_what_in_a_few_words(what: str, ok: bool) -> None:
    assert passes(lambda: policies.check_action_words(what)) is ok


def item(*fields: RecordField) -> Consideration:
    return Consideration(code="x", ask="X?", why="", strength="must", about="incident", record=fields)


SOMEBODY = "0c1f4a52-6f3b-4a53-9f0e-2f1b7a6f2d11"
FIELDS = item(
    RecordField(name="told", kind="yes-no", label="Told"),
    RecordField(name="level", kind="choice", label="Level", choices=(("some", "Some"), ("none", "None"))),
    RecordField(name="from", kind="choices", label="From", choices=(("peers", "Peers"), ("adults", "Adults"))),
    RecordField(name="words", kind="text", label="Words"),
    RecordField(name="count", kind="number", label="Count"),
    RecordField(name="day", kind="date", label="Day"),
    RecordField(name="when", kind="datetime", label="When"),
    RecordField(name="holder", kind="professional", label="Holder"),
    RecordField(name="for", kind="agency", label="For"),
)


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("told", "not-known", "perhaps"),
        ("level", "some", "much"),
        ("from", "peers,adults", "peers,olders"),
        ("words", "x" * 10_000, "x" * 10_001),
        ("count", "3", "three"),
        ("day", "2026-11-23", "2026-02-30"),
        ("when", "2026-11-23T14:00", "tomorrow"),
        ("holder", f"p:{SOMEBODY}", f"a:{SOMEBODY}"),
        ("holder", f"p:{SOMEBODY}", "Edith Lamb"),
        ("for", f"a:{SOMEBODY}", f"a:{SOMEBODY}x"),
    ],
)
def test_a_record_field_takes_what_it_is_for(name: str, good: str, bad: str) -> None:
    assert policies.check_record(FIELDS.record, {name: good}) == {name: good}
    with pytest.raises(Refused) as refused:
        policies.check_record(FIELDS.record, {name: bad})
    assert refused.value.field == f"record-{name}"


def test_who_was_named_in_free_text_may_stay_and_nobody_else_comes_in_that_way() -> None:
    stands = {"holder": "Edith Lamb"}
    assert policies.check_record(FIELDS.record, {"holder": "Edith Lamb"}, stands) == stands
    with pytest.raises(Refused):
        policies.check_record(FIELDS.record, {"holder": "Edith L"}, stands)


def test_a_record_leaves_empty_fields_out_and_refuses_unknown_ones() -> None:
    assert policies.check_record(FIELDS.record, dict.fromkeys(("told", "words"), "")) == {}
    with pytest.raises(Refused) as refused:
        policies.check_record(FIELDS.record, {"colour": "red"})
    assert refused.value.field == "record-colour"


def due(text: str) -> str:
    return Due.model_validate(text).text


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        # over the weekend
        ("4h after report", datetime(2026, 11, 21, 22, 15, tzinfo=UTC), datetime(2026, 11, 22, 2, 15, tzinfo=UTC)),
        # the clocks go back on 25 October 2026 and forward on 28 March 2027: four hours are four hours
        ("4h after report", datetime(2026, 10, 24, 23, 30, tzinfo=UTC), datetime(2026, 10, 25, 3, 30, tzinfo=UTC)),
        ("4h after report", datetime(2027, 3, 27, 23, 30, tzinfo=UTC), datetime(2027, 3, 28, 3, 30, tzinfo=UTC)),
        # Saturday night is day 0, Monday is day 1
        ("1 working day after awareness", AT, datetime(2026, 11, 23, 23, 59, 59, tzinfo=UTC)),
        # Christmas Eve 2026: the 25th and the Monday in lieu of Boxing Day are no working days
        (
            "1 working day after report",
            datetime(2026, 12, 24, 9, 0, tzinfo=UTC),
            datetime(2026, 12, 29, 23, 59, 59, tzinfo=UTC),
        ),
        # in summer a Norfolk day ends an hour earlier in UTC
        (
            "2 working days after report",
            datetime(2026, 7, 1, 9, 0, tzinfo=UTC),
            datetime(2026, 7, 3, 22, 59, 59, tzinfo=UTC),
        ),
    ],
)
def test_a_deadline_runs_from_its_fact(text: str, start: datetime, expected: datetime) -> None:
    assert deadlines.due_at(due(text), triggers.IncidentFacts(reported_at=start)) == expected


def test_a_deadline_waits_while_its_fact_is_not_known() -> None:
    facts = triggers.IncidentFacts(reported_at=AT, so={("admission", 7): AT - HOURS})
    assert deadlines.due_at("", facts) is None
    assert deadlines.due_at(due("4h after admission"), facts) is None
    assert deadlines.due_at(due("4h after admission"), facts, 8) is None
    assert deadlines.due_at(due("4h after admission"), facts, 7) == AT + 3 * HOURS
    assert deadlines.due_at(due("2h after incident"), facts) is None
    assert deadlines.due_at(due("2h after arrest"), facts, 7) is None


@pytest.mark.clause("NOT-1")
@pytest.mark.parametrize(
    ("audience", "kind", "may"),
    [
        (Audience.TEAM, AgencyKind.POLICE, True),
        (Audience.CHILDRENS_SERVICES, AgencyKind.CHILDRENS_SERVICES, True),
        (Audience.CHILDRENS_SERVICES, AgencyKind.POLICE, False),
        (Audience.NOTIFICATION_DECISION, AgencyKind.CHILDRENS_SERVICES, False),
        (Audience.RAPID_REVIEW_PANEL, AgencyKind.CHILDRENS_SERVICES, False),
    ],
)
def test_a_narrower_question_is_given_to_an_agency_only_if_all_of_it_may_read_it(
    audience: str, kind: str, may: bool
) -> None:
    if may:
        policies.check_agency_reads(audience, Agency(kind=kind))
    else:
        with pytest.raises(Refused, match="Choose a person who may read this question"):
            policies.check_agency_reads(audience, Agency(kind=kind))
