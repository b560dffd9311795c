"""What the web tests of screening, times missing and help share."""

from datetime import datetime
from uuid import uuid4

from django.urls import reverse

from reachable.incidents.models import Incident, Involvement
from reachable.safety.queries import lists


def page_of(name: str, incident: Incident, young: Involvement | None = None) -> str:
    return reverse(f"support:{name}", args=[incident.reference, *([young.key] if young else [])])


def on(name: str, day: datetime, hour: str = "") -> dict[str, str]:
    parts = {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}
    return {**parts, f"{name}-time": hour} if hour else parts


def screening(**more: str) -> dict[str, str]:
    """A screening as it is sent, with nothing known."""
    domains = {f"{one.code}-finding": "NOT_KNOWN" for one in lists.domains()}
    words = {f"{one.code}-words": "" for one in lists.domains()}
    typed = {"level": "medium", "because": "New older friends, and a debt"}
    return {"key": str(uuid4()), "seen_number": "0", **domains, **words, **typed, **more}
