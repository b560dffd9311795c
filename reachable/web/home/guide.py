"""How far each clause of the guide is carried, read from the register, the playbook in force and the known rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from django.conf import settings

from reachable.playbook import coverage, reference
from reachable.playbook.schema import Playbook
from reachable.responses import editions
from reachable.responses.gates import GATES

from .guide_places import Place, place_of


@dataclass(frozen=True)
class Line:
    """One clause. `gate` is what its gate will hold back, as long as it does not."""

    clause: str
    kind: str
    lead: str
    says: str
    where: tuple[str, ...]
    level: str
    gate: str
    place: Place


@dataclass(frozen=True)
class Section:
    title: str
    lines: tuple[Line, ...]


def sections() -> tuple[tuple[Section, ...], coverage.Counts]:
    """The clauses in the order of the guide, and how many are carried how far."""
    playbook = editions.in_force()
    clauses, rules = _files(settings.CLAUSES_FILE)
    rows = coverage.rows(clauses, playbook, rules, {}, GATES.values())
    lines = [(clause["section"], _line(clause, row, playbook)) for clause, row in zip(clauses, rows, strict=True)]
    grouped = groupby(lines, key=lambda pair: pair[0])
    found = tuple(Section(title, tuple(line for _, line in held)) for title, held in grouped)
    return found, coverage.counts(rows)


@lru_cache(maxsize=2)
def _files(register: Path) -> tuple[Sequence[coverage.Clause], Sequence[coverage.Rule]]:
    """They come with the program and stay as they are while it runs."""
    rules = coverage.rules_from_json((register.parent / coverage.RULES_FILE).read_text(encoding="utf-8"))
    return coverage.register(register), rules


def _line(clause: coverage.Clause, row: coverage.Row, playbook: Playbook) -> Line:
    gate = coverage.not_enforced(GATES.values()).get(clause["id"])
    return Line(
        clause=clause["id"],
        kind=clause["kind"],
        lead=clause["lead"],
        says=clause["ask"],
        where=tuple(reference.asked_as(playbook, row)),
        level=row["level"],
        gate=gate.refuses if gate else "",
        place=place_of(clause["id"]),
    )
