"""Concluding a meeting: what is to be settled first, agreeing the minutes, and that they then do not change."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory.choices import AgencyKind
from reachable.meetings import operations as meetings
from reachable.meetings import policies, queries
from reachable.meetings.choices import ItemState, MeetingState
from reachable.meetings.models import Minutes
from reachable.meetings.operations.concluding import sent_due_at
from reachable.meetings.policies import ActionSaid, Held, ItemSaid, SeatEmpty, YoungSaid
from reachable.meetings.queries.held_meeting import minutes_lines
from reachable.meetings.queries.minutes import verify_minutes
from reachable.responses import editions
from tests.counting import query_count
from tests.domain.concluding_hands import (
    AGREED_AT,
    HELD_AT,
    MET,
    NOT_MET,
    action,
    agree,
    begun,
    cover_all,
    decide,
    ended,
    held,
    note,
    opened,
    staffed,
)
from tests.domain.incident_hands import people_in_last, person_key, timeline, verbs
from tests.factories import Cast

FIELDS = frozenset({"threshold", "enquiry", "conference", "conference-not-because", "legal-basis", "disposition"})
FIELDS |= {"disposition-because"}
STATUTORY = Held(is_statutory=True, fields=FIELDS)


def needed(held: Held) -> list[str]:
    return [one.words for one in policies.minutes_lines(held) if one.is_needed and not one.met]


def shown(held: Held) -> list[str]:
    return [one.words for one in policies.minutes_lines(held) if not one.is_needed]


def of_one(record: dict[str, str], **more: object) -> list[str]:
    return needed(replace(STATUTORY, young=(YoungSaid("k", "A", record, **more),)))


@pytest.mark.clause("SAF-1")
@pytest.mark.clause("CTX-2")
@pytest.mark.parametrize(
    ("record", "lacks"),
    [
        pytest.param({}, "whether the threshold for enquiries is met, what follows", id="nothing"),
        pytest.param({**NOT_MET, "threshold": "not-decided"}, "why the threshold is not decided", id="undecided"),
        pytest.param({**MET, "enquiry": ""}, "whether the enquiry is joint or single", id="no-enquiry"),
        pytest.param({**MET, "enquiry": "not-known"}, "whether the enquiry is joint or single", id="enquiry-not-known"),
        pytest.param({**MET, "enquiry": "none"}, "whether the enquiry is joint or single", id="none-without-why"),
        pytest.param({**MET, "conference": ""}, "whether there is a conference", id="no-conference"),
        pytest.param({**MET, "conference": "not-needed"}, "why no conference is needed", id="conference-without-why"),
        pytest.param({**MET, "disposition": ""}, "what follows", id="no-disposition"),
        pytest.param({**MET, "disposition": "no-action"}, "why there is no action now", id="no-action-without-why"),
    ],
)
def test_a_discussion_decides_for_each_young_person(record: dict[str, str], lacks: str) -> None:
    assert of_one(record) == [f"A: {lacks} is not said"]


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(MET, id="met"),
        pytest.param(NOT_MET, id="not-met"),
        pytest.param({**NOT_MET, "threshold": "not-decided", "disposition-because": "Seen tomorrow"}, id="undecided"),
        pytest.param({**MET, "conference": "not-decided"}, id="conference-after-the-enquiry"),
        pytest.param({**MET, "enquiry": "none", "disposition-because": "One is running"}, id="none-with-why"),
    ],
)
def test_what_was_decided_is_enough(record: dict[str, str]) -> None:
    assert of_one(record) == []


@pytest.mark.clause("SAF-1")
def test_who_does_not_go_home_needs_a_legal_basis_and_not_known_is_shown() -> None:
    away = {**MET, "legal-basis": ""}
    assert of_one(away) == []
    assert of_one(away, is_home=False) == ["A: whether they go home, and if not on what legal basis is not said"]
    unknown = replace(STATUTORY, young=(YoungSaid("k", "A", {**MET, "legal-basis": "not-known"}, is_home=False),))
    assert needed(unknown) == []
    assert shown(unknown) == ["A: on what legal basis they do not go home is not known"]


def test_of_a_young_person_who_has_died_nothing_is_decided() -> None:
    assert of_one({}, has_died=True) == []


@pytest.mark.clause("CRT-2")
@pytest.mark.clause("STA-4")
@pytest.mark.clause("STA-5")
def test_a_meeting_that_is_not_statutory_says_what_follows_and_one_about_places_says_nothing_of_anybody() -> None:
    follows = Held(fields=frozenset({"disposition", "disposition-because"}), young=(YoungSaid("k", "A"),))
    assert needed(follows) == ["A: what follows is not said"]
    assert needed(replace(follows, fields=frozenset())) == []
    kinds = editions.in_force().meetings
    assert {one.name for one in kinds["court-coordination"].outcome} == {"disposition", "disposition-because"}
    assert {one.name for one in kinds["child-planning"].outcome} == {"disposition", "disposition-because"}
    assert not kinds["locality-mapping"].about_individuals or kinds["locality-mapping"].outcome


@pytest.mark.clause("SAF-1")
def test_an_item_is_covered_or_passed_over_with_a_reason_and_what_must_be_answered_is() -> None:
    open_one = ItemSaid("k", "Parents", ItemState.NOT_TAKEN)
    assert needed(Held(items=(open_one,))) == ["“Parents” is neither covered nor passed over"]
    passed = replace(open_one, state=ItemState.NOT_REACHED)
    assert needed(Held(items=(passed,))) == ["why “Parents” was passed over is not said"]
    assert needed(Held(items=(replace(passed, because="No time"),))) == []
    asked = replace(open_one, state=ItemState.COVERED, open_musts=("Told? (A, C)",), open_others=("Able? (A)",))
    assert needed(Held(items=(asked,))) == ["not answered: Told? (A, C)"]
    assert shown(Held(items=(asked,))) == ["stays open on its strand: Able? (A)"]


@pytest.mark.clause("SAF-1")
def test_no_quorum_is_shown_and_holds_nothing_back_but_an_empty_seat_says_why() -> None:
    lines = policies.quorum_lines(["police", "health"], {AgencyKind.POLICE})
    missed = Held(quorum=lines, empty=(SeatEmpty("health", "Health"),))
    assert needed(missed) == ["why nobody came for “Health” is not said"]
    assert shown(missed) == ["nobody from Health was there: the quorum was not met"]
    assert needed(replace(missed, empty=(SeatEmpty("health", "Health", "Nobody on duty"),))) == []


@pytest.mark.clause("CTX-5")
def test_an_action_of_an_agency_that_is_sent_nothing_is_to_be_settled() -> None:
    of_nobody = ActionSaid("k", "Write", "Housing", reaches=False, is_named=False)
    assert needed(Held(actions=(of_nobody,))) == ["nobody of Housing was asked, so nobody there is sent “Write”"]
    assert needed(Held(actions=(replace(of_nobody, reaches=True),))) == []
    assert shown(Held(actions=(replace(of_nobody, reaches=True),))) == ["Housing has not named anybody for “Write”"]


@pytest.mark.clause("SAF-1")
def test_the_refusal_is_one_sentence_however_much_is_missing() -> None:
    lines = policies.minutes_lines(replace(STATUTORY, young=tuple(YoungSaid(one, one) for one in "ABCDE")))
    with pytest.raises(Refused) as refusal:
        policies.check_minutes_may_be_agreed(lines)
    assert refusal.value.message.startswith("The minutes cannot be agreed yet: A: whether the threshold")
    assert refusal.value.message.endswith("; and 2 more in the list.")


@pytest.mark.django_db
@pytest.mark.clause("SAF-1")
@pytest.mark.clause("CTX-2")
def test_the_chair_agrees_and_the_text_stands_under_its_hash(cast: Cast) -> None:
    meeting = agree(cast.hana, held(cast))
    minutes = Minutes.objects.get(meeting=meeting)
    assert meeting.state == MeetingState.AGREED
    assert minutes.sha256 == hashlib.sha256(minutes.text.encode()).hexdigest()
    assert verify_minutes(meeting)
    assert minutes.sent_due_at == datetime(2026, 11, 23, 23, 59, 59, tzinfo=UTC)  # held on a Saturday night
    assert "minutes-agreed" in verbs(meeting.incident)
    assert people_in_last("minutes-agreed") == {person_key(meeting.covered.get().involvement)}
    assert "minutes-agreed" in timeline(meeting.incident)
    assert minutes.text == json.dumps(json.loads(minutes.text), sort_keys=True, separators=(",", ":"))


@pytest.mark.django_db
def test_everything_that_was_said_is_in_the_text(cast: Cast) -> None:
    meeting = begun(cast, staffed(cast))
    told = note(cast.joy, meeting, "Seen near the park on Friday", about=(meeting.covered.get().involvement.key,))
    gone = note(cast.joy, meeting, "Typed by mistake")
    meetings.take_back_note(by=cast.joy, at=HELD_AT, meeting=meeting.reference, note_key=gone.key, because="Mistake")
    done = action(cast.hana, meeting, "Write to the school", f"p:{cast.priya.key}")
    cover_all(cast.hana, meeting)
    decide(cast.hana, meeting, MET)
    text = json.loads(Minutes.objects.get(meeting=agree(cast.hana, ended(cast.hana, meeting))).text)
    [risk] = [one for one in text["items"] if one["code"] == "risk-now"]
    assert [one["words"] for one in risk["notes"]] == [told.words]
    assert [one["key"] for one in text["actions"]] == [str(done.key)]
    assert text["outcomes"][0]["record"] == MET
    assert {one["who"]["name"] for one in text["attendees"]} >= {"Sam Okafor", "Wendy Barrow", "Priya Nair"}
    assert text["quorum"] == [{"kind": kind, "met": True} for kind in ("childrens-services", "police", "health")]
    assert text["young_people"] == [{"key": str(meeting.covered.get().involvement.key), "letter": "A"}]
    assert "Mensah" not in Minutes.objects.get(meeting=meeting).text
    assert "Typed by mistake" not in Minutes.objects.get(meeting=meeting).text


@pytest.mark.django_db
@pytest.mark.clause("SAF-1")
@pytest.mark.clause("CTX-2")
def test_agreeing_is_refused_while_something_is_missing_and_says_what(cast: Cast) -> None:
    meeting = begun(cast, staffed(cast))
    cover_all(cast.hana, meeting)
    meeting = ended(cast.hana, meeting)
    with pytest.raises(Refused, match="A: whether the threshold for enquiries is met, what follows is not said"):
        agree(cast.hana, meeting)
    assert not Minutes.objects.exists()
    decide(cast.joy, meeting, NOT_MET)
    assert agree(cast.hana, meeting).state == MeetingState.AGREED


@pytest.mark.django_db
def test_only_the_chair_agrees_after_the_end_and_what_was_written_meanwhile_is_seen_first(cast: Cast) -> None:
    meeting = begun(cast, staffed(cast))
    cover_all(cast.hana, meeting)
    decide(cast.hana, meeting, NOT_MET)
    with pytest.raises(Refused, match="End the meeting first"):
        agree(cast.hana, meeting)
    meeting = ended(cast.hana, meeting)
    with pytest.raises(NotPermitted):
        agree(cast.joy, meeting)
    with pytest.raises(NotFound):
        agree(cast.stranger, meeting)
    seen = meeting.revision
    note(cast.joy, meeting, "One thing more")
    with pytest.raises(Stale):
        meetings.agree_minutes(by=cast.hana, at=AGREED_AT, meeting=meeting.reference, seen_revision=seen)
    agree(cast.hana, meeting)
    with pytest.raises(Refused, match="agreed and do not change"):
        agree(cast.hana, meeting)


@pytest.mark.django_db
@pytest.mark.clause("SAF-1")
def test_who_did_not_come_is_said_with_the_reason_and_holds_nothing_up(cast: Cast) -> None:
    meeting = held(cast)
    meeting.attendees.filter(professional=cast.ward).update(attendance="ABSENT")
    words = [one.words for one in minutes_lines(meeting, AGREED_AT)]
    assert "nobody from Health was there: the quorum was not met" in words
    assert "why nobody came for “Health” is not said" in words
    told = {"at": AGREED_AT, "meeting": meeting.reference, "code": "health"}
    with pytest.raises(Refused):
        meetings.say_why_empty(by=cast.joy, because=" ", **told)
    with pytest.raises(NotPermitted):
        meetings.say_why_empty(by=cast.priya, because="x", **told)
    with pytest.raises(NotFound):
        meetings.say_why_empty(by=cast.joy, because="x", **{**told, "code": "nothing"})
    meetings.say_why_empty(by=cast.joy, because="Nobody on duty until eight", **told)
    text = json.loads(Minutes.objects.get(meeting=agree(cast.hana, meeting)).text)
    [seat] = [one for one in text["seats"] if one["code"] == "health"]
    assert (seat["is_empty"], seat["because"]) == (True, "Nobody on duty until eight")
    assert text["quorum"][2] == {"kind": "health", "met": False}
    with pytest.raises(Refused, match="agreed and do not change"):
        meetings.say_why_empty(by=cast.joy, because="x", **told)


@pytest.mark.parametrize(
    ("ended_at", "due"),
    [
        pytest.param(datetime(2026, 12, 18, 15, tzinfo=UTC), date(2026, 12, 21), id="friday"),
        pytest.param(datetime(2026, 12, 24, 11, tzinfo=UTC), date(2026, 12, 29), id="christmas-eve"),
        pytest.param(datetime(2026, 11, 21, 23, tzinfo=UTC), date(2026, 11, 23), id="saturday"),
        pytest.param(datetime(2026, 3, 27, 16, tzinfo=UTC), date(2026, 3, 30), id="before-the-clocks-change"),
    ],
)
def test_the_minutes_are_to_be_sent_by_the_end_of_the_next_working_day(ended_at: datetime, due: date) -> None:
    kinds = editions.in_force().meetings
    assert sent_due_at(kinds["strategy"], ended_at).astimezone(UTC).date() == due
    assert sent_due_at(kinds["child-planning"], ended_at).date() == due


@pytest.mark.django_db
def test_the_checklist_is_read_in_as_many_statements_however_long_the_agenda(cast: Cast) -> None:
    meeting = held(cast)
    use = opened(cast.hana, meeting)
    queries.conclude_view(cast.hana, meeting.reference, AGREED_AT, use=use)
    with query_count(at_most=40):
        view = queries.conclude_view(cast.hana, meeting.reference, AGREED_AT, use=use)
    assert view.may_agree
    assert view.missing == ()
    assert not queries.conclude_view(cast.joy, meeting.reference, AGREED_AT, use=opened(cast.joy, meeting)).may_agree
    with pytest.raises(Refused):
        queries.conclude_view(cast.priya, meeting.reference, AGREED_AT, use=use)
