"""What a playbook may say. Frozen; unknown keys are refused.

Fields are only ever added, each with a default, and a default never changes: editions that were
stored years ago are read back with today's schema, and `edition.canonical` leaves defaults out.
"""

from typing import Any, Literal, Self

from pydantic import field_validator, model_validator

from . import due as due_text
from .tables import Tables
from .words import (
    YES_NO,
    About,
    ClauseId,
    Code,
    FieldKind,
    FieldName,
    Frozen,
    Paragraph,
    Sentence,
    Shows,
    Strength,
    Title,
    TriggerName,
)


class Due(Frozen):
    """A deadline: so many hours or working days after a fact, or hours before it. Exactly one of the two is set.

    `rule` is the deadline of England that it was taken from; text, source and edition are kept as they then were.
    """

    text: str
    hours: int | None = None
    working_days: int | None = None
    after: Code
    before: bool = False  # so long before the fact of `after`
    kind: Literal["statutory", "local", "default"] = "default"
    source: Paragraph = ""
    edition: str = ""
    rule: Code | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        if isinstance(value, str):
            return due_text.parse(value)
        if isinstance(value, dict) and "after" not in value and isinstance(value.get("text"), str):
            return {**value, **due_text.parse(value["text"])}
        return value

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.hours is None) == (self.working_days is None):
            raise ValueError("due needs hours or working days, and not both")
        if self.kind == "statutory" and not (self.source and self.edition):
            raise ValueError(f'due "{self.text}" is statutory and needs its source and its edition')
        if self.before and self.hours is None:
            raise ValueError(f'due "{self.text}": what is owed before a fact is counted in hours')
        return self


class RecordField(Frozen):
    """One structured thing that an answer may carry. Leaving it empty is always allowed."""

    name: FieldName
    kind: FieldKind
    label: Title
    choices: tuple[tuple[Code, Title], ...] = ()
    hint: Paragraph = ""

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """The codes and labels to choose from; empty where the field is not a choice."""
        return YES_NO if self.kind == "yes-no" else self.choices

    @model_validator(mode="after")
    def _choices_where_owed(self) -> Self:
        if (self.kind in ("choice", "choices")) != bool(self.choices):
            raise ValueError(f'record field "{self.name}": a choice needs choices, and nothing else takes them')
        codes = [code for code, _ in self.choices]
        if len(codes) != len(set(codes)):
            raise ValueError(f'record field "{self.name}" has the same choice twice')
        return self


class Suggestion(Frozen):
    """Words for an action, offered on the card. `makes_contact`: it sends somebody to a young person or a family."""

    what: Sentence
    makes_contact: bool = False

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"what": value} if isinstance(value, str) else value


class Consideration(Frozen):
    """A question that is answered, never skipped."""

    code: Code
    clauses: tuple[ClauseId, ...] = ()
    ask: Sentence
    why: Paragraph
    strength: Strength
    about: About
    gate: Code | None = None
    lead: tuple[Code, ...] = ()
    between: tuple[Code, ...] = ()
    due: Due | None = None
    record: tuple[RecordField, ...] = ()
    suggests: tuple[Suggestion, ...] = ()
    audience: Code = "team"
    after_death: bool = False  # still asked about a young person who has died
    ours: bool = False  # not in the guide: we added it, and `source` says why
    source: Paragraph = ""
    retired: bool = False
    shows: Shows | None = None  # what of the incident the card says beside the question
    facts: tuple[Code, ...] = ()  # kinds of fact that bear on it: shown beside it, and recorded from there

    @property
    def due_text(self) -> str:
        return self.due.text if self.due else ""

    def field(self, name: str) -> RecordField:
        return next(field for field in self.record if field.name == name)


class Strand(Frozen):
    """A section of the guide that opens when its trigger says so. `retired` items are kept, never asked anew."""

    code: Code
    title: Title
    why: Paragraph = ""
    clauses: tuple[ClauseId, ...] = ()
    opens: TriggerName
    about: About
    order: int = 100
    considerations: tuple[Consideration, ...]

    @property
    def asked(self) -> tuple[Consideration, ...]:
        """What a newly opened strand asks."""
        return tuple(item for item in self.considerations if not item.retired)

    def consideration(self, code: str) -> Consideration:
        """The item of that code, retired or not; KeyError where there is none."""
        for item in self.considerations:
            if item.code == code:
                return item
        raise KeyError(code)


class DefinitionPart(Frozen):
    """One part of a definition, with the sentence that each answer to it means."""

    code: Code
    clause: ClauseId
    title: Title
    ask: Sentence
    why: Paragraph
    met: Sentence
    not_met: Sentence
    not_known: Sentence
    elements: tuple[Sentence, ...] = ()


class Definition(Frozen):
    """A definition of the guide, worked out part by part about an incident, never about a person."""

    code: Code
    title: Title
    clauses: tuple[ClauseId, ...]
    order: int = 100
    why: Paragraph
    narrows: bool = False  # whether "not met" may stop what is running
    parts: tuple[DefinitionPart, ...]

    def part(self, code: str) -> DefinitionPart:
        for part in self.parts:
            if part.code == code:
                return part
        raise KeyError(code)


class Purpose(Frozen):
    """What a meeting may agree that its information is used for (CTX-3, CTX-6)."""

    code: Code
    title: Sentence
    why: Paragraph = ""


class MeetingSeat(Frozen):
    """Who should be there. `needed_when`: a trigger over the incident that makes a seat to consider a needed one."""

    code: Code
    title: Title
    why: Paragraph = ""
    clauses: tuple[ClauseId, ...] = ()
    strength: Literal["principal", "consider"] = "principal"
    roles: tuple[Code, ...] = ()
    places: tuple[Code, ...] = ()  # kinds of agency whose people may fill it
    needed_when: TriggerName | None = None
    is_guest: bool = False  # usually somebody without an account


class AgendaItem(Frozen):
    """What a meeting covers. Its considerations are those of a strand: an answer given here is the strand's answer."""

    code: Code
    title: Sentence
    why: Paragraph = ""
    clauses: tuple[ClauseId, ...] = ()
    about: About = "incident"
    considerations: tuple[Code, ...] = ()
    police_plans: bool = False  # what is noted here waits for wording that police clear
    is_restricted: bool = False  # suggested as a restricted part
    ends_in_outcome: bool = False  # the outcome of each young person is asked here


class MeetingKind(Frozen):
    """A kind of meeting: who sits at it, what it covers, who chairs, what it must have and decide."""

    code: Code
    title: Title
    why: Paragraph = ""
    clauses: tuple[ClauseId, ...] = ()
    order: int = 100
    is_statutory: bool = False  # a strategy discussion under section 47
    about_individuals: bool = True
    chairs: tuple[Code, ...] = ()
    supports: tuple[Code, ...] = ()
    quorum: tuple[Code, ...] = ()  # kinds of agency
    target: Due | None = None
    sending: Due | None = None
    seats: tuple[MeetingSeat, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    outcome: tuple[RecordField, ...] = ()
    purposes: tuple[Code, ...] = ()  # proposed when it is convened

    def seat(self, code: str) -> MeetingSeat | None:
        return next((seat for seat in self.seats if seat.code == code), None)

    def item(self, code: str) -> AgendaItem | None:
        return next((item for item in self.agenda if item.code == code), None)


class TonightQuestion(Frozen):
    code: Code
    ask: Sentence
    why: Paragraph = ""
    considerations: tuple[Code, ...]


class Playbook(Frozen):
    """A county's guide as data. Strands and definitions come in their `order`, then by code."""

    county: Code
    title: Title
    edition_name: Title
    sections: tuple[str, ...] = ()  # sections of the guide that this edition claims to carry whole
    strands: dict[Code, Strand]
    definitions: dict[Code, Definition] = {}
    tonight: tuple[TonightQuestion, ...] = ()
    meetings: dict[Code, MeetingKind] = {}
    purposes: tuple[Purpose, ...] = ()
    tables: Tables = Tables()

    @field_validator("meetings")
    @classmethod
    def _meetings_in_order(cls, value: dict[str, MeetingKind]) -> dict[str, MeetingKind]:
        return {m.code: m for m in sorted(value.values(), key=lambda m: (m.order, m.code))}

    @field_validator("strands")
    @classmethod
    def _strands_in_order(cls, value: dict[str, Strand]) -> dict[str, Strand]:
        return {s.code: s for s in sorted(value.values(), key=lambda s: (s.order, s.code))}

    @field_validator("definitions")
    @classmethod
    def _definitions_in_order(cls, value: dict[str, Definition]) -> dict[str, Definition]:
        return {d.code: d for d in sorted(value.values(), key=lambda d: (d.order, d.code))}

    def consideration(self, code: str) -> tuple[Strand, Consideration]:
        """The item of that code and the strand it stands in; KeyError where there is none."""
        for strand in self.strands.values():
            for item in strand.considerations:
                if item.code == code:
                    return strand, item
        raise KeyError(code)

    def considerations(self) -> tuple[Consideration, ...]:
        return tuple(item for strand in self.strands.values() for item in strand.considerations)
