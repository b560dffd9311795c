"""Every line that stays open has somebody who is still there to take it on, and what lies ahead is not lost."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from reachable.common import clock
from reachable.common.refusals import Refused
from reachable.directory.models import Account
from reachable.incidents import operations as incidents
from reachable.incidents.choices import ConnectionKind, TeamPart
from reachable.incidents.models import Incident, TeamMember
from reachable.oversight import operations, queries
from reachable.oversight.choices import LaterKind, LineKind
from reachable.oversight.models import HandOver, LaterDate
from reachable.safety.models import Screening
from tests.domain.oversight_hands import LATER, answered, eased, handed_over, signed, way_back
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db

SOON = LATER + timedelta(hours=1)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    found = with_team(cast, reported_incident(cast.hana))
    signed(cast, found)
    eased(cast, found)
    return found


def taken_on(cast: Cast, incident: Incident) -> int:
    """By Priya, all of it; how many lines."""
    count = handed_over(cast.hana, incident, cast.priya)
    for row in HandOver.objects.filter(incident=incident, accepted_at__isnull=True):
        operations.accept_hand_over(by=cast.priya, at=LATER, key=row.key)
    return count


def owned(cast: Cast, incident: Incident) -> int:
    return len(way_back(cast.hana, incident, SOON).of("owned"))


def leaves(cast: Cast, incident: Incident) -> None:
    incidents.leave_team(by=cast.hana, at=LATER, reference=incident.reference, professional_key=cast.priya.key)


def declares(cast: Cast, incident: Incident) -> None:
    incidents.declare_connection(
        by=cast.priya, at=LATER, reference=incident.reference, kind=ConnectionKind.LIVES_NEAR, words="Next door"
    )


def loses_the_account(cast: Cast, incident: Incident) -> None:
    Account.objects.filter(professional=cast.priya).update(is_active=False)


@pytest.mark.clause("STA-1")
@pytest.mark.parametrize("goes", [leaves, declares, loses_the_account])
def test_what_somebody_took_on_who_is_gone_has_no_owner(
    cast: Cast, incident: Incident, goes: Callable[[Cast, Incident], None]
) -> None:
    count = taken_on(cast, incident)
    answered(cast.hana, incident)
    kai = incident.involvements.get()
    Screening.objects.create(
        incident=incident, involvement=kai, number=1, level="standard", because="Seen", by=cast.hana, at=AT
    )
    assert owned(cast, incident) == 0
    assert len(way_back(cast.hana, incident).offered) == count
    goes(cast, incident)
    assert owned(cast, incident) == count
    assert way_back(cast.hana, incident, SOON).offered == ()
    with pytest.raises(Refused, match="no owner in business as usual"):
        operations.stand_down(
            by=cast.hana, at=SOON, reference=incident.reference, because="Quiet", left_undone="Hana decided"
        )


@pytest.mark.clause("STA-1")
def test_nothing_is_handed_to_who_covers_a_night(cast: Cast, incident: Incident) -> None:
    incidents.open_on_duty(by=cast.edt, at=LATER, reference=incident.reference, because="The night")
    with pytest.raises(Refused, match="has to be on the team"):
        handed_over(cast.hana, incident, cast.edt)
    assert TeamMember.objects.get(professional=cast.edt).part == TeamPart.DUTY


@pytest.mark.clause("STA-1")
def test_once_it_begins_again_everything_is_handed_over_anew(cast: Cast, incident: Incident) -> None:
    count = taken_on(cast, incident)
    told = {"by": cast.hana, "reference": incident.reference, "because": "A reprisal"}
    operations.begin_again(**told, at=LATER + timedelta(minutes=1))
    incident.refresh_from_db()
    eased(cast, incident, LATER + timedelta(minutes=2))
    assert owned(cast, incident) == count
    handed_over(cast.hana, incident, cast.hana, SOON)
    assert owned(cast, incident) == 0


@pytest.mark.clause("STA-1")
def test_a_new_young_person_is_open_again(cast: Cast, incident: Incident) -> None:
    taken_on(cast, incident)
    report = reported_incident(cast.hana)
    same: dict[UUID, UUID | None] = {one.key: None for one in report.involvements.all()}
    incidents.join_reports(by=cast.hana, at=LATER, reference=report.reference, into=incident.reference, same=same)
    lines = [one for one in way_back(cast.hana, incident, SOON).of("owned") if one.kind == LineKind.YOUNG_PERSON]
    assert [one.letter for one in lines] == ["B"]


@pytest.mark.clause("STA-1")
def test_the_days_to_come_of_a_joined_report_go_on_in_the_incident(cast: Cast, incident: Incident) -> None:
    report = with_team(cast, reported_incident(cast.hana))
    day = clock.local_date(LATER)
    told = {"by": cast.hana, "at": AT}
    row = operations.add_later_date(
        **told, reference=report.reference, kind=LaterKind.TRIAL, on=day, prompt_on=day, owner=cast.priya.key
    )
    handed_over(cast.hana, report, cast.priya, AT)
    same: dict[UUID, UUID | None] = {one.key: None for one in report.involvements.all()}
    incidents.join_reports(by=cast.hana, at=LATER, reference=report.reference, into=incident.reference, same=same)
    assert [one.key for one in way_back(cast.hana, incident).later] == [row.key]
    (mine,) = queries.way_back_of_mine(cast.priya, LATER)
    assert (mine.reference, mine.offered) == (incident.reference, 0)
    operations.finish_later_date(
        by=cast.priya, at=LATER, reference=incident.reference, key=row.key, words="Support is booked"
    )
    assert LaterDate.objects.get().done_by == cast.priya
