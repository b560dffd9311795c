"""One release with its versions; and one version with all that was said of it, beside the one before."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.common.gates import GateState
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents import queries as incidents
from reachable.incidents.choices import Known
from reachable.incidents.queries import Heading

from ..choices import Overseen, Side
from ..models import Released
from ..permissions import media as permissions
from ..policies.media import SHOWN, Principle
from .media_reading import Reading, read, state_of
from .media_words import NamedLine, Piece, around_incident, differences, named_lines


@dataclass(frozen=True)
class ConsultedLine:
    side: str
    side_label: str
    whom: str
    says: str
    consulted_at: datetime
    by: str


@dataclass(frozen=True)
class OverseenLine:
    """What the Senior Investigating Officer said; the three last ones where somebody is named."""

    number: int
    is_agreed: bool
    says_label: str
    because: str
    name_because: str
    family_told: str
    restriction_checked: str
    by: str
    at: datetime


@dataclass(frozen=True)
class ReleasedLine:
    released_at: datetime
    with_whom: str
    is_early: bool
    by: str
    at: datetime


@dataclass(frozen=True)
class VersionLine:
    """A version in the list of its release: what was said of it stays with it."""

    key: UUID
    number: int
    short: str
    by: str
    at: datetime
    names_somebody: bool
    answered: int  # of the principles
    consulted: tuple[str, ...]
    overseen: OverseenLine | None
    released: ReleasedLine | None
    stands: str


@dataclass(frozen=True)
class ReleaseView:
    """`versions` are newest first."""

    heading: Heading
    key: UUID
    title: str
    versions: tuple[VersionLine, ...]
    may_lead: bool


@dataclass(frozen=True)
class VersionView:
    """`named` are words that name somebody or may; `young_people` whom they are, for the look that is recorded.

    `before` is the version before this one, with what it had and this has not; `changes` are against its words.
    """

    heading: Heading
    release_key: UUID
    title: str
    line: VersionLine
    text: str
    sha256: str
    gate: GateState
    principles: tuple[Principle, ...]
    consulted: tuple[ConsultedLine, ...]
    overseen: tuple[OverseenLine, ...]
    named: tuple[NamedLine, ...]
    young_people: tuple[UUID, ...]
    before: VersionLine | None
    changes: tuple[Piece, ...]
    newest: int
    may_lead: bool
    may_consult: bool
    may_oversee: bool

    @property
    def number(self) -> int:
        """Of what the Senior Investigating Officer said last; 0 where nothing was said."""
        return self.overseen[0].number if self.overseen else 0

    @property
    def may_be_released(self) -> bool:
        return self.gate.may_be_passed and self.line.released is None


def release(professional: Professional, reference: str, key: UUID, at: datetime) -> ReleaseView:
    """A fixed number of statements, however many versions there are."""
    heading = incidents.heading(professional, reference, at)
    row = permissions.find_release(access.incident_for(professional, reference, at), key)
    versions = list(row.versions.select_related("release", "by").order_by("-number"))
    readings = read(heading.incident_id, versions, at)
    lines = tuple(_line(readings[one.pk]) for one in versions)
    return ReleaseView(heading, row.key, row.title, lines, permissions.may_lead(professional))


def version(professional: Professional, reference: str, key: UUID, at: datetime) -> VersionView:
    """A fixed number of statements."""
    heading = incidents.heading(professional, reference, at)
    row = permissions.find_version(access.incident_for(professional, reference, at), key)
    rows = list(row.release.versions.filter(number__in=(row.number, row.number - 1)).select_related("release", "by"))
    known = around_incident(heading.incident_id, at)
    readings = read(heading.incident_id, rows, at, known)
    reading = readings[row.pk]
    before = next((readings[one.pk] for one in rows if one.pk != row.pk), None)
    hits = known.check(row.text).hits
    old = known.check(before.version.text).hits if before else ()
    return VersionView(
        heading=heading,
        release_key=row.release.key,
        title=row.release.title,
        line=_line(reading),
        text=row.text,
        sha256=row.sha256,
        gate=state_of(reading, ""),
        principles=reading.standing.principles,
        consulted=tuple(
            ConsultedLine(one.side, Side(one.side).label, one.whom, one.says, one.consulted_at, one.by.name)
            for one in reading.consulted
        ),
        overseen=_overseen(reading),
        named=named_lines(hits),
        young_people=known.shown([*hits, *old]),  # what was taken away is shown too
        before=_line(before) if before else None,
        changes=differences(before.version.text, row.text) if before else (),
        newest=reading.standing.newer or row.number,
        may_lead=permissions.may_lead(professional),
        may_consult=permissions.may_consult(professional),
        may_oversee=permissions.investigates(professional, heading.incident_id, at),
    )


def _line(reading: Reading) -> VersionLine:
    row = reading.version
    overseen = _overseen(reading)
    latest = reading.standing.colleagues
    return VersionLine(
        key=row.key,
        number=row.number,
        short=row.sha256[:SHOWN],
        by=row.by.name,
        at=row.at,
        names_somebody=reading.names_somebody,
        answered=sum(1 for one in reading.standing.principles if one.answer in Known.values),
        consulted=tuple(dict.fromkeys(f"{one.whom} ({Side(one.side).label.lower()})" for one in latest)),
        overseen=overseen[0] if overseen else None,
        released=_released(reading.released[0]) if reading.released else None,
        stands=state_of(reading, "").stands,
    )


def _overseen(reading: Reading) -> tuple[OverseenLine, ...]:
    return tuple(
        OverseenLine(
            number=row.number,
            is_agreed=row.says == Overseen.AGREED,
            says_label=row.get_says_display(),
            because=row.because,
            name_because=row.name_because,
            family_told=row.family_told,
            restriction_checked=row.restriction_checked,
            by=row.by.name,
            at=row.at,
        )
        for row in reading.overseen
    )


def _released(row: Released) -> ReleasedLine:
    return ReleasedLine(row.released_at, row.with_whom, row.early, row.by.name, row.at)
