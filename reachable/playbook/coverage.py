"""How the guide is carried: for each clause, the items that ask it, the rules that enforce it, the tests that prove it.

Reads source with `ast` and imports none of it, so that it needs neither Django nor a database.
"""

import ast
import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypedDict

from .check import clauses_of
from .schema import Playbook

_CLAUSE = re.compile(r"\b[A-Z]{3}-[1-9][0-9]*\b")
_RULE_MODULES = ("policies", "operations", "triggers")
RULES_FILE = "guide_coverage.json"  # beside the register: the page reads it, and parses no source
GATE = "gate"  # a kind of clause: something must not go ahead until it holds
NOT_CARRIED, ASKED, ENFORCED = "not yet carried", "asked", "enforced"


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
    gate: bool  # whether the register calls it a gate: only asking it is then not enough


class Gate(Protocol):
    """As `responses.gates` declares one; the playbook knows no room above it."""

    @property
    def title(self) -> str: ...

    @property
    def clauses(self) -> tuple[str, ...]: ...

    @property
    def refuses(self) -> str: ...

    @property
    def enforced(self) -> bool: ...


@dataclass(frozen=True)
class Counts:
    """How far the guide is carried, in numbers of clauses."""

    clauses: int
    enforced: int
    asked: int
    not_carried: int

    @property
    def sentence(self) -> str:
        return (
            f"{self.clauses} clauses: {self.enforced} enforced, {self.asked} asked, {self.not_carried} {NOT_CARRIED}."
        )


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


def rules_as_json(rules: Sequence[Rule]) -> str:
    """The rules as a file that an installation can read without parsing the source."""
    listed = [{"module": r.module, "function": r.function, "clauses": sorted(r.clauses)} for r in rules]
    return json.dumps(listed, indent=1) + "\n"


def rules_from_json(text: str) -> list[Rule]:
    return [Rule(one["module"], one["function"], frozenset(one["clauses"])) for one in json.loads(text)]


def rows(
    clauses: Sequence[Clause],
    playbook: Playbook,
    rules: Sequence[Rule],
    tests: Mapping[str, Sequence[str]],
    gates: Collection[Gate] = (),
) -> list[Row]:
    """One row for each clause of the register, in its order. What a gate does not refuse yet is only asked."""
    items, open_gates = clauses_of(playbook), not_enforced(gates)
    found = []
    for one in clauses:
        clause = one["id"]
        carrying = [rule for rule in rules if clause in rule.clauses]
        level = ASKED if items.get(clause) or carrying else NOT_CARRIED
        if any(rule.is_policy for rule in carrying) and clause not in open_gates:
            level = ENFORCED
        names, marked = [rule.name for rule in carrying], list(tests.get(clause, ()))
        asking, is_gate = items.get(clause, []), one["kind"] == GATE
        found.append(Row(clause=clause, items=asking, rules=names, tests=marked, level=level, gate=is_gate))
    return found


def counts(rows: Sequence[Row]) -> Counts:
    levels = [row["level"] for row in rows]
    return Counts(len(levels), levels.count(ENFORCED), levels.count(ASKED), levels.count(NOT_CARRIED))


def not_enforced(gates: Collection[Gate]) -> dict[str, Gate]:
    """The clauses whose gate refuses nothing yet, each with its gate."""
    return {clause: gate for gate in gates if not gate.enforced for clause in gate.clauses}


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


def gates_only_asked(rows: Sequence[Row]) -> list[str]:
    """The gates that are asked and refuse nothing, a sentence each. What nothing carries at all is one of `gaps`."""
    waiting = [row["clause"] for row in rows if row["gate"] and row["level"] == ASKED]
    return [f"{clause}: it is a gate, and it is only asked: no policy refuses by it" for clause in waiting]


def gates_not_enforced(clauses: Sequence[Clause], rows: Sequence[Row]) -> list[str]:
    """The gates of the guide that no policy enforces yet."""
    gates = {clause["id"] for clause in clauses if clause["kind"] == GATE}
    return [row["clause"] for row in rows if row["clause"] in gates and row["level"] != ENFORCED]


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
