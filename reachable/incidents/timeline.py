"""Writes the incident's timeline: each operation adds one line."""

from datetime import datetime

from reachable.directory.models import Professional

from .choices import Audience
from .models import Incident, Involvement, TimelineEntry


def write(
    incident: Incident,
    code: str,
    words: str,
    *,
    by: Professional | None,
    at: datetime,
    happened_at: datetime | None = None,
    about: Involvement | None = None,
    audience: Audience = Audience.TEAM,
    source_key: str = "",
) -> None:
    """Young people are named in `words` by their letter only."""
    TimelineEntry.objects.create(
        incident=incident,
        about=about,
        code=code,
        words=words,
        by=by,
        recorded_at=at,
        happened_at=happened_at,
        audience=audience,
        source_key=source_key,
    )
