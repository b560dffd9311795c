"""Papers that leave Reachable: what they are made of, and how they become a file. Nothing of them is stored."""

from .html import as_html
from .parts import HANDLING, Block, Facts, Heading, Items, Note, Paper, Paragraph, Table, printed, stamp_of
from .pdf import as_pdf

__all__ = [
    "HANDLING",
    "Block",
    "Facts",
    "Heading",
    "Items",
    "Note",
    "Paper",
    "Paragraph",
    "Table",
    "as_html",
    "as_pdf",
    "printed",
    "stamp_of",
]
