"""What the pages of the records of a meeting show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from reachable.sharing.choices import RecordState
from reachable.sharing.documents.content import SegmentKind, Segments, joined
from reachable.sharing.operations import Resolved
from reachable.sharing.queries import RecordRow, RecordsView, RecordView
from reachable.web.shared.forms import Form
from reachable.web.shared.page import Look, Page

from .record_forms import FinalForm, MarkForm, NumberForm

OPEN_KINDS = (SegmentKind.DOUBTFUL,)
CHANGED_KINDS = (SegmentKind.REPLACED, SegmentKind.TAKEN_OUT, SegmentKind.LEFT)


def stage(row: RecordRow) -> int:
    """What is outstanding comes first: not made, to be checked, to be filed, filed."""
    if row.filed_at:
        return 3
    return {"": 0, RecordState.TO_CHECK: 1}.get(row.state, 2)


class OfRecords(Page):
    """A page of one meeting's records; `incident` is its reference, `shown` whom it shows."""

    nav: ClassVar[str] = "incidents"

    if TYPE_CHECKING:

        @property
        def incident(self) -> str: ...

        @property
        def shown(self) -> tuple[UUID, ...]: ...

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.incident, about=self.shown, purpose="records"),)


@dataclass(frozen=True)
class Records(OfRecords):
    template: ClassVar[str] = "sharing/records.html"
    view: RecordsView

    @property
    def title(self) -> str:
        return f"Records of {self.view.reference}"

    @property
    def incident(self) -> str:
        return self.view.incident

    @property
    def shown(self) -> tuple[UUID, ...]:
        return tuple(row.person_key for row in self.view.rows)

    @property
    def rows(self) -> list[RecordRow]:
        return sorted(self.view.rows, key=lambda row: (stage(row), row.due_at.isoformat() if row.due_at else ""))

    @property
    def has_final(self) -> bool:
        return any(row.state == RecordState.FINAL for row in self.view.rows)

    @property
    def not_made(self) -> int:
        return sum(row.key is None for row in self.view.rows)

    @staticmethod
    def label(row: RecordRow) -> str:
        return f"{row.name} ({row.letter})" if row.name else row.letter


@dataclass(frozen=True)
class Hit:
    """Words of one paragraph that somebody decides on, or that were changed: once, however often they stand there."""

    paragraph: str
    was: str
    now: str
    what: str
    points_to: str
    person: UUID | None
    kind: str
    context: str


class _OfOne(OfRecords):
    meeting: str
    reference: str
    view: RecordView
    about: tuple[UUID, ...]

    @property
    def incident(self) -> str:
        return self.reference

    @property
    def shown(self) -> tuple[UUID, ...]:
        return self.about

    @property
    def label(self) -> str:
        return Records.label(self.view.row)


@dataclass(frozen=True)
class Record(_OfOne):
    """The preview. `final` is None where there is nothing to make final; `marks` are the forms of doubtful words."""

    template: ClassVar[str] = "sharing/record.html"
    meeting: str
    reference: str
    view: RecordView
    about: tuple[UUID, ...]
    final: FinalForm | None
    marks: tuple[tuple[Hit, MarkForm], ...]

    @property
    def title(self) -> str:
        return f"Record of {self.label}"

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return (self.final,)

    @property
    def changed(self) -> list[Hit]:
        return hits(self.view, CHANGED_KINDS)

    @property
    def is_to_check(self) -> bool:
        return self.view.row.state == RecordState.TO_CHECK and self.view.can_check

    @property
    def is_final(self) -> bool:
        return self.view.row.state == RecordState.FINAL


@dataclass(frozen=True)
class CheckRecord(_OfOne):
    template: ClassVar[str] = "sharing/check_record.html"
    title: ClassVar[str] = "Change words in a paragraph"
    button: ClassVar[str] = "Save"
    has_keepable_form: ClassVar[bool] = True
    meeting: str
    reference: str
    view: RecordView
    about: tuple[UUID, ...]
    form: MarkForm
    place: str
    segments: Segments


@dataclass(frozen=True)
class FileRecord(_OfOne):
    template: ClassVar[str] = "sharing/file_record.html"
    button: ClassVar[str] = "Filed"
    has_keepable_form: ClassVar[bool] = True
    meeting: str
    reference: str
    view: RecordView
    about: tuple[UUID, ...]
    form: Form

    @property
    def title(self) -> str:
        return f"Filed in Liquidlogic: the record of {self.label}"


@dataclass(frozen=True)
class Numbers(_OfOne):
    template: ClassVar[str] = "sharing/numbers.html"
    button: ClassVar[str] = "Show whom it stands for"
    title: ClassVar[str] = "Whom a number stands for"
    meeting: str
    reference: str
    view: RecordView
    about: tuple[UUID, ...]
    form: NumberForm
    numbers: tuple[int, ...]
    resolved: Resolved | None


@dataclass(frozen=True)
class Withhold(OfRecords):
    template: ClassVar[str] = "sharing/withhold.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Leave the names out"
    view: RecordsView
    row: RecordRow
    form: Form

    @property
    def title(self) -> str:
        return f"The household of {Records.label(self.row)}"

    @property
    def incident(self) -> str:
        return self.view.incident

    @property
    def shown(self) -> tuple[UUID, ...]:
        return (self.row.person_key,)


def places(view: RecordView) -> dict[str, Segments]:
    """Every place of the record in which words can be decided on, by its id."""
    found = {f"seat-{index}": one.who for index, one in enumerate(view.attended, 1)}
    for section in view.sections:
        found[f"title-{section.id}"] = section.heading
        for one in section.paragraphs:
            found[f"by-{one.id}"] = one.said_by
            found[one.id] = one.segments
    return found


def hits(view: RecordView, kinds: Iterable[SegmentKind]) -> list[Hit]:
    """In the order of the record; the same words of a place once."""
    found: dict[tuple[str, str], Hit] = {}
    for place, segments in places(view).items():
        for one in segments:
            if one.kind in kinds:
                was = one.was or one.words
                hit = Hit(place, was, one.words, one.what, one.points_to, one.person, one.kind, joined(segments))
                found.setdefault((place, was), hit)
    return list(found.values())
