"""The project's own source, parsed once for the architecture tests."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("responses", "incidents", "people", "directory", "audit", "outbox", "playbook")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def python_files(*folders: str) -> list[Path]:
    """Every Python file under these folders of the project, migrations left out."""
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return [path for path in found if "migrations" not in path.parts]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def public_functions(path: Path) -> list[ast.FunctionDef]:
    """What the module offers: its top-level functions without a leading underscore."""
    return [n for n in tree(path).body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]


def offered(room: str, module: str) -> list[tuple[Path, ast.FunctionDef]]:
    """What a room's operations or queries offer: the file's public functions; of a folder, what `__all__` names."""
    base = ROOT / "reachable" / room / module
    single = base.with_suffix(".py")
    if single.exists():
        return [(single, function) for function in public_functions(single)]
    listed = _all(base / "__init__.py") if base.exists() else set()
    found = [(path, f) for path in sorted(base.rglob("*.py")) for f in public_functions(path)]
    return [(path, function) for path, function in found if function.name in listed]


def _all(path: Path) -> set[str]:
    for node in tree(path).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    raise AssertionError(f"{name_of(path)} names what it offers in __all__")


def decorators(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """The last name of each decorator: `operation` for `@operation` and for `@log.operation`."""
    names = set()
    for decorator in function.decorator_list:
        node = decorator.func if isinstance(decorator, ast.Call) else decorator
        names.add(node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", ""))
    return names


def imported(path: Path) -> list[tuple[int, str]]:
    """(line, dotted name) of everything imported, relative imports made absolute."""
    package = list(path.relative_to(ROOT).with_suffix("").parts)[:-1]
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            found += [(node.lineno, f"{base}.{alias.name}") for alias in node.names]
    return found


def prose(path: Path) -> Iterator[tuple[int, str]]:
    """(line, text) of the string literals that people may read; docstrings left out."""
    hidden = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                hidden.add(id(first.value))
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in hidden:
            yield node.lineno, node.value


@cache
def repository_files() -> tuple[Path, ...]:
    """What is in the repository, or would be with the next commit."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(ROOT / name for name in sorted(listed.split("\0")) if name and (ROOT / name).is_file())


def repository_texts() -> Iterator[tuple[str, str]]:
    """(name, text) of the repository's text files."""
    for path in repository_files():
        try:
            yield name_of(path), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
