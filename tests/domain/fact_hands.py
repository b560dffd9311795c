"""What the tests of facts share: saying that something happened, settling it, reading it."""

from typing import Any
from uuid import UUID, uuid4

from reachable.directory.models import Professional
from reachable.incidents import operations, queries
from reachable.incidents.choices import FactKind
from reachable.incidents.fact_kinds import KINDS
from reachable.incidents.models import Fact, Incident
from tests.factories import AT


def say(by: Professional, incident: Incident, kind: str = FactKind.ARRESTED, **more: Any) -> Fact:
    about = incident.involvements.get(position=0).key if KINDS[kind].about_young_person else None
    facts: dict[str, Any] = {"key": uuid4(), "at": AT, "involvement_key": about, **more}
    return operations.record_fact(by=by, reference=incident.reference, kind=kind, **facts)


def settle(by: Professional, fact: Fact, standing: str, at=AT, **more: Any) -> None:
    facts: dict[str, Any] = {"because": "The sergeant said so", "seen_number": fact.standings.count(), **more}
    reference = fact.incident.reference
    operations.settle_fact(by=by, at=at, reference=reference, fact_key=fact.key, standing=standing, **facts)


def choose(by: Professional, fact: Fact, at=AT, because: str = "I rang custody", seen: int | None = None) -> None:
    """`seen` is how much was said when the page was opened; now, where it is left out."""
    reference, number = fact.incident.reference, how_much_is_said(fact) if seen is None else seen
    operations.choose_fact(by=by, at=at, reference=reference, fact_key=fact.key, because=because, seen_number=number)


def how_much_is_said(fact: Fact) -> int:
    alike = Fact.objects.filter(incident=fact.incident, involvement=fact.involvement, kind=fact.kind)
    return alike.count() + sum(one.standings.count() for one in alike)


def lines(who: Professional, incident: Incident, key: UUID | None) -> list[queries.FactLine]:
    heading = queries.heading(who, incident.reference, AT)
    return list(queries.facts_about(who, heading, key))


def line(who: Professional, fact: Fact) -> queries.FactLine:
    return queries.fact(who, fact.incident.reference, fact.key, AT).fact
