"""Who could sit in a seat: who works on the incident first, then who holds such a role in the directory."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from reachable.directory.models import Professional, RoleHolding
from reachable.directory.roles import ROLES
from reachable.incidents import access as incidents
from reachable.incidents.models import Connection
from reachable.playbook.schema import MeetingSeat as SeatAsked

from ..models import Meeting
from .seats_of import fits

OF_A_ROLE = 4  # of the directory; whoever is looked for beyond them is found by name


@dataclass(frozen=True)
class Proposal:
    """`is_on_team`: sees the incident already, and so all young people of the meeting."""

    key: UUID
    name: str
    job_title: str
    agency: str
    is_on_team: bool


def proposals(
    meeting: Meeting, seats: Collection[SeatAsked], taken: Collection[int], at: datetime
) -> dict[str, tuple[Proposal, ...]]:
    """By code of the seat, without those who are asked already or who are shut out; five statements, however many."""
    home = meeting.incident.joined_into_id or meeting.incident_id
    here = Q(incident=home) | Q(incident__joined_into=home)
    out = set(Connection.objects.filter(here, ended_at__isnull=True).values_list("professional_id", flat=True))
    out |= set(taken)
    team = list(
        Professional.objects.filter(pk__in=incidents.current_team(at).filter(incident=home).values("professional"))
        .exclude(pk__in=out)
        .select_related("agency")
        .prefetch_related("holdings")
        .order_by("name", "pk")
    )
    others = _of_directory(seats, out | {one.pk for one in team}, at)
    return {seat.code: _for(seat, team, others) for seat in seats}


def _for(
    seat: SeatAsked, team: Iterable[Professional], others: Mapping[str, list[Professional]]
) -> tuple[Proposal, ...]:
    found = {one.pk: _line(one, is_on_team=True) for one in team if fits(seat, one)}
    if not found:
        rest = [one for role in seat.roles for one in others.get(role, ()) if fits(seat, one)]
        found = {one.pk: _line(one, is_on_team=False) for one in rest}
    return tuple(found.values())


def _of_directory(seats: Iterable[SeatAsked], out: Collection[int], at: datetime) -> dict[str, list[Professional]]:
    """By role, the first few by name who can sign in."""
    roles = {role for seat in seats for role in seat.roles}
    codes = {code: one.kebab for code, one in ROLES.items() if one.kebab in roles}
    if not codes:
        return {}
    running = Q(until_at__isnull=True) | Q(until_at__gt=at)
    rows = (
        RoleHolding.objects.filter(running, role__in=codes, since_at__lte=at, professional__account__is_active=True)
        .exclude(professional__in=out)
        .annotate(place=Window(RowNumber(), partition_by=[F("role")], order_by=["professional__name", "pk"]))
        .filter(place__lte=OF_A_ROLE)
        .select_related("professional__agency")
        .prefetch_related("professional__holdings")
        .order_by("role", "place")
    )
    found: dict[str, list[Professional]] = {}
    for row in rows:
        found.setdefault(codes[row.role], []).append(row.professional)
    return found


def _line(who: Professional, *, is_on_team: bool) -> Proposal:
    return Proposal(who.key, who.name, who.job_title, who.agency.name, is_on_team)
