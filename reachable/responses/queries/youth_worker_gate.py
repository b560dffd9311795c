"""What the discussion of the three comes to, for one young person in hospital (HOS-10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from reachable.common.gates import GateLine
from reachable.directory import queries as directory
from reachable.directory.choices import RoleCode
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents.choices import Area, FactKind, FactStands, TeamPart
from reachable.incidents.models import Fact, FactStanding, Incident, Involvement
from reachable.playbook.record import holder_key

from .. import policies
from ..policies import SeatOfThree, Spoke
from .grounds import known_as, who_of

GATE = "youth-worker-to-hospital"


@dataclass(frozen=True)
class Discussed:
    """`fact` is the latest discussion that stands; None while there is none."""

    lines: tuple[GateLine, ...]
    fact: Fact | None


def lines_about(incident: Incident, about: Involvement | None, at: datetime) -> Discussed:
    if about is None:
        return Discussed((policies.nobody_named_line(),), None)
    facts = list(_standing(incident, about, (FactKind.YOUTH_WORKER_DISCUSSED, FactKind.YOUTH_WORKER_ASKED)))
    discussed = [one for one in facts if one.kind == FactKind.YOUTH_WORKER_DISCUSSED]
    fact = max(discussed, key=lambda one: (one.happened_at or one.at, one.pk), default=None)
    has_officer = _has_officer(incident, at)
    named = _named(fact)
    speaking = _roles_of(incident, named.values(), fact) if fact else {}
    spoke = [_spoke(seat, fact, named, speaking, incident, at, has_officer=has_officer) for seat in policies.THREE]
    asked = any(one.kind == FactKind.YOUTH_WORKER_ASKED for one in facts)
    return Discussed(policies.discussion_lines(spoke, is_asked_for=asked), fact)


def _standing(incident: Incident, about: Involvement | None, kinds: Iterable[str]) -> QuerySet[Fact]:
    current = known_as(about)
    said = FactStanding.objects.filter(fact=OuterRef("pk")).order_by("-number")
    theirs = Q(involvement=current) | Q(involvement__now_known_as=current)
    found = Fact.objects.filter(theirs, incident=incident, kind__in=list(kinds))
    found = found.annotate(standing_now=Subquery(said.values("standing")[:1]))
    return found.filter(Q(standing_now__isnull=True) | Q(standing_now=FactStands.STANDS)).order_by("pk")


def _has_officer(incident: Incident, at: datetime) -> bool:
    team = access.current_team(at).filter(incident=incident)
    return team.filter(part=TeamPart.SENIOR_INVESTIGATING_OFFICER).exists()


def _named(fact: Fact | None) -> dict[UUID, Professional]:
    """Who is named in the discussion, by key."""
    said = fact.said if fact else {}
    keys = [holder_key("professional", said.get(seat.named, "")) for seat in policies.THREE]
    found = Professional.objects.filter(key__in=[key for key in keys if key])
    return {one.key: one for one in found}


def _roles_of(incident: Incident, named: Iterable[Professional], fact: Fact) -> dict[int, set[str]]:
    """By professional: the roles that each held when it was discussed or recorded, the duty that they were on then, and
    the investigation where they lead it in this incident.
    """
    ids = [one.pk for one in named]
    found: dict[int, set[str]] = {pk: set() for pk in ids}
    keys = {one.key: one.pk for one in Professional.objects.filter(pk__in=ids)}
    area = "" if incident.area == Area.NOT_KNOWN else incident.area
    for instant in {fact.happened_at or fact.at, fact.at}:
        running = Q(holdings__until_at=None) | Q(holdings__until_at__gt=instant)
        held = Professional.objects.filter(running, pk__in=ids, holdings__since_at__lte=instant)
        for pk, role in held.values_list("pk", "holdings__role"):
            found[pk].add(role)
        for shift in directory.on_duty(area, instant):
            if shift.professional_key in keys:
                found[keys[shift.professional_key]].add(shift.role)
        part = TeamPart.SENIOR_INVESTIGATING_OFFICER
        leads = access.current_team(instant).filter(incident=incident, part=part, professional__in=ids)
        for pk in leads.values_list("professional", flat=True):
            found[pk].add(RoleCode.SENIOR_INVESTIGATING_OFFICER)
    return found


def _spoke(
    seat: SeatOfThree,
    fact: Fact | None,
    named: dict[UUID, Professional],
    speaking: dict[int, set[str]],
    incident: Incident,
    at: datetime,
    *,
    has_officer: bool,
) -> Spoke:
    roles = policies.roles_of(seat, has_officer=has_officer)
    key = holder_key("professional", fact.said.get(seat.named, "")) if fact else None
    one = named.get(key) if key else None
    fits = one is not None and bool(speaking[one.pk] & set(roles))
    return Spoke(
        whom=seat.whom,
        name=one.name if one else "",
        fits=fits,
        says=fact.said.get(seat.says, "") if fact else "",
        who="" if fits else who_of(incident, roles, at),
    )
