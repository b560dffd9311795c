"""The incident's timeline, filtered to what the reader may see."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Window

from reachable.directory.models import Professional

from ..models import TimelineEntry
from . import overview
from .overview import Heading

PAGE = 50


@dataclass(frozen=True)
class TimelineLine:
    recorded_at: datetime
    happened_at: datetime | None
    code: str
    words: str
    by: str
    letter: str


@dataclass(frozen=True)
class TimelinePage:
    lines: tuple[TimelineLine, ...]
    total: int
    page: int
    pages: int


def timeline_for(
    professional: Professional,
    reference: str,
    at: datetime,
    *,
    page: int = 1,
    size: int = PAGE,
    heading: Heading | None = None,
) -> TimelinePage:
    """Newest first. `heading`, where the reader has been given it already, saves finding the incident again."""
    told = heading or overview.heading(professional, reference, at)
    entries = TimelineEntry.objects.filter(incident_id=told.incident_id, audience__in=told.audiences)
    ordered = entries.select_related("by", "about").order_by("-recorded_at", "-id")
    counted = ordered.annotate(total=Window(Count("pk")))  # over all of them, in the same statement
    page = max(page, 1)
    rows = list(counted[(page - 1) * size : page * size])
    if not rows and page > 1:
        page = max(1, -(-entries.count() // size))
        rows = list(counted[(page - 1) * size : page * size])
    total = getattr(rows[0], "total", 0) if rows else 0
    pages = max(1, -(-total // size))
    lines = tuple(
        TimelineLine(
            recorded_at=row.recorded_at,
            happened_at=row.happened_at,
            code=row.code,
            words=row.words,
            by=row.by.name if row.by else "",
            letter=row.about.letter if row.about else "",
        )
        for row in rows
    )
    return TimelinePage(lines=lines, total=total, page=page, pages=pages)
