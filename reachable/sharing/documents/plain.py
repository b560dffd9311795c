"""Text as every form of a paper prints it: no control characters, and nothing that turns the reading order round."""

import re

from .parts import Block, Facts, Heading, Items, Note, Paper, Paragraph, Table

LONGEST_NAME = 400

# Controls (but line breaks and tabs), overrides of the direction, halves of pairs, and what Unicode keeps for itself.
_NOT_TEXT = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff]"
)


def plain(words: str) -> str:
    return _NOT_TEXT.sub("", words.replace("\r\n", "\n").replace("\r", "\n")).replace("\t", " ")


def name(words: str) -> str:
    """Of a heading or a column: one that fills pages is cut, because it would be repeated on each of them."""
    short = plain(words)
    return short if len(short) <= LONGEST_NAME else f"{short[:LONGEST_NAME].rstrip()}…"


def as_data(paper: Paper) -> dict[str, object]:
    """The paper as plain values that any renderer reads."""
    return {
        "title": name(paper.title),
        "reference": name(paper.reference),
        "handling": name(paper.handling),
        "author": name(paper.author),
        "stamp": name(paper.stamp),
        "blocks": [block_data(one) for one in paper.blocks],
    }


def block_data(block: Block) -> dict[str, object]:
    match block:
        case Heading(words, level):
            return {"kind": "heading", "words": name(words), "level": level}
        case Paragraph(words):
            return {"kind": "paragraph", "words": plain(words)}
        case Note(words):
            return {"kind": "note", "words": plain(words)}
        case Items(items, numbered):
            return {"kind": "items", "items": [plain(one) for one in items], "numbered": numbered}
        case Facts(rows):
            return {"kind": "facts", "rows": [[plain(label), plain(words)] for label, words in rows]}
        case Table(caption, head, rows):
            cells = [[plain(cell) for cell in row] for row in rows]
            return {"kind": "table", "caption": name(caption), "head": [name(one) for one in head], "rows": cells}
