"""A first folder for another county: taken from Norfolk's, with what has to be looked at marked.

An empty folder helps nobody, and a guide is not written in a day. So a county starts with what the first night needs:
the definitions, immediate safety, and Tonight. Each question carries a comment that says what of it is Norfolk's.
Whoever has read a question and stands by it deletes its comment; `playbook check` counts those that are left.
"""

import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parent
MODEL = "norfolk"
FIRST = ("immediate-safety",)
TO_REVIEW = "# To review: "

_NATIONAL = "england"
_HEADER, _TONIGHT = "playbook.toml", "tonight.toml"
_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_ENTRY = re.compile(r"\[\[?(?:(?P<kind>strand|definition)\.)?[a-z-]+(?:\.(?P<part>consideration|part))?\]\]?")
_DUE = re.compile(r'^due = (?:"(?P<plain>[^"]+)"|\{(?P<table>.*)\})', re.M)
# Names that mean something in Norfolk alone. Written as people write them: the codes of roles are the same everywhere.
_NAMES = re.compile(
    r"Norfolk|Norwich|Wymondham|King's Lynn|Great Yarmouth|Targeted Youth Support(?: Service)?|ROSE|St Giles"
    r"|MACE|CADS|Liquidlogic"
)


class CannotStart(ValueError):
    """The folder cannot be made; the message says why."""


def start(folder: Path, county: str, title: str, strands: Collection[str] = FIRST) -> list[Path]:
    """Writes `folder`/`county` and answers what was written. Raises CannotStart, and then writes nothing."""
    _check(folder, county, title)
    content = {path: _read(path) for path in sorted((SHIPPED / MODEL).glob("*.toml")) if path.name != _HEADER}
    taken = {path: text for path, text in content.items() if _is_taken(text, strands)}
    unknown = sorted(set(strands) - {code for text in content.values() for code in _strands(text)})
    if unknown:
        raise CannotStart(f"no strand is called {', '.join(unknown)}")
    codes = {code for text in taken.values() for code in re.findall(r'^code = "([a-z0-9-]+)"', text, re.M)}
    texts = {path.name: _marked(text) for path, text in taken.items()}
    texts[_TONIGHT] = _tonight(content[SHIPPED / MODEL / _TONIGHT], codes)
    left = {path: text for path, text in content.items() if path not in taken and _strands(text)}
    texts[_HEADER] = _header(title, left)
    home = folder / county
    home.mkdir(parents=True)
    for name, text in texts.items():
        (home / name).write_text(text, encoding="utf-8")
    return [home / name for name in sorted(texts)]


def to_review(home: Path) -> int:
    """How many marks are left in a county's folder."""
    return sum(f"\n{_read(path)}".count(f"\n{TO_REVIEW}") for path in home.glob("*.toml"))


def strand_codes() -> list[str]:
    """What can be taken."""
    return [code for path in sorted((SHIPPED / MODEL).glob("*.toml")) for code in _strands(_read(path))]


def _check(folder: Path, county: str, title: str) -> None:
    if not _CODE.fullmatch(county) or len(county) > 60:
        raise CannotStart(f'"{county}" cannot name a folder: small letters, digits and hyphens, such as east-anglia')
    if county == _NATIONAL:
        raise CannotStart(f"the folder {_NATIONAL} holds the statutory deadlines of all counties")
    if (folder / county).exists():
        raise CannotStart(f"{county} exists already, and nothing in it is overwritten")
    if not 1 <= len(title.strip()) <= 80 or not title.isprintable():
        raise CannotStart("the title needs 1 to 80 characters on one line")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _strands(text: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = tomllib.loads(text).get("strand", {})
    return found


def _is_taken(text: str, strands: Collection[str]) -> bool:
    """Files with definitions always; a file with a strand that is wanted, whole."""
    content = tomllib.loads(text)
    return "definition" in content or bool(set(content.get("strand", {})) & set(strands))


def _blocks(text: str) -> Iterator[list[str]]:
    """The lines before the first entry, then those of each entry."""
    block: list[str] = []
    for line in text.splitlines():
        if _ENTRY.fullmatch(line.partition("#")[0].strip()) and block:
            yield block
            block = []
        block.append(line)
    yield block


def _marked(text: str) -> str:
    lines: list[str] = []
    for block in _blocks(text):
        entry = _ENTRY.fullmatch(block[0].partition("#")[0].strip())
        if entry:
            lines.append(TO_REVIEW + "; ".join(_reasons(entry, block)) + ".")
        lines += block
    return "\n".join(lines).rstrip() + "\n"


def _reasons(entry: re.Match[str], block: Sequence[str]) -> Iterator[str]:
    body = "\n".join(line for line in block if not line.startswith("#"))
    yield {
        "consideration": "the question, its strength, who leads on it",
        "part": "the question and what each answer means",
    }.get(entry["part"] or "", f"the words of this {entry['kind']}")
    due = _DUE.search(body)
    if due and due["plain"]:
        yield f"whether {due['plain']} is right for you"
    elif due and '"local"' in due["table"]:
        yield "the deadline, which Norfolk set for itself"
    names = sorted(set(_NAMES.findall(body)))
    if names:
        yield f"names of Norfolk: {', '.join(names)}"


def _tonight(text: str, codes: Collection[str]) -> str:
    """The questions of Tonight whose considerations were all taken."""
    kept: list[str] = []
    for block in _blocks(text):
        body = "\n".join(block)
        shown = tomllib.loads(body).get("tonight", [])
        if all(code in codes for question in shown for code in question["considerations"]):
            kept.append(body)
    return "\n".join(kept).rstrip() + "\n"


def _header(title: str, left: Mapping[Path, str]) -> str:
    lines = [
        "# A county's playbook: what its guide asks. How to go on: docs/guide/changing-the-playbook.md.",
        f'# Taken from Norfolk. Each comment that begins with "{TO_REVIEW.strip()}" says what to look at in the entry',
        "# below it; delete it once somebody who answers for the question has read it.",
        f"title = {json.dumps(title.strip(), ensure_ascii=False)}",
        'edition_name = "First draft"',
        "",
        "# Sections of the guide that this edition carries whole. Name none before every question of it was reviewed.",
        "sections = []",
    ]
    if left:
        lines += ["", f"# Not taken yet. Copy the file from the folder {MODEL} when you are ready for it:"]
    for path, text in left.items():
        for strand in _strands(text).values():
            lines.append(f"#   {path.name}: {strand['title']}, {len(strand['consideration'])} questions")
    return "\n".join(lines) + "\n"
