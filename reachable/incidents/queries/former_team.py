"""Who worked on an incident before."""

from datetime import datetime

from reachable.directory.models import Professional

from .. import access
from ..models import TeamMember
from .overview import Heading, TeamLine


def former_team(viewer: Professional, heading: Heading, at: datetime) -> list[TeamLine]:
    """Whoever was on the team and is no longer, the last to leave first; each once, with what they were on it for.

    For whoever was given the heading; `viewer` is among them only after an access of some hours.
    """
    rows = TeamMember.objects.filter(incident_id=heading.incident_id, until_at__lte=at)
    rows = rows.exclude(
        professional__in=access.current_team(at).filter(incident_id=heading.incident_id).values("professional")
    )
    lines: dict[int, TeamLine] = {}
    for member in rows.select_related("professional__agency").order_by("-until_at", "-id"):
        lines.setdefault(member.professional_id, _line(member))
    return list(lines.values())


def _line(member: TeamMember) -> TeamLine:
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
        may=frozenset(),
    )
