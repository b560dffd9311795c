"""What is said to the media: who speaks, the releases and how each version stands, and the gate on the board."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.common.gates import GateState
from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.queries import Heading

from ..models import Enquiry, MediaContacts, Version
from ..permissions import media as permissions
from .media_enquiries import EnquiryLine, enquiry_line
from .media_reading import latest_contacts, read, state_of


@dataclass(frozen=True)
class WhoSpeaks:
    """As it was said; `number` counts how often."""

    number: int
    police_lead: str
    contact_point: str
    telephone: str
    health: str
    childrens_services: str
    by: str
    at: datetime

    @property
    def pass_to(self) -> str:
        """To whom everybody passes questions from the press."""
        return ", ".join(one for one in (self.contact_point or self.police_lead, self.telephone) if one)


@dataclass(frozen=True)
class ReleaseLine:
    """`latest` is the key of the newest version, `versions` how many there are. `place` counts the releases."""

    key: UUID
    place: int
    title: str
    versions: int
    latest: UUID
    stands: str
    by: str
    at: datetime


@dataclass(frozen=True)
class MediaView:
    """`earlier` is who spoke before, newest first. `unanswered` counts the questions that nobody has answered."""

    heading: Heading
    who_speaks: WhoSpeaks | None
    earlier: tuple[WhoSpeaks, ...]
    releases: tuple[ReleaseLine, ...]
    unanswered: tuple[EnquiryLine, ...]
    enquiries: int
    may_lead: bool

    @property
    def number(self) -> int:
        return self.who_speaks.number if self.who_speaks else 0


def media(professional: Professional, reference: str, at: datetime) -> MediaView:
    """NotFound for an incident that this professional may not open. A fixed number of statements."""
    heading = incidents.heading(professional, reference, at)
    rows = MediaContacts.objects.filter(incident=heading.incident_id).select_related("by").order_by("-number")
    said = tuple(_who(row) for row in rows)
    asked = Enquiry.objects.filter(permissions.home(heading.incident_id)).select_related("version", "by")
    enquiries = [enquiry_line(row) for row in asked.order_by("asked_at", "pk")]
    return MediaView(
        heading=heading,
        who_speaks=said[0] if said else None,
        earlier=said[1:],
        releases=_releases(heading.incident_id, at),
        unanswered=tuple(one for one in enquiries if one.answered_at is None),
        enquiries=len(enquiries),
        may_lead=permissions.may_lead(professional),
    )


def who_speaks(professional: Professional, heading: Heading) -> WhoSpeaks | None:
    """Of an incident whose heading the reader has been given; one statement."""
    row = latest_contacts(heading.incident_id)
    return _who(row) if row else None


def media_gates(professional: Professional, heading: Heading, at: datetime) -> list[GateState]:
    """The newest version of each release; a fixed number of statements."""
    return [state for _, _, state in _newest(heading.incident_id, at)]


def _releases(incident_id: int, at: datetime) -> tuple[ReleaseLine, ...]:
    found = _newest(incident_id, at)
    return tuple(
        ReleaseLine(
            key=version.release.key,
            place=place,
            title=version.release.title,
            versions=version.number,
            latest=version.key,
            stands=state.stands,
            by=version.by.name,
            at=version.at,
        )
        for place, version, state in reversed(found)
    )


def _newest(incident_id: int, at: datetime) -> list[tuple[int, Version, GateState]]:
    """In the order in which the releases were begun, each with its place."""
    rows = Version.objects.filter(permissions.home(incident_id, "release__incident"))
    last = {row.release_id: row for row in rows.select_related("release", "by").order_by("number")}
    versions = sorted(last.values(), key=lambda one: (one.release.at, one.release.pk))
    readings = read(incident_id, versions, at)
    return [(place, one, state_of(readings[one.pk], f"release {place}")) for place, one in enumerate(versions, start=1)]


def _who(row: MediaContacts) -> WhoSpeaks:
    return WhoSpeaks(
        number=row.number,
        police_lead=row.police_lead,
        contact_point=row.contact_point,
        telephone=row.telephone,
        health=row.health,
        childrens_services=row.childrens_services,
        by=row.by.name,
        at=row.at,
    )
