"""How the guide is carried: for each clause, the items that ask it, the rules that enforce it, the tests that prove it.

Reads source with `ast` and imports none of it, so that it needs neither Django nor a database.
"""

import ast
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from .check import clauses_of
from .schema import Playbook

_CLAUSE = re.compile(r"\b[A-Z]{3}-[1-9][0-9]*\b")
_RULE_MODULES = ("policies", "operations", "triggers")
NOT_CARRIED = "not yet carried"


class Clause(TypedDict):
    id: str
    section: str
    kind: str
    lead: str
    ask: str


class Row(TypedDict):
    clause: str
    items: list[str]
    rules: list[str]
    tests: list[str]
    level: str


@dataclass(frozen=True)
class Rule:
    """A function that names clauses in its docstring, or passes one as `clause=`."""

    module: str
    function: str
    clauses: frozenset[str]

    @property
    def name(self) -> str:
        return f"{self.module}:{self.function}"

    @property
    def is_policy(self) -> bool:
        """Whether it enforces: it stands in a room's policies. An operation that names a clause only carries it."""
        return "policies" in self.module.split(".")


def register(path: Path) -> list[Clause]:
    """The clauses of the register, in its order."""
    clauses: list[Clause] = tomllib.loads(path.read_text(encoding="utf-8"))["clause"]
    return clauses


def rules(package: Path) -> list[Rule]:
    """The functions of policies, operations and triggers under `package` that carry a clause."""
    found = []
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        if any(name in parts for name in _RULE_MODULES):
            module = ".".join(part for part in parts if part != "__init__")
            found += list(_rules_in(ast.parse(path.read_text(encoding="utf-8")), module))
    return found


def tests(folder: Path) -> dict[str, list[str]]:
    """For each clause, the tests under `folder` marked with it, as pytest writes their names."""
    marked: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        place = path.relative_to(folder.parent).as_posix()
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for clause in _marks(node):
                    marked.setdefault(clause, []).append(f"{place}::{node.name}")
    return marked


def rows(
    clauses: Sequence[Clause], playbook: Playbook, rules: Sequence[Rule], tests: Mapping[str, Sequence[str]]
) -> list[Row]:
    """One row for each clause of the register, in its order."""
    items = clauses_of(playbook)
    return [_row(clause["id"], items.get(clause["id"], []), rules, tests.get(clause["id"], [])) for clause in clauses]


def in_scope(rows: Sequence[Row], sections: Collection[str]) -> list[Row]:
    return [row for row in rows if row["clause"].split("-")[0] in sections]


def gaps(rows: Sequence[Row], sections: Collection[str]) -> list[str]:
    """What is missing for the clauses of `sections`, a sentence each."""
    found = []
    for row in in_scope(rows, sections):
        if not row["items"] and not row["rules"]:
            found.append(f"{row['clause']}: no item and no rule carries it")
        if not row["tests"]:
            found.append(f"{row['clause']}: no test is marked with it")
    return found


def gates_not_enforced(clauses: Sequence[Clause], rows: Sequence[Row]) -> list[str]:
    """The gates of the guide that no policy enforces yet."""
    gates = {clause["id"] for clause in clauses if clause["kind"] == "gate"}
    return [row["clause"] for row in rows if row["clause"] in gates and row["level"] != "enforced"]


def _row(clause: str, items: Sequence[str], rules: Sequence[Rule], tests: Sequence[str]) -> Row:
    carrying = [rule for rule in rules if clause in rule.clauses]
    level = "asked" if items or carrying else NOT_CARRIED
    if any(rule.is_policy for rule in carrying):
        level = "enforced"
    return Row(clause=clause, items=list(items), rules=[r.name for r in carrying], tests=list(tests), level=level)


def _rules_in(tree: ast.Module, module: str) -> Iterator[Rule]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            named = {*_CLAUSE.findall(ast.get_docstring(node) or ""), *_clause_arguments(node)}
            if named:
                yield Rule(module, node.name, frozenset(named))


def _clause_arguments(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.keyword) and inner.arg == "clause" and isinstance(inner.value, ast.Constant):
            yield from _CLAUSE.findall(str(inner.value.value))


def _marks(node: ast.FunctionDef) -> list[str]:
    """The clauses in `@pytest.mark.clause("X")`, also where it marks one set of parameters."""
    found: list[str] = []
    for decorator in node.decorator_list:
        for inner in ast.walk(decorator):
            if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute) and inner.func.attr == "clause":
                found += [str(arg.value) for arg in inner.args if isinstance(arg, ast.Constant)]
    return list(dict.fromkeys(found))
