"""A paper as tagged PDF (PDF/UA-1). What is printed goes in as data and is never read as markup.

Only the fonts that come with typst are used, so that the same paper is the same bytes on every machine. They have the
letters of the Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic scripts (Arabic without vowel signs). What
they have not is printed as a square, and the paper says so at its end: a name that nobody can read must not pass
unnoticed.
"""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import typst

from reachable.common.refusals import Refused

from .parts import Paper
from .plain import as_data

TEMPLATE = Path(__file__).parent.parent / "typst" / "paper.typ"
MISSING = "\u25a1"
SAYS_MISSING = (
    f"{MISSING} stands for a character that could not be printed here. "
    "Read those words in Reachable, or in the file for a web browser."
)
LONGEST_WORD = 24
MOST = 1_000_000  # characters in one paper
_UNPRINTABLE = re.compile(r'the text `"(.*)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_TRIES = 40

# First and last of the characters that the fonts have; what else they have is rare enough to be a square.
_PRINTED = (
    (0x20, 0x7E), (0xA0, 0x2AF), (0x300, 0x36F), (0x384, 0x38A), (0x38C, 0x38C), (0x38E, 0x3A1), (0x3A3, 0x3FF),
    (0x400, 0x484), (0x487, 0x4FF), (0x531, 0x556), (0x559, 0x58A), (0x5B0, 0x5C7), (0x5D0, 0x5EA), (0x606, 0x60C),
    (0x61B, 0x61C), (0x61F, 0x61F), (0x621, 0x63A), (0x640, 0x64A), (0x660, 0x66D), (0x679, 0x67B), (0x67E, 0x680),
    (0x683, 0x684), (0x686, 0x687), (0x691, 0x691), (0x698, 0x698), (0x6A9, 0x6A9), (0x6AF, 0x6AF), (0x6BE, 0x6BE),
    (0x6CC, 0x6CC), (0x6F0, 0x6F9), (0x10D0, 0x10FF), (0x1E00, 0x1EFF), (0x2000, 0x2027), (0x202F, 0x2040),
    (0x2044, 0x2052), (0x2070, 0x2071), (0x2074, 0x208E), (0x20A0, 0x20C0), (0x2122, 0x2122), (0x2153, 0x215E),
    (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265), (0x25A1, 0x25A1),
    (0x2713, 0x2713), (0x2717, 0x2717),
)  # fmt: skip


def as_pdf(paper: Paper) -> bytes:
    """The file, or Refused where no paper can be made of this text."""
    data = json.dumps(as_data(paper), ensure_ascii=False)
    if len(data) > MOST:
        raise Refused("This is too long for one paper. Choose less of it, or read it in Reachable.")
    shown = _prepared(json.loads(data))
    for _ in range(_TRIES):
        try:
            return _compiled(shown, paper)
        except typst.TypstError as error:
            unprintable = _unprintable(error)
            if not unprintable:
                break
            shown = _without(shown, unprintable)
    raise Refused(
        "This could not be printed. Take the file as a web page instead, and tell the people who run Reachable."
    )


def _compiled(data: Any, paper: Paper) -> bytes:
    made = typst.compile(
        TEMPLATE.read_bytes(),
        sys_inputs={"paper": json.dumps(_saying_what_is_missing(data), ensure_ascii=False)},
        format="pdf",
        pdf_standards="ua-1",
        ignore_system_fonts=True,
        timestamp=int(paper.at.timestamp()),
    )
    return bytes(made)


def is_printed(character: str) -> bool:
    point = ord(character)
    return character == "\n" or any(first <= point <= last for first, last in _PRINTED)


def _prepared(value: Any) -> Any:
    """Every text of it in characters that the fonts have, with places where a very long word may break."""
    return _each_text(value, lambda words: _breakable(_printable(unicodedata.normalize("NFC", words))))


def _printable(words: str) -> str:
    return "".join(one if is_printed(one) else MISSING for one in words)


def _breakable(words: str) -> str:
    return _LONG.sub(lambda long: "\u200b".join(_pieces(long[0])), words)


def _pieces(word: str) -> list[str]:
    return [word[start : start + LONGEST_WORD] for start in range(0, len(word), LONGEST_WORD)]


def _without(value: Any, unprintable: str) -> Any:
    return _each_text(value, lambda words: words.replace(unprintable, MISSING))


def _each_text(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_each_text(one, change) for one in value]
    if isinstance(value, dict):
        return {key: one if key == "kind" else _each_text(one, change) for key, one in value.items()}
    return value


def _saying_what_is_missing(data: Any) -> Any:
    if MISSING not in json.dumps(data, ensure_ascii=False):
        return data
    return {**data, "blocks": [*data["blocks"], {"kind": "note", "words": SAYS_MISSING}]}


def _unprintable(error: typst.TypstError) -> str:
    """What the fonts have not, as far as it is said; "" where something else is wrong."""
    found = _UNPRINTABLE.search(error.message)
    return _ESCAPED.sub(lambda point: chr(int(point[1], 16)), found[1]) if found else ""
