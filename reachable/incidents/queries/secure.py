"""One young person and the court; and who is known to be in which secure establishment (CRT-5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.playbook.establishments import Establishment, shipped

from .. import policies
from ..choices import FactKind, Where
from ..models import Fact
from ..policies import SameDay, Sides
from .court import (
    Around,
    Hearing,
    Involved,
    about,
    due_of,
    hearings_of,
    hidden_links,
    look_around,
    met_at,
    said_out_of_reach,
)
from .facts import FactLine
from .links import LinkLine
from .overview import Heading
from .whom_to_ring import Ring

SECURE = (Where.CUSTODY, Where.ELSEWHERE)  # where somebody is said to be who may be in an establishment


class Checked(StrEnum):
    FOUND = "found"
    NONE_KNOWN = "none-known"
    ASKED = "asked"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True)
class SomebodyThere:
    """Of this incident or a linked one, believed to be there; `sides` by their roles, as the reader may know them."""

    who: Involved
    because: str
    sides: Sides


@dataclass(frozen=True)
class EstablishmentRow:
    """`said` are the checks that stand, newest first; with one that found somebody the state is found, whatever a later
    one says. `unseen` is how many are there whom the reader may not see, `ring` whom he asks about them.
    """

    code: str
    name: str
    state: Checked
    said: tuple[FactLine, ...]
    is_here: bool  # the young person is said to be there already
    there: tuple[SomebodyThere, ...]
    unseen: int
    ring: tuple[Ring, ...]


@dataclass(frozen=True)
class YoungPersonInCourt:
    """`remand` is the newest that stands and that no release followed."""

    heading: Heading
    who: Involved
    hearings: tuple[Hearing, ...]
    may_meet: tuple[SameDay, ...]
    position: FactLine | None
    support: FactLine | None
    outside: FactLine | None
    charged: FactLine | None
    remand: FactLine | None
    released: FactLine | None
    establishments: tuple[EstablishmentRow, ...]
    facts: tuple[FactLine, ...]
    everybody: tuple[Involved, ...]
    sees_network: bool


def young_person_in_court(professional: Professional, reference: str, key: UUID, at: datetime) -> YoungPersonInCourt:
    around = look_around(professional, reference, at)
    who = around.involved.get(key)
    if who is None or who.reference != around.heading.reference:
        raise NotFound("young person")
    every = hearings_of(around, at)
    ahead = [one for one in every if not one.is_past]
    meetings = policies.may_meet(due_of(ahead))
    rows = _establishments(professional, around, who)
    shown = {one.who.line.key: one.who for row in rows for one in row.there}
    meeting = tuple(one for one in meetings if who.line.person_key in (one.one.person_key, one.other.person_key))
    met = {end.person_key for one in meeting for end in (one.one, one.other)}
    shown.update({one.line.key: one for one in around.involved.values() if one.line.person_key in met})

    def newest(kind: str) -> FactLine | None:
        return next(iter(around.standing(key, kind)), None)

    return YoungPersonInCourt(
        heading=around.heading,
        who=who,
        hearings=tuple(sorted((one for one in every if one.who.line.key == key), key=_ahead_first)),
        may_meet=meeting,
        position=newest(FactKind.BAIL_POSITION),
        support=newest(FactKind.COURT_SUPPORT),
        outside=newest(FactKind.OUTSIDE_COURT),
        charged=newest(FactKind.CHARGED),
        remand=remand_of(around, key),
        released=newest(FactKind.RELEASED),
        establishments=rows,
        facts=tuple(line for row, line in around.said if about(row) == key),
        everybody=tuple({key: who, **shown}.values()),
        sees_network=professional.holds(Permission.SEE_NETWORK),
    )


def remand_of(around: Around, key: UUID) -> FactLine | None:
    """The newest that stands; none where a release was recorded that came after it."""
    remand = next(iter(around.standing(key, FactKind.REMANDED)), None)
    if remand is None:
        return None
    since = [one for one in around.standing(key, FactKind.RELEASED) if met_at(one) > met_at(remand)]
    return None if since else remand


def _ahead_first(one: Hearing) -> tuple[bool, bool, float]:
    """What lies ahead in order of time, then what has no day, then what is past, the latest first."""
    stamp = met_at(one.fact).timestamp()
    return one.is_past, one.on is None, -stamp if one.is_past else stamp


def _establishments(professional: Professional, around: Around, who: Involved) -> tuple[EstablishmentRow, ...]:
    checks = around.standing(who.line.key, FactKind.ESTABLISHMENT_CHECKED)
    places = {key: _places(around, one) for key, one in around.involved.items()}
    hidden = _places_out_of_reach(professional, around)
    return tuple(_row(one, around, who, checks, places, hidden) for one in shipped() if not one.closed)


def _places(around: Around, one: Involved) -> tuple[tuple[str, str], ...]:
    """Where somebody may be held, and what says so."""
    found = []
    if (remand := remand_of(around, one.line.key)) and remand.place:
        found.append((remand.place, "remanded there"))
    if one.line.where in SECURE and one.line.place:
        found.append((one.line.place, "said to be there now"))
    return tuple(found)


def _places_out_of_reach(professional: Professional, around: Around) -> tuple[tuple[str, LinkLine], ...]:
    hidden = hidden_links(around.links)
    said = said_out_of_reach(professional, hidden) if hidden else ()
    remands = _newest_remands(said or ())
    return tuple((row.place, hidden[row.incident.reference]) for row in remands if row.place)


def _newest_remands(said: Iterable[Fact]) -> list[Fact]:
    """Of each who was remanded there and not released since."""
    found: dict[UUID | None, Fact] = {}
    for row in said:  # newest first
        if row.kind in (FactKind.REMANDED, FactKind.RELEASED):
            last = found.setdefault(about(row), row)
            if (row.happened_at or row.at) > (last.happened_at or last.at):
                found[about(row)] = row
    return [row for row in found.values() if row.kind == FactKind.REMANDED]


def _row(
    one: Establishment,
    around: Around,
    who: Involved,
    checks: Iterable[FactLine],
    places: Mapping[UUID, tuple[tuple[str, str], ...]],
    hidden: Iterable[tuple[str, LinkLine]],
) -> EstablishmentRow:
    said = tuple(check for check in checks if check.value("establishment") == one.code)
    there = [
        SomebodyThere(other, because[0], policies.sides_of(who, other))
        for key, other in around.involved.items()
        if other.line.person_key != who.line.person_key
        if (because := [why for place, why in places[key] if policies.is_at(one, place)])
    ]
    unseen = [link for place, link in hidden if policies.is_at(one, place)]
    return EstablishmentRow(
        code=one.code,
        name=one.name,
        state=state_of(said),
        said=said,
        is_here=any(policies.is_at(one, place) for place, _ in places[who.line.key]),
        there=tuple(there),
        unseen=len(unseen),
        ring=tuple(dict.fromkeys(ring for link in unseen for ring in link.ring)),
    )


def state_of(said: Iterable[FactLine]) -> Checked:
    links = [one.value("links") for one in said]
    if Checked.FOUND in links:
        return Checked.FOUND
    return next((Checked(one) for one in links if one), Checked.NOT_CHECKED)
