"""What the directory of a county starts with, read from the county's folder: directory/directory.toml.

A folder of its own, because it is no part of an edition: contact points change weekly, and people keep them on screen.
"""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator

from .schema import ClauseId, Code

FILE = Path("directory") / "directory.toml"
Kind = Literal["hospital", "suite", "team", "service", "authority"]
AgencyKind = Literal[
    "childrens-services", "police", "health", "youth-justice", "youth-support",
    "education", "housing", "probation", "voluntary", "other-authority",
]  # fmt: skip
Name = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
Source = Annotated[str, StringConstraints(pattern=r"^(guide|not in the guide)", max_length=200)]
KINDS: tuple[Kind, ...] = ("hospital", "suite", "team", "service", "authority")


class DirectorySeedError(ValueError):
    """The file cannot be read; the message says what is wrong."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AgencySeed(_Frozen):
    code: Code
    name: Name
    kind: AgencyKind
    source: Source


class PointSeed(_Frozen):
    code: Code
    kind: Kind
    name: Name
    source: Source  # where it was found: the guide, or where else
    agency: str = ""  # the code of an agency of this file
    telephone: str = ""
    mailbox: str = ""
    where: Annotated[str, StringConstraints(max_length=200)] = ""
    clauses: tuple[ClauseId, ...] = ()
    note: Annotated[str, StringConstraints(max_length=300)] = ""
    custody_workers: bool | None = None  # of a suite: do they come there? left out: not known


class DirectorySeed(_Frozen):
    agencies: tuple[AgencySeed, ...] = ()
    points: tuple[PointSeed, ...] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        known = [row.code for row in self.agencies]
        codes = [row.code for row in self.points]
        twice = sorted({code for code in known if known.count(code) > 1} | {c for c in codes if codes.count(c) > 1})
        if twice:
            raise ValueError(f"used twice: {', '.join(twice)}")
        strangers = sorted({row.agency for row in self.points if row.agency and row.agency not in known})
        if strangers:
            raise ValueError(f"no such agency: {', '.join(strangers)}")
        return self


def read(folder: Path, county: str) -> DirectorySeed:
    """Empty where the county has no such file."""
    path = Path(folder) / county / FILE
    if not path.exists():
        return DirectorySeed()
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return DirectorySeed.model_validate(_arranged(content))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise DirectorySeedError(f"{county}/{FILE.as_posix()}: {error}") from error


def _arranged(content: dict[str, Any]) -> dict[str, Any]:
    """One table for each kind in the file, one list of points in the program; unknown tables are refused."""
    rest = {table: rows for table, rows in content.items() if table not in ("agency", *KINDS)}
    points = [{**row, "kind": kind} for kind in KINDS for row in content.get(kind, [])]
    return {**rest, "agencies": content.get("agency", []), "points": points}
