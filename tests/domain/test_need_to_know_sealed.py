"""What was for fewer than the team while it stood is not read by others once it is removed under a hold."""

import json

import pytest

from reachable.common.refusals import NotFound
from reachable.incidents import operations
from reachable.incidents.choices import ConnectionKind, HoldKind
from reachable.incidents.models import Connection, Incident, NetworkPerson, Sealed
from reachable.people.choices import AddressUse, Handling
from reachable.people.facts import NewAccount, NewAddress
from tests.domain.removal_hands import associated, member
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    made = with_team(cast, reported_incident(cast.hana))
    operations.place_hold(
        by=cast.hana, at=AT, reference=made.reference, kind=HoldKind.INQUEST, because="The coroner asked"
    )
    return made


@pytest.fixture
def leo(cast: Cast, incident: Incident) -> NetworkPerson:
    return member(cast.priya, incident)


def take_out(cast: Cast, incident: Incident, who: NetworkPerson) -> str:
    """All that information governance then reads."""
    operations.remove_from_network(by=cast.hana, at=AT, reference=incident.reference, key=who.key, because="ASKED")
    return read(cast, incident)


def read(cast: Cast, incident: Incident) -> str:
    things = operations.read_sealed(by=cast.ig, at=AT, reference=incident.reference, because="Asked by the coroner")
    return json.dumps([thing.copy.as_json() for thing in things])


def test_where_somebody_was_kept_safe_is_sealed_and_not_shown(cast: Cast, incident, leo) -> None:
    told = {"by": cast.priya, "at": AT, "reference": incident.reference, "key": leo.key}
    refuge = NewAddress(
        AddressUse.REFUGE, line1="4 Quay Lane", town="Fakenham", postcode="NR21 9AA", told_by="Fakenham refuge"
    )
    operations.add_address(**told, new=refuge)
    operations.add_address(**told, new=NewAddress(AddressUse.HOME, town="Cromer"))
    words = take_out(cast, incident, leo)
    assert not any(part in words for part in ("Quay", "Fakenham", "NR21"))
    assert "Priya Nair" in words
    assert "Cromer" in words


def test_what_a_child_said_is_sealed_and_not_shown(cast: Cast, incident, leo) -> None:
    said = NewAccount("What happened?", "He had a knife and I ran", AT, "Only me")
    operations.record_account(by=cast.priya, at=AT, reference=incident.reference, key=leo.key, new=said)
    words = take_out(cast, incident, leo)
    assert "knife" not in words
    assert "What happened?" not in words


def test_a_protected_source_stays_protected_in_what_is_sealed(cast: Cast, incident) -> None:
    ray = member(cast.mace, incident, "Ray Dunmore", told_by="The barber", source_protected=True)
    kai = incident.involvements.get()
    associated(cast.mace, kai.record, ray.record, told_by="The barber", source_protected=True)
    words = take_out(cast, incident, ray)
    assert "Ray Dunmore" in words
    assert not any(told in words for told in ("The barber", "Maggie Thorne", "Seen or heard myself"))


@pytest.mark.parametrize("handling", [Handling.POLICE, Handling.POLICE_AND_LEAD])
def test_what_was_for_police_says_nothing_to_others_when_it_was_sealed(cast: Cast, incident, leo, handling) -> None:
    link = associated(cast.sam, incident.involvements.get().record, leo.record, handling=handling, words="Intelligence")
    operations.remove_assertion(
        by=cast.sam, at=AT, reference=incident.reference, about="association", key=link.key, because="ASKED"
    )
    assert Sealed.objects.count() == 1
    words = read(cast, incident)
    assert not any(told in words for told in ("Intelligence", "Zephyrine", "Mensah", "Okafor", "friend"))


def test_who_is_connected_with_the_incident_reads_nothing_that_is_sealed_for_it(cast: Cast, incident, leo) -> None:
    take_out(cast, incident, leo)
    Connection.objects.create(
        incident=incident, professional=cast.ig, kind=ConnectionKind.LIVES_NEAR, declared_at=AT, declared_by=cast.ig
    )
    with pytest.raises(NotFound):
        read(cast, incident)
