"""A network to look at: Kai (A) and Ella (B) in the incident, Lena (N1) a friend of Kai, Darren (N2) an adult."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import Part
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, NetworkPerson
from reachable.people.choices import AssociationKind, SourceClass, Stage
from reachable.people.matching import Entry
from reachable.people.models import Association
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.young_people import assert_declares_everybody_it_shows

KAI = ReportedYoungPerson(given_names="Kai", family_name="Mensah", approximate_age=15, parts=(Part.VICTIM,))
ELLA = ReportedYoungPerson(given_names="Ella", family_name="Mensah", approximate_age=12, parts=(Part.SIBLING,))
TOLD = operations.Provenance(source=SourceClass.YOUNG_PERSON, told_by="Kai")
SOURCE = {"source": "SOMEBODY_ELSE", "told_by": "A neighbour"}


def incident_of_two(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.mace, young_people=(KAI, ELLA)))


def mapped(cast: Cast, incident: Incident) -> None:
    operations.map_network(
        by=cast.hana, at=AT, reference=incident.reference, words="Kai's friends may be sought out.", seen_number=0
    )


def person_key(incident: Incident, letter: str) -> UUID:
    one = next(one for one in incident.involvements.all() if one.letter == letter)
    key: UUID = one.record.belongings.get(until_at=None).person.key
    return key


def added(
    by: Professional, incident: Incident, given: str, family: str, *, kind: str = AssociationKind.FRIEND,
    to: str = "A", stage: Stage = Stage.YOUNG_PERSON, age: int = 14, at: datetime = AT, **provenance: Any,
) -> NetworkPerson:  # fmt: skip
    """Somebody around the incident, connected with the young person of this letter."""
    return operations.add_to_network(
        by=by,
        at=at,
        reference=incident.reference,
        entry=Entry(given_names=given, family_name=family, approximate_age=age, stage=stage),
        why="Was with Kai that evening",
        named_at_risk=False,
        provenance=operations.Provenance(**{**vars(TOLD), **provenance}),
        connected_to=person_key(incident, to),
        kind=kind,
    )


def friendship_of(member: NetworkPerson) -> Association:
    return Association.objects.get(one=member.record)


def address(incident: Incident, name: str = "network", *args: object) -> str:
    return reverse(f"network:{name}", args=(incident.reference, *args))


def read(client: Client, where: str) -> str:
    """The page on one line; it declares everybody whom it shows."""
    answer = client.get(where)
    assert answer.status_code == 200, answer.status_code
    assert_declares_everybody_it_shows(answer)
    return " ".join(answer.content.decode().split())
