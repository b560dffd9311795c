"""What a report is made of, and the incidents that it counts: those that its reader may open now, and no others."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents.choices import Phase
from reachable.incidents.models import Incident

from ..permissions import check_can_see_reports

NOT_SHOWN = "not shown"
NOTHING = "–"  # there is nothing of which it could be a part


@dataclass(frozen=True)
class Asked:
    """Of which incidents: reported from one day until another, both counted, in one part of the county."""

    from_on: date | None = None
    until_on: date | None = None
    area: str = ""


@dataclass(frozen=True)
class Figures:
    """A table. The first column names the row; `headings` are rows that begin a part of it, by the row before which."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    headings: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Bar:
    """`parts` in the order of the chart's legend; None is a number that is not shown, and is not drawn."""

    label: str
    parts: tuple[int | None, ...]


@dataclass(frozen=True)
class Drawing:
    title: str
    legend: tuple[str, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Report:
    """`code` is its name in the address and in the audit; a drawing stands before the table with the same place."""

    code: str
    title: str
    says: tuple[str, ...]
    incidents: int
    figures: tuple[Figures, ...]
    drawings: tuple[Drawing, ...]


def incidents_asked(professional: Professional, asked: Asked, at: datetime) -> QuerySet[Incident]:
    """A report that was joined to another is counted with that one, where its people and its work now are."""
    check_can_see_reports(professional)
    found = access.visible(professional, at).exclude(phase=Phase.JOINED)
    if asked.from_on:
        found = found.filter(reported_at__gte=_begin(asked.from_on))
    if asked.until_on:
        found = found.filter(reported_at__lt=_begin(asked.until_on + timedelta(days=1)))
    return found.filter(area=asked.area) if asked.area else found


def share(part: int | None, whole: int | None) -> str:
    """In percent, where both numbers may be shown."""
    if part is None or whole is None:
        return NOT_SHOWN
    return f"{100 * part / whole:.0f} %" if whole else NOTHING


def shown(value: int | None) -> str:
    return NOT_SHOWN if value is None else str(value)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=clock.LONDON)
