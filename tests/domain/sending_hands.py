"""What the tests of sending somebody share: proposing contact, directing it, and going."""

from datetime import datetime
from typing import Any
from uuid import UUID

from reachable.directory.models import Professional
from reachable.incidents.choices import FactKind
from reachable.incidents.models import Fact, Incident
from reachable.outbox.models import Delivery
from reachable.responses import operations
from reachable.responses.models import Action
from reachable.responses.operations import Danger
from reachable.safety.models import Clearance
from tests.domain.clearing_hands import cleared
from tests.domain.incident_hands import involved, new_action, told
from tests.factories import AT, Cast

DANGER: dict[str, Any] = {
    "because": "He is being followed home",
    "police_informed": "Duty inspector, 22:10",
    "mitigations": ["POLICE_NEAR"],
}


def contact(
    cast: Cast,
    incident: Incident,
    owner: Professional | None = None,
    *,
    letter: str = "A",
    at: datetime = AT,
    **more: Any,
) -> Action:
    """Proposed by Hana: a visit, for Priya unless somebody else is to go."""
    if "agency" not in more:
        owner = owner or cast.priya
    new = new_action(owner, **{"what": "Visit Kai at home", "makes_contact": True, **more})
    about = involved(incident, letter).key if letter else None
    return operations.add_action(by=cast.hana, at=at, reference=incident.reference, new=new, about_key=about)


def version(action: Action) -> int:
    action.refresh_from_db()
    return action.version


def direct(by: Professional, action: Action, clearance: Clearance | UUID, *, at: datetime = AT) -> Action:
    key = clearance if isinstance(clearance, UUID) else clearance.key
    return operations.direct_contact(
        by=by, at=at, action_key=action.key, seen_version=version(action), clearance_key=key
    )


def in_danger(by: Professional, action: Action, *, at: datetime = AT, **changes: Any) -> Action:
    said = {**DANGER, **changes}
    return operations.direct_in_danger(by=by, at=at, action_key=action.key, seen_version=version(action), **said)


def goes(by: Professional, action: Action, how: str, *, at: datetime = AT) -> Action:
    """set_off, arrive, come_back or accept_action."""
    return getattr(operations, how)(by=by, at=at, action_key=action.key, seen_version=version(action))


def directed(cast: Cast, incident: Incident, *, at: datetime = AT, **more: Any) -> Action:
    """Priya, to A, by Hana, on a clearance for four hours."""
    action = contact(cast, incident, at=at, **more)
    return direct(cast.hana, action, cleared(cast.hana, incident, involved(incident), at=at), at=at)


def on_the_way(cast: Cast, incident: Incident, *, at: datetime = AT) -> Action:
    return goes(cast.priya, directed(cast, incident, at=at), "set_off", at=at)


def discussed(cast: Cast, incident: Incident, *, at: datetime = AT, **changes: Any) -> Fact:
    """The three agree: Sam, Hana and Tomasz; with what is given instead. Dashes are underscores."""
    said = {
        "for-police": f"p:{cast.sam.key}",
        "police-says": "agrees",
        "for-social-work": f"p:{cast.hana.key}",
        "social-work-says": "agrees",
        "for-youth-support": f"p:{cast.tyss.key}",
        "youth-support-says": "agrees",
    }
    said |= {name.replace("_", "-"): value for name, value in changes.items() if name != "replaces_key"}
    more = {"replaces_key": changes["replaces_key"], "because": "Misheard"} if "replaces_key" in changes else {}
    kept = {name: value for name, value in said.items() if value}
    return told(cast.hana, incident, FactKind.YOUTH_WORKER_DISCUSSED, "A", at, said=kept, **more)


def deploy(cast: Cast, incident: Incident, worker: Professional, **more: Any) -> Any:
    facts: dict[str, Any] = {
        "by": cast.hana,
        "at": AT,
        "reference": incident.reference,
        "involvement_key": involved(incident).key,
        "worker_key": worker.key,
        "what": "See Kai on the ward",
        "due_at": AT + 3 * (AT - AT.replace(hour=AT.hour - 1)),
        "clearance_key": None,
    }
    return operations.deploy_youth_worker(**{**facts, **more})


def danger() -> Danger:
    return Danger(**DANGER)


def letters(message: str) -> list[str]:
    """The names' keys of who was told so, in order of queueing."""
    keys = Delivery.objects.filter(message=message).order_by("pk").values_list("professional_key", flat=True)
    names = {one.key: one.name for one in Professional.objects.filter(key__in=list(keys))}
    return [names[key] for key in keys if key]
