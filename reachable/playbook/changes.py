"""What differs between two editions of a playbook, in plain sentences.

Shown before an incident is moved to the edition in force, and by `manage.py playbook diff`. What would leave stored
answers without their question is not a change but a fault: codes stay, retired ones too.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from . import changes_meetings
from .schema import Consideration, Definition, DefinitionPart, Due, Playbook, RecordField, Strand

KIND = {"default": "our default", "local": "local", "statutory": "statutory"}
T = TypeVar("T")
Fields = Mapping[str, tuple[str, Callable[[T], str]]]
_ABOUT = {"incident": "about the incident", "young-person": "about each young person"}


@dataclass(frozen=True)
class Change:
    """One thing that reads otherwise now; `field` is its name in the TOML."""

    field: str
    what: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        return f"{self.what} was {_quoted(self.before)} and is now {_quoted(self.after)}."


@dataclass(frozen=True)
class Item:
    """A consideration as the reader knows it."""

    code: str
    ask: str
    about: str
    strength: str

    @property
    def named(self) -> str:
        return f"{_quoted(self.ask)} ({self.code})"


@dataclass(frozen=True)
class Reworded:
    """An item, or a part of a definition, that is still asked and says something else."""

    code: str
    ask: str
    changes: tuple[Change, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(f"{_quoted(self.ask)} ({self.code}): {change.sentence}" for change in self.changes)


@dataclass(frozen=True)
class StrandChanges:
    """One strand; `changes` are those of its own words. A strand that is new lists its items as added."""

    code: str
    title: str
    is_new: bool = False
    changes: tuple[Change, ...] = ()
    added: tuple[Item, ...] = ()
    retired: tuple[Item, ...] = ()
    asked_again: tuple[Item, ...] = ()
    reworded: tuple[Reworded, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.is_new or self.changes or self.added or self.retired or self.asked_again or self.reworded)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Without the strand's title, which is their heading."""
        found = ["The strand is new."] if self.is_new else []
        found += [f"The strand: {change.sentence}" for change in self.changes]
        found += [f"New: {item.named}, {_ABOUT[item.about]}, {item.strength}." for item in self.added]
        found += [f"No longer asked: {item.named}. What was answered is kept." for item in self.retired]
        found += [f"Asked again: {item.named}." for item in self.asked_again]
        return (*found, *chain.from_iterable(item.sentences for item in self.reworded))


@dataclass(frozen=True)
class Changes:
    """`removed` are codes of strands, items and parts that are gone; `faults` says why none may be."""

    strands: tuple[StrandChanges, ...] = ()
    definitions: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.strands or self.definitions or self.meetings or self.removed or self.faults)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Everything, each sentence by itself understandable."""
        strands = (f"{strand.title}. {sentence}" for strand in self.strands for sentence in strand.sentences)
        return (*strands, *self.definitions, *self.meetings, *self.faults)


def changes(before: Playbook, after: Playbook) -> Changes:
    """What somebody who works under `before` has to know about `after`."""
    removed, faults = _removed(before, after)
    found = (_strand(before.strands.get(code), strand) for code, strand in after.strands.items())
    return Changes(
        strands=tuple(strand for strand in found if not strand.is_empty),
        definitions=(*_definitions(before.definitions, after.definitions), *_tonight(before, after)),
        meetings=tuple(changes_meetings.sentences(before, after)),
        removed=removed,
        faults=(*faults, *_meaning(before, after)),
    )


def due_words(due: Due | None) -> str:
    """When an item is owed and who says so: "5 working days after awareness (statutory: source, edition)"."""
    if due is None:
        return ""
    origin = ", ".join(part for part in (due.source, due.edition) if part)
    return f"{due.text} ({KIND[due.kind]}{': ' if origin else ''}{origin})"


def _strand(old: Strand | None, new: Strand) -> StrandChanges:
    if old is None:
        return StrandChanges(new.code, new.title, is_new=True, added=tuple(map(_item, new.asked)))
    known = {item.code: item for item in old.considerations}
    pairs = [(known[item.code], item) for item in new.considerations if item.code in known]
    return StrandChanges(
        new.code,
        new.title,
        changes=_differing(_STRAND, old, new),
        added=tuple(_item(item) for item in new.asked if item.code not in known),
        retired=tuple(_item(then) for then, now in pairs if now.retired and not then.retired),
        asked_again=tuple(_item(now) for then, now in pairs if then.retired and not now.retired),
        reworded=tuple(
            Reworded(now.code, now.ask, found)
            for then, now in pairs
            if not now.retired and (found := _differing(_ITEM, then, now))
        ),
    )


def _item(item: Consideration) -> Item:
    return Item(item.code, item.ask, item.about, item.strength)


def _definitions(before: Mapping[str, Definition], after: Mapping[str, Definition]) -> Iterator[str]:
    for code, definition in after.items():
        old = before.get(code)
        if old is None:
            yield f"{definition.title}. The definition is new."
            continue
        yield from (f"{definition.title}: {change.sentence}" for change in _differing(_DEFINITION, old, definition))
        known = {part.code: part for part in old.parts}
        for part in definition.parts:
            if part.code not in known:
                yield f"{definition.title}. New part: {_quoted(part.ask)} ({part.code})."
            else:
                found = _differing(_PART, known[part.code], part)
                yield from (f"{definition.title}. {one}" for one in Reworded(part.code, part.ask, found).sentences)


def _tonight(before: Playbook, after: Playbook) -> Iterator[str]:
    known = {question.code: question for question in before.tonight}
    for question in after.tonight:
        old = known.pop(question.code, None)
        if old is None:
            yield f"Tonight asks one question more: {_quoted(question.ask)}."
        elif (old.ask, old.why, old.considerations) != (question.ask, question.why, question.considerations):
            yield f"Tonight shows {_quoted(question.ask)} otherwise than before."
    yield from (f"Tonight no longer asks {_quoted(question.ask)}." for question in known.values())


def _removed(before: Playbook, after: Playbook) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes that are gone, and a sentence for each."""
    now_in = {item.code: strand for strand in after.strands.values() for item in strand.considerations}
    gone: dict[str, str] = {}
    for strand in before.strands.values():
        if strand.code not in after.strands:
            gone[strand.code] = f"The strand {_quoted(strand.title)} ({strand.code}) is gone: retire its items instead."
        for item in strand.considerations:
            now = now_in.get(item.code)
            if now is None and strand.code in after.strands:
                gone[item.code] = f"{strand.title}. {_item(item).named} is gone: retire it instead."
            elif now is not None and now.code != strand.code:
                gone[item.code] = (
                    f"{strand.title}. {_item(item).named} moved to {_quoted(now.title)}: "
                    "retire it where it was and ask it there under another code."
                )
    for definition in before.definitions.values():
        kept = after.definitions.get(definition.code)
        left = {part.code for part in kept.parts} if kept else set()
        for part in definition.parts:
            if part.code not in left:
                place = f"{definition.code}/{part.code}"
                gone[place] = f"{definition.title}. {_quoted(part.ask)} ({place}) is gone: signed decisions rest on it."
    return tuple(gone), tuple(gone.values())


def _meaning(before: Playbook, after: Playbook) -> Iterator[str]:
    """Codes that stayed and mean something else, so that what was answered under them could not be read."""
    now = {item.code: item for item in after.considerations()}
    for strand in before.strands.values():
        kept = after.strands.get(strand.code)
        if kept is not None and kept.about != strand.about:
            yield f"{strand.title}. The strand was {_ABOUT[strand.about]}: open another one under another code."
        for item in strand.considerations:
            if item.code in now:
                yield from (f"{strand.title}. {_item(item).named} {why}" for why in _misread(item, now[item.code]))


def _misread(old: Consideration, new: Consideration) -> Iterator[str]:
    if old.about != new.about:
        yield f"was {_ABOUT[old.about]}: retire it and ask under another code."
    fields = {field.name: field for field in new.record}
    for field in old.record:
        kept = fields.get(field.name)
        if kept is None:
            yield f"no longer records {_quoted(field.label)} ({field.name}): retire it and ask under another code."
        elif kept.kind != field.kind:
            yield f"records {_quoted(field.label)} as {kept.kind} and not as {field.kind}: give the field another name."
        else:
            left = {code for code, _ in kept.options}
            yield from (
                f"{_quoted(field.label)} no longer offers {_quoted(label)} ({code}): keep the choice."
                for code, label in field.options
                if code not in left
            )


def _quoted(words: str) -> str:
    return f"“{words}”" if words else "empty"


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words)


def _recorded(field: RecordField) -> str:
    options = f": {', '.join(label for _, label in field.choices)}" if field.choices else ""
    hint = f"; {field.hint}" if field.hint else ""
    return f"{field.label} ({field.kind}{options}{hint})"


def _suggested(item: Consideration) -> str:
    return "; ".join(one.what + (" (makes contact)" if one.makes_contact else "") for one in item.suggests)


def _differing(fields: Fields[T], old: T, new: T) -> tuple[Change, ...]:
    found = ((field, what, words(old), words(new)) for field, (what, words) in fields.items())
    return tuple(Change(field, what, before, after) for field, what, before, after in found if before != after)


# What is compared, by its name in the TOML, and how it reads.
_ITEM: Fields[Consideration] = {
    "ask": ("the question", lambda item: item.ask),
    "why": ("why it is asked", lambda item: item.why),
    "strength": ("how strong it is", lambda item: item.strength),
    "due": ("when it is due", lambda item: due_words(item.due)),
    "record": ("what it records", lambda item: "; ".join(map(_recorded, item.record))),
    "suggests": ("what it suggests", _suggested),
    "lead": ("who leads on it", lambda item: _listed(item.lead)),
    "between": ("between whom it is settled", lambda item: _listed(item.between)),
    "audience": ("who sees it", lambda item: item.audience),
    "gate": ("what it holds back", lambda item: item.gate or ""),
    "after_death": ("whether it is asked after a death", lambda item: "yes" if item.after_death else "no"),
    "clauses": ("the clauses that it serves", lambda item: _listed(item.clauses)),
    "source": ("why we ask it", lambda item: item.source),
    "facts": ("which facts it shows", lambda item: ", ".join(item.facts)),
    "shows": ("what it shows beside the question", lambda item: item.shows or ""),
}
_STRAND: Fields[Strand] = {
    "title": ("its title", lambda strand: strand.title),
    "why": ("why it is there", lambda strand: strand.why),
    "opens": ("what opens it", lambda strand: strand.opens),
}
_DEFINITION: Fields[Definition] = {
    "title": ("its title", lambda definition: definition.title),
    "why": ("what it is for", lambda definition: definition.why),
    "narrows": ("whether it may stop what is running", lambda definition: "yes" if definition.narrows else "no"),
}
_PART: Fields[DefinitionPart] = {
    "title": ("its title", lambda part: part.title),
    "ask": ("the question", lambda part: part.ask),
    "why": ("why it is asked", lambda part: part.why),
    "met": ("what “met” means", lambda part: part.met),
    "not_met": ("what “not met” means", lambda part: part.not_met),
    "not_known": ("what “not known” means", lambda part: part.not_known),
    "elements": ("its elements", lambda part: "; ".join(part.elements)),
}
