"""Meetings that come back: what is said beforehand, when the next is due, and which are late (STA-4, STA-5)."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from reachable.common import clock
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.directory.models import Professional
from reachable.incidents import queries as incident_queries
from reachable.incidents.models import Incident
from reachable.meetings import operations, queries
from reachable.meetings.models import Meeting, Series
from reachable.meetings.policies import series as policies
from tests.counting import costs_the_same
from tests.domain.incident_hands import involved, people_in_last, person_key, timeline, verbs
from tests.domain.meeting_hands import new_meeting
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
TODAY = clock.local_date(AT)
SOON = TODAY + timedelta(days=9)
LOCALITY: dict[str, Any] = {"kind": "locality-mapping", "every_weeks": 4, "next_on": SOON}
WORDS = {"reason": "The park at night", "outcome": "Who patrols, and when"}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def begun(by: Professional, incident: Incident, **changes: Any) -> Series:
    facts = {**LOCALITY, **WORDS, "owner_key": by.key, **changes}
    return operations.begin_series(by=by, at=AT, reference=incident.reference, **facts)


def planning(by: Professional, incident: Incident, **changes: Any) -> Series:
    return begun(by, incident, kind="child-planning", involvement_key=involved(incident).key, **changes)


def the_next(by: Professional, row: Series, at: datetime = AT, **changes: Any) -> Meeting:
    new = new_meeting(by, row.kind, at, **changes)
    return operations.convene_next(by=by, at=at, reference=row.incident.reference, series_key=row.key, new=new)


def line(who: Professional, incident: Incident, at: datetime = AT) -> queries.SeriesLine:
    view = queries.series(who, incident.reference, at)
    [found] = (*view.running, *view.ended)
    return found


def hold(by: Professional, meeting: Meeting, at: datetime) -> None:
    """Begun and ended; who was there and what was said is not what this is about."""
    told = {"by": by, "at": at, "meeting": meeting.reference}
    operations.start_meeting(**told)
    operations.end_meeting(**told)


@pytest.mark.clause("STA-4")
def test_it_is_said_beforehand_what_they_are_for(cast: Cast, incident: Incident) -> None:
    begun(cast.hana, incident)
    found = line(cast.priya, incident)
    assert (found.title, found.about, found.owner) == ("Locality mapping meeting", "the incident", "Hana Malik")
    assert (found.reason, found.outcome) == ("The park at night", "Who patrols, and when")
    assert (found.every_weeks, found.next_on, found.is_late, found.held) == (4, SOON, False, 0)
    assert timeline(incident)[-1] == "series-begun"
    assert verbs(incident)[-1] == "series-begun"


@pytest.mark.clause("STA-5")
def test_child_planning_is_of_one_young_person(cast: Cast, incident: Incident) -> None:
    planning(cast.hana, incident)
    assert line(cast.hana, incident).about == "Kai Mensah (A)"
    assert people_in_last("series-begun") == {person_key(involved(incident))}


@pytest.mark.clause("STA-4")
@pytest.mark.clause("STA-5")
@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        pytest.param({"reason": " "}, "reason", "what these meetings are for", id="no-reason"),
        pytest.param({"outcome": " "}, "outcome", "what is to come", id="no-outcome"),
        pytest.param({"reason": "x" * 290}, "outcome", "300 letters", id="too-long"),
        pytest.param({"kind": "strategy"}, "kind", "Choose locality mapping or child planning", id="another-kind"),
        pytest.param({"kind": "child-planning"}, "young_person", "which young person", id="nobody"),
        pytest.param({"every_weeks": 0}, "every_weeks", "Between 1 and 26", id="never"),
        pytest.param({"every_weeks": 27}, "every_weeks", "Between 1 and 26", id="too-rarely"),
        pytest.param({"next_on": TODAY - timedelta(days=1)}, "next_on", "has passed", id="yesterday"),
        pytest.param({"owner_key": uuid4()}, "owner", "on the team", id="nobody-owns-it"),
        pytest.param({"context_reference": "CTX-2026-0099"}, "context", "of this incident", id="no-such-place"),
        pytest.param({"reason": "For Kai Mensah"}, "reason", "name", id="names-somebody"),
    ],
)
def test_what_is_refused(cast: Cast, incident: Incident, changes: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        begun(cast.hana, incident, **changes)
    assert refused.value.field == field
    assert not Series.objects.exists()


@pytest.mark.clause("STA-4")
def test_locality_mapping_is_of_nobody_alone(cast: Cast, incident: Incident) -> None:
    with pytest.raises(Refused, match="not of one young person"):
        begun(cast.hana, incident, involvement_key=involved(incident).key)


def test_sent_twice_it_is_one(cast: Cast, incident: Incident) -> None:
    key = uuid4()
    assert begun(cast.hana, incident, key=key) == begun(cast.hana, incident, key=key)
    assert Series.objects.count() == 1


@pytest.mark.parametrize(
    ("held", "next_on", "expected"),
    [
        (date(2026, 11, 24), date(2026, 11, 24), date(2026, 12, 22)),
        (date(2026, 11, 20), date(2026, 11, 24), date(2026, 12, 18)),  # held early
        (date(2026, 12, 8), date(2026, 11, 24), date(2027, 1, 5)),  # held late: the weeks are counted from then
        (date(2026, 10, 1), date(2026, 12, 24), date(2026, 12, 24)),  # written down long afterwards
    ],
)
def test_the_next_is_counted_from_the_one_that_was_held(held: date, next_on: date, expected: date) -> None:
    assert policies.next_after(held, 4, next_on) == expected


@pytest.mark.parametrize(
    ("next_on", "planned_on", "late"),
    [
        (TODAY, None, False),
        (TODAY - timedelta(days=1), None, True),
        (TODAY - timedelta(days=1), TODAY, False),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=1), True),
        (TODAY + timedelta(days=1), None, False),
    ],
)
def test_which_are_late(next_on: date, planned_on: date | None, late: bool) -> None:
    assert policies.is_late(next_on, TODAY, planned_on=planned_on) is late


@pytest.mark.clause("STA-4")
def test_the_date_moves_when_one_was_held(cast: Cast, incident: Incident) -> None:
    row = begun(cast.hana, incident)
    meeting = the_next(cast.hana, row)
    planned = line(cast.hana, incident).planned
    assert planned is not None
    assert planned.reference == meeting.reference
    held_at = meeting.starts_at
    hold(cast.hana, meeting, held_at)
    row.refresh_from_db()
    assert row.next_on == clock.local_date(held_at) + timedelta(weeks=4)
    found = line(cast.hana, incident, held_at)
    assert (found.held, found.planned) == (1, None)
    assert "series-moved" in verbs(incident)


def test_a_meeting_that_is_of_none_moves_nothing(cast: Cast, incident: Incident) -> None:
    row = begun(cast.hana, incident)
    new = new_meeting(cast.hana, "locality-mapping")
    meeting = operations.convene_meeting(by=cast.hana, at=AT, reference=incident.reference, new=new)
    hold(cast.hana, meeting, meeting.starts_at)
    row.refresh_from_db()
    assert row.next_on == SOON


@pytest.mark.clause("STA-5")
def test_a_cancelled_one_leaves_it_late(cast: Cast, incident: Incident) -> None:
    row = begun(cast.hana, incident, next_on=TODAY)
    meeting = the_next(cast.hana, row)
    operations.cancel_meeting(by=cast.hana, at=AT, meeting=meeting.reference, because="Nobody could come")
    assert line(cast.hana, incident, AT + timedelta(days=1)).is_late
    heading = incident_queries.heading(cast.hana, incident.reference, AT)
    [told] = queries.series_of_incident(cast.hana, heading, AT + timedelta(days=1))
    assert (told.key, told.kind, told.owner, told.is_late) == (row.key, "Locality mapping meeting", "Hana Malik", True)


def test_the_next_is_of_the_same_kind(cast: Cast, incident: Incident) -> None:
    row = begun(cast.hana, incident)
    new = new_meeting(cast.hana, "complex-strategy")
    with pytest.raises(Refused, match="same kind"):
        operations.convene_next(by=cast.hana, at=AT, reference=incident.reference, series_key=row.key, new=new)
    assert not Meeting.objects.exists()


def test_they_end_with_a_reason(cast: Cast, incident: Incident) -> None:
    row = begun(cast.hana, incident)
    told = {"by": cast.hana, "at": AT, "reference": incident.reference, "series_key": row.key}
    with pytest.raises(Refused):
        operations.end_series(**told, because=" ")
    operations.end_series(**told, because="Nothing happens there any more")
    found = line(cast.hana, incident, AT + timedelta(days=99))
    assert (found.ended_because, found.is_late) == ("Nothing happens there any more", False)
    with pytest.raises(Refused, match="were ended"):
        operations.end_series(**told, because="Again")
    with pytest.raises(Refused, match="were ended"):
        the_next(cast.hana, row)
    heading = incident_queries.heading(cast.hana, incident.reference, AT)
    assert queries.series_of_incident(cast.hana, heading, AT) == ()


def test_who_may(cast: Cast, incident: Incident) -> None:
    with pytest.raises(NotPermitted):
        begun(cast.sam, incident)
    with pytest.raises(NotFound):
        begun(cast.manager, incident)
    row = begun(cast.hana, incident)
    other = with_team(cast, reported_incident(cast.hana, place="Chapelfield"))
    told = {"by": cast.hana, "at": AT, "reference": other.reference, "series_key": row.key}
    with pytest.raises(NotFound):
        operations.end_series(**told, because="Not mine")
    with pytest.raises(NotFound):
        queries.series(cast.stranger, incident.reference, AT)


def test_many_cost_the_same(cast: Cast, incident: Incident) -> None:
    planning(cast.hana, incident)

    def more() -> None:
        for _ in range(3):
            the_next(cast.hana, planning(cast.hana, incident))

    costs_the_same(lambda: queries.series(cast.hana, incident.reference, AT), more, at_most=16)
