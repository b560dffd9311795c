"""Dates of birth and ages, as partners write them. The day comes first; nothing is worked out that is not said."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from .looks import is_empty_fact
from .people import NO_DATE

OLDEST = 120
_OLDEST_OF_TWO_DIGITS = 95  # "25/12/26" in November 2026 is a slip, and nobody of a hundred years
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 60_000  # Excel counts days: 1927 to 2064
_EPOCH = date(1899, 12, 30)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february febuary", "mar march", "apr april", "may", "jun june", "jul july",
            "aug august", "sep sept september", "oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_LABEL = re.compile(r"\b(?:d\.?\s?o\.?\s?b\b\.?|date of birth|born(?: on| in)?|birth)\s*[:\-=]?\s*", re.IGNORECASE)
_APPROXIMATE = re.compile(
    r"\b(?:approx(?:\.|imately|imate)?|about|around|circa|est(?:\.|imated)?|roughly|c(?:a|irc)?\.?|maybe|possibly)"
    r"(?=[\s\d]|$)\s*|[~≈]|^\?+(?=\s?\d)|\?+$|\(\?\)|\bish\b|(?<=\d)ish\b|\((?:approx|est)\.?\)",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?<=\d)(?:[t ,]\s*)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?z?$", re.IGNORECASE)
_YEARS = r"(?:y|yrs?|years?|yo|y/o|yr\s?old|years?\s?old|yrs?\s?old)\.?"
_AGE = re.compile(
    rf"(?:aged?\s*[:\-]?\s*)?(\d{{1,3}})(?:\.0+)?\s*(?:\+|{_YEARS})?(?:\s*(?:and|,)?\s*\d{{1,2}}\s*(?:m|mths?|months?))?"
    r"(?:\s+of age|\s+old)?",
    re.IGNORECASE,
)
_TWO_AGES = re.compile(rf"(?:aged?\s*)?(\d{{1,2}})\s*(?:/|-|–|or|to)\s*(\d{{1,2}})\s*(?:{_YEARS})?", re.IGNORECASE)


@dataclass(frozen=True)
class Birth:
    """`month_first`: the date can only be read in the American order. `either_way`: it can be read in both."""

    date_of_birth: date | None = None
    accuracy: str = NO_DATE
    age: int | None = None
    problem: str = ""
    month_first: bool = False
    either_way: bool = False


@dataclass(frozen=True)
class _Parts:
    year: int
    month: int | None
    day: int | None
    two_digits: bool = False
    month_first: bool = False
    either_way: bool = False


def read_birth(text: str, today: date) -> Birth:
    """What a cell under "date of birth" or "age" says."""
    if is_empty_fact(text):
        return Birth()
    said = " ".join(_LABEL.sub("", text).replace("\u2013", "-").split()).strip(" ,;")
    bare = " ".join(_APPROXIMATE.sub(" ", said).split()).strip(" ,;()")
    approximate = bare != said
    if is_empty_fact(bare) or not bare.strip("0.:/- "):
        return Birth()
    bare = _TIME.sub("", bare).strip()
    parts = _parts(bare)
    if parts:
        return _dated(parts, text, approximate, today)
    return _aged(bare, text)


def years_between(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def said_date(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _aged(bare: str, text: str) -> Birth:
    two = _TWO_AGES.fullmatch(bare)
    if two:
        low, high = int(two.group(1)), int(two.group(2))
        if low < high <= low + 4:
            return Birth(age=low, problem=f"The age is given as “{_short(text)}”; it is entered as about {low}.")
    one = _AGE.fullmatch(bare)
    if one:
        age = int(one.group(1))
        if age <= OLDEST:
            return Birth(age=age)
        return Birth(problem=f"“{_short(text)}” cannot be an age.")
    return Birth(problem=f"“{_short(text)}” cannot be read as a date of birth or an age.")


def _parts(bare: str) -> _Parts | None:
    return _in_words(bare) or _in_numbers(bare) or _run_together(bare)


def _in_words(bare: str) -> _Parts | None:
    """12 March 2011, 12th-Mar-11, March 12, 2011, Mar 2011."""
    words = re.findall(r"[^\W\d_]+|\d+", bare)
    months = [_MONTHS[word.lower()] for word in words if word.lower() in _MONTHS]
    others = {word.lower() for word in words if not word.isdigit() and word.lower() not in _MONTHS}
    others -= {"st", "nd", "rd", "th", "of", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"}
    others = {word for word in others if not word.endswith("day")}
    numbers = [word for word in words if word.isdigit() and word.isascii()]
    if len(months) != 1 or others or not 1 <= len(numbers) <= 2 or not re.fullmatch(r"[\w\s.,/'’\-]+", bare):
        return None
    if len(numbers) == 1:
        return _Parts(int(numbers[0]), months[0], None) if len(numbers[0]) == 4 else None
    first, second = numbers if len(numbers[0]) <= 2 else reversed(numbers)
    if len(first) > 2 or len(second) not in (2, 4):
        return None
    return _Parts(int(second), months[0], int(first), two_digits=len(second) == 2)


def _in_numbers(bare: str) -> _Parts | None:
    sep = r"\s*[./\-\\\s]\s*"
    iso = re.fullmatch(rf"(\d{{4}}){sep}(\d{{1,2}}){sep}(\d{{1,2}})", bare, re.ASCII)
    if iso:
        return _Parts(int(iso.group(1)), int(iso.group(2)), int(iso.group(3)))
    unknown_day = re.fullmatch(
        rf"(?:(?:x{{1,2}}|\?{{1,2}}|0{{1,2}}){sep})?(\d{{1,2}}){sep}(\d{{4}})", bare, re.ASCII | re.I
    )
    if unknown_day:
        return _Parts(int(unknown_day.group(2)), int(unknown_day.group(1)) or None, None)
    british = re.fullmatch(rf"(\d{{1,2}}){sep}(\d{{1,2}}){sep}(\d{{4}}|\d{{2}})", bare, re.ASCII)
    if british:
        return _day_first(int(british.group(1)), int(british.group(2)), british.group(3))
    return _Parts(int(bare), None, None) if re.fullmatch(r"(19|20)\d{2}", bare, re.ASCII) else None


def _day_first(first: int, second: int, year: str) -> _Parts:
    if second > 12 >= first >= 1:
        return _Parts(int(year), first, second, two_digits=len(year) == 2, month_first=True)
    either = first <= 12 and second <= 12 and first != second
    return _Parts(int(year), second, first, two_digits=len(year) == 2, either_way=either)


def _run_together(bare: str) -> _Parts | None:
    """20110312, 12032011, 120311, and what Excel shows of a date whose format is lost: 40614."""
    if not re.fullmatch(r"\d+(\.\d+)?", bare, re.ASCII):
        return None
    whole = bare.partition(".")[0]
    if len(whole) == 5 and _FIRST_SERIAL <= int(whole) <= _LAST_SERIAL:
        day = _EPOCH + timedelta(days=int(whole))
        return _Parts(day.year, day.month, day.day)
    if "." in bare or len(whole) not in (6, 7, 8):
        return None
    if len(whole) == 8 and whole[:2] in ("19", "20") and 1 <= int(whole[4:6]) <= 12 and 1 <= int(whole[6:]) <= 31:
        return _Parts(int(whole[:4]), int(whole[4:6]), int(whole[6:]))
    whole = whole.zfill(8) if len(whole) == 7 else whole  # Excel drops the nought in front
    return _day_first(int(whole[:2]), int(whole[2:4]), whole[4:])


def _dated(parts: _Parts, text: str, approximate: bool, today: date) -> Birth:
    born = _date_of(parts, today)
    if born is None:
        return Birth(problem=f"“{_short(text)}” is not a date: there is no such day.")
    if born > today:
        return Birth(problem=f"The date of birth “{_short(text)}” is in the future.")
    years = years_between(born, today)
    if years > OLDEST or (parts.two_digits and years > _OLDEST_OF_TWO_DIGITS):
        return Birth(problem=f"The date of birth “{_short(text)}” would make the person {years} years old.")
    known = "E" if approximate else "A"
    accuracy = ("U" if parts.day is None else known) + ("U" if parts.month is None else known) + known
    problem = f"“{_short(text)}” puts the month first; it is read as {said_date(born)}." if parts.month_first else ""
    return Birth(born, accuracy, None, problem, parts.month_first, parts.either_way)


def _date_of(parts: _Parts, today: date) -> date | None:
    year = parts.year
    if parts.two_digits:
        year += 2000 if 2000 + year <= today.year else 1900
    try:
        born = date(year, parts.month or 1, parts.day or 1)
        return date(year - 100, born.month, born.day) if parts.two_digits and born > today else born
    except ValueError:
        return None


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 40 else one_line[:39] + "…"
