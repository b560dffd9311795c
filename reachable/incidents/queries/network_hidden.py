"""Connections of people on the map that a reader may not see: how many there are, and whom to ask about them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from reachable.common.permission_codes import Permission
from reachable.directory.models import Professional

from .. import access
from ..choices import TeamPart
from ..models import AdultInvolvement, Incident, Involvement, NetworkPerson
from .overview import Heading
from .whom_to_ring import Ring, whom_to_ring

_ASKED = {TeamPart.LEAD: "who leads the response", TeamPart.SENIOR_INVESTIGATING_OFFICER: "who investigates"}


@dataclass(frozen=True)
class Gap:
    """`ask` is a sentence; both are empty where nothing is hidden."""

    number: int = 0
    ring: tuple[Ring, ...] = ()
    ask: str = ""


def gap(
    professional: Professional, heading: Heading, narrower: int, beyond: Sequence[Collection[int]], at: datetime
) -> Gap:
    """`narrower` are of this incident and for fewer than the team: whoever leads or investigates is asked. `beyond` are
    records of other incidents: that there are such is for those who may look up what is held.

    Six statements, whatever there is of either.
    """
    told = beyond if professional.holds(Permission.LOOK_UP_HELD) else ()
    asked: list[tuple[Ring, str]] = []
    if narrower:
        asked += _of_this_incident(professional, heading, at)
    if told:
        asked += [(one, "") for one in _of_others(professional, told, at)]
    number = narrower + len(told)
    if not number:
        return Gap()
    unique = dict(asked)
    words = "; or ".join(", ".join(part for part in (r.name, why, r.telephone) if part) for r, why in unique.items())
    what = "1 connection" if number == 1 else f"{number} connections"
    ask = f"There {'is' if number == 1 else 'are'} {what} that you cannot see."
    return Gap(number, tuple(unique), f"{ask} Ask {words}." if words else ask)


def _of_this_incident(professional: Professional, heading: Heading, at: datetime) -> list[tuple[Ring, str]]:
    team = (
        access.current_team(at).filter(incident=heading.incident_id, part__in=_ASKED).exclude(professional=professional)
    )
    held = sorted(team.select_related("professional"), key=lambda one: list(_ASKED).index(TeamPart(one.part)))
    found = [(Ring(one.professional.name, one.professional.telephone), _ASKED[TeamPart(one.part)]) for one in held]
    if found:
        return found
    duty = whom_to_ring(professional, [Incident.objects.get(pk=heading.incident_id)], at)
    return [(one, "") for one in duty[heading.incident_id]]


def _of_others(professional: Professional, beyond: Sequence[Collection[int]], at: datetime) -> list[Ring]:
    records = {record for group in beyond for record in group}
    holding = Q()
    for model in (Involvement, AdultInvolvement, NetworkPerson):
        holding |= Q(pk__in=model.objects.filter(record__in=records).values("incident"))
    rows = Incident.objects.filter(holding).select_related("joined_into").order_by("-reported_at")
    homes = {home.pk: home for row in rows for home in [row.joined_into or row]}
    rung = whom_to_ring(professional, homes.values(), at)
    return [one for pk in homes for one in rung[pk]]
