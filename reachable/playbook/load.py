"""Reads a county's folder of TOML files into one checked Playbook."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from .schema import Playbook

_HEADER = "playbook.toml"
_TABLES = {"strand", "definition", "tonight"}


class PlaybookError(ValueError):
    """The playbook cannot be read; the message names the file and what is wrong."""


def load(folder: Path, county: str) -> Playbook:
    """The playbook of `county`, from `folder`/`county`/*.toml. Raises PlaybookError."""
    home = Path(folder) / county
    header = _read(home / _HEADER)
    values: dict[str, Any] = {**header, "county": county, "strands": {}, "definitions": {}, "tonight": []}
    for path in sorted(home.glob("*.toml")):
        if path.name != _HEADER:
            _merge(values, _read(path), path)
    try:
        return Playbook.model_validate(values)
    except ValidationError as error:
        raise PlaybookError(_plain(error, home)) from error


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise PlaybookError(f"{path.parent.name}/{path.name} is missing") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PlaybookError(f"{path.parent.name}/{path.name} cannot be read: {error}") from error


def _merge(values: dict[str, Any], content: dict[str, Any], path: Path) -> None:
    unknown = sorted(set(content) - _TABLES)
    if unknown:
        raise PlaybookError(f"{path.name}: unknown table {', '.join(unknown)}")
    for code, body in content.get("strand", {}).items():
        _place(values["strands"], code, _strand(code, body), path)
    for code, body in content.get("definition", {}).items():
        parts = body.get("part", [])
        rest = {key: value for key, value in body.items() if key != "part"}
        _place(values["definitions"], code, {**rest, "code": code, "parts": parts}, path)
    values["tonight"].extend(content.get("tonight", []))


def _strand(code: str, body: dict[str, Any]) -> dict[str, Any]:
    """An item that does not say whom it is about is about what its strand is about."""
    items = [{"about": body.get("about"), **item} for item in body.get("consideration", [])]
    rest = {key: value for key, value in body.items() if key != "consideration"}
    return {**rest, "code": code, "considerations": items}


def _place(where: dict[str, Any], code: str, body: dict[str, Any], path: Path) -> None:
    if code in where:
        raise PlaybookError(f'{path.name}: "{code}" stands in another file already')
    where[code] = body


def _plain(error: ValidationError, home: Path) -> str:
    lines = []
    for problem in error.errors():
        place = " > ".join(str(step) for step in problem["loc"])
        lines.append(f"{home.name}: {place}: {problem['msg']}")
    return "\n".join(lines)
