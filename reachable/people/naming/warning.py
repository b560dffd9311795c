"""What tells who is meant without naming anybody: a description, a small number. A person answers it. Pure.

Patterns of plain English, which see no more than their words: they ask too often rather than too seldom, and they
cannot know what a neighbourhood knows.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from .lists import listed
from .roster import Roster


class WarningKind(StrEnum):
    DESCRIPTION = "a description"
    SMALL_NUMBER = "a small number"


@dataclass(frozen=True)
class Caution:
    """`start` and `end` as in the text that was given. `question` is put to the writer."""

    start: int
    end: int
    text: str
    kind: WarningKind
    question: str


def _of(heading: str) -> str:
    words = sorted(listed(heading), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(word.replace("_", r"[\s-]+") for word in words) + ")"


_ONE = _of("persons")
_MANY = _of("groups")
_KIN = _of("relatives")
_LOOKS = _of("looks")
_HURT = _of("injuries")
_SPOT = _of("spots")
_TEENS = "(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|1\\d)"
_FEW = "(?:two|three|four|2|3|4|both|a\\s+couple\\s+of|a\\s+pair\\s+of|a\\s+handful\\s+of)"
_SOME = "(?:five|six|seven|eight|nine|[5-9])"
_WHOSE = "(?:the|a|an|one|that|this|his|her|their|our|your|another)"
_MIDDLE = r"(?:[\w’'-]{1,30}\s{1,4}){0,3}"
_WHEN = (
    r"(?:\d{1,2}(?::\d\d|\.\d\d)?\s?(?:am|pm)|\d{1,2}:\d\d|yesterday|last\s+\w+|on\s+\w+day|this\s+\w+|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|tonight|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z]\w+)"
)
_WORN = (
    "(?:hair|tattoos?|scars?|limp|stammer|wheelchair|accent|braces|glasses|coat|jacket|hoodie|tracksuit|cap|trainers)"
)
_AT = r"\b(?:at|in|on|near|outside|by|behind)\b"
_THESE = "(?:the|our|your|their|them|these|those)"
_ALL = rf"(?:{_MANY}|brothers|sisters|siblings|cousins|families)"
_UNITS = "(?:hours?|days?|weeks?|months?|years?|minutes?|sides?|schools?|questions?|things?|steps?|services|places)"
_WHO = "Could somebody who knows the area tell who is meant?"
_AGED = "An age and a word for a young person can be enough to tell who is meant. Could it be left out?"
_FAMILY = "This speaks of somebody's family. Could a reader tell whose?"
_SEEN = "Looks, language or origin, with a place, may point to one family. Does the reader need them?"
_HARM = "What happened, where and when may tell who was hurt. Could it be told less exactly?"
_SMALL = "Is the group so small that it names them?"
_RULES: tuple[tuple[str, WarningKind, str], ...] = (
    (rf"\b{_TEENS}[\s-]?(?:years?|yrs?)[\s-]olds?\b(?:\s+{_MIDDLE}{_ONE}\b)?", WarningKind.DESCRIPTION, _AGED),
    (rf"\b{_ONE}\b[,\s(]+(?:aged?\s+|of\s+)?{_TEENS}\b", WarningKind.DESCRIPTION, _AGED),
    (rf"\baged?\s+(?:of\s+)?{_TEENS}\b", WarningKind.DESCRIPTION, _AGED),
    (rf"\byear\s(?:1[0-3]|[7-9])\s+{_MIDDLE}{_ONE}\b", WarningKind.DESCRIPTION, _AGED),
    (rf"\b{_ONE}\s+in\s+year\s(?:1[0-3]|[7-9])\b", WarningKind.DESCRIPTION, _AGED),
    (rf"\b(?:the|that|this|an?|one)\s+{_MIDDLE}(?:{_ONE}|one)\s*,?\s+(?:who|whose|whom)\b",
     WarningKind.DESCRIPTION, _WHO),
    (rf"\bthe\s+(?:only|first|new|same|other|injured|arrested|excluded|missing|youngest|oldest)\s+{_MIDDLE}{_ONE}\b",
     WarningKind.DESCRIPTION, _WHO),
    (rf"\b{_ONE}\s+(?:from|at|of|in)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s+){{1,4}}{_SPOT}\b", WarningKind.DESCRIPTION, _WHO),
    (rf"\b(?:his|her|their|whose|{_ONE}['’]s|victim['’]s|suspect['’]s)\s+(?:\w+\s+){{0,2}}{_KIN}\b",
     WarningKind.DESCRIPTION, _FAMILY),
    (rf"\b{_KIN}\s+of\s+{_WHOSE}\b", WarningKind.DESCRIPTION, _FAMILY),
    (r"\b(?:an?\s+)?(?:identical\s+)?twins?\b(?!\s+(?:town|room|bed|track))", WarningKind.DESCRIPTION, _FAMILY),
    (rf"\b{_LOOKS}\b[\s,-]{{1,3}}{_MIDDLE}(?:{_ONE}|{_MANY}|famil(?:y|ies))\b", WarningKind.DESCRIPTION, _SEEN),
    (rf"\b{_ONE}\s+(?:with|in)\s+(?:an?\s+|the\s+)?(?:\w+\s+){{0,2}}{_WORN}\b", WarningKind.DESCRIPTION, _SEEN),
    (rf"\b{_HURT}\b[^.!?]{{0,120}}{_AT}[^.!?]{{0,80}}?\b{_WHEN}", WarningKind.DESCRIPTION, _HARM),
    (rf"\b{_WHEN}\b[^.!?]{{0,80}}\b{_HURT}\b[^.!?]{{0,60}}{_AT}\s+[^.!?]{{3,40}}", WarningKind.DESCRIPTION, _HARM),
    (rf"\b{_FEW}\s+(?:of\s+{_THESE}\s+)?{_MIDDLE}{_ALL}\b", WarningKind.SMALL_NUMBER, _SMALL),
    (rf"\b(?:one|two|three|four|either|neither|both|some|none|[1-4])\s+of\s+{_THESE}\b"
     rf"(?:\s+{_MIDDLE}(?:{_ALL}|two|three|four|five))?", WarningKind.SMALL_NUMBER, _SMALL),
    (rf"\bthe\s+(?:pair|trio|two|three|four|other\s+(?:two|three)|couple)\b(?!\s+{_UNITS})",
     WarningKind.SMALL_NUMBER, _SMALL),
    (rf"\ba\s+group\s+of\s+{_FEW}\b", WarningKind.SMALL_NUMBER, _SMALL),
)  # fmt: skip
_READ = tuple((re.compile(pattern, re.IGNORECASE), kind, question) for pattern, kind, question in _RULES)
_COUNTED = re.compile(rf"\b{_SOME}\s+{_MIDDLE}(?:{_MANY}|families|siblings|brothers|sisters)\b", re.IGNORECASE)
_PLACED = re.compile(rf"\b(?:{_SPOT}|year\s(?:1[0-3]|[7-9])|{_TEENS}[\s-]years?[\s-]olds?|aged)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?]+")


def warnings(text: str, roster: Roster, places: Collection[str] = ()) -> tuple[Caution, ...]:
    """What a person has to answer: by description, by place and by small numbers. The roster is not read for it."""
    found = [Caution(*match.span(), match.group(), kind, question) for pattern, kind, question in _READ
             for match in pattern.finditer(text)]  # fmt: skip
    found += [*_few_in_a_place(text, places), *_somebody_of_a_place(text, places)]
    return _apart(found)


def _few_in_a_place(text: str, places: Collection[str]) -> Iterator[Caution]:
    """Five to nine are many in a town and few in a class."""
    for sentence in _SENTENCE.finditer(text):
        said = sentence.group()
        if _PLACED.search(said) or any(place.casefold() in said.casefold() for place in places if place):
            for match in _COUNTED.finditer(said):
                start = sentence.start() + match.start()
                yield Caution(start, start + len(match.group()), match.group(), WarningKind.SMALL_NUMBER, _SMALL)


def _somebody_of_a_place(text: str, places: Collection[str]) -> Iterator[Caution]:
    for place in places:
        if words := [re.escape(word) for word in place.split()]:
            near = r"\s+".join(words)
            for match in re.finditer(rf"\b{_ONE}\s+(?:\w+\s+){{0,3}}(?:the\s+)?{near}\b", text, re.IGNORECASE):
                yield Caution(*match.span(), match.group(), WarningKind.DESCRIPTION, _WHO)


def _apart(found: Iterable[Caution]) -> tuple[Caution, ...]:
    """Of those that ask the same, the longest where they overlap."""
    kept: list[Caution] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start, one.question)):
        if not any(
            one.question == other.question and one.start < other.end and other.start < one.end for other in kept
        ):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: (one.start, one.end, one.kind)))
