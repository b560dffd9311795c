"""One incident: its heading, its young people, its team."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from reachable.common import clock
from reachable.common.permission_codes import Permission
from reachable.directory.models import Professional, RoleHolding
from reachable.directory.roles import codes_with

from .. import access, policies
from ..choices import Area, Audience, Phase, TeamPart
from ..models import Incident, TeamMember
from ..parts import audience_of
from .young_people import YoungPersonLine, young_people


@dataclass(frozen=True)
class TeamLine:
    """`may` says whether this member may name people on the team and sign the definition."""

    key: UUID
    name: str
    job_title: str
    agency: str
    agency_key: UUID
    telephone: str
    part: str
    part_label: str
    why: str
    from_at: datetime
    until_at: datetime | None
    may: frozenset[Permission]


@dataclass(frozen=True)
class Heading:
    """What stands at the top of every page of an incident. `incident_id` is for rooms, never for a page."""

    incident_id: int
    reference: str
    title: str
    phase: str
    phase_label: str
    is_running: bool
    happened_at: datetime | None
    happened_about: bool
    reported_at: datetime
    area: str
    may: frozenset[str]  # codes of permissions that this reader holds here
    audiences: frozenset[Audience]  # what is narrower than the team and this reader may read here

    @property
    def duty_area(self) -> str:
        """The area whose duty roles answer for it; "" is all of them."""
        return "" if self.area == Area.NOT_KNOWN else self.area

    @property
    def is_provisional(self) -> bool:
        return self.phase == Phase.PROVISIONAL


@dataclass(frozen=True)
class AdultLine:
    name: str
    age: str
    part_label: str
    words: str


@dataclass(frozen=True)
class IncidentView:
    heading: Heading
    facts: tuple[tuple[str, str], ...]
    not_known: tuple[tuple[str, str], ...]  # (fact, question) for each that is open
    description: str
    reported_by: str
    young_people: tuple[YoungPersonLine, ...]
    adults: tuple[AdultLine, ...]
    team: tuple[TeamLine, ...]
    joined_from: tuple[str, ...]
    joined_into: str
    on_team: bool

    def holder(self, part: TeamPart) -> TeamLine | None:
        return next((line for line in self.team if line.part == part), None)

    @property
    def lead(self) -> TeamLine | None:
        return self.holder(TeamPart.LEAD)

    @property
    def deputies(self) -> tuple[TeamLine, ...]:
        return tuple(line for line in self.team if line.part == TeamPart.DEPUTY)

    @property
    def senior_investigating_officer(self) -> TeamLine | None:
        return self.holder(TeamPart.SENIOR_INVESTIGATING_OFFICER)


_TEAM_MAY = {"may_manage": Permission.MANAGE_TEAM, "may_sign": Permission.SIGN_DEFINITION}
_HERE = (
    Permission.SIGN_DEFINITION,
    Permission.MANAGE_TEAM,
    Permission.ANSWER_CONSIDERATIONS,
    Permission.MANAGE_ACTIONS,
    Permission.TRIAGE_REPORTS,
    Permission.EDIT_DEADLINES,
)


def heading(professional: Professional, reference: str, at: datetime) -> Heading:
    """Raises NotFound for an incident that this professional may not open."""
    return _heading(professional, access.incident_for(professional, reference, at))


def _heading(professional: Professional, found: Incident) -> Heading:
    return Heading(
        incident_id=found.pk,
        reference=found.reference,
        title=found.title,
        phase=found.phase,
        phase_label=found.get_phase_display(),
        is_running=found.is_running,
        happened_at=found.happened_at,
        happened_about=found.happened_about,
        reported_at=found.reported_at,
        area=found.area,
        may=frozenset(str(p) for p in _HERE if professional.holds(p)),
        audiences=access.audiences_of(professional, found),
    )


def incident(
    professional: Professional, reference: str, at: datetime, *, audiences: frozenset[Audience] | None = None
) -> IncidentView:
    """`audiences` narrows what is told of witnesses, for what is printed and left on desks."""
    found = access.incident_for(professional, reference, at)
    members = team(professional, found.pk, at)
    return IncidentView(
        heading=_heading(professional, found),
        facts=_facts(found),
        not_known=policies.facts_not_known(found),
        description=found.description,
        reported_by=_reported_by(found),
        young_people=tuple(young_people(professional, found.pk, at, audiences=audiences)),
        adults=tuple(_adult_lines(found, at)),
        team=tuple(members),
        joined_from=tuple(found.joined.order_by("reference").values_list("reference", flat=True)),
        joined_into=found.joined_into.reference if found.joined_into else "",
        on_team=any(line.key == professional.key for line in members),
    )


def team(professional: Professional, incident_id: int, at: datetime) -> list[TeamLine]:
    """Who works on an incident that the caller has already found for this professional; one statement."""
    held = RoleHolding.objects.filter(professional=OuterRef("professional"), since_at__lte=at)
    held = held.filter(Q(until_at__isnull=True) | Q(until_at__gt=at))
    members = (
        access.current_team(at)
        .filter(incident_id=incident_id)
        .select_related("professional__agency")
        .annotate(**{name: Exists(held.filter(role__in=codes_with(one))) for name, one in _TEAM_MAY.items()})
    )
    order = list(TeamPart.values)
    lines = [team_line(m, frozenset(one for name, one in _TEAM_MAY.items() if getattr(m, name))) for m in members]
    return sorted(without_the_panel(professional, lines), key=lambda line: (order.index(line.part), line.name))


def without_the_panel(reader: Professional, lines: list[TeamLine]) -> list[TeamLine]:
    """For whoever is neither of the panel, nor leads, nor names people to it: who only sits there is of the team.

    That there is a panel says that the notification was sent. Asks the database nothing.
    """
    narrow = {one.value for one in TeamPart if audience_of(one) != Audience.TEAM}
    own = {line.part for line in lines if line.key == reader.key}
    if reader.holds(Permission.MANAGE_TEAM) or own & {*narrow, TeamPart.LEAD}:
        return lines
    plain = [line for line in lines if line.part not in narrow]
    listed = {line.key for line in plain}
    only_there = [line for line in lines if line.part in narrow and line.key not in listed]
    member, label = TeamPart.MEMBER.value, str(TeamPart.MEMBER.label)
    return [*plain, *(replace(line, part=member, part_label=label, why="") for line in only_there)]


def team_line(member: TeamMember, may: frozenset[Permission] = frozenset()) -> TeamLine:
    who = member.professional
    return TeamLine(
        key=who.key,
        name=who.name,
        job_title=who.job_title,
        agency=who.agency.name,
        agency_key=who.agency.key,
        telephone=who.telephone,
        part=member.part,
        part_label=member.get_part_display(),
        why=member.why,
        from_at=member.from_at,
        until_at=member.until_at,
        may=may,
    )


def _adult_lines(found: Incident, at: datetime) -> list[AdultLine]:
    return [
        AdultLine(
            name=a.record.display_name,
            age=a.record.described_age(clock.local_date(at)),
            part_label=a.get_part_display(),
            words=a.words,
        )
        for a in found.adults.select_related("record").order_by("id")
    ]


def _reported_by(found: Incident) -> str:
    who = found.reported_by
    told = f", told by {found.told_by}" if found.told_by else ""
    return f"{who.name}, {who.agency.name}{told}"


def _facts(found: Incident) -> tuple[tuple[str, str], ...]:
    def with_words(label: str, words: str) -> str:
        return f"{label}: {words}" if words else label

    return (
        ("Offence", found.get_offence_display()),
        ("Weapon", found.get_weapon_display()),
        ("Where in life", found.get_setting_display()),
        ("Place", ", ".join(part for part in (found.place, found.postcode) if part) or "Not known"),
        ("Area", found.get_area_display()),
        ("Threats made", with_words(found.get_threats_display(), found.threats_words)),
        ("Social media", with_words(found.get_social_media_display(), found.social_media_words)),
        ("Anybody still in danger", found.get_still_danger_display()),
    )
