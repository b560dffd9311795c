"""Reads a county's folder of TOML files into one checked Playbook."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from .schema import Due, Playbook

_HEADER = "playbook.toml"
_TABLES = {"strand", "definition", "tonight", "meeting", "purpose", "outcome", "table"}
_SEVERAL = {"seat": "seats"}
_ENGLAND = ("england", "deadlines.toml")
_SHIPPED = Path(__file__).parent


class PlaybookError(ValueError):
    """The playbook cannot be read; the message names the file and what is wrong."""


def load(folder: Path, county: str) -> Playbook:
    """The playbook of `county`, from `folder`/`county`/*.toml. Raises PlaybookError."""
    home = Path(folder) / county
    header = _read(home / _HEADER)
    values: dict[str, Any] = {**header, "county": county, "strands": {}, "definitions": {}, "tonight": []}
    values |= {"meetings": {}, "purposes": [], "outcomes": {}, "tables": {}}
    statutory = deadlines(Path(folder))
    for path in sorted(home.glob("*.toml")):
        if path.name != _HEADER:
            _merge(values, _read(path), path, statutory)
    _name_outcomes(values)
    try:
        return Playbook.model_validate(values)
    except ValidationError as error:
        raise PlaybookError(_plain(error, home.name)) from error


def deadlines(folder: Path) -> dict[str, Due]:
    """The statutory deadlines by rule: those beside the county, or the program's own. Raises PlaybookError."""
    beside = folder.joinpath(*_ENGLAND)
    content = _read(beside if beside.exists() else _SHIPPED.joinpath(*_ENGLAND))
    unknown = sorted(set(content) - {"deadline"})
    if unknown:
        raise PlaybookError(f"{'/'.join(_ENGLAND)}: unknown table {', '.join(unknown)}")
    found = {}
    for rule, body in content.get("deadline", {}).items():
        try:
            found[rule] = Due.model_validate({**body, "kind": "statutory", "rule": rule})
        except ValidationError as error:
            raise PlaybookError(_plain(error, f"{'/'.join(_ENGLAND)}: {rule}")) from error
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise PlaybookError(f"{path.parent.name}/{path.name} is missing") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PlaybookError(f"{path.parent.name}/{path.name} cannot be read: {error}") from error


def _merge(values: dict[str, Any], content: dict[str, Any], path: Path, statutory: Mapping[str, Due]) -> None:
    unknown = sorted(set(content) - _TABLES)
    if unknown:
        raise PlaybookError(f"{path.name}: unknown table {', '.join(unknown)}")
    for code, body in content.get("strand", {}).items():
        items = [_item(item, body.get("about"), path, statutory) for item in body.get("consideration", [])]
        rest = {key: value for key, value in body.items() if key != "consideration"}
        _place(values["strands"], code, {**rest, "code": code, "considerations": items}, path)
    for code, body in content.get("definition", {}).items():
        parts = body.get("part", [])
        rest = {key: value for key, value in body.items() if key != "part"}
        _place(values["definitions"], code, {**rest, "code": code, "parts": parts}, path)
    for code, body in content.get("meeting", {}).items():
        rest = {_SEVERAL.get(key, key): value for key, value in body.items()}
        _place(values["meetings"], code, {**rest, "code": code}, path)
    for code, fields in content.get("outcome", {}).items():
        _place(values["outcomes"], code, fields, path)
    values["tonight"].extend(content.get("tonight", []))
    values["purposes"].extend(content.get("purpose", []))
    for name, lines in content.get("table", {}).items():
        values["tables"].setdefault(name, []).extend(lines)


def _name_outcomes(values: dict[str, Any]) -> None:
    """A kind of meeting names what it decides for each young person; the fields stand once, whoever names them."""
    outcomes = values.pop("outcomes")
    for code, body in values["meetings"].items():
        named = body.get("outcome")
        if isinstance(named, str):
            if named not in outcomes:
                raise PlaybookError(f'meeting {code}: there is no outcome "{named}"')
            body["outcome"] = outcomes[named]


def _item(item: dict[str, Any], about: str | None, path: Path, statutory: Mapping[str, Due]) -> dict[str, Any]:
    """An item that does not say whom it is about is about what its strand is about; a rule becomes its deadline."""
    values = {"about": about, **item}
    due = item.get("due")
    if isinstance(due, dict) and "rule" in due:
        place, rule = f"{path.name}: {item.get('code')}", str(due["rule"])
        if set(due) != {"rule"}:
            raise PlaybookError(f'{place}: a deadline by rule says nothing beside the rule; "{rule}" has it all')
        if rule not in statutory:
            raise PlaybookError(f'{place}: {"/".join(_ENGLAND)} has no rule "{rule}"')
        values["due"] = statutory[rule].model_dump()
    return values


def _place(where: dict[str, Any], code: str, body: dict[str, Any], path: Path) -> None:
    if code in where:
        raise PlaybookError(f'{path.name}: "{code}" stands in another file already')
    where[code] = body


def _plain(error: ValidationError, name: str) -> str:
    lines = []
    for problem in error.errors():
        place = " > ".join(str(step) for step in problem["loc"])
        lines.append(f"{name}: {place}: {problem['msg']}" if place else f"{name}: {problem['msg']}")
    return "\n".join(lines)
