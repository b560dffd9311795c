"""What the tests of safety plans share: writing one, asking what waits."""

from datetime import datetime, timedelta
from typing import Any

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from reachable.safety import operations, queries
from reachable.safety.models import PlanCopy, SafetyPlan
from reachable.safety.policies.plan import NewPlanMeasure
from reachable.safety.queries import PlanView
from tests.domain.incident_hands import involved
from tests.factories import AT

LATER = AT + timedelta(hours=2)
TODAY = clock.local_date(AT)
HOME = NewPlanMeasure("HOME", "Curtains are kept shut and the chain is on", "Mum")
TEXT: dict[str, Any] = {
    "danger": "We are worried that Kai is hurt again on the way home.",
    "goals": "Kai sleeps at home and nobody waits for him outside.",
    "measures": (HOME, NewPlanMeasure("TRAVEL", "Is driven to school", "Uncle Ben")),
    "review_on": TODAY + timedelta(days=14),
}


def written(by: Professional, incident: Incident, letter: str = "A", at: datetime = AT, **changes: Any) -> SafetyPlan:
    """As somebody who has just looked."""
    view = plan_of(by, incident, letter, at)
    seen = len(view.versions)
    facts = {"seen_number": seen, "because": "He moved" if seen else "", **TEXT, **changes}
    return operations.write_plan(
        by=by, at=at, reference=incident.reference, involvement_key=involved(incident, letter).key, **facts
    )


def copied(by: Professional, incident: Incident, letter: str = "A", at: datetime = AT, **changes: Any) -> PlanCopy:
    facts = {"seen_number": len(plan_of(by, incident, letter, at).versions), "recipient": "Kai and his mum", **changes}
    return operations.make_copy(
        by=by, at=at, reference=incident.reference, involvement_key=involved(incident, letter).key, **facts
    )


def plan_of(by: Professional, incident: Incident, letter: str = "A", at: datetime = LATER) -> PlanView:
    return queries.plan(by, incident.reference, involved(incident, letter).key, at)
