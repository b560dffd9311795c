"""What a file is by its first bytes. Names lie: a PDF is often called .csv by the time it arrives."""

import re

from .tables import LARGEST_FILE, MEGABYTE, Unreadable

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AS = "Save the list as CSV or Excel (.xlsx), and bring that in."

_AT_THE_START: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"{\\rtf", "a document (RTF)"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"PK\x05\x06", "an empty compressed file"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a data file (Parquet)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
# A signature of a few letters could begin a list; these are of a picture only where bytes follow that are no text.
_SHORT = (b"BM", b"GIF8", b"Rar!", b"PAR1")
_OF_TEXT: tuple[tuple[str, str], ...] = (
    (r"<!doctype html|<html|<table|<head|<body|<meta", "a web page, whatever its name says"),
    (r"<\?xml|<!doctype|<svg", "XML"),
    (r"mime-version:|received: (from|by)|return-path:", "a mail or a saved web page"),
    (r"begin:v(card|calendar)", "a contact or a calendar entry"),
    (r"\{\s*\"|\[\s*[\{\[]", "JSON"),
)


def check_kind(content: bytes) -> None:
    """Raise Unreadable for what is neither a workbook nor text, and say what it is."""
    if not content.strip():
        raise Unreadable("This file is empty. Check that it is the right one.")
    if len(content) > LARGEST_FILE:
        raise Unreadable(
            f"This file has {len(content) / MEGABYTE:.1f} MB; at most {LARGEST_FILE // MEGABYTE} MB can be read. "
            "A list of people is far smaller: leave out pictures and other sheets."
        )
    named = _named(content)
    if named:
        raise Unreadable(f"This is {named}. {SAVE_AS}")


def _named(content: bytes) -> str:
    start = content[:1024]
    if b"%PDF-" in start:
        return "a PDF"
    if content.startswith(OLE):
        return _old_office(content)
    for signature, name in _AT_THE_START:
        if content.startswith(signature) and (signature not in _SHORT or b"\x00" in start):
            return name
    if (start[4:8] == b"ftyp" and b"\x00" in start[:4]) or (start.startswith(b"RIFF") and start[8:12] == b"WEBP"):
        return "a picture or a film"
    text = start.removeprefix(b"\xef\xbb\xbf").decode("latin-1").replace("\x00", "").lstrip("ÿþ \t\r\n").lower()
    return next((name for pattern, name in _OF_TEXT if re.match(pattern, text)), "")


def _old_office(content: bytes) -> str:
    """Which of the older files of Office: their streams are named in UTF-16."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise Unreadable(
            "This workbook is locked with a password. Open it, take the password off "
            "(File, Info, Protect Workbook, Encrypt with Password), save it and bring that in."
        )
    if holds("WordDocument"):
        return "a Word document"
    if holds("Workbook") or holds("Book"):
        return "an old Excel workbook (.xls)"
    if holds("__substg1.0_"):
        return "a mail"
    return "an old Office file"
