"""Dates, ages, letters and numbers in a briefing: as in other texts, but for what stands in every briefing."""

import re
from collections.abc import Collection, Iterable, Iterator

from .known import Hit, Kind
from .words import Word, english

_BIRTH = re.compile(r"\b(?:born|birth|birthdays?|birthdate|d\.?o\.?b|turn(?:s|ed|ing))\b", re.IGNORECASE)
_NEAR = 60  # letters between a day and the word that says that somebody was born on it
_LETTERED = re.compile(
    r"\b(?:class|category|plan|block|unit|building|platform|gate|section|part|annex|appendix|option|band|tier|group|"
    r"form|set|floor|hepatitis|vitamin|route|junction|zone|year\s\d+|grade|phase|level|stage|room|hall|wing|area)\s*$",
    re.IGNORECASE,
)
_FROM_TEN = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_NUMBERS = tuple(_FROM_TEN.split())
_AGES = re.compile(
    rf"\b(?:aged?\s(?:of\s)?|is\s|was\s)?({'|'.join(_NUMBERS)}|1\d)(?:[\s-]?(?:years?|yrs?|yr)[\s-]olds?|[\s-]?(?:y/?o|yrs?)\b)"
    rf"|\baged?\s(?:of\s)?({'|'.join(_NUMBERS)}|1\d)\b"
    rf"|\b(?:boy|girl|pupil|student|lad|teenager|child|person),?\s\(?(1\d)\b(?!\s?(?:per|%|:|am|pm|boys|girls|people))",
    re.IGNORECASE,
)
_YEAR_GROUP = re.compile(r"\byear\s(1[0-3]|[7-9])\b", re.IGNORECASE)
Span = tuple[int, int]


def is_telling_day(text: str, hit: Hit) -> bool:
    """A whole date of birth tells; a day and a month alone only where birth is spoken of."""
    return hit.certain or bool(_BIRTH.search(text[max(hit.start - _NEAR, 0) : hit.end + _NEAR]))


def is_lettered(text: str, start: int) -> bool:
    """“Class A drugs”, “Plan B”: the letter is nobody's."""
    return bool(_LETTERED.search(text[max(start - 20, 0) : start]))


def is_plain_handle(text: str, hit: Hit) -> bool:
    return hit.text.casefold() in english() and text[max(hit.start - 1, 0) : hit.start] != "@"


def ages(text: str) -> Iterator[tuple[Span, tuple[int, ...]]]:
    for match in _AGES.finditer(text):
        said = (match[1] or match[2] or match[3]).casefold()
        yield match.span(), (int(said) if said.isdigit() else 10 + _NUMBERS.index(said),)
    for match in _YEAR_GROUP.finditer(text):
        yield match.span(), (int(match[1]) + 4, int(match[1]) + 5)


def schools_with_ages(
    text: str, schools: Iterable[tuple[Span, Collection[int]]], by_age: dict[int, list[int]]
) -> Iterator[Hit]:
    """Where an age and a school of somebody stand in one sentence or in the two about it."""
    said = list(ages(text))
    for (start, end), pupils in schools if said else ():
        for (first, last), years in said:
            whose = sorted({one for age in years for one in by_age.get(age, ())} & set(pupils))
            begin, until = min(start, first), max(end, last)
            if whose and len(re.findall(r"[.!?](?=\s)|\n\s*\n", text[begin:until])) <= 1 and until - begin <= 300:
                yield Hit(begin, until, text[begin:until], whose[0], Kind.SCHOOL_AND_AGE, False, tuple(whose[1:]))


def school_spans(words: list[Word], known: dict[tuple[str, ...], set[int]]) -> Iterator[tuple[Span, Collection[int]]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for sequence in known:
        by_first.setdefault(sequence[0], []).append(sequence)
    for place, word in enumerate(words):
        for sequence in by_first.get(word.folded, ()):
            here = words[place : place + len(sequence)]
            if tuple(one.folded for one in here) == sequence and (len(sequence) > 1 or word.is_capital):
                yield (word.start, here[-1].end), known[sequence]


def plainly(hits: Iterable[Hit], text: str) -> Iterator[Hit]:
    for hit in hits:
        if hit.kind is Kind.BIRTH_DATE and not is_telling_day(text, hit):
            continue
        if hit.kind is Kind.MARK and is_lettered(text, hit.start):
            continue
        if hit.kind is Kind.HANDLE and is_plain_handle(text, hit):
            yield Hit(hit.start, hit.end, hit.text, hit.person, hit.kind, False, hit.others)
            continue
        if hit.kind is not Kind.AGE:
            yield hit
