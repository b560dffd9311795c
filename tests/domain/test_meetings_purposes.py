"""Saying for what material of a meeting is used, deciding another use, and looking at one the next day."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import ConnectionKind, TeamPart
from reachable.incidents.models import TimelineEntry
from reachable.meetings import access, operations, permissions, queries
from reachable.meetings.choices import Duty, Ground, Sees, UseFor, UseState
from reachable.meetings.models import Attendee, Meeting, PurposeUse
from reachable.outbox.models import Delivery
from reachable.responses.models import Action
from tests.domain.meeting_hands import convened
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """Hana leads the incident, convenes and chairs; the manager is her deputy."""
    incident = with_team(cast, reported_incident(cast.hana))
    incidents.name_lead(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.manager.key, why="Stands in",
        part=TeamPart.DEPUTY,
    )  # fmt: skip
    return convened(cast.hana, incident)


def say(by: Professional, meeting: Meeting, at: datetime = AT, **said: Any) -> PurposeUse:
    told = {"use_for": UseFor.OPEN, "purpose": "safeguarding", **said}
    return operations.state_purpose(by=by, at=at, meeting=meeting.reference, **told)


def further(by: Professional, meeting: Meeting, **said: Any) -> PurposeUse:
    return say(by, meeting, ground=Ground.FURTHER, purpose="A grant report", **said)


def decide(by: Professional, use: PurposeUse, yes: bool = True, at: datetime = LATER) -> PurposeUse:
    told = {"by": by, "at": at, "meeting": use.meeting.reference, "key": use.key}
    return operations.decide_use(**told, may_be_used=yes, because="The board asked for it")


def may_use(
    by: Professional, use: PurposeUse | None, meeting: Meeting, at: datetime, use_for: str, item: str = ""
) -> None:
    found = access.meeting_for(by, meeting.reference, at)
    permissions.check_may_use(by, found, at, use_for=use_for, use_key=use.key if use else None, item_key=item)


def told_of(message: str) -> set[str]:
    return set(Delivery.objects.filter(message=message).values_list("to", flat=True))


@pytest.mark.clause("CTX-6")
def test_one_of_the_purposes_opens_it_for_twelve_hours(cast: Cast, meeting: Meeting) -> None:
    use = say(cast.priya, meeting)
    may_use(cast.priya, use, meeting, AT + timedelta(hours=11, minutes=59), UseFor.OPEN)
    with pytest.raises(Refused, match="say for which purpose"):
        may_use(cast.priya, use, meeting, AT + timedelta(hours=12), UseFor.OPEN)
    assert Entry.objects.filter(verb="purpose-stated", by_key=str(cast.priya.key)).count() == 1
    assert not TimelineEntry.objects.filter(code="purpose-asked").exists()


@pytest.mark.clause("CTX-6")
def test_nothing_is_opened_without_a_purpose_or_with_somebody_elses(cast: Cast, meeting: Meeting) -> None:
    use = say(cast.sam, meeting)
    with pytest.raises(Refused, match="cannot be opened: say for which purpose"):
        may_use(cast.priya, None, meeting, AT, UseFor.OPEN)
    with pytest.raises(Refused, match="say for which purpose"):
        may_use(cast.priya, use, meeting, AT, UseFor.OPEN)
    other = convened(cast.hana, meeting.incident)
    with pytest.raises(Refused, match="say for which purpose"):
        may_use(cast.sam, use, other, AT, UseFor.OPEN)


@pytest.mark.clause("CTX-6")
def test_a_purpose_that_was_not_agreed_is_refused_and_one_taken_out_stops_holding(cast: Cast, meeting: Meeting) -> None:
    with pytest.raises(Refused, match="did not agree this purpose"):
        say(cast.priya, meeting, purpose="press")
    use = say(cast.priya, meeting)
    meeting.purposes.filter(code="safeguarding").delete()
    with pytest.raises(Refused, match="no longer a purpose of the meeting"):
        may_use(cast.priya, use, meeting, AT, UseFor.OPEN)


@pytest.mark.clause("CTX-6")
def test_a_file_is_for_that_file_and_a_quarter_of_an_hour(cast: Cast, meeting: Meeting) -> None:
    use = say(cast.priya, meeting, use_for=UseFor.EXPORT, item_key="pack")
    may_use(cast.priya, use, meeting, AT, UseFor.EXPORT, "pack")
    for use_for, item, at in [
        (UseFor.EXPORT, "records", AT),
        (UseFor.PRINT, "pack", AT),
        (UseFor.OPEN, "", AT),
        (UseFor.EXPORT, "pack", AT + timedelta(minutes=15)),
    ]:
        with pytest.raises(Refused):
            may_use(cast.priya, use, meeting, at, use_for, item)


@pytest.mark.clause("CTX-6")
def test_another_purpose_waits_for_the_chair_and_then_holds_a_day_for_that_alone(cast: Cast, meeting: Meeting) -> None:
    use = further(cast.priya, meeting, use_for=UseFor.EXPORT, item_key="records")
    with pytest.raises(Refused, match="Hana Malik can settle it"):
        may_use(cast.priya, use, meeting, AT, UseFor.EXPORT, "records")
    assert told_of("PURPOSE_ASKED") == {cast.hana.email}
    decide(cast.hana, use)
    assert told_of("PURPOSE_DECIDED") == {cast.priya.email}
    may_use(cast.priya, use, meeting, LATER + timedelta(hours=23), UseFor.EXPORT, "records")
    with pytest.raises(Refused):
        may_use(cast.priya, use, meeting, LATER + timedelta(hours=24), UseFor.EXPORT, "records")
    with pytest.raises(Refused):
        may_use(cast.priya, use, meeting, LATER, UseFor.EXPORT, "pack")
    codes = list(TimelineEntry.objects.filter(code__startswith="purpose-").values_list("code", flat=True))
    assert sorted(codes) == ["purpose-asked", "purpose-decided"]


@pytest.mark.clause("CTX-6")
def test_what_was_refused_does_not_hold_and_is_decided_once(cast: Cast, meeting: Meeting) -> None:
    use = decide(cast.hana, further(cast.priya, meeting), yes=False)
    assert (use.state, use.lapses_at, use.decided_by) == (UseState.REFUSED, None, cast.hana)
    with pytest.raises(Refused, match="this use was refused"):
        may_use(cast.priya, use, meeting, LATER, UseFor.OPEN)
    with pytest.raises(Refused, match="decided already"):
        decide(cast.hana, use)


@pytest.mark.clause("CTX-6")
def test_nobody_decides_his_own_and_the_chairs_goes_to_the_deputy(cast: Cast, meeting: Meeting) -> None:
    use = further(cast.hana, meeting)
    assert told_of("PURPOSE_ASKED") == {cast.manager.email}
    with pytest.raises(Refused, match="somebody else decides"):
        decide(cast.hana, use)
    with pytest.raises(NotPermitted):
        decide(cast.priya, use)
    assert decide(cast.manager, use).decided_by == cast.manager


@pytest.mark.clause("CTX-6")
def test_where_nobody_else_leads_information_governance_decides(cast: Cast) -> None:
    meeting = convened(cast.hana, with_team(cast, reported_incident(cast.hana)))
    assert cast.ig
    use = further(cast.hana, meeting)
    assert told_of("PURPOSE_ASKED") == {cast.ig.email}
    assert [one.key for one in queries.legal_duties(cast.ig, AT)] == [use.key]
    assert decide(cast.ig, use).state == UseState.HOLDS


def test_a_chair_who_stepped_back_decides_nothing(cast: Cast, meeting: Meeting) -> None:
    moved = convened(cast.manager, meeting.incident)
    use = further(cast.priya, moved)
    incidents.declare_connection(
        by=cast.manager, at=AT, reference=meeting.incident.reference, kind=ConnectionKind.RELATED, words="A cousin"
    )
    with pytest.raises(NotFound):
        decide(cast.manager, use)
    assert decide(cast.hana, use).decided_by == cast.hana


@pytest.mark.clause("CTX-6")
def test_a_legal_duty_waits_for_information_governance_who_sees_nothing_else(cast: Cast, meeting: Meeting) -> None:
    assert cast.ig
    said = {"ground": Ground.LEGAL_DUTY, "duty": Duty.COURT_ORDER, "because": "Family court, by 4 December"}
    use = say(cast.priya, meeting, use_for=UseFor.SHARE, item_key="minutes", **said)
    assert (use.purpose, told_of("PURPOSE_ASKED")) == ("", {cast.ig.email})
    with pytest.raises(NotPermitted):
        decide(cast.hana, use)
    [line] = queries.legal_duties(cast.ig, AT)
    assert (line.meeting, line.by, line.duty) == (meeting.reference, cast.priya.name, "Order of a court")
    view = queries.purpose_use(cast.ig, meeting.reference, use.key, AT)
    assert (view.incident, view.may_decide) == ("", True)
    with pytest.raises(NotFound):
        queries.purpose_question(cast.ig, meeting.reference, AT, use_for=UseFor.OPEN)
    decide(cast.ig, use)
    may_use(cast.priya, use, meeting, LATER, UseFor.SHARE, "minutes")
    assert queries.legal_duties(cast.ig, LATER)[0].stands == "holds"


def test_only_those_who_decide_legal_duties_list_them(cast: Cast, meeting: Meeting) -> None:
    with pytest.raises(NotPermitted):
        queries.legal_duties(cast.hana, AT)


@pytest.mark.clause("CTX-6")
def test_a_risk_to_life_holds_at_once_and_another_manager_looks_at_it(cast: Cast, meeting: Meeting) -> None:
    use = say(cast.manager, meeting, ground=Ground.RISK_TO_LIFE, because="Threat for tonight")
    may_use(cast.manager, use, meeting, AT, UseFor.OPEN)
    assert use.review_due_at == datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    owed = Action.objects.get(incident=meeting.incident, due_at=use.review_due_at)
    assert [one.key for one in queries.owed_reviews(cast.hana, meeting.incident_id, AT)] == [use.key]
    told = {"at": LATER, "meeting": meeting.reference, "key": use.key, "review": "It was right"}
    with pytest.raises(Refused, match="another manager"):
        operations.review_use(by=cast.manager, **told)
    with pytest.raises(NotPermitted):
        operations.review_use(by=cast.priya, **told)
    operations.review_use(by=cast.hana, **told)
    assert queries.owed_reviews(cast.hana, meeting.incident_id, AT) == ()
    owed.refresh_from_db()
    assert owed.state == "DONE"


def test_strangers_and_those_shut_out_find_nothing(cast: Cast, meeting: Meeting) -> None:
    use = further(cast.priya, meeting)
    for call in (
        lambda: say(cast.stranger, meeting),
        lambda: queries.purpose_question(cast.stranger, meeting.reference, AT, use_for=UseFor.OPEN),
        lambda: queries.purpose_use(cast.stranger, meeting.reference, use.key, AT),
        lambda: queries.purpose_use(cast.hana, meeting.reference, uuid4(), AT),
        lambda: queries.uses_of(cast.stranger, meeting.reference, AT),
        lambda: decide(cast.stranger, use),
    ):
        with pytest.raises(NotFound):
            call()


def test_somebody_who_was_only_asked_to_the_meeting_says_a_purpose_for_his_place(cast: Cast, meeting: Meeting) -> None:
    seat = meeting.seats.first()
    assert seat is not None
    Attendee.objects.create(
        meeting=meeting, seat=seat, professional=cast.school, sees=Sees.THEIRS, added_by=cast.hana, added_at=AT,
        invited_at=AT, lapses_at=AT + timedelta(days=1),
    )  # fmt: skip
    use = say(cast.school, meeting)
    assert queries.holding_use(cast.school, meeting.reference, AT, use_for=UseFor.OPEN, use_key=use.key) == use.key
    with pytest.raises(NotFound):
        queries.uses_of(cast.school, meeting.reference, AT)
    with pytest.raises(NotFound):
        say(cast.school, meeting, at=AT + timedelta(days=1))


def test_the_uses_of_a_meeting_say_who_what_for_and_how_it_stands(cast: Cast, meeting: Meeting) -> None:
    say(cast.priya, meeting)
    further(cast.sam, meeting)
    [newest, oldest] = queries.uses_of(cast.hana, meeting.reference, AT).lines
    assert (newest.by, newest.purpose, newest.stands) == (cast.sam.name, "A grant report", "waits for a decision")
    assert (oldest.by, oldest.use_label, oldest.stands) == (cast.priya.name, "Read it on the screen", "holds")
    assert queries.uses_of(cast.hana, meeting.reference, AT + timedelta(hours=12)).lines[1].stands == "over"
