"""The cards of a sheet: one question about the incident or one young person, its answers and its actions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.directory.models import Professional
from reachable.directory.roles import BY_KEBAB
from reachable.incidents.choices import Audience, Where
from reachable.incidents.queries import YoungPersonLine
from reachable.playbook.record import value_in_words
from reachable.playbook.schema import Consideration as Asked
from reachable.playbook.schema import Playbook, RecordField

from ..choices import INSISTED_ON, SETTLED, UNFINISHED, ActionState, AnswerCode, needs_another_answer
from ..deadlines import progress
from ..gates import GATES
from ..models import Answer, Consideration
from .actions import ActionLine, OnCard, by_consideration
from .deadlines import in_words
from .holders import words_of_holders
from .recorded import Recorded, RecordedKind, recorded

NO_ACTION_NOW = "No action now"
_CELLS = {
    AnswerCode.IN_PLACE.value: "In place",
    AnswerCode.NOT_NEEDED.value: "Not needed",
    AnswerCode.NOT_YET_KNOWN.value: "Not known",
    AnswerCode.ACTION_NEEDED.value: NO_ACTION_NOW,
}


@dataclass(frozen=True)
class FieldView:
    """A structured field of an answer: `value` is what the standing answer says, `words` as people read it."""

    name: str
    kind: str
    label: str
    hint: str
    options: tuple[tuple[str, str], ...]
    value: str
    words: str


@dataclass(frozen=True)
class AnswerLine:
    number: int
    answer: str
    answer_label: str
    because: str
    fields: tuple[tuple[str, str], ...]
    late_because: str
    carried_from: str
    by: str
    at: datetime


@dataclass(frozen=True)
class CardView:
    """One question about the incident (`letter` empty) or one young person."""

    key: UUID
    code: str
    ask: str
    why: str
    clauses: tuple[str, ...]
    strength: str
    lead: tuple[str, ...]
    letter: str
    label: str
    person_key: UUID | None
    involvement_key: UUID | None
    due_at: datetime | None
    due_rule: str
    due_kind: str
    due_source: str
    due_edition: str
    progress: tuple[int, int] | None  # the working day it is, of how many; until it is settled or late
    is_overdue: bool
    is_late_to_answer: bool  # its time has passed, and nothing settled was ever answered: why is asked
    fields: tuple[FieldView, ...]
    actions: tuple[ActionLine, ...]
    open_actions: int  # also those that are for fewer readers than the question
    history: tuple[AnswerLine, ...]  # newest first; the first is what stands
    suggests: tuple[tuple[str, bool], ...]  # words, makes contact
    gate: str  # a sentence about the gate that it is part of; empty where there is none, or the software enforces it
    needs_another_answer: bool  # action was needed, and every action was withdrawn
    is_set_aside: bool  # no longer asked, or not about a young person who has died; shown, never owed
    is_retired: bool  # the edition no longer asks it
    shows: str = ""  # what of the incident stands beside it: "network"
    recorded: tuple[RecordedKind, ...] = ()  # the facts that bear on it, by kind, in the order of the guide

    @property
    def number(self) -> int:
        """Of the answer that stands; 0 while it is unanswered."""
        return self.history[0].number if self.history else 0

    @property
    def answer(self) -> str:
        return self.history[0].answer if self.history else ""

    @property
    def answer_label(self) -> str:
        if self.history:
            return self.history[0].answer_label
        return _set_aside(is_retired=self.is_retired) if self.is_set_aside else "Not answered"

    @property
    def because(self) -> str:
        return self.history[0].because if self.history else ""

    @property
    def due_words(self) -> str:
        """The rule as people say it."""
        return in_words(self.due_rule)

    @property
    def late_reason_is_owed(self) -> bool:
        """Our own defaults ask why and do not insist."""
        return self.is_late_to_answer and self.due_kind in INSISTED_ON

    @property
    def late_because(self) -> str:
        """Why its answer came late, with the answer that settled it first or was changed since."""
        return next((line.late_because for line in self.history if line.late_because), "")

    @property
    def is_owed(self) -> bool:
        return (not self.number or self.needs_another_answer) and not self.is_set_aside

    @property
    def is_answered(self) -> bool:
        return bool(self.number) and not self.needs_another_answer

    @property
    def cell(self) -> str:
        """What a grid says of it; empty while it is unanswered."""
        if self.is_set_aside:
            return _set_aside(is_retired=self.is_retired)
        if self.answer == AnswerCode.ACTION_NEEDED and not self.needs_another_answer:
            return f"Action {self.open_actions}" if self.open_actions else "Action done"
        return _CELLS.get(self.answer, "")


@dataclass(frozen=True)
class _Around:
    """What every card is drawn with: young people by letter, words of holders by stored value, the time."""

    people: dict[str, YoungPersonLine]
    named: dict[str, str]
    facts: Recorded
    at: datetime


def cards_of(
    professional: Professional,
    asked: Iterable[Consideration],
    playbook: Playbook,
    young: list[YoungPersonLine],
    at: datetime,
    *,
    incident_id: int,
    audiences: frozenset[Audience],
) -> list[CardView]:
    """Of questions that are for these `audiences`, with the actions and the facts that are."""
    rows = list(asked)
    slugs = {slug for row in rows for slug in playbook.consideration(row.code)[1].facts}
    facts = recorded(professional, incident_id, audiences, slugs)
    people = {line.letter: line for line in young}
    around = _Around(people, words_of_holders(rows, playbook), facts, at)
    actions = by_consideration(professional, [row.pk for row in rows], at, audiences=audiences)
    order = {item.code: i for i, item in enumerate(playbook.considerations())}
    rows.sort(key=lambda r: (order[r.code], r.about.position if r.about else -1))
    return [_card(row, playbook.consideration(row.code)[1], actions.get(row.pk, OnCard()), around) for row in rows]


def _card(row: Consideration, item: Asked, actions: OnCard, around: _Around) -> CardView:
    history = [_answer_line(answer, item, around.named) for answer in row.answers.all()]
    standing, letter = (row.answers.all()[0] if history else None), (row.about.letter if row.about else "")
    person = around.people.get(letter)
    again = standing is not None and _is_without_action(standing, actions.states)
    owed = standing is None or again
    set_aside = owed and not _is_asked(item, person)
    settled = any(line.answer in SETTLED for line in history)
    return CardView(
        key=row.key,
        code=row.code,
        ask=item.ask,
        why=item.why,
        clauses=item.clauses,
        strength=item.strength,
        lead=tuple(BY_KEBAB[code].name for code in item.lead),
        letter=letter,
        label=person.label if person else letter,
        person_key=person.person_key if person else None,
        involvement_key=row.about.key if row.about else None,
        due_at=row.due_at,
        due_rule=row.due_rule,
        due_kind=row.due_kind,
        due_source=row.due_source,
        due_edition=row.due_edition,
        progress=None if settled else progress(row.due_rule, row.due_at, around.at),
        is_overdue=_is_past(row, around) and owed and not set_aside,
        is_late_to_answer=_is_past(row, around) and not settled,
        fields=tuple(_field(field, standing.record if standing else {}, around.named) for field in item.record),
        actions=tuple(actions.shown),
        open_actions=sum(state in UNFINISHED for state in actions.states),
        history=tuple(history),
        suggests=tuple((s.what, s.makes_contact) for s in item.suggests),
        gate=_gate(item),
        needs_another_answer=again,
        is_set_aside=set_aside,
        is_retired=item.retired,
        shows=item.shows or "",
        recorded=around.facts.beside(item, row),
    )


def _is_past(row: Consideration, around: _Around) -> bool:
    return bool(row.due_at and row.due_at < around.at)


def _is_asked(item: Asked, person: YoungPersonLine | None) -> bool:
    """The edition asks it still, of somebody who lives or also after a death."""
    return not item.retired and (item.after_death or person is None or person.where != Where.DIED)


def _set_aside(*, is_retired: bool) -> str:
    return "No longer asked" if is_retired else "Not asked"


def _gate(item: Asked) -> str:
    """The software says so where it does not yet refuse what the guide would have refused."""
    gate = GATES.get(item.gate) if item.gate else None
    if gate is None or gate.enforced:
        return ""
    part = f"Part of the gate “{gate.title}” ({', '.join(gate.clauses)})"
    return f"{part}: it will refuse {gate.refuses}. The software does not enforce it yet."


def _is_without_action(standing: Answer, states: list[str]) -> bool:
    return needs_another_answer(
        standing.answer,
        is_acted_on=any(state in UNFINISHED for state in states),
        was_acted_on=ActionState.DONE in states,
    )


def _field(field: RecordField, record: dict[str, str], named: dict[str, str]) -> FieldView:
    value = record.get(field.name, "")
    return FieldView(
        name=field.name,
        kind=field.kind,
        label=field.label,
        hint=field.hint,
        options=tuple(field.options),
        value=value,
        words=value_in_words(field, value, named),
    )


def _answer_line(answer: Answer, item: Asked, named: dict[str, str]) -> AnswerLine:
    fields = {field.name: field for field in item.record}
    return AnswerLine(
        number=answer.number,
        answer=answer.answer,
        answer_label=answer.get_answer_display(),
        because=answer.because,
        fields=tuple(
            (fields[n].label, value_in_words(fields[n], v, named)) for n, v in answer.record.items() if n in fields
        ),
        late_because=answer.late_because,
        carried_from=answer.carried_from,
        by=answer.by.name,
        at=answer.at,
    )
