"""Who may meet whom at court, and who is in which secure establishment (CRT-2, CRT-4, CRT-5). Pure: plain values."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import Protocol
from uuid import UUID

from reachable.playbook.establishments import Establishment

from ..choices import Part

_HURT_OR_SAW_IT = frozenset({Part.VICTIM, Part.WITNESS})
_NO_PART_OF_A_NAME = frozenset({"a", "and", "the"})


class Sides(StrEnum):
    OPPOSING = "opposing"
    THE_SAME = "the-same"
    NOT_KNOWN = "not-known"


class InIt(Protocol):
    """Somebody in an incident, and his roles there as the reader may know them."""

    @property
    def incident(self) -> str: ...
    @property
    def parts(self) -> frozenset[str]: ...


@dataclass(frozen=True)
class Due:
    """Somebody who is to be at a court on a day; `court` is empty where nobody said which. A reader who may not know
    that somebody is a witness reads of sides that are not known.
    """

    incident: str
    person_key: UUID
    label: str
    day: date
    court: str
    parts: frozenset[str]


@dataclass(frozen=True)
class SameDay:
    """Two who are not known to be of one side, at one court on one day. `court` is empty where it is not known of both
    of them that it is the same.
    """

    one: Due
    other: Due
    day: date
    court: str
    sides: Sides


def sides_of(one: InIt, other: InIt) -> Sides:
    """From their roles, within one incident: across incidents a victim of one may be with those suspected of the other.

    Whoever is both, or was there in another way, leaves it open; so nobody is taken to be safe for want of a role.
    """
    a, b = _side(one.parts), _side(other.parts)
    if one.incident != other.incident or not a or not b:
        return Sides.NOT_KNOWN
    return Sides.THE_SAME if a == b else Sides.OPPOSING


def _side(parts: Collection[str]) -> str:
    hurt, suspected = bool(_HURT_OR_SAW_IT & set(parts)), Part.SUSPECTED in parts
    if hurt == suspected:
        return ""
    return "hurt" if hurt else "suspected"


def may_meet(due: Iterable[Due]) -> tuple[SameDay, ...]:
    """Everybody who may meet another at court: those of opposing sides first, then by day (CRT-4)."""
    found: dict[tuple[UUID, UUID, date], SameDay] = {}
    for one, other in combinations(sorted(due, key=lambda each: (each.day, each.label)), 2):
        sides = sides_of(one, other)
        if one.day != other.day or one.person_key == other.person_key or sides == Sides.THE_SAME:
            continue
        courts = {_plain(one.court), _plain(other.court)}
        if len(courts - {""}) > 1:
            continue
        court = one.court if len(courts) == 1 else ""
        key = one.person_key, other.person_key, one.day
        if key not in found or court:
            found[key] = SameDay(one, other, one.day, court, sides)
    return tuple(sorted(found.values(), key=lambda each: (each.sides != Sides.OPPOSING, each.day, each.one.label)))


def is_at(establishment: Establishment, place: str) -> bool:
    """Whether a place that somebody typed is this establishment: by its own name, else by its whole code (CRT-5)."""
    words = set(re.findall(r"[^\W\d_]+", _plain(place)))
    before_kind = establishment.name.split(",")[0]
    own = {word.casefold() for word in re.findall(r"[^\W\d_]+", before_kind) if word[0].isupper()}
    own -= _NO_PART_OF_A_NAME
    return bool(own & words) if own else set(establishment.code.split("-")) <= words


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
