"""What differs between the kinds of meeting of two editions, in plain sentences.

A meeting keeps the edition under which it was convened, so that nothing here is a fault: what goes is no longer
offered.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from .schema import AgendaItem, MeetingKind, MeetingSeat, Playbook

Part = TypeVar("Part", MeetingSeat, AgendaItem)


def sentences(before: Playbook, after: Playbook) -> Iterator[str]:
    for code, kind in after.meetings.items():
        old = before.meetings.get(code)
        if old is None:
            yield f"{kind.title}. The kind of meeting is new."
        elif old != kind:
            yield from (f"{kind.title}. {sentence}" for sentence in _kind(old, kind))
    for code, kind in before.meetings.items():
        if code not in after.meetings:
            yield f"{kind.title}. The kind of meeting is no longer offered; those that were convened keep it."
    yield from _purposes(before, after)


def _kind(old: MeetingKind, new: MeetingKind) -> Iterator[str]:
    for name, words in _WORDS.items():
        then, now = words(old), words(new)
        if then != now:
            yield f"{name} was “{then}” and is now “{now}”."
    yield from _parts("seat", old.seats, new.seats, _seat)
    yield from _parts("item of the agenda", old.agenda, new.agenda, _item)


def _parts(what: str, old: Sequence[Part], new: Sequence[Part], words: Callable[[Part], str]) -> Iterator[str]:
    known: Mapping[str, Part] = {part.code: part for part in old}
    for part in new:
        then = known.get(part.code)
        if then is None:
            yield f"New {what}: {words(part)}."
        elif then != part:
            yield f"The {what} “{then.title}” now reads: {words(part)}."
    left = {part.code for part in new}
    yield from (f"No {what} “{part.title}” any more." for part in old if part.code not in left)


def _seat(seat: MeetingSeat) -> str:
    needed = f", needed when {seat.needed_when}" if seat.needed_when else ""
    return f"{seat.title} ({seat.strength}{needed})"


def _item(item: AgendaItem) -> str:
    covers = f" ({', '.join(item.considerations)})" if item.considerations else ""
    return f"{item.title}{covers}"


def _purposes(before: Playbook, after: Playbook) -> Iterator[str]:
    then, now = ({one.code: one.title for one in playbook.purposes} for playbook in (before, after))
    yield from (f"A purpose may be agreed that is new: {title}." for code, title in now.items() if code not in then)
    yield from (f"A purpose is no longer offered: {title}." for code, title in then.items() if code not in now)
    yield from (
        f"The purpose “{then[code]}” now reads “{title}”."
        for code, title in now.items()
        if then.get(code, title) != title
    )


_WORDS: Mapping[str, Callable[[MeetingKind], str]] = {
    "Its title": lambda kind: kind.title,
    "Why it is held": lambda kind: kind.why,
    "Who chairs it": lambda kind: ", ".join(kind.chairs),
    "Who supports it": lambda kind: ", ".join(kind.supports),
    "Its quorum": lambda kind: ", ".join(kind.quorum),
    "When it is to be held": lambda kind: kind.target.text if kind.target else "",
    "When its record is sent": lambda kind: kind.sending.text if kind.sending else "",
    "Whether it discusses individuals": lambda kind: "yes" if kind.about_individuals else "no",
    "What it decides for a young person": lambda kind: ", ".join(field.label for field in kind.outcome),
    "The purposes it proposes": lambda kind: ", ".join(kind.purposes),
}
