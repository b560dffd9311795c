"""What journalists asked. Unanswered ones stand first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents import queries as incidents
from reachable.incidents.queries import Heading

from ..models import Enquiry, Version
from ..permissions import media as permissions
from .media_words import around_incident


@dataclass(frozen=True)
class EnquiryLine:
    """Without what was asked: a list is no place for it."""

    key: UUID
    outlet: str
    journalist: str
    asked_at: datetime
    answered_by: str
    answered_at: datetime | None
    version: str
    by: str
    at: datetime


@dataclass(frozen=True)
class EnquiriesView:
    heading: Heading
    lines: tuple[EnquiryLine, ...]


@dataclass(frozen=True)
class VersionChoice:
    """A version that may have been the answer."""

    key: UUID
    label: str


@dataclass(frozen=True)
class EnquiryView:
    """`named` are the keys of young people whom the words name, or may."""

    heading: Heading
    line: EnquiryLine
    asked: str
    answer: str
    version_key: UUID | None
    choices: tuple[VersionChoice, ...]
    named: tuple[UUID, ...]


def enquiries(professional: Professional, reference: str, at: datetime) -> EnquiriesView:
    """What is not answered first, the oldest of it first; then what was, the newest first."""
    heading = incidents.heading(professional, reference, at)
    rows = Enquiry.objects.filter(permissions.home(heading.incident_id)).select_related("version", "by")
    lines = [enquiry_line(row) for row in rows.order_by("asked_at", "pk")]
    waiting = [one for one in lines if one.answered_at is None]
    return EnquiriesView(heading, (*waiting, *(one for one in reversed(lines) if one.answered_at)))


def enquiry(professional: Professional, reference: str, key: UUID, at: datetime) -> EnquiryView:
    heading = incidents.heading(professional, reference, at)
    row = permissions.find_enquiry(access.incident_for(professional, reference, at), key)
    known = around_incident(heading.incident_id, at)
    words = "\n".join((row.journalist, row.asked, row.answered_by, row.answer))
    rows = Version.objects.filter(permissions.home(heading.incident_id, "release__incident")).select_related("release")
    return EnquiryView(
        heading=heading,
        line=enquiry_line(row),
        asked=row.asked,
        answer=row.answer,
        version_key=row.version.key if row.version else None,
        choices=tuple(
            VersionChoice(one.key, f"{one.release.title}, version {one.number}") for one in rows.order_by("-at", "-pk")
        ),
        named=known.shown(known.check(words).hits),
    )


def enquiry_line(row: Enquiry) -> EnquiryLine:
    return EnquiryLine(
        key=row.key,
        outlet=row.outlet,
        journalist=row.journalist,
        asked_at=row.asked_at,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
        version=f"version {row.version.number}" if row.version else "",
        by=row.by.name,
        at=row.at,
    )
