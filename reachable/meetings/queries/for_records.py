"""What of a meeting may stand in the record of each young person whom it covered (CTX-4, CTX-15).

For the room that makes the records. What was taken back or out, said for fewer than the team or held by police comes
only in wording that was cleared; the rest is not there at all.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from reachable.common import clock
from reachable.directory import queries as directory
from reachable.incidents.models import Involvement
from reachable.playbook.record import HOLDER_KINDS, value_in_words
from reachable.playbook.schema import Consideration as Asked
from reachable.playbook.schema import MeetingKind, RecordField
from reachable.responses import editions
from reachable.responses.choices import AnswerCode
from reachable.responses.models import Response

from .. import access
from ..choices import MinutesChange
from ..models import Addendum, AgendaItem, AnswerGiven, Covered, Dissent, Meeting, MeetingAction, Note, RestrictedPart
from ..policies.running import Noted, goes_into_records, needs_clearing, words_for_record
from .held_meeting import outcomes_now


@dataclass(frozen=True)
class RecordNote:
    """`words` as they may stand there. `about_all`: it concerns everybody whom the meeting covers."""

    key: UUID
    item_number: int
    item_title: str
    kind: str
    words: str
    said_by: str
    said_by_agency: str
    is_plan: bool
    is_as_written: bool  # and not in wording that was cleared
    about_all: bool
    dissent: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class RecordAction:
    key: UUID
    what: str
    owner: str
    due_at: datetime
    about_all: bool


@dataclass(frozen=True)
class RecordAnswer:
    key: str
    item_number: int
    item_title: str
    ask: str
    answer_label: str
    because: str
    fields: tuple[tuple[str, str], ...]
    about_all: bool


@dataclass(frozen=True)
class ForRecord:
    """`outcome` in words; `outcome_record` as it was stored. `corrections`: number, words, when."""

    involvement_key: UUID
    notes: tuple[RecordNote, ...]
    actions: tuple[RecordAction, ...]
    answers: tuple[RecordAnswer, ...]
    outcome: tuple[tuple[str, str], ...]
    outcome_record: Mapping[str, str]
    corrections: tuple[tuple[int, str, datetime], ...]


@dataclass(frozen=True)
class _Held:
    """Rows of the meeting, read once; `gone` are the keys of what was lawfully taken out of the minutes."""

    kind: MeetingKind
    items: Mapping[int, tuple[int, str, bool]]  # number, title, whether plans of police belong there
    notes: tuple[Note, ...]
    dissent: Mapping[int, tuple[tuple[str, str, str], ...]]
    actions: tuple[MeetingAction, ...]
    answers: tuple[AnswerGiven, ...]
    addenda: tuple[Addendum, ...]
    gone: frozenset[str]
    asked: Mapping[int, Asked]  # by consideration
    holders: Mapping[str, str]  # who is named in fields of answers and outcomes, by stored value


def for_records(meeting: Meeting) -> dict[UUID, ForRecord]:
    """By the key of each young person in the incident. The statements do not grow with what was said."""
    outcomes = outcomes_now(meeting)
    held = _held(meeting, [one.record for one in outcomes.values()])
    rows = Covered.objects.filter(meeting=meeting, out_at__isnull=True).select_related("involvement__now_known_as")
    found: dict[UUID, ForRecord] = {}
    for row in rows.order_by("involvement__position"):
        young = row.involvement
        outcome = outcomes.get(young.pk)
        said = outcome.record if outcome else {}
        whose = _stands(young)
        notes = tuple(_notes(held, whose))
        found[young.key] = ForRecord(
            involvement_key=young.key,
            notes=notes,
            actions=tuple(_actions(held, whose)),
            answers=tuple(_answers(held, whose)),
            outcome=tuple(_in_words(held.kind.outcome, said, held.holders)),
            outcome_record=said,
            corrections=tuple(_corrections(held, {str(one.key) for one in notes if one.is_as_written})),
        )
    return found


def _held(meeting: Meeting, outcomes: Iterable[Mapping[str, str]]) -> _Held:
    kind = access.kind_of(meeting)
    addenda = tuple(Addendum.objects.filter(minutes__meeting=meeting).order_by("number"))
    notes = Note.objects.filter(meeting=meeting).select_related("said_by__professional__agency")
    actions = MeetingAction.objects.filter(meeting=meeting).select_related(
        "action__owner", "action__owner_agency", "action__about__now_known_as"
    )
    answers = tuple(_given(meeting))
    response = Response.objects.select_related("edition").filter(incident=meeting.incident_id).first()
    playbook = editions.of(response.edition if response else meeting.edition)
    asked = {row.answer.consideration_id: playbook.consideration(row.answer.consideration.code)[1] for row in answers}
    said = [(asked[row.answer.consideration_id].record, row.answer.record) for row in answers]
    said += [(kind.outcome, record) for record in outcomes]
    return _Held(
        kind=kind,
        items=_items(meeting, kind),
        notes=tuple(notes.prefetch_related("about__involvement__now_known_as").order_by("item__position", "pk")),
        dissent=_dissent(meeting),
        actions=tuple(actions.order_by("pk")),
        answers=answers,
        addenda=addenda,
        gone=frozenset(one.source_key for one in addenda if one.change == MinutesChange.REDACTION),
        asked=asked,
        holders=directory.words_of_holders(
            (field.kind, record.get(field.name, "")) for fields, record in said for field in fields
        ),
    )


def _given(meeting: Meeting) -> Iterable[AnswerGiven]:
    """Without those that were given while a restricted part ran: they were given among those who stayed."""
    parts = list(RestrictedPart.objects.filter(meeting=meeting).values_list("from_at", "until_at"))
    rows = (
        AnswerGiven.objects.filter(meeting=meeting)
        .select_related("answer__consideration__about__now_known_as")
        .order_by("pk")
    )
    for row in rows:
        if not any(start <= row.answer.at and (end is None or row.answer.at <= end) for start, end in parts):
            yield row


def _stands(young: Involvement) -> UUID:
    """The key of whoever this letter stands for now."""
    return (young.now_known_as or young).key


def _concerns(about: Involvement | None, young: UUID) -> bool:
    """What is about nobody concerns everybody."""
    return about is None or _stands(about) == young


def _in_words(
    fields: Iterable[RecordField], said: Mapping[str, str], holders: Mapping[str, str]
) -> Iterable[tuple[str, str]]:
    """In the order in which they are asked. Somebody whom the directory no longer knows is left out: his key is not
    for a record.
    """
    for field in fields:
        value = said.get(field.name, "")
        if not value or (field.kind in HOLDER_KINDS and value not in holders):
            continue
        yield field.label, _day(field, value) or value_in_words(field, value, holders)


def _day(field: RecordField, value: str) -> str:
    if field.kind == "date":
        day = date.fromisoformat(value)
        return f"{day.day} {day:%B %Y}"
    if field.kind == "datetime":
        stored = datetime.fromisoformat(value)
        moment = clock.local(stored) if stored.tzinfo else stored
        return f"{moment.day} {moment:%B %Y}, {moment:%H:%M}"
    return ""


def _items(meeting: Meeting, kind: MeetingKind) -> dict[int, tuple[int, str, bool]]:
    found = {}
    for number, row in enumerate(AgendaItem.objects.filter(meeting=meeting), 1):
        asked = kind.item(row.code)
        title = row.title or (asked.title if asked else row.code)
        found[row.pk] = number, title, bool(asked and asked.police_plans)
    return found


def _dissent(meeting: Meeting) -> dict[int, tuple[tuple[str, str, str], ...]]:
    rows = Dissent.objects.filter(note__meeting=meeting).select_related("attendee__professional__agency")
    found: dict[int, tuple[tuple[str, str, str], ...]] = {}
    for row in rows.order_by("pk"):
        who = row.attendee.professional
        found[row.note_id] = (*found.get(row.note_id, ()), (who.name, who.agency.name, row.words))
    return found


def _notes(held: _Held, young: UUID) -> Iterable[RecordNote]:
    for row in held.notes:
        about = frozenset(_stands(one.involvement) for one in row.about.all())
        noted = _noted(held, row, about)
        words = words_for_record(noted, young)
        if words:
            number, title, _ = held.items[row.item_id]
            who = row.said_by.professional if row.said_by else None
            is_as_written = not needs_clearing(noted)
            yield RecordNote(
                key=row.key,
                item_number=number,
                item_title=title,
                kind=row.kind,
                words=words,
                said_by=who.name if who else "",
                said_by_agency=who.agency.name if who else "",
                is_plan=row.is_plan,
                is_as_written=is_as_written,
                about_all=not about,
                # Who did not agree said so of the words that were held: nobody cleared why.
                dissent=held.dissent.get(row.pk, ()) if is_as_written else (),
            )


def _noted(held: _Held, row: Note, about: frozenset[UUID]) -> Noted:
    return Noted(
        words=row.words,
        cleared_words=row.cleared_words,
        about=about,
        audience=row.audience,
        in_restricted_part=row.part_id is not None,
        held_by_police=row.held_by_police,
        is_plan=row.is_plan,
        is_gone=row.taken_back_at is not None or str(row.key) in held.gone,
    )


def _actions(held: _Held, young: UUID) -> Iterable[RecordAction]:
    for row in held.actions:
        one = row.action
        plans = row.item_id is not None and held.items[row.item_id][2]
        may = goes_into_records(audience=one.audience, in_restricted_part=row.part_id is not None, police_plans=plans)
        if may and _concerns(one.about, young) and str(one.key) not in held.gone:
            owner = one.owner.name if one.owner else one.owner_agency.name if one.owner_agency else "nobody named"
            yield RecordAction(one.key, one.what, owner, one.due_at, about_all=one.about_id is None)


def _answers(held: _Held, young: UUID) -> Iterable[RecordAnswer]:
    """The last that was given in the meeting to each question."""
    last = {row.answer.consideration_id: row for row in held.answers}
    for row in last.values():
        asked = row.answer.consideration
        number, title, plans = held.items[row.item_id]
        may = goes_into_records(audience=asked.audience, in_restricted_part=False, police_plans=plans)
        key = f"{asked.key}-{row.answer.number}"
        if may and _concerns(asked.about, young) and not {key, str(asked.key)} & held.gone:
            item = held.asked[asked.pk]
            yield RecordAnswer(
                key=key,
                item_number=number,
                item_title=title,
                ask=item.ask,
                answer_label=str(AnswerCode(row.answer.answer).label),
                because=row.answer.because,
                fields=tuple(_in_words(item.record, row.answer.record, held.holders)),
                about_all=asked.about_id is None,
            )


def _corrections(held: _Held, notes: Collection[str]) -> Iterable[tuple[int, str, datetime]]:
    """Of what stands in this record as it was said, or of the minutes as a whole. Nobody cleared the others."""
    for row in held.addenda:
        if row.change == MinutesChange.CORRECTION and (not row.source_key or row.source_key in notes):
            yield row.number, row.words, row.at
