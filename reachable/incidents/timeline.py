"""Writes the incident's timeline: each operation adds one line."""

from collections.abc import Collection, Iterable
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


def forget(incident_ids: Collection[int], source_keys: Iterable[str]) -> None:
    """Delete the lines that told of what is gone."""
    TimelineEntry.objects.filter(incident__in=incident_ids, source_key__in=list(source_keys)).delete()
