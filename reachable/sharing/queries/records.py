"""The records of a meeting as those who check and file them see them (CTX-4)."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.incidents.models import Involvement
from reachable.meetings import access
from reachable.meetings.choices import MeetingState, UseFor
from reachable.meetings.models import Covered, Meeting, Minutes
from reachable.meetings.permissions import check_may_use
from reachable.people import queries as people

from .. import permissions, policies
from ..choices import RecordState
from ..documents.content import Document, Facts, SeatLine, Section, SegmentKind
from ..documents.parts import HANDLING
from ..documents.record_json import Content, census_in_words, from_text, to_text
from ..models import ChildRecord
from .building import Built, built_again
from .finals import final_records, holds_taken_out, taken_out


@dataclass(frozen=True)
class RecordRow:
    """One young person of the meeting. `key` None: no record is made yet. `doubtful`: places that wait for a person."""

    key: UUID | None
    young_person_key: UUID
    person_key: UUID
    letter: str
    name: str
    social_care_id: str
    number: int
    state: str
    doubtful: int
    replaced: int
    made_at: datetime | None
    checked_by: str
    checked_at: datetime | None
    filed_by: str
    filed_at: datetime | None
    filed_reference: str
    due_at: datetime | None
    is_late: bool
    is_replaced_since: bool
    household_unnamed: str

    @property
    def state_label(self) -> str:
        return str(RecordState(self.state).label) if self.state else "Not made yet"


@dataclass(frozen=True)
class RecordsView:
    reference: str
    kind: str
    incident: str
    rows: tuple[RecordRow, ...]
    can_check: bool
    can_file: bool
    can_withhold: bool
    can_prepare: bool
    minutes_agreed_at: datetime | None

    @property
    def to_file(self) -> int:
        return sum(row.filed_at is None for row in self.rows)


@dataclass(frozen=True)
class Choice:
    key: UUID
    words: str


@dataclass(frozen=True)
class Earlier:
    key: UUID
    number: int
    state: str
    filed_reference: str
    filed_at: datetime | None


@dataclass(frozen=True)
class RecordView:
    """One record. `text_changed`: it would say something else if it were made now. `holds_taken_out`: words of it were
    lawfully taken out of the minutes since; they are not shown.
    """

    row: RecordRow
    version: int
    facts: Facts
    attended: tuple[SeatLine, ...]
    sections: tuple[Section, ...]
    section_47: tuple[tuple[str, str], ...]
    choices: tuple[Choice, ...]
    undecided: int
    earlier: tuple[Earlier, ...]
    can_check: bool
    can_file: bool
    can_resolve: bool
    text_changed: bool
    holds_taken_out: bool


def records_view(professional: Professional, meeting: str, *, at: datetime, use: UUID | None) -> RecordsView:
    """A fixed number of statements, however many young people it covered."""
    found = permissions.check_can_read_records(professional, meeting, at)
    check_may_use(professional, found, at, use_for=UseFor.OPEN, use_key=use)
    minutes = Minutes.objects.filter(meeting=found).first()
    may = permissions.can_check(professional, found)
    return RecordsView(
        reference=found.reference,
        kind=access.kind_of(found).title,
        incident=found.incident.reference,
        rows=tuple(_rows(professional, found, at)),
        can_check=may,
        can_file=may,
        can_withhold=professional.pk == found.chair_id,
        can_prepare=may and found.state == MeetingState.AGREED,
        minutes_agreed_at=minutes.agreed_at if minutes else None,
    )


def _rows(professional: Professional, meeting: Meeting, at: datetime) -> list[RecordRow]:
    covered = Covered.objects.filter(meeting=meeting, out_at__isnull=True).select_related("involvement__record")
    young = list(covered.order_by("involvement__position"))
    persons = people.current_person_keys([row.involvement.record_id for row in young])
    records: dict[int, list[ChildRecord]] = {}
    rows = ChildRecord.objects.filter(meeting=meeting).select_related("checked_by", "filed_by").order_by("-number")
    for row in rows:
        records.setdefault(row.involvement_id, []).append(row)
    return [
        _row(
            professional,
            one.involvement,
            persons[one.involvement.record_id],
            records.get(one.involvement_id, []),
            one.household_unnamed_because,
            at,
        )
        for one in young
    ]


def _row(
    professional: Professional,
    young: Involvement,
    person_key: UUID,
    records: list[ChildRecord],
    unnamed: str,
    at: datetime,
) -> RecordRow:
    last = records[0] if records else None
    content = from_text(last.text) if last else None
    return RecordRow(
        key=last.key if last else None,
        young_person_key=young.key,
        person_key=person_key,
        letter=young.letter,
        name="" if professional.letters_only else young.record.display_name,
        social_care_id=last.social_care_id if last else "",
        number=last.number if last else 0,
        state=last.state if last else "",
        doubtful=_count(content, SegmentKind.DOUBTFUL),
        replaced=_count(content, SegmentKind.REPLACED, SegmentKind.TAKEN_OUT),
        made_at=last.made_at if last else None,
        checked_by=last.checked_by.name if last and last.checked_by else "",
        checked_at=last.checked_at if last else None,
        filed_by=last.filed_by.name if last and last.filed_by else "",
        filed_at=last.filed_at if last else None,
        filed_reference=last.filed_reference if last else "",
        due_at=last.filed_due_at if last else None,
        is_late=bool(last and last.filed_at is None and last.filed_due_at < at),
        is_replaced_since=any(row.filed_at for row in records[1:]),
        household_unnamed=unnamed,
    )


def _count(content: Content | None, *kinds: SegmentKind) -> int:
    if content is None:
        return 0
    found = [one.who for one in content.attended]
    for section in content.sections:
        found += [section.heading, *(part for one in section.paragraphs for part in (one.segments, one.said_by))]
    return sum(segment.kind in kinds for segments in found for segment in segments)


def record_view(professional: Professional, meeting: str, key: UUID, *, at: datetime, use: UUID | None) -> RecordView:
    """One that is to be checked is shown with what stood in the minutes wherever something was replaced."""
    row = permissions.check_can_read_record(professional, meeting, key, at)
    check_may_use(professional, row.meeting, at, use_for=UseFor.OPEN, use_key=use)
    may = permissions.can_check(professional, row.meeting)
    built = built_again(row, at) if row.state == RecordState.TO_CHECK else None
    gone, made = taken_out(row.meeting_id), from_text(row.text)
    content = built.content if built and may else gone.hidden(made)
    before = ChildRecord.objects.filter(meeting=row.meeting_id, involvement=row.involvement_id, number__lt=row.number)
    mine = [row, *before.order_by("-number")]
    covered = Covered.objects.filter(meeting=row.meeting_id, involvement=row.involvement_id, out_at__isnull=True)
    unnamed = covered.values_list("household_unnamed_because", flat=True).first() or ""
    person = people.current_person_keys([row.involvement.record_id])[row.involvement.record_id]
    shown = _row(professional, row.involvement, person, mine, unnamed, at)
    return RecordView(
        row=shown,
        version=row.version,
        facts=replace(content.facts, young_person=shown.letter) if professional.letters_only else content.facts,
        attended=content.attended,
        sections=content.sections,
        section_47=census_in_words(content.census),
        choices=_choices(built) if built and may else (),
        undecided=shown.doubtful,
        earlier=tuple(Earlier(one.key, one.number, one.state, one.filed_reference, one.filed_at) for one in mine[1:]),
        can_check=may,
        can_file=may and row.state == RecordState.FINAL,
        can_resolve=permissions.can_resolve(professional),
        text_changed=built is not None and to_text(built.content) != row.text,
        holds_taken_out=gone.is_in(made),
    )


def _choices(built: Built) -> tuple[Choice, ...]:
    """Who words may point to: everybody known around the incident who is not of the household."""
    return tuple(Choice(one.key, built.choice_words(one.key)) for one in built.roster.people)


def record_document(
    professional: Professional,
    meeting: str,
    key: UUID,
    *,
    at: datetime,
    use: UUID | None,
    use_for: UseFor = UseFor.EXPORT,
) -> Document:
    """What its files are written from; only of one that is final, for the purpose that was said for it (CTX-6)."""
    row = permissions.check_can_read_record(professional, meeting, key, at)
    check_may_use(professional, row.meeting, at, use_for=use_for, use_key=use, item_key=str(row.key))
    policies.check_is_final(row.state)
    policies.check_nothing_taken_out(holds=holds_taken_out(row))
    return document_of(row)


def all_documents(professional: Professional, meeting: str, *, at: datetime, use: UUID | None) -> tuple[Document, ...]:
    """Those that are final, for the purpose that was said for all of them (CTX-6)."""
    found = permissions.check_can_read_records(professional, meeting, at)
    check_may_use(professional, found, at, use_for=UseFor.EXPORT, use_key=use, item_key=found.reference)
    return tuple(document_of(row) for row in final_records(found))


def document_of(row: ChildRecord) -> Document:
    content = from_text(row.text)
    return Document(
        title=f"Record of a meeting: {content.facts.young_person}",
        handling=HANDLING,
        file_name=row.file_name,
        number=row.number,
        state_line=_state_line(row),
        sha256=row.sha256,
        facts=content.facts,
        attended=content.attended,
        sections=content.sections,
        section_47=census_in_words(content.census),
        text=row.text,
    )


def _state_line(row: ChildRecord) -> str:
    if row.state == RecordState.TO_CHECK or row.checked_by is None or row.checked_at is None:
        return "Not final: not to be filed"
    day = clock.local_date(row.checked_at)
    line = f"Checked by {row.checked_by.name} on {day.day} {day:%B %Y}"
    return f"{line}, and replaced since by a later one" if row.state == RecordState.REPLACED else line


def numbers_view(
    professional: Professional, meeting: str, key: UUID, *, at: datetime, use: UUID | None
) -> tuple[int, ...]:
    """Which numbers stand in the record; whom they stand for is told one by one, and written down."""
    row = permissions.check_can_resolve(professional, meeting, key, at)
    check_may_use(professional, row.meeting, at, use_for=UseFor.OPEN, use_key=use)
    return tuple(row.numbers.order_by("number").values_list("number", flat=True))
