"""The agenda as it is worked down: what was taken, what is answered, what is decided."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.playbook.record import value_in_words
from reachable.playbook.schema import AgendaItem as ItemAsked
from reachable.playbook.schema import MeetingKind, RecordField
from reachable.responses import queries as responses
from reachable.responses.queries import FieldView, Question

from .. import access
from ..choices import ItemState
from ..models import AgendaItem, Meeting, Outcome
from .heading import MeetingHeading
from .run_lines import AnswerRow, ItemLine, OutcomeLine

_DONE = (ItemState.COVERED, ItemState.NOT_REACHED)


def choose(items: list[AgendaItem], wanted: UUID | None) -> AgendaItem | None:
    """The one that was asked for; else the one being discussed; else the first that is not done."""
    by_key = {one.key: one for one in items}
    if wanted in by_key and wanted is not None:
        return by_key[wanted]
    taken = next((one for one in items if one.state == ItemState.TAKEN), None)
    waiting = next((one for one in items if one.state not in _DONE), None)
    return taken or waiting or (items[0] if items else None)


def item_lines(
    professional: Professional,
    meeting: Meeting,
    heading: MeetingHeading,
    items: list[AgendaItem],
    current: AgendaItem | None,
    outcomes: Mapping[UUID, Outcome],
    at: datetime,
) -> tuple[ItemLine, ...]:
    """Two statements."""
    kind = heading.kind
    codes = {code for one in kind.agenda for code in one.considerations}
    asked = responses.questions_in(
        professional, heading.incident.incident_id, codes, [one.key for one in heading.covered], at
    )
    notes = access.readable_notes(professional, meeting, at).filter(taken_back_at__isnull=True)
    counted = dict(notes.order_by().values_list("item").annotate(n=Count("pk")))
    said = sum(one.key in outcomes for one in heading.covered)
    lines = []
    for number, row in enumerate(items, 1):
        item = kind.item(row.code) if row.code else None
        done, total = _count(item, asked, said, len(heading.covered))
        lines.append(
            _item(row, item, number, notes=counted.get(row.pk, 0), done=done, total=total, is_current=row is current)
        )
    return tuple(lines)


def _count(item: ItemAsked | None, asked: Iterable[Question], said: int, covered: int) -> tuple[int, int]:
    if item is None:
        return 0, 0
    if item.ends_in_outcome:
        return said, covered
    here = [one for one in asked if one.row.code in item.considerations and not one.is_set_aside]
    return sum(not one.is_unanswered for one in here), len(here)


def _item(
    row: AgendaItem, asked: ItemAsked | None, number: int, *, notes: int, done: int, total: int, is_current: bool
) -> ItemLine:
    return ItemLine(
        key=row.key,
        code=row.code,
        number=number,
        title=asked.title if asked else row.title,
        why=asked.why if asked else "",
        clauses=asked.clauses if asked else (),
        state=row.state,
        because=row.because,
        is_about_young_people=asked is not None and asked.about == "young-person",
        police_plans=asked is not None and asked.police_plans,
        is_restricted=asked is not None and asked.is_restricted,
        ends_in_outcome=asked is not None and asked.ends_in_outcome,
        notes=notes,
        done=done,
        total=total,
        is_current=is_current,
    )


def answer_rows(
    professional: Professional, heading: MeetingHeading, item: AgendaItem | None, at: datetime
) -> tuple[AnswerRow, ...]:
    """The considerations of one item, the incident first, then everybody covered of whom one is asked."""
    asked = heading.kind.item(item.code) if item and item.code else None
    if asked is None or not asked.considerations:
        return ()
    cards = responses.cards_in(professional, heading.incident, asked.considerations, heading.covered, at)
    order = {code: place for place, code in enumerate(asked.considerations)}
    cards.sort(key=lambda card: order[card.code])
    rows = [AnswerRow(None, tuple(card for card in cards if card.involvement_key is None))]
    for one in heading.covered:
        rows.append(AnswerRow(one, tuple(card for card in cards if card.involvement_key == one.key)))
    return tuple(row for row in rows if row.cards)


def outcomes_now(meeting: Meeting) -> dict[UUID, Outcome]:
    """What stands for each young person, by involvement; one statement."""
    rows = meeting.outcomes.select_related("involvement__now_known_as", "by").order_by("number")
    return {(row.involvement.now_known_as or row.involvement).key: row for row in rows}


def outcome_lines(heading: MeetingHeading, outcomes: Mapping[UUID, Outcome]) -> tuple[OutcomeLine, ...]:
    named = holders_of(heading.kind, outcomes.values())
    lines = []
    for one in heading.covered:
        row = outcomes.get(one.key)
        fields = field_views(heading.kind.outcome, row.record if row else {}, named)
        lines.append(
            OutcomeLine(one, row.number if row else 0, fields, row.by.name if row else "", row.at if row else None)
        )
    return tuple(lines)


def holders_of(kind: MeetingKind, outcomes: Collection[Outcome] | Iterable[Outcome]) -> dict[str, str]:
    rows = list(outcomes)
    return directory.words_of_holders(
        (field.kind, row.record.get(field.name, "")) for row in rows for field in kind.outcome
    )


def field_views(
    fields: Iterable[RecordField], record: Mapping[str, str], named: Mapping[str, str]
) -> tuple[FieldView, ...]:
    return tuple(
        FieldView(
            name=field.name,
            kind=field.kind,
            label=field.label,
            hint=field.hint,
            options=tuple(field.options),
            value=record.get(field.name, ""),
            words=value_in_words(field, record.get(field.name, ""), named),
        )
        for field in fields
    )
