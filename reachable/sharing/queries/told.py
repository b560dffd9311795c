"""Who was told that something about a young person is shared, and who is still to be told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents.queries import YoungPersonLine
from reachable.meetings import queries as meetings
from reachable.meetings.queries import MeetingHeading

from ..choices import ToldState, Whom
from ..models import Told


@dataclass(frozen=True)
class ToldLine:
    """How it stands with one of a family; number 0: nobody has said anything."""

    whom: str
    number: int
    state: str
    because: str
    by_words: str
    told_at: datetime | None
    by: str
    at: datetime | None

    @property
    def whom_label(self) -> str:
        return str(Whom(self.whom).label)

    @property
    def state_label(self) -> str:
        return str(ToldState(self.state).label) if self.state else "Nobody has said"

    @property
    def is_told(self) -> bool:
        return self.state == ToldState.TOLD

    @property
    def owes(self) -> str:
        """What is still to be said or done: "" nothing."""
        if self.state == ToldState.TOLD:
            return ""
        if self.state == ToldState.NOT_TOLD:
            return "" if self.because else "say why not"
        return "tell them, or say why not"


@dataclass(frozen=True)
class ToldOf:
    """Of one young person of the meeting."""

    young_person: YoungPersonLine
    lines: tuple[ToldLine, ...]

    def of(self, whom: str) -> ToldLine:
        found = next((one for one in self.lines if one.whom == whom), None)
        if found is None:
            raise NotFound("whom")
        return found


@dataclass(frozen=True)
class ToldView:
    heading: MeetingHeading
    rows: tuple[ToldOf, ...]

    @property
    def owed(self) -> int:
        return sum(bool(line.owes) for row in self.rows for line in row.lines)

    def of(self, involvement_key: UUID) -> ToldOf:
        found = next((one for one in self.rows if one.young_person.key == involvement_key), None)
        if found is None:
            raise NotFound("young person")
        return found


def told(professional: Professional, meeting: str, at: datetime) -> ToldView:
    """Of everybody whom the meeting covers; one statement more than its heading."""
    heading = meetings.meeting_heading(professional, meeting, at)
    return ToldView(heading, told_of(professional, heading.meeting_id, heading.covered))


def told_of(professional: Professional, meeting_id: int, covered: Iterable[YoungPersonLine]) -> tuple[ToldOf, ...]:
    """Of young people whom this reader has been given, of a meeting that was found for them."""
    young = list(covered)
    rows = Told.objects.filter(meeting=meeting_id, involvement__key__in=[one.key for one in young])
    stands: dict[tuple[UUID, str], ToldLine] = {}
    for row in rows.select_related("involvement", "by").order_by("number"):
        stands[row.involvement.key, row.whom] = _line(row)
    return tuple(
        ToldOf(one, tuple(stands.get((one.key, str(whom)), _nobody_said(whom)) for whom in Whom)) for one in young
    )


def _line(row: Told) -> ToldLine:
    return ToldLine(row.whom, row.number, row.state, row.because, row.by_words, row.told_at, by=row.by.name, at=row.at)


def _nobody_said(whom: Whom) -> ToldLine:
    return ToldLine(str(whom), 0, "", "", "", None, by="", at=None)
