"""Debrief and Joint Agency Group Supervision: whether and when, for a team; never what was said, nor who came."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from reachable.audit.models import Entry, EntryWords
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import operations as incident_operations
from reachable.incidents.models import Incident, TimelineEntry
from reachable.safety import operations, queries
from reachable.safety.choices import SupportKind, SupportState
from reachable.safety.models import StaffSupport, SupportStep
from tests.factories import AT, Cast, agency, reported_incident, with_team

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
OFFERED, WANTED, BOOKED, HELD, NOT_WANTED = SupportState


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def offer(by: Professional, incident: Incident, whose: str = "police", **more: Any) -> StaffSupport:
    facts: dict[str, Any] = {"kind": SupportKind.DEBRIEF, "agency_key": agency(whose).key, **more}
    return operations.offer_support(by=by, at=AT, reference=incident.reference, **facts)


def step(by: Professional, support: StaffSupport, state: str, seen: int | None = None, **more: Any) -> StaffSupport:
    version = StaffSupport.objects.get(pk=support.pk).version if seen is None else seen
    told = {"by": by, "at": AT, "reference": support.incident.reference, "support_key": support.key}
    return operations.step_support(**told, seen_version=version, state=state, **more)


def view(who: Professional, incident: Incident, at: datetime = AT) -> queries.SupportView:
    return queries.staff_support(who, incident.reference, at)


@pytest.mark.clause("STF-2")
def test_support_is_offered_wanted_booked_and_held(cast: Cast, incident: Incident) -> None:
    one = offer(cast.hana, incident, team="Response team")
    step(cast.hana, one, WANTED)
    step(cast.hana, one, BOOKED, on=TODAY + timedelta(days=4))
    step(cast.hana, one, HELD, on=TODAY)
    [line] = view(cast.priya, incident).lines
    assert (line.whom, line.state, line.on) == ("Norfolk Constabulary, Response team", HELD, TODAY)
    assert [said.label for said in line.steps] == ["Held", "Booked", "Wanted", "Offered"]
    assert SupportStep.objects.count() == 4


@pytest.mark.clause("STF-2")
def test_agencies_on_the_team_to_which_nothing_was_offered_are_gaps(cast: Cast, incident: Incident) -> None:
    assert view(cast.priya, incident).gaps == ("Norfolk Children's Services", "Norfolk Constabulary")
    offer(cast.hana, incident, "police")
    assert view(cast.priya, incident).gaps == ("Norfolk Children's Services",)
    offer(cast.hana, incident, "childrens-services", kind=SupportKind.SUPERVISION, state=NOT_WANTED)
    assert view(cast.priya, incident).gaps == ()


@pytest.mark.clause("STF-2")
@pytest.mark.parametrize("team", ["Priya Nair", "late shift of sam okafor"])
def test_no_worker_is_named(cast: Cast, incident: Incident, team: str) -> None:
    with pytest.raises(Refused) as refused:
        offer(cast.hana, incident, team=team)
    assert refused.value.field == "team"
    assert not StaffSupport.objects.exists()


@pytest.mark.clause("STF-2")
def test_nothing_can_be_typed_but_the_team(cast: Cast, incident: Incident) -> None:
    support = offer(cast.hana, incident, team="Night team")
    step(cast.hana, support, HELD, on=TODAY)
    numbers = Entry.objects.filter(verb__startswith="staff-support").values_list("number", flat=True)
    assert len(numbers) == 2
    assert not EntryWords.objects.filter(number__in=list(numbers)).exists()
    told = TimelineEntry.objects.filter(code="staff-support").order_by("pk").values_list("words", flat=True)
    assert list(told) == [
        "Debrief for Norfolk Constabulary, Night team: offered.",
        "Debrief for Norfolk Constabulary, Night team: held.",
    ]


@pytest.mark.clause("STF-2")
def test_what_was_held_has_come_and_only_that_and_a_booking_have_a_day(cast: Cast, incident: Incident) -> None:
    one = offer(cast.hana, incident)
    with pytest.raises(Refused) as refused:
        step(cast.hana, one, HELD, on=TODAY + timedelta(days=1))
    assert refused.value.field == "on"
    with pytest.raises(Refused):
        step(cast.hana, one, WANTED, on=TODAY)
    step(cast.hana, one, BOOKED)
    step(cast.hana, one, HELD)
    assert view(cast.hana, incident).lines[0].on is None


def test_a_booking_whose_day_has_passed_asks_whether_it_was_held(cast: Cast, incident: Incident) -> None:
    one = offer(cast.hana, incident, state=BOOKED, on=TODAY)
    assert not view(cast.hana, incident).lines[0].was_booked
    assert view(cast.hana, incident, AT + timedelta(days=1)).lines[0].was_booked
    step(cast.hana, one, HELD, on=TODAY)
    assert not view(cast.hana, incident, AT + timedelta(days=1)).lines[0].was_booked


@pytest.mark.clause("STF-2")
def test_once_for_a_team_and_nothing_new_is_a_slip(cast: Cast, incident: Incident) -> None:
    one = offer(cast.hana, incident, team="Night team")
    with pytest.raises(Refused):
        offer(cast.hana, incident, team=" night team ")
    offer(cast.hana, incident)
    offer(cast.hana, incident, team="Night team", kind=SupportKind.SUPERVISION)
    with pytest.raises(Refused):
        step(cast.hana, one, OFFERED)


def test_the_second_of_two_at_once_is_told(cast: Cast, incident: Incident) -> None:
    one = offer(cast.hana, incident)
    step(cast.hana, one, WANTED)
    with pytest.raises(Stale):
        step(cast.hana, one, NOT_WANTED, seen=1)
    assert StaffSupport.objects.get().state == WANTED


@pytest.mark.clause("STF-2")
def test_who_sends_staff_records_it_for_their_own(cast: Cast, incident: Incident) -> None:
    told = {"by": cast.hana, "at": AT, "reference": incident.reference, "why": "Works on it"}
    for name in ("tyss", "ward"):
        incident_operations.add_to_team(**told, professional_key=getattr(cast, name).key)
    theirs = offer(cast.tyss, incident, "youth-support")
    assert view(cast.tyss, incident).agencies == ((str(cast.tyss.agency.key), "Targeted Youth Support Service"),)
    for not_theirs in (cast.tyss, cast.priya, cast.sam):
        with pytest.raises(NotPermitted):
            offer(not_theirs, incident, "hospital")
    with pytest.raises(NotPermitted):
        step(cast.ward, theirs, WANTED)
    with pytest.raises(NotPermitted):
        queries.support_to_change(cast.ward, incident.reference, theirs.key, AT)
    assert [line.may_change for line in view(cast.ward, incident).lines] == [False]
    assert view(cast.priya, incident).agencies == ()
    step(cast.hana, theirs, WANTED)


def test_a_manager_may_record_it_for_an_agency_off_the_team(cast: Cast, incident: Incident) -> None:
    agency("school")
    names = [name for _, name in view(cast.hana, incident).agencies]
    assert names[:2] == ["Norfolk Children's Services", "Norfolk Constabulary"]
    assert "Mousehold High School" in names
    offer(cast.hana, incident, "school")


def test_whoever_cannot_open_the_incident_finds_nothing(cast: Cast, incident: Incident) -> None:
    one = offer(cast.hana, incident)
    with pytest.raises(NotFound):
        view(cast.stranger, incident)
    with pytest.raises(NotFound):
        offer(cast.manager, incident, "hospital")
    with pytest.raises(NotFound):
        step(cast.manager, one, WANTED)
    with pytest.raises(NotFound):
        offer(cast.hana, incident, agency_key=uuid4())
    other = with_team(cast, reported_incident(cast.hana))
    with pytest.raises(NotFound):
        queries.support_to_change(cast.hana, other.reference, one.key, AT)
