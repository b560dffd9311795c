"""When a strand of the guide opens: named functions over frozen facts, quoted by name in the playbook."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class IncidentFacts:
    """What is known when it is asked which strands are open. A time that is not known is None.

    `admitted_at` has the time at which each young person (by involvement id) came into hospital.
    """

    reported_at: datetime
    happened_at: datetime | None = None
    admitted_at: Mapping[int, datetime] = field(default_factory=dict)

    def fact_at(self, fact: str, involvement_id: int | None) -> datetime | None:
        """The instant from which a deadline runs; None while the fact is not known. We became aware by the report."""
        if fact == "admission":
            return self.admitted_at.get(involvement_id) if involvement_id is not None else None
        return {"report": self.reported_at, "awareness": self.reported_at, "incident": self.happened_at}.get(fact)


def incident_reported(facts: IncidentFacts) -> bool:
    """SAF-1: notification of serious youth violence starts the response at once."""
    return facts.reported_at is not None


TRIGGERS: Mapping[str, Callable[[IncidentFacts], bool]] = {"incident_reported": incident_reported}
