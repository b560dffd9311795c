"""Places and measures that the tests of contexts work with."""

from datetime import date, datetime
from typing import Any

from reachable.contexts import operations
from reachable.contexts.models import Context, Disruption
from reachable.directory.models import Professional
from reachable.incidents.models import Incident, Involvement
from tests.factories import AT

TODAY = date(2026, 11, 21)


def refer(by: Professional, at: datetime = AT, **more: Any) -> Context:
    told: dict[str, Any] = {
        "kind": "PLACE",
        "name": "The skate bowl",
        "area": "NORWICH",
        "harms": "Fights after school, said by the park warden.",
        **more,
    }
    return operations.refer_context(by=by, at=at, **told)


def refer_from(by: Professional, incident: Incident, **more: Any) -> Context:
    return refer(by, **{"reference": incident.reference, "because": "It happened beside it.", **more})


def link(by: Professional, incident: Incident, context: Context, because: str = "They meet there.") -> None:
    operations.link_context(by=by, at=AT, reference=incident.reference, context=context.reference, because=because)


def plan(by: Professional, incident: Incident, at: datetime = AT, **more: Any) -> Disruption:
    told: dict[str, Any] = {
        "tool": "abduction-warning",
        "on": "ADULT",
        "subject_words": "The man in the white van",
        "why": "He picks children up after school.",
        **more,
    }
    return operations.plan_disruption(by=by, at=at, reference=incident.reference, **told)


def on_young(by: Professional, young: Involvement, at: datetime = AT, **more: Any) -> Disruption:
    """An injunction, of which youth justice has to be asked first."""
    told = {"tool": "gang-injunction", "on": "YOUNG_PERSON", "young_person": young.key, "subject_words": ""}
    return plan(by, young.incident, at, **{**told, **more})


def step(by: Professional, measure: Disruption, state: str, at: datetime = AT, **more: Any) -> Disruption:
    """By somebody who has seen it as it stands now."""
    seen = more.pop("seen_version", Disruption.objects.get(pk=measure.pk).version)
    return operations.step_disruption(
        by=by,
        at=at,
        reference=measure.incident.reference,
        disruption_key=measure.key,
        seen_version=seen,
        stands=operations.Stands(state=state, **more),
    )
