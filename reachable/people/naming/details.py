"""What else tells who somebody is: date of birth, postcode, telephone number, name used online, numbers."""

import re
from collections.abc import Iterator
from datetime import date

_NAMES = "january february march april may june july august september october november december"
_MONTHS = tuple(_NAMES.split())
_MONTH = "|".join(f"{name}|{name[:3]}" + ("|sept" if name.startswith("sept") else "") for name in _MONTHS)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s?[/.\-\s]\s?(\d{1,2})\s?[/.\-\s]\s?(\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s?(?:st|nd|rd|th)?\s?(?:of\s)?[\s\-.]?({_MONTH})\.?(?:,?[\s\-]*[’']?(\d{{4}}|\d{{2}})(?!\d))?\b",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\.?\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"\b({_MONTH})\.?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
_POSTCODE = re.compile(r"(?<!\w)([A-Za-z]{1,2}\d[A-Za-z\d]?)[\s\-]*(\d[A-Za-z]{2})(?!\w)")
_TELEPHONE = re.compile(r"(?<![\w+])\+?\(?\d[\d\s().\-/]{5,}\d(?!\w)")
_HANDLE = re.compile(r"@?\w[\w.\-]+(?:@[\w.\-]+)?")
_AGE = re.compile(
    r"\b(?:aged?\s*(?:of\s)?(\d{1,2})|(\d{1,2})[\s-]years?[\s-]olds?|(\d{1,2})\s?(?:yrs?|y/o|yo)\b)", re.IGNORECASE
)
_SHORTEST = 6  # digits of a telephone number, or letters of a number of somebody

Span = tuple[int, int]


def births(text: str) -> Iterator[tuple[Span, date | tuple[int, int], bool]]:
    """Each date that is written: the whole date, or month and year, or day and month; and whether it is whole."""
    for match in _NUMERIC.finditer(text):
        yield from _whole(match.span(), match[3], match[2], match[1])
    for match in _ISO.finditer(text):
        yield from _whole(match.span(), match[1], match[2], match[3])
    for match in _DAY_FIRST.finditer(text):
        month = _month(match[2])
        if match[3]:
            yield from _whole(match.span(), match[3], month, match[1])
        else:
            yield match.span(), (-int(match[1]), month), False
    for match in _MONTH_FIRST.finditer(text):
        yield from _whole(match.span(), match[3], _month(match[1]), match[2])
    for match in _MONTH_YEAR.finditer(text):
        yield match.span(), (int(match[2]), _month(match[1])), False


def parts_of(born: date) -> tuple[date | tuple[int, int], ...]:
    """Under what `births` would find it: whole, month and year, day and month."""
    return born, (born.year, born.month), (-born.day, born.month)


def _whole(span: Span, year: str, month: str | int, day: str) -> Iterator[tuple[Span, date, bool]]:
    numbers = int(year), int(month), int(day)
    for full in (numbers[0],) if len(year) == 4 else (2000 + numbers[0], 1900 + numbers[0]):
        for one, other in dict.fromkeys(((numbers[1], numbers[2]), (numbers[2], numbers[1]))):
            try:
                found = date(full, one, other)
            except ValueError:
                continue
            yield span, found, (one, other) == (numbers[1], numbers[2])


def _month(name: str) -> int:
    return next(index for index, full in enumerate(_MONTHS, 1) if full.startswith(name.casefold()[:3]))


def postcodes(text: str) -> Iterator[tuple[Span, str]]:
    for match in _POSTCODE.finditer(text):
        yield match.span(), compact(match.group())


def telephones(text: str) -> Iterator[tuple[Span, str]]:
    for match in _TELEPHONE.finditer(text):
        yield match.span(), national(match.group())


def national(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    if digits.startswith("0044"):
        digits = digits[2:]
    if digits.startswith("44") and len(digits) > 10:
        digits = digits[2:]
    return digits.lstrip("0")


def handles(text: str) -> Iterator[tuple[Span, str]]:
    for match in _HANDLE.finditer(text):
        word = match.group().rstrip(".-")
        yield (match.start(), match.start() + len(word)), handle(word)


def handle(name: str) -> str:
    return name.strip().removeprefix("@").casefold()


def ages(text: str) -> Iterator[tuple[Span, int]]:
    for match in _AGE.finditer(text):
        yield match.span(), int(match[1] or match[2] or match[3])


def compact(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def is_number(value: str) -> bool:
    return len(compact(value)) >= _SHORTEST


def numbers(text: str, value: str) -> Iterator[Span]:
    """A number however it is spaced: 999 000 0018."""
    letters = r"[\s\-/.]?".join(re.escape(letter) for letter in compact(value))
    for match in re.finditer(rf"(?<!\w){letters}(?!\w)", text, re.IGNORECASE):
        yield match.span()
