"""How a gate stands: what it asks, what is there, what is missing and who can supply it. Plain values.

The rules are in `policies` of the room where the gate lives; pages show the state before anybody runs into it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from .refusals import Refused


@dataclass(frozen=True)
class GateLine:
    """One thing that a gate asks for.

    `words` says what is there, or what is missing, so that it can end the sentence of a refusal: "nobody from health
    is named". `who` can supply it, as roles or names. `is_needed` is false for what is shown and holds nothing back.
    """

    met: bool
    words: str
    who: str = ""
    clause: str = ""
    is_needed: bool = True
    told_by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class GateState:
    """`code` is that of the playbook, `letter` of whom it is about ("" the incident).

    `stands` is how it stands in a few words, never "open" or "closed": "do not make contact yet", "not agreed",
    "agreed". `passed_at`, `passed_by`: the instruction that was given and still holds. `early`: what happened before
    it was agreed, in a sentence.
    """

    code: str
    letter: str
    stands: str
    lines: tuple[GateLine, ...]
    passed_at: datetime | None = None
    passed_by: str = ""
    early: str = ""

    @property
    def missing(self) -> tuple[GateLine, ...]:
        return missing(self.lines)

    @property
    def may_be_passed(self) -> bool:
        return not self.missing


def missing(lines: Iterable[GateLine]) -> tuple[GateLine, ...]:
    return tuple(one for one in lines if one.is_needed and not one.met)


def refuse_unless(lines: Iterable[GateLine], cannot: str, *, clause: str, field: str = "") -> None:
    """Raise Refused in one sentence where anything that is needed is missing: "`cannot`: this (who); that (who)." """
    found = missing(lines)
    if found:
        says = "; ".join(f"{one.words} ({one.who} can settle it)" if one.who else one.words for one in found)
        raise Refused(f"{cannot}: {says}.", clause=clause, field=field)
