"""Whether a workbook may be unpacked at all. Reads only the directory of the archive."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from .kinds_of_file import SAVE_AS
from .tables import MEGABYTE, Unreadable

MOST_PARTS = 1000
LARGEST_UNPACKED = 50 * MEGABYTE
LARGEST_XML = 10 * MEGABYTE
LARGEST_OTHER_XML = 2 * MEGABYTE  # styles and the like: everything but words and cells
LARGEST_RATIO = 150
_SMALL = MEGABYTE  # a small part may be packed as tightly as it likes
_ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".xlsx", ".xlsm", ".xlsb", ".xls", ".docx", ".doc",
             ".docm", ".pptx", ".ppt", ".jar", ".exe")  # fmt: skip
_CELLS = ("xl/worksheets/", "xl/sharedstrings")
_BOMB = "This workbook would unpack into far more than a list of people can be, so it was not opened. "
# What zipfile raises for an archive that is cut short, altered or made to harm; found by damaging good files at random.
# Each means the same to whoever sent it: this file cannot be opened.
_RAISED_BY_DAMAGE = (BadZipFile, OSError, ValueError, NotImplementedError, EOFError, IndexError)
_DAMAGED = f"This workbook is damaged and cannot be opened. Open it in Excel if you can. {SAVE_AS}"


def check_archive(content: bytes, filename: str) -> None:
    """Raise Unreadable for what is not a plain workbook, or would be dangerous to unpack."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except _RAISED_BY_DAMAGE:
        raise Unreadable(_DAMAGED) from None
    _check_size(parts)
    _check_kind({part.filename.lower() for part in parts}, filename)
    if len({part.filename for part in parts}) != len(parts) or any(part.flag_bits & 1 for part in parts):
        raise Unreadable(_DAMAGED)


def _check_size(parts: list[ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise Unreadable(f"{_BOMB}It has {len(parts):,} parts. {SAVE_AS}")
    unpacked = sum(part.file_size for part in parts)
    xml = {part.filename.lower(): part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels"))}
    other = max((size for name, size in xml.items() if not name.startswith(_CELLS)), default=0)
    packed = sum(part.compress_size for part in parts)
    too_tight = unpacked > _SMALL and unpacked > LARGEST_RATIO * max(packed, 1)
    if (
        unpacked > LARGEST_UNPACKED
        or sum(xml.values()) > LARGEST_XML
        or other > LARGEST_OTHER_XML
        or too_tight
        or any(map(_too_tight, parts))
    ):
        raise Unreadable(f"{_BOMB}{SAVE_AS}")


def _too_tight(part: ZipInfo) -> bool:
    return part.file_size > _SMALL and part.file_size > LARGEST_RATIO * max(part.compress_size, 1)


def _check_kind(names: set[str], filename: str) -> None:
    def under(folder: str) -> bool:
        return any(name.startswith(folder) for name in names)

    if under("word/"):
        raise Unreadable(f"This is a Word document. {SAVE_AS}")
    if under("ppt/"):
        raise Unreadable(f"This is a presentation. {SAVE_AS}")
    if "content.xml" in names and "mimetype" in names:
        raise Unreadable(f"This is an OpenDocument file. {SAVE_AS}")
    if under("index/") and any(name.endswith(".iwa") for name in names):
        raise Unreadable(f"This is a Numbers or Pages file. {SAVE_AS}")
    if "xl/workbook.bin" in names:
        raise Unreadable(f"This is a binary Excel workbook (.xlsb). {SAVE_AS}")
    if not under("xl/"):
        raise Unreadable(f"This is a compressed file (zip). Unpack it first. {SAVE_AS}")
    if any("vbaproject" in name or name.startswith("xl/macrosheets/") for name in names) or filename.lower().endswith(
        (".xlsm", ".xltm", ".xlam")
    ):
        raise Unreadable("This workbook has macros in it (.xlsm). Save it as a workbook without macros (.xlsx).")
    if under("xl/externallinks/"):
        raise Unreadable(
            "This workbook takes cells from other workbooks. Copy the list, paste it as values into a new workbook, "
            "and bring that in."
        )
    if under("xl/embeddings/") or any(name.endswith(_ARCHIVES) for name in names):
        raise Unreadable("This workbook has another file inside it. Take that out, save it and bring that in.")
