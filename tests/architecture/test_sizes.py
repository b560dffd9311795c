"""Nothing grows past what a reader holds in the head."""

import ast
from pathlib import Path

from tests.architecture import source

FILE, FUNCTION, VIEW = 300, 40, 25
SUFFIXES = {".py", ".html", ".js", ".scss", ".sh"}


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _files() -> list[Path]:
    folders = [source.ROOT / name for name in ("reachable", "config", "scripts")]
    found = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in SUFFIXES]
    return [path for path in found if "migrations" not in path.parts]


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {source.name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in _files()}
    assert {name: length for name, length in lengths.items() if length > FILE} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    too_long = {
        f"{source.name_of(path)}:{node.lineno} {node.name}": _length(node)
        for path in source.python_files("reachable", "config", "scripts")
        for node in source.functions(path)
        if _length(node) > FUNCTION
    }
    assert too_long == {}


def test_no_view_is_longer_than_25_lines() -> None:
    too_long = {
        f"{source.name_of(path)}:{node.lineno} {node.name}": _length(node)
        for path in source.python_files("reachable/web")
        for node in source.functions(path)
        if "page" in source.decorators(node) and _length(node) > VIEW
    }
    assert too_long == {}
