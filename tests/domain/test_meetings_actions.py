"""The actions of a meeting are sent to everybody who was asked, and chased before and after they are due."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from reachable.common.refusals import NotPermitted, Refused
from reachable.incidents import operations as incidents
from reachable.incidents.choices import ConnectionKind
from reachable.incidents.models import Incident
from reachable.jobs import ticks
from reachable.meetings import operations as meetings
from reachable.meetings import queries
from reachable.meetings.models import Attendee, Meeting, MeetingAction, Minutes
from reachable.meetings.policies import is_to_be_reminded
from reachable.meetings.queries.held_meeting import minutes_lines
from reachable.outbox.choices import Message, WhatIsShared
from reachable.outbox.models import Delivery, Disclosure
from reachable.responses import operations as responses
from reachable.responses.models import Action
from tests.at_once import at_once
from tests.domain.concluding_hands import (
    AGREED_AT,
    HELD_AT,
    MET,
    action,
    agree,
    begun,
    cover_all,
    decide,
    ended,
    opened,
    staffed,
)
from tests.domain.incident_hands import asked, timeline
from tests.factories import Cast, report

DUE = HELD_AT + timedelta(days=3)


def concluded(cast: Cast, incident: Incident | None = None) -> Meeting:
    """Two actions: Priya writes to the school, police look into the park."""
    meeting = begun(cast, incident or staffed(cast))
    action(cast.hana, meeting, "Write to the school", f"p:{cast.priya.key}", due=DUE)
    action(cast.hana, meeting, "Look into the park", f"a:{cast.sam.agency.key}", due=DUE)
    cover_all(cast.hana, meeting)
    decide(cast.hana, meeting, MET)
    return agree(cast.hana, ended(cast.hana, meeting))


def send(cast: Cast, meeting: Meeting, at: datetime = AGREED_AT, **more: Any) -> Any:
    return meetings.send_actions(by=cast.hana, at=at, meeting=meeting.reference, **more)


def mailed(message: Message) -> list[str]:
    return sorted(Delivery.objects.filter(message=message).values_list("to", flat=True))


@pytest.mark.django_db
@pytest.mark.clause("CTX-5")
def test_everybody_who_was_asked_gets_one_message_and_each_sending_is_in_the_log(cast: Cast) -> None:
    meeting = concluded(cast)
    sent = send(cast, meeting)
    everybody = [cast.hana, cast.joy, cast.priya, cast.sam, cast.ward]
    assert (sent.count, sent.not_reached) == (5, ())
    assert mailed(Message.ACTIONS_SENT) == sorted(one.email for one in everybody)
    told = Disclosure.objects.filter(meeting=meeting.reference, what=WhatIsShared.ACTIONS)
    assert set(told.values_list("to_key", flat=True)) == {one.key for one in everybody}
    assert all(row.about.count() == 1 for row in told)
    assert Attendee.objects.filter(meeting=meeting, actions_sent_at=AGREED_AT).count() == 5
    assert MeetingAction.objects.filter(meeting=meeting, sent_at=AGREED_AT).count() == 2
    assert Minutes.objects.get(meeting=meeting).sent_at == AGREED_AT
    assert "actions-sent" in timeline(meeting.incident)
    with pytest.raises(Refused, match="had the actions already"):
        send(cast, meeting)


@pytest.mark.django_db
@pytest.mark.clause("CTX-5")
def test_what_is_sent_is_what_was_agreed_and_those_who_run_the_meeting_send_it(cast: Cast) -> None:
    meeting = begun(cast, staffed(cast))
    cover_all(cast.hana, meeting)
    decide(cast.hana, meeting, MET)
    meeting = ended(cast.hana, meeting)
    with pytest.raises(Refused, match="Agree the minutes first"):
        send(cast, meeting)
    agree(cast.hana, meeting)
    with pytest.raises(NotPermitted):
        meetings.send_actions(by=cast.priya, at=AGREED_AT, meeting=meeting.reference)
    assert mailed(Message.ACTIONS_SENT) == []


@pytest.mark.django_db
@pytest.mark.clause("CTX-5")
def test_who_declared_a_connection_is_sent_nothing_and_who_has_no_address_is_named(cast: Cast) -> None:
    meeting = concluded(cast)
    incidents.declare_connection(
        by=cast.ward, at=AGREED_AT, reference=meeting.incident.reference, kind=ConnectionKind.LIVES_NEAR
    )
    type(cast.priya).objects.filter(pk=cast.priya.pk).update(email="")
    sent = send(cast, meeting)
    assert (sent.count, sent.not_reached) == (3, ("Priya Nair",))
    assert cast.ward.email not in mailed(Message.ACTIONS_SENT)
    type(cast.priya).objects.filter(pk=cast.priya.pk).update(email="priya.nair@childrens-services.example")
    assert send(cast, meeting).count == 1, "later only to whoever has not had them"


@pytest.mark.django_db
@pytest.mark.clause("CTX-5")
def test_sending_answers_the_question_of_the_wider_context(cast: Cast) -> None:
    incident = staffed(cast, young_people=(*report().young_people, *report().young_people))
    meeting = begun(cast, incident, "complex-strategy")
    cover_all(cast.hana, meeting)
    decide(cast.hana, meeting, MET)
    for code in {one.of for one in _open(meeting) if one.settles == "seat"}:
        meetings.say_why_empty(by=cast.hana, at=HELD_AT, meeting=meeting.reference, code=code, because="Not tonight")
    meeting = ended(cast.hana, meeting)
    left = [one.words for one in _open(meeting)]
    if left:
        pytest.fail(f"to settle: {left}")
    agree(cast.hana, meeting)
    send(cast, meeting, late_because="The minutes came late")
    stands = asked(incident, "actions-sent").answers.get()
    assert (stands.answer, stands.because) == ("IN_PLACE", f"Sent to 5 from {meeting.reference}")
    assert datetime.fromisoformat(stands.record["actions-sent-at"]) == AGREED_AT


def _open(meeting: Meeting) -> list[Any]:
    return [one for one in minutes_lines(meeting, HELD_AT) if one.is_needed and not one.met]


@pytest.mark.django_db
@pytest.mark.clause("CTX-5")
def test_how_they_stand_by_agency(cast: Cast) -> None:
    meeting = concluded(cast)
    send(cast, meeting)
    school, park = (row.action for row in MeetingAction.objects.filter(meeting=meeting).order_by("pk"))
    responses.hand_back_action(
        by=cast.priya, at=AGREED_AT, action_key=school.key, seen_version=school.version, because="Not mine"
    )
    responses.accept_action(by=cast.sam, at=AGREED_AT, action_key=park.key, seen_version=park.version)
    view = queries.actions_view(cast.hana, meeting.reference, AGREED_AT, use=opened(cast.hana, meeting))
    found = {one.agency: (one.total, one.acknowledged, one.done, one.late, one.handed_back) for one in view.by_agency}
    assert found == {"Norfolk Children's Services": (1, 0, 0, 0, 1), "Norfolk Constabulary": (1, 1, 0, 0, 0)}
    later = DUE + timedelta(hours=1)
    late = queries.actions_view(cast.hana, meeting.reference, later, use=opened(cast.hana, meeting, at=later))
    assert sum(one.late for one in late.by_agency) == 2
    meetings.see_actions(by=cast.sam, at=AGREED_AT, meeting=meeting.reference)
    meetings.see_actions(by=cast.sam, at=DUE, meeting=meeting.reference)
    assert Attendee.objects.get(meeting=meeting, professional=cast.sam).actions_seen_at == AGREED_AT


@pytest.mark.clause("CTX-5")
@pytest.mark.parametrize(
    ("given_before", "at_before", "reminded"),
    [
        pytest.param(timedelta(days=5), timedelta(hours=25), False, id="more-than-a-day-left"),
        pytest.param(timedelta(days=5), timedelta(hours=24), True, id="a-day-left"),
        pytest.param(timedelta(hours=4), timedelta(hours=3), False, id="short-not-half-gone"),
        pytest.param(timedelta(hours=4), timedelta(hours=2), True, id="short-half-gone"),
        pytest.param(timedelta(days=5), timedelta(0), False, id="due-now"),
    ],
)
def test_when_an_owner_is_reminded(given_before: timedelta, at_before: timedelta, reminded: bool) -> None:
    due = datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert is_to_be_reminded(due - given_before, due, due - at_before) is reminded


def chase(at: datetime) -> int:
    return meetings.remind_and_escalate(by=None, at=at)


@pytest.mark.django_db
@pytest.mark.clause("CTX-5")
def test_an_owner_is_told_once_before_it_is_due(cast: Cast) -> None:
    concluded(cast)
    assert chase(DUE - timedelta(hours=25)) == 0
    assert (chase(DUE - timedelta(hours=23)), chase(DUE - timedelta(hours=22))) == (1, 0)
    assert mailed(Message.ACTION_DUE_SOON) == [cast.priya.email]


@pytest.mark.django_db
@pytest.mark.clause("CTX-5")
def test_the_chair_is_told_once_a_day_after_and_finds_it_on_my_work(cast: Cast) -> None:
    meeting = concluded(cast)
    assert queries.late_actions_i_chair(cast.hana, DUE + timedelta(hours=23)) == ()
    late = DUE + timedelta(hours=24)
    assert chase(DUE + timedelta(hours=23)) == 0
    assert (chase(late), chase(late)) == (2, 0)
    assert mailed(Message.ACTIONS_LATE) == [cast.hana.email], "one message for both"
    assert MeetingAction.objects.filter(meeting=meeting, escalated_at=late).count() == 2
    assert timeline(meeting.incident).count("action-late") == 2
    shown = queries.late_actions_i_chair(cast.hana, late)
    assert {one.what for one in shown} == {"Write to the school", "Look into the park"}
    assert queries.late_actions_i_chair(cast.joy, late) == ()
    school = Action.objects.get(what="Write to the school")
    responses.finish_action(by=cast.priya, at=late, action_key=school.key, seen_version=school.version, outcome="Sent")
    assert [one.what for one in queries.late_actions_i_chair(cast.hana, late)] == ["Look into the park"]


@pytest.mark.django_db
def test_the_tick_chases_until_nothing_is_left(cast: Cast) -> None:
    concluded(cast)
    dict((name, work) for name, _, work in ticks.TICKS)["chase-actions"](DUE + timedelta(hours=24))
    assert len(mailed(Message.ACTIONS_LATE)) == 1
    assert chase(DUE + timedelta(hours=24)) == 0


def test_two_workers_tell_nobody_twice(committed_db: None, cast: Cast) -> None:
    concluded(cast)
    found = at_once(*[lambda: chase(DUE - timedelta(hours=20))] * 3)
    assert sum(found) == 1
    assert mailed(Message.ACTION_DUE_SOON) == [cast.priya.email]
