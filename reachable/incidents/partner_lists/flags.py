"""What is taken out of any text of a partner's list: police numbers, warning words, gang labels.

A child is not described by them here, whichever cell they stand in. What was taken out is said by its kind alone.
"""

import re
import unicodedata

from .fields import COURT_NUMBER, GANG, POLICE_NUMBER, WARNING

_SLASHES = "/\\\u2044\u2215\uff0f"
_LETTER_AFTER = r"(?:[A-Z]|\s[A-Z])(?![A-Z0-9])"
_LABEL = r"\s*(?:ID|NO|NUM(?:BER)?|REF(?:ERENCE)?)?\s*[.:#=\-]*\s*"
_CAPITALS = r"VIOLENT|OFFENSIVE WEAPONS?|WEAPONS?|FIREARMS?|ESCAPER"
_ANY_CASE = r"violen(?:t|ce)|weapons?|firearms?|knife|knives|armed|assaults? police|escaper|contagious|drugs"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # A number beside its label, however short; then the forms of the numbers themselves.
    (POLICE_NUMBER, re.compile(rf"\bPNC(?:ID)?\b{_LABEL}\d[A-Z0-9]*(?:\s*/\s*[A-Z0-9]+)?", re.I)),
    (COURT_NUMBER, re.compile(rf"\bCRO\b{_LABEL}(?:SF\s?)?\d[A-Z0-9]*(?:\s*/\s*[A-Z0-9]+)?", re.I)),
    (POLICE_NUMBER, re.compile(rf"(?:\bSF\s?)?\d{{2,4}}\s*/\s*\d{{6,7}}{_LETTER_AFTER}", re.I)),
    (POLICE_NUMBER, re.compile(r"(?<![A-Z0-9])(?<!\d/)\d{2}(?:\d{2})?\s*/\s*\d{4,5}[A-Z](?![A-Z0-9])", re.I)),
    (COURT_NUMBER, re.compile(r"(?<![A-Z0-9])(?<!/)\d{3,6}/\d{2}[A-Z](?![A-Z0-9])", re.I)),
    (GANG, re.compile(
        r"\bgangs?[\s\-]*(?:matrix\b[\s\-]*)?(?:members?|membership|nominals?|affiliat\w*|associat\w*|related|linked|"
        r"involved|flag\w*|marker\w*)\b(?:\s*[:=]\s*(?:yes|no|y|n)\b)?", re.I)),
    (GANG, re.compile(r"\b(?:gangs?\s+)?matrix\s+nominals?\b|"
        r"\b(?:member|affiliate|associate)\s+of\s+(?:an?|the)\s+gang\b", re.I)),
    (WARNING, re.compile(
        rf"\bwarning\s*(?:markers?|flags?|signals?|signs?)\b(?:\s*[:=\-]\s*(?:{_ANY_CASE}|[A-Z]{{2}}\b|yes|no|"
        r"[,;/&+]|and|\s)+)?",
        re.I)),
    (WARNING, re.compile(rf"\b(?:{_ANY_CASE})\s*[\-/]?\s*(?:markers?|flags?|warnings?|signals?)\b", re.I)),
    (WARNING, re.compile(rf"\b(?:markers?|flags?|warnings?)\s*(?:for|of|:|\-)?\s*(?:{_ANY_CASE})\b", re.I)),
    (WARNING, re.compile(rf"(?<![A-Za-z])(?:{_CAPITALS})(?![A-Za-z])")),
    # In any case where the word is an item of its own and no part of a sentence: "Violent; weapons".
    (WARNING, re.compile(
        r"(?:(?<=^)|(?<=[,;/|(\n])|(?<=[,;/|(]\s))(?:violent|weapons?|firearms?)(?=\s*(?:[,;/|)\n]|\.?$))", re.I)),
)  # fmt: skip


_WORTH_A_LOOK = re.compile(r"/|pnc|cro|gang|matrix|marker|flag|warning|violent|weapon|firearm|escaper", re.I)
_MOST_ROUNDS = 20


def take_out(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without what is not to be held, and the kinds of thing that were in it."""
    kinds: list[str] = []
    for _ in range(_MOST_ROUNDS):
        found = _found(text)
        if not found:
            return text, tuple(dict.fromkeys(kinds))
        kinds += [kind for kind, _, _ in found]
        # Looked through again each time: what stood on both sides of one may make another.
        text = _tidy(_without(text, [(start, end) for _, start, end in found]))
    return "", tuple(dict.fromkeys(kinds))


def has_police_number(text: str) -> bool:
    shown = _as_seen(text)
    return any(kind in (POLICE_NUMBER, COURT_NUMBER) and pattern.search(shown) for kind, pattern in _PATTERNS)


def _found(text: str) -> list[tuple[str, int, int]]:
    """Which kinds of thing stand in the text, and where."""
    shown = _as_seen(text)
    if not _WORTH_A_LOOK.search(shown):
        return []
    return [
        (kind, one.start(), one.end())
        for kind, pattern in _PATTERNS
        for words in {text: 0, shown: 0}  # as it is written too: a raised 2 ends a number, and is a digit to the eye
        for one in pattern.finditer(words)
    ]


def _without(text: str, places: list[tuple[int, int]]) -> str:
    kept: list[str] = []
    upto = 0
    for start, end in sorted(places):
        if start > upto or not kept:
            kept.append(text[upto:start])
        upto = max(upto, end)
    return " ".join([*kept, text[upto:]])


def _as_seen(text: str) -> str:
    """The text as an eye takes it, letter for letter: wide digits are digits, every slash is a slash."""
    if text.isascii():
        return text.replace("\\", "/")
    return "".join(map(_plain, text))


def _plain(letter: str) -> str:
    if letter in _SLASHES:
        return "/"
    folded = unicodedata.normalize("NFKC", letter)
    if len(folded) != 1:
        return letter
    return str(unicodedata.decimal(folded)) if folded.isdecimal() else folded


def _tidy(text: str) -> str:
    """Without the brackets and commas that stood around what is gone."""
    for _ in range(_MOST_ROUNDS):
        before = text
        text = re.sub(r"\(\s*[,;/|&\-–]*\s*\)|\[\s*\]", " ", text)
        text = re.sub(r"[ \t]{2,}", " ", text)
        text = re.sub(r"\s+(?=[,;.)])", "", text)
        text = re.sub(r"([,;/|])\s*(?=[,;/|])", "", text)
        text = re.sub(r"\(\s+", "(", text)
        text = text.strip(" \n,;/|&:–").removesuffix(" -").removeprefix("- ")
        text = re.sub(r"^[.\s]+(?=$|\w)", "", text)
        if text == before:
            break
    return text
