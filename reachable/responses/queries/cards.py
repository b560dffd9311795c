"""The cards of a sheet: one question about the incident or one young person, its answers and its actions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.directory.models import Professional
from reachable.directory.roles import BY_KEBAB
from reachable.incidents.choices import Where
from reachable.incidents.queries import YoungPersonLine
from reachable.playbook.schema import Consideration as Asked
from reachable.playbook.schema import Playbook, RecordField

from ..choices import HOLDER_KINDS, UNFINISHED, ActionState, AnswerCode, needs_another_answer
from ..models import Answer, Consideration
from .actions import ActionLine, by_consideration
from .holders import words_of_holders

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
    carried_from: str
    by: str
    at: datetime


@dataclass(frozen=True)
class CardView:
    """One question about the incident (`letter` empty) or one young person. `number` is 0 while unanswered."""

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
    is_overdue: bool
    number: int
    answer: str
    answer_label: str
    because: str
    fields: tuple[FieldView, ...]
    actions: tuple[ActionLine, ...]
    history: tuple[AnswerLine, ...]  # newest first; the first is what stands
    suggests: tuple[tuple[str, bool], ...]  # words, makes contact
    needs_another_answer: bool  # action was needed, and every action was withdrawn
    is_set_aside: bool  # not asked about a young person who has died; shown, never owed

    @property
    def open_actions(self) -> int:
        return sum(1 for action in self.actions if action.state in UNFINISHED)

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
            return "Not asked"
        if self.answer == AnswerCode.ACTION_NEEDED and not self.needs_another_answer:
            return f"Action {self.open_actions}" if self.open_actions else "Action done"
        return _CELLS.get(self.answer, "")


@dataclass(frozen=True)
class _Around:
    """What every card is drawn with: young people by letter, words of holders by stored value, the time."""

    people: dict[str, YoungPersonLine]
    named: dict[str, str]
    at: datetime


def cards_of(
    professional: Professional,
    asked: Iterable[Consideration],
    playbook: Playbook,
    young: list[YoungPersonLine],
    at: datetime,
) -> list[CardView]:
    rows = list(asked)
    around = _Around({line.letter: line for line in young}, words_of_holders(rows, playbook), at)
    actions = by_consideration(professional, [row.pk for row in rows], at)
    order = {item.code: i for i, item in enumerate(playbook.considerations())}
    rows.sort(key=lambda r: (order[r.code], r.about.position if r.about else -1))
    return [_card(row, playbook.consideration(row.code)[1], actions.get(row.pk, []), around) for row in rows]


def _card(row: Consideration, item: Asked, actions: list[ActionLine], around: _Around) -> CardView:
    named, at = around.named, around.at
    history = [_answer_line(answer, item, named) for answer in row.answers.all()]
    standing = row.answers.all()[0] if history else None
    letter = row.about.letter if row.about else ""
    person = around.people.get(letter)
    died = person is not None and person.where == Where.DIED
    again = standing is not None and _is_without_action(standing, actions)
    owed = standing is None or again
    set_aside = owed and died and not item.after_death
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
        is_overdue=bool(row.due_at and row.due_at < at and owed and not set_aside),
        number=standing.number if standing else 0,
        answer=standing.answer if standing else "",
        answer_label=str(standing.get_answer_display()) if standing else "Not asked" if set_aside else "Not answered",
        because=standing.because if standing else "",
        fields=tuple(_field(field, standing.record if standing else {}, named) for field in item.record),
        actions=tuple(actions),
        history=tuple(history),
        suggests=tuple((s.what, s.makes_contact) for s in item.suggests),
        needs_another_answer=again,
        is_set_aside=set_aside,
    )


def _is_without_action(standing: Answer, actions: list[ActionLine]) -> bool:
    return needs_another_answer(
        standing.answer,
        is_acted_on=any(action.state in UNFINISHED for action in actions),
        was_acted_on=any(action.state == ActionState.DONE for action in actions),
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
        words=_words(field, value, named),
    )


def _words(field: RecordField, value: str, named: dict[str, str]) -> str:
    if field.kind in HOLDER_KINDS:
        return named.get(value, value)
    labels = dict(field.options)
    return ", ".join(labels.get(part, part) for part in value.split(",")) if labels else value


def _answer_line(answer: Answer, item: Asked, named: dict[str, str]) -> AnswerLine:
    fields = {field.name: field for field in item.record}
    return AnswerLine(
        number=answer.number,
        answer=answer.answer,
        answer_label=answer.get_answer_display(),
        because=answer.because,
        fields=tuple((fields[n].label, _words(fields[n], v, named)) for n, v in answer.record.items() if n in fields),
        carried_from=answer.carried_from,
        by=answer.by.name,
        at=answer.at,
    )
