"""What the tests of the network share: somebody to connect, saying what connects them, reading the map."""

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from reachable.directory.models import Professional
from reachable.incidents import operations, queries
from reachable.incidents.choices import Part
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, NetworkPerson
from reachable.people import queries as people
from reachable.people.choices import AssociationKind, SourceClass, Stage
from reachable.people.matching import Entry
from reachable.people.models import Association, GroupLink
from reachable.people.provenance import Provenance
from tests.domain.incident_hands import involved
from tests.factories import AT, Cast, reported_incident, with_team

ELLA = ReportedYoungPerson(given_names="Ella", family_name="Quist", approximate_age=14, parts=(Part.SIBLING,))
KAI = ReportedYoungPerson(given_names="Kai", family_name="Mensah", approximate_age=15, parts=(Part.VICTIM,))


def two(cast: Cast, **changes: Any) -> Incident:
    """Kai (A) and Ella (B); Hana leads, Sam investigates, Priya works on it."""
    return with_team(cast, reported_incident(cast.hana, **{"young_people": (KAI, ELLA), **changes}))


def mapped(by: Professional, incident: Incident, hops: int = 1, at=AT) -> None:
    because = "Two of them have been threatened since" if hops > 1 else ""
    number = queries.network(by, incident.reference, at).reason
    operations.map_network(
        by=by,
        at=at,
        reference=incident.reference,
        words="To find who may now be at risk",
        hops=hops,
        hops_because=because,
        seen_number=number.number if number else 0,
    )


def person(incident: Incident, letter: str) -> UUID:
    record = involved(incident, letter).record_id
    return people.current_person_keys([record])[record]


def person_of(member: NetworkPerson) -> UUID:
    return people.current_person_keys([member.record_id])[member.record_id]


def says(**changes: Any) -> Provenance:
    return Provenance(**{"source": SourceClass.SOMEBODY_ELSE, "told_by": "A youth worker", **changes})


def added(by: Professional, incident: Incident, name: str = "Noor", at=AT, **more: Any) -> NetworkPerson:
    facts: dict[str, Any] = {
        "entry": Entry(given_names=name, family_name="Ferrow", approximate_age=15),
        "why": "Was at the same party",
        "named_at_risk": False,
        "provenance": says(),
        **more,
    }
    return operations.add_to_network(by=by, at=at, reference=incident.reference, **facts)


def adult(name: str = "Ray") -> Entry:
    return Entry(given_names=name, family_name="Dunmore", approximate_age=31, stage=Stage.ADULT)


def said(
    by: Professional, incident: Incident, one: UUID, other: UUID, kind: str = AssociationKind.FRIEND, at=AT, **more: Any
) -> Association:
    return operations.associate(
        by=by, at=at, reference=incident.reference, one=one, other=other, kind=kind, provenance=says(**more)
    )


def reported(
    by: Professional, incident: Incident, who: UUID, group: str = "Northside", at=AT, **more: Any
) -> GroupLink:
    return operations.link_to_group(
        by=by, at=at, reference=incident.reference, person=who, group_name=group, provenance=says(**more)
    )


def related(by: Professional, incident: Incident, at=AT, stance: str = "OPPOSING", **more: Any) -> Any:
    pair = {"one_name": "Northside", "other_name": "Southgate", "stance": stance}
    return operations.relate_groups(by=by, at=at, reference=incident.reference, **pair, provenance=says(**more))


def view(who: Professional, incident: Incident, at=AT) -> queries.NetworkView:
    return queries.network(who, incident.reference, at)


def sentences(who: Professional, incident: Incident, at=AT) -> list[str]:
    return [edge.sentence for edge in view(who, incident, at).edges]


def marks(who: Professional, incident: Incident, at=AT) -> list[str]:
    return [node.mark for node in view(who, incident, at).nodes]


def everything(shown: queries.NetworkView) -> str:
    """All that a page could print of it."""
    return str(asdict(shown))


def day(text: str) -> date:
    return date.fromisoformat(text)
