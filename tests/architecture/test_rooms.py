"""Every room is built the same way."""

import ast
from pathlib import Path

import pytest

from reachable.common import happenings
from tests.architecture import source

CLOCK = source.ROOT / "reachable" / "common" / "clock.py"
READS_THE_CLOCK = {
    ("timezone", "now"), ("timezone", "localtime"), ("timezone", "localdate"), ("datetime", "now"),
    ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time"), ("functions", "Now"),
}  # fmt: skip
SIGNALS = {"pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed", "pre_init", "post_init", "post_migrate"}
ABOVE_GROUND = ("oversight", "meetings", "responses", "safety", "incidents", "people", "directory")
VAGUE = {"utils", "util", "helpers", "helper", "misc", "tools", "managers", "services"}


def _where(path: Path, node: ast.AST) -> str:
    return f"{source.name_of(path)}:{getattr(node, 'lineno', 0)}"


def test_no_room_listens_to_signals() -> None:
    found = [
        f"{source.name_of(path)}:{line} {name}"
        for path in source.python_files("reachable", "config")
        for line, name in source.imported(path)
        if name.startswith(("django.dispatch", "django.db.models.signals")) or name.rpartition(".")[2] in SIGNALS
    ]
    assert found == []


def test_saving_does_nothing_but_save() -> None:
    found = [
        f"{_where(path, node)} {node.name}"
        for path in source.python_files("reachable")
        for node in source.functions(path)
        if node.name in {"save", "delete", "save_base"} and "web" not in path.parts
    ]
    assert found == []


def test_only_the_clock_module_reads_the_clock() -> None:
    found = [
        f"{_where(path, node)} {node.value.id}.{node.attr}"
        for path in source.python_files("reachable", "config")
        if path != CLOCK
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if (node.value.id, node.attr) in READS_THE_CLOCK
    ]
    found += [
        f"{source.name_of(path)}:{line} {name}"
        for path in source.python_files("reachable", "config")
        for line, name in source.imported(path)
        if name in {"django.db.models.functions.Now", "time.time", "django.utils.timezone.now"}
    ]
    assert found == []


def test_no_column_fills_itself_with_the_time() -> None:
    found = [
        _where(path, node)
        for path in source.python_files("reachable")
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}
    ]
    assert found == []


def test_nothing_is_imported_late_to_dodge_a_contract() -> None:
    found = [
        f"{_where(path, inner)} in {function.name}"
        for path in source.python_files("reachable")
        if path.name != "apps.py"  # ready() runs when the rooms can be imported; that is what it is for
        for function in source.functions(path)
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom) and _is_ours(inner)
    ]
    assert found == []


def _is_ours(node: ast.Import | ast.ImportFrom) -> bool:
    """A package may be loaded late for what it costs; a room may not, the contracts read the top of a file."""
    if isinstance(node, ast.ImportFrom):
        return bool(node.level) or (node.module or "").split(".")[0] in ("reachable", "config")
    return any(alias.name.split(".")[0] in ("reachable", "config") for alias in node.names)


def test_every_file_is_named_after_what_it_holds() -> None:
    found = [source.name_of(p) for p in source.python_files("reachable", "config") if p.stem in VAGUE]
    found += [source.name_of(p) for p in (source.ROOT / "reachable").rglob("*") if p.is_dir() and p.name in VAGUE]
    assert found == []


@pytest.mark.parametrize("module", ["queries", "operations"])
def test_no_query_or_operation_hands_out_a_queryset(module: str) -> None:
    wrong = []
    for path, function in (found for room in source.ROOMS for found in source.offered(room, module)):
        answer = ast.unparse(function.returns) if function.returns else ""
        if not answer or "QuerySet" in answer or "Manager" in answer or answer.startswith("type["):
            wrong.append(f"{_where(path, function)} {function.name} -> {answer or 'nothing declared'}")
    assert wrong == []


def test_pages_and_jobs_reach_records_through_queries_and_operations() -> None:
    found = [
        f"{source.name_of(path)}:{line} {name}"
        for path in source.python_files("reachable/web", "reachable/jobs")
        for line, name in source.imported(path)
        if name.startswith("reachable.") and "models" in name.split(".")
    ]
    assert found == []


def test_pages_touch_no_querysets() -> None:
    found = [
        _where(path, node)
        for path in source.python_files("reachable/web", "reachable/jobs")
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "select_related"}
    ]
    assert found == []


def test_another_room_takes_only_what_a_room_offers() -> None:
    """Of a folder of operations, other rooms import what its `__init__` offers and no file inside it."""
    found = []
    for path in source.python_files("reachable"):
        room = path.relative_to(source.ROOT / "reachable").parts[0]
        for line, name in source.imported(path):
            parts = name.split(".")
            if parts[0] != "reachable" or parts[1:2] == [room] or parts[2:3] != ["operations"] or len(parts) < 4:
                continue
            if (source.ROOT / "/".join(parts[:4])).with_suffix(".py").exists():
                found.append(f"{source.name_of(path)}:{line} {name}")
    assert found == []


def _operations(rooms: tuple[str, ...]) -> list[tuple[Path, ast.FunctionDef]]:
    return [found for room in rooms for found in source.offered(room, "operations")]


def _told(function: ast.FunctionDef) -> set[str]:
    return {argument.arg for argument in function.args.kwonlyargs}


def test_every_operation_runs_inside_the_trail() -> None:
    operations = _operations(ABOVE_GROUND)
    assert [f"{_where(p, f)} {f.name}" for p, f in operations if "operation" not in source.decorators(f)] == []


def test_every_operation_is_told_who_acts_and_when() -> None:
    operations = _operations(ABOVE_GROUND)
    assert [f"{_where(p, f)} {f.name}" for p, f in operations if not {"by", "at"} <= _told(f)] == []


def test_every_operation_of_the_ground_is_told_when_and_leaves_a_trace() -> None:
    """Those rooms are called from inside somebody's operation, or by the worker, who is nobody."""
    untimed, untraced = [], []
    for path, function in _operations(("audit", "outbox")):
        if "at" not in _told(function):
            untimed.append(f"{_where(path, function)} {function.name}")
        calls = {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
        if "operation" not in source.decorators(function) and "log.record" not in calls:
            untraced.append(f"{_where(path, function)} {function.name}")
    assert untimed == []
    assert untraced == []


def test_every_query_for_people_starts_with_who_asks() -> None:
    wrong = []
    rooms = ("oversight", "meetings", "responses", "safety", "incidents", "audit")
    for path, function in (found for room in rooms for found in source.offered(room, "queries")):
        first = (function.args.posonlyargs + function.args.args)[:1]
        if not first or first[0].arg not in {"professional", "viewer"}:
            wrong.append(f"{_where(path, function)} {function.name}")
    assert wrong == []


def test_every_happening_is_heard_by_somebody() -> None:
    kinds = [k for k in vars(happenings).values() if isinstance(k, type) and issubclass(k, happenings.Told)]
    unheard = [
        k.__name__
        for k in kinds
        if k not in (happenings.Told, happenings.Happening) and not happenings._listeners.get(k)
    ]
    assert unheard == []
