"""What a value looks like, whatever stands over its column."""

import re

from stdnum.exceptions import ValidationError
from stdnum.gb import nhs, upn

from .flags import has_police_number

_EMPTY = frozenset(
    {
        *("unknown", "unk", "u/k", "nk", "n/k", "n.k", "n.k.", "not known", "name unknown", "unknown name"),
        *("name not known", "dob unknown", "age unknown", "(unknown)", "(not known)", "dont know", "don't know"),
        *("don’t know", "n/a", "#n/a", "not applicable", "not available", "not recorded", "not stated", "not given"),
        *("not provided", "none given", "no data", "no trace", "(blank)", "tbc", "t.b.c.", "to be confirmed", "nfa"),
    }
)
# These are empty in a column of facts, and may be somebody's name.
_EMPTY_FACTS = _EMPTY | {"na", "none", "nil", "null", "nan", "no"}
_POSTCODE = re.compile(r"(?<![A-Z0-9])([A-Z]{1,2}\d[A-Z\d]?)\s{0,3}(\d[A-Z]{2})(?![A-Z0-9])")
_DATE = re.compile(
    r"(?:\d{1,4}|[x?]{1,2})\s?[./\-\\\s]\s?(?:\d{1,2}|[a-z]{3,9})\.?\s?[./\-\\\s,]\s?\d{2,4}(?:[t ]\d.*)?|"
    r"\d{1,2}(?:st|nd|rd|th)?\s?[a-z]{3,9},?\s?\d{2,4}",
    re.IGNORECASE,
)
_SEXES = {
    "m": "Male", "male": "Male", "boy": "Male", "man": "Male", "1": "Male",
    "f": "Female", "female": "Female", "girl": "Female", "woman": "Female", "2": "Female",
    "indeterminate": "Indeterminate", "intersex": "Indeterminate", "i": "Indeterminate",
    "0": "", "9": "", "u": "", "x": "",
}  # fmt: skip


def is_empty(text: str) -> bool:
    """Whether a name says that it is not known."""
    folded = " ".join(text.casefold().split())
    return folded in _EMPTY or folded.rstrip(".") in _EMPTY or not any(letter.isalnum() for letter in folded)


def is_empty_fact(text: str) -> bool:
    folded = " ".join(text.casefold().split())
    return folded in _EMPTY_FACTS or not any(letter.isalnum() for letter in folded)


def postcode_in(text: str) -> str:
    """The first postcode in the text, as it is written on a letter."""
    found = _POSTCODE.search(text.upper())
    return f"{found.group(1)} {found.group(2)}" if found else ""


def valid_nhs_number(text: str) -> str:
    """Its ten digits, or nothing where they cannot be an NHS number."""
    try:
        return str(nhs.validate(text))
    except ValidationError:
        return ""


def valid_upn(text: str) -> str:
    try:
        return str(upn.validate(text))
    except ValidationError:
        return ""


def sex_of(text: str) -> str | None:
    """The word that is meant, empty where it says that it is not known; None where it cannot be read."""
    return "" if is_empty_fact(text) else _SEXES.get(text.strip(" .").casefold())


def looks_like_a_date(text: str) -> bool:
    return len(text) <= 40 and bool(_DATE.fullmatch(text.strip())) and any(letter.isdigit() for letter in text)


def looks_like_a_value(text: str) -> bool:
    """Whether this stands below headings, and never in them."""
    return bool(text) and (
        is_empty(text)
        or looks_like_a_date(text)
        or text.replace(" ", "").isdigit()
        or (len(text) <= 10 and bool(_POSTCODE.fullmatch(text.upper())))
        or has_police_number(text)
    )
