"""Who worked on an incident before."""

from datetime import datetime
from uuid import UUID

from reachable.directory.models import Professional

from .. import access
from ..choices import Audience
from ..models import TeamMember
from .overview import Heading, TeamLine, team_line, without_the_panel


def former_team(viewer: Professional, heading: Heading, at: datetime) -> list[TeamLine]:
    """Whoever was on the team and is no longer, the last to leave first; each once, with what they were on it for.

    For whoever was given the heading; `viewer` is among them only after an access of some hours.
    """
    rows = TeamMember.objects.filter(incident_id=heading.incident_id, until_at__lte=at)
    rows = rows.exclude(
        professional__in=access.current_team(at).filter(incident_id=heading.incident_id).values("professional")
    )
    found = [team_line(one) for one in rows.select_related("professional__agency").order_by("-until_at", "-id")]
    readable = found if Audience.RAPID_REVIEW_PANEL in heading.audiences else without_the_panel(viewer, found)
    lines: dict[UUID, TeamLine] = {}
    for line in readable:
        lines.setdefault(line.key, line)
    return sorted(lines.values(), key=lambda one: [line.key for line in found].index(one.key))
