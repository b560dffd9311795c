"""Who is told of an action that an agency owes, and which agency finds out what nobody knows."""

import pytest

from reachable.directory import operations as directory
from reachable.directory.choices import AgencyKind, RoleCode
from reachable.directory.models import Agency, Professional
from reachable.incidents import operations as incidents
from reachable.incidents.models import Incident
from reachable.outbox.models import Delivery
from reachable.responses import operations
from reachable.responses.choices import ActionKind
from reachable.responses.models import Action
from tests.domain.incident_hands import answer, new_action
from tests.factories import AT, LONG_AGO, Cast, agency, reported_incident, with_team

pytestmark = pytest.mark.django_db
WARD, UNKNOWN = "hospital-support", "NOT_YET_KNOWN"  # the ward leads on it: health


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def join(cast: Cast, incident: Incident, *who: Professional) -> None:
    for one in who:
        incidents.add_to_team(
            by=cast.hana, at=AT, reference=incident.reference, professional_key=one.key, why="Helps with the response"
        )


def told() -> list[object]:
    found = Delivery.objects.filter(message="ACTION_WAITING").order_by("id")
    return list(found.values_list("professional_key", flat=True))


def finder(incident: Incident) -> str:
    return str(Action.objects.get(incident=incident, kind=ActionKind.FIND_OUT).finds_out_for)


def second_hospital(cast: Cast) -> Professional:
    other = directory.create_agency(by=None, at=LONG_AGO, code="coast", name="Coast Hospital", kind=AgencyKind.HEALTH)
    return directory.create_professional(
        by=None, at=LONG_AGO, name="Una Crane", email="una@coast.example", job_title="Named nurse", agency=other,
        roles=[RoleCode.HOSPITAL_SAFEGUARDING], opens_account=True,
    )  # fmt: skip


def test_those_of_the_agency_who_are_on_the_team_are_told_once_each(cast: Cast, incident) -> None:
    join(cast, incident, cast.mace)
    incidents.name_lead(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.manager.key, part="DEPUTY", why="x"
    )
    new = new_action(agency=agency("police").key)
    operations.add_action(by=cast.hana, at=AT, reference=incident.reference, new=new)
    assert sorted(map(str, told())) == sorted([str(cast.sam.key), str(cast.mace.key)])


def test_the_writer_is_not_told_of_what_his_own_agency_owes(cast: Cast, incident) -> None:
    new = new_action(agency=agency("childrens-services").key)
    operations.add_action(by=cast.hana, at=AT, reference=incident.reference, new=new)
    assert told() == [cast.priya.key]


def test_an_agency_with_nobody_on_the_team_is_not_told_of_what_it_may_not_open(cast: Cast, incident) -> None:
    assert cast.ward
    new = new_action(agency=agency("hospital").key)
    operations.add_action(by=cast.hana, at=AT, reference=incident.reference, new=new)
    assert told() == []


def test_whoever_finds_out_is_told_when_it_starts_and_not_for_each_question(cast: Cast, incident) -> None:
    for code in ("threat-to-life", "continuing-risk"):
        answer(cast.priya, incident, code, "NOT_YET_KNOWN", "A")
    assert told() == [cast.sam.key]


def test_the_only_agency_of_the_kind_finds_out(cast: Cast, incident) -> None:
    assert cast.ward
    answer(cast.priya, incident, WARD, UNKNOWN, "A")
    assert finder(incident) == "Norwich General Hospital"


def test_none_of_two_hospitals_is_guessed(cast: Cast, incident) -> None:
    assert cast.ward
    assert second_hospital(cast)
    answer(cast.sam, incident, WARD, UNKNOWN, "A")
    assert finder(incident) == "Norfolk Constabulary"  # the writer's own


def test_the_hospital_on_the_team_finds_out(cast: Cast, incident) -> None:
    assert cast.ward
    una = second_hospital(cast)
    join(cast, incident, una)
    answer(cast.priya, incident, WARD, UNKNOWN, "A")
    assert finder(incident) == "Coast Hospital"
    assert told() == [una.key]


def test_of_two_hospitals_on_the_team_the_writers_own_is_asked_and_no_other_guessed(cast: Cast, incident) -> None:
    una = second_hospital(cast)
    join(cast, incident, cast.ward, una)
    answer(una, incident, WARD, UNKNOWN, "A")
    assert finder(incident) == "Coast Hospital"
    assert Agency.objects.filter(kind=AgencyKind.HEALTH).count() == 2
