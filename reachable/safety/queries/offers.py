"""Help for young people and families in the weeks after: what is offered of each kind, and the gaps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from reachable.common import clock
from reachable.common.gates import missing
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.choices import Where
from reachable.incidents.models import Involvement
from reachable.incidents.queries import Heading, YoungPersonLine
from reachable.playbook.tables import Listed

from .. import permissions
from ..choices import OfferState
from ..models import Offer, OfferStep
from ..policies.offers import OVER
from ..policies.plan import PlanText
from . import lists
from .plan_copy import CopyText, copy_lines_of, copy_text


@dataclass(frozen=True)
class OfferStepLine:
    number: int
    state: str
    label: str
    begins_on: date | None
    review_on: date | None
    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class OfferLine:
    """`steps` newest first. `is_late`: the day on which it was to be looked at again has passed."""

    key: UUID
    involvement_key: UUID
    kind: str
    kind_title: str
    what: str
    by_whom: str
    state: str
    state_label: str
    begins_on: date | None
    review_on: date | None
    is_late: bool
    version: int
    said_of: str
    steps: tuple[OfferStepLine, ...]

    @property
    def is_over(self) -> bool:
        return self.state in OVER


@dataclass(frozen=True)
class HelpCell:
    """What is offered of one kind; nothing is a gap: nobody has considered it yet, unless the young person died."""

    kind: Listed
    offers: tuple[OfferLine, ...]
    is_gap: bool


@dataclass(frozen=True)
class HelpRow:
    line: YoungPersonLine
    cells: tuple[HelpCell, ...]


@dataclass(frozen=True)
class HelpView:
    heading: Heading
    kinds: tuple[Listed, ...]
    rows: tuple[HelpRow, ...]
    may_record: bool

    @property
    def gaps(self) -> int:
        return sum(cell.is_gap for row in self.rows for cell in row.cells)


@dataclass(frozen=True)
class HelpOfView:
    heading: Heading
    row: HelpRow
    may_record: bool

    @property
    def line(self) -> YoungPersonLine:
        return self.row.line

    @property
    def offers(self) -> tuple[OfferLine, ...]:
        return tuple(one for cell in self.row.cells for one in cell.offers)


@dataclass(frozen=True)
class OfferView:
    heading: Heading
    line: YoungPersonLine
    offer: OfferLine


@dataclass(frozen=True)
class FamilySheetView:
    """`offers` is what runs or is to come, without anything that is over. `withheld` says why none of it is on the
    sheet: something must not be disclosed, or somebody else is named.
    """

    heading: Heading
    line: YoungPersonLine
    offers: tuple[OfferLine, ...]
    withheld: tuple[str, ...]
    text: CopyText


@dataclass(frozen=True)
class _HelpText(PlanText):
    """What of the help goes on paper, under the heading that names it."""

    @property
    def written(self) -> dict[str, str]:
        return {"The help that is offered": self.danger} if self.danger.strip() else {}


def help_grid(professional: Professional, reference: str, at: datetime) -> HelpView:
    """Everybody of the incident and every kind. The statements do not grow with what is offered."""
    heading, everybody = incidents.with_young_people(professional, reference, at)
    found = _lines(_rows(heading.incident_id), at)
    rows = tuple(_row(line, found) for line in everybody)
    return HelpView(heading, lists.supports(), rows, permissions.may_offer_help(professional))


def help_of(professional: Professional, reference: str, key: UUID, at: datetime) -> HelpOfView:
    """Raises NotFound for a young person who is not in an incident that this professional may open."""
    heading, line = _young_person(professional, reference, key, at)
    of_them = Q(involvement__key=key) | Q(involvement__now_known_as__key=key)
    found = _lines(_rows(heading.incident_id).filter(of_them), at)
    return HelpOfView(heading, _row(line, found), permissions.may_offer_help(professional))


def offer(professional: Professional, reference: str, key: UUID, at: datetime) -> OfferView:
    heading, everybody = incidents.with_young_people(professional, reference, at)
    found = _lines(_rows(heading.incident_id).filter(key=key), at)
    line = next((one for one in everybody if found and one.key == found[0].involvement_key), None)
    if line is None:
        raise NotFound("help")
    return OfferView(heading, line, found[0])


def family_sheet(professional: Professional, reference: str, key: UUID, at: datetime) -> FamilySheetView:
    """What the family is given on paper: nothing of anybody else, and no help while something must not be disclosed."""
    view = help_of(professional, reference, key, at)
    offers = tuple(one for one in view.offers if not one.is_over)
    young = Involvement.objects.select_related("record").get(incident=view.heading.incident_id, key=key)
    typed = "\n".join(f"{one.what}\n{one.by_whom}" for one in offers)
    wanted = _HelpText(danger=typed, goals="", measures=(), review_on=None)
    waits = missing(copy_lines_of(professional, view.heading.incident_id, young, wanted, at)) if offers else ()
    return FamilySheetView(
        heading=view.heading,
        line=view.line,
        offers=() if waits else offers,
        withheld=tuple(one.words for one in waits),
        text=copy_text(professional, view.heading, key, at),
    )


def _young_person(
    professional: Professional, reference: str, key: UUID, at: datetime
) -> tuple[Heading, YoungPersonLine]:
    heading, everybody = incidents.with_young_people(professional, reference, at)
    line = next((one for one in everybody if one.key == key), None)
    if line is None:
        raise NotFound("young person")
    return heading, line


def _rows(incident_id: int) -> QuerySet[Offer]:
    rows = Offer.objects.filter(incident=incident_id).select_related("involvement__now_known_as", "agency")
    return rows.prefetch_related("steps__by").order_by("created_at", "pk")


def _row(line: YoungPersonLine, found: Iterable[OfferLine]) -> HelpRow:
    own = [one for one in found if one.involvement_key == line.key]
    listed = {one.code for one in lists.supports()}
    gone = {one.kind: Listed(code=one.kind, title=one.kind_title) for one in own if one.kind not in listed}
    cells = []
    for kind in (*lists.supports(), *gone.values()):
        offers = tuple(sorted((one for one in own if one.kind == kind.code), key=lambda one: one.is_over))
        cells.append(HelpCell(kind, offers, is_gap=not offers and line.where != Where.DIED))
    return HelpRow(line, tuple(cells))


def _lines(rows: Iterable[Offer], at: datetime) -> list[OfferLine]:
    today = clock.local_date(at)
    return [_line(row, today) for row in rows]


def _line(row: Offer, today: date) -> OfferLine:
    about = row.involvement.now_known_as or row.involvement
    steps = sorted(row.steps.all(), key=lambda one: one.number, reverse=True)
    looked_at = row.state not in OVER and row.review_on is not None
    return OfferLine(
        key=row.key,
        involvement_key=about.key,
        kind=row.kind,
        kind_title=lists.support_title(row.kind),
        what=row.what,
        by_whom=row.by_whom or (row.agency.name if row.agency else ""),
        state=row.state,
        state_label=str(OfferState(row.state).label),
        begins_on=row.begins_on,
        review_on=row.review_on,
        is_late=looked_at and row.review_on is not None and row.review_on < today,
        version=row.version,
        said_of=row.involvement.letter if row.involvement.now_known_as_id else "",
        steps=tuple(_step(one) for one in steps),
    )


def _step(row: OfferStep) -> OfferStepLine:
    return OfferStepLine(
        number=row.number,
        state=row.state,
        label=str(row.get_state_display()),
        begins_on=row.begins_on,
        review_on=row.review_on,
        words=row.words,
        by=row.by.name,
        at=row.at,
    )
