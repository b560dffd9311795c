"""Who somebody of an incident may be, what of the two is known side by side, and what taking them apart would do."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from reachable.common import clock, references
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.people import queries as people
from reachable.people.matching import Match
from reachable.people.models import Belonging
from reachable.people.queries import MergingLine

from .. import access
from ..models import Involvement, NetworkPerson
from .overview import Heading, heading
from .side_by_side import Row, side_by_side


@dataclass(frozen=True)
class Around:
    """Somebody of this incident: `key` of the letter or of the network; `name` is empty for who sees letters only."""

    key: UUID
    person_key: UUID
    mark: str
    name: str
    is_involved: bool

    @property
    def label(self) -> str:
        return f"{self.name} ({self.mark})" if self.name else self.mark


@dataclass(frozen=True)
class Candidate:
    """Who it may be: what agrees and who holds them. `there` is where the reader may open what is held."""

    person_key: UUID
    agrees: tuple[str, ...]
    held_by: str
    there: tuple[tuple[str, str], ...]  # ("C", this reference) or ("A/0012", "INC-2026-0012")


@dataclass(frozen=True)
class Together:
    """A merging that stands, and what comes apart with it: letters of this incident, and records elsewhere.

    Who may not open what was brought reads neither why it was said nor takes it apart.
    """

    key: UUID
    because: str
    by: str
    at: datetime
    letters: tuple[str, ...]
    elsewhere: int
    may_open: bool


@dataclass(frozen=True)
class SamePersonView:
    heading: Heading
    who: Around
    candidates: tuple[Candidate, ...]
    others: tuple[Around, ...]  # of this incident, who do not look alike: somebody may have given a false name
    together: tuple[Together, ...]  # the latest first


@dataclass(frozen=True)
class TwoView:
    """`rows` are empty where the reader may not open what is held of the other: then nobody is put together."""

    heading: Heading
    who: Around
    other: Candidate
    other_label: str
    other_key: UUID | None  # of the letter in this incident, where they have one
    rows: tuple[Row, ...]

    @property
    def may_open(self) -> bool:
        return bool(self.other.there)


def same_person(professional: Professional, reference: str, key: UUID, at: datetime) -> SamePersonView:
    """Raises NotFound for somebody who is not in, or in the network around, an incident that he may open."""
    told = heading(professional, reference, at)
    everybody = _around(professional, told, at)
    who, record_id = _one(everybody, key)
    scope = access.reach_in(told.incident_id)
    matches = people.may_be(professional, scope, record_id)
    there = _there(professional, told, [match.person_key for match in matches], at)
    known = {who.person_key, *(match.person_key for match in matches)}
    return SamePersonView(
        heading=told,
        who=who,
        candidates=tuple(_candidate(match, there) for match in matches),
        others=tuple(one for one in everybody.values() if one.person_key not in known),
        together=_together(professional, told, people.mergings_of(scope, record_id), at),
    )


def two_people(professional: Professional, reference: str, key: UUID, other: UUID, at: datetime) -> TwoView:
    """The two side by side, as far as this reader may read each. NotFound for whom he has no reason to ask about."""
    told = heading(professional, reference, at)
    everybody = _around(professional, told, at)
    who, record_id = _one(everybody, key)
    matches = people.may_be(professional, access.reach_in(told.incident_id), record_id)
    there = _there(professional, told, [other], at)
    match = next((one for one in matches if one.person_key == other), None)
    if other == who.person_key or (match is None and other not in there):
        raise NotFound("person")
    candidate = _candidate(match or Match(other, (), ""), there)
    scope = access.reach(professional, at)
    rows = side_by_side(professional, scope, who.person_key, other, clock.local_date(at)) if candidate.there else ()
    here = next((one for one in everybody.values() if one.person_key == other), None)
    named = here.label if here else ", ".join(mark for mark, _ in candidate.there)
    return TwoView(told, who, candidate, named, here.key if here and here.is_involved else None, rows)


def coming_apart(
    professional: Professional, reference: str, key: UUID, merging: UUID, at: datetime
) -> tuple[SamePersonView, Together]:
    """What taking these apart would do; NotFound unless the merging stands."""
    view = same_person(professional, reference, key, at)
    found = next((one for one in view.together if one.key == merging), None)
    if found is None or not found.may_open:
        raise NotFound("merging")
    return view, found


def _around(professional: Professional, told: Heading, at: datetime) -> dict[int, Around]:
    """Everybody of the incident and its network, by record; somebody with a letter by that. Three statements."""
    involved = Involvement.objects.filter(incident=told.incident_id, now_known_as__isnull=True)
    network = NetworkPerson.objects.filter(incident=told.incident_id, review_on__gte=clock.local_date(at))
    rows: list[Involvement | NetworkPerson] = [
        *network.select_related("record").order_by("number"),
        *involved.select_related("record").order_by("position"),
    ]
    whose = people.current_person_keys([row.record_id for row in rows])
    found: dict[UUID, tuple[int, Around]] = {}
    for row in rows:
        mark = row.letter if isinstance(row, Involvement) else row.mark
        name = "" if professional.letters_only else row.record.display_name
        key = whose[row.record_id]
        found[key] = (row.record_id, Around(row.key, key, mark, name, isinstance(row, Involvement)))
    return dict(found.values())


def _one(everybody: Mapping[int, Around], key: UUID) -> tuple[Around, int]:
    for record_id, one in everybody.items():
        if one.key == key:
            return one, record_id
    raise NotFound("person")


def _there(
    professional: Professional, told: Heading, keys: Collection[UUID], at: datetime
) -> dict[UUID, tuple[tuple[str, str], ...]]:
    """Where this reader meets each of these: in this incident first. What he may not open is left out."""
    whose = dict(
        Belonging.objects.filter(person__key__in=keys, until_at__isnull=True).values_list("record_id", "person__key")
    )
    if not whose:
        return {}
    open_ = access.visible(professional, at)
    found: dict[UUID, list[tuple[bool, str, str]]] = {}
    letters = Involvement.objects.filter(record__in=whose, incident__in=open_, now_known_as__isnull=True)
    network = NetworkPerson.objects.filter(record__in=whose, incident__in=open_, review_on__gte=clock.local_date(at))
    for row in (*_with_incident(letters), *_with_incident(network)):
        is_here = row.incident_id == told.incident_id
        mark = row.letter if isinstance(row, Involvement) else row.mark
        text = mark if is_here else references.across(mark, row.incident.reference)
        found.setdefault(whose[row.record_id], []).append((not is_here, text, row.incident.reference))
    return {key: tuple((text, reference) for _, text, reference in sorted(set(some))) for key, some in found.items()}


def _with_incident(rows: QuerySet[Involvement] | QuerySet[NetworkPerson]) -> Iterable[Involvement | NetworkPerson]:
    return rows.select_related("incident")


def _candidate(match: Match, there: Mapping[UUID, tuple[tuple[str, str], ...]]) -> Candidate:
    return Candidate(match.person_key, match.agrees, match.held_by, there.get(match.person_key, ()))


def _together(
    professional: Professional, told: Heading, lines: list[MergingLine], at: datetime
) -> tuple[Together, ...]:
    """Three statements where anything is together, none more however much."""
    moved = {record_id for line in lines for record_id in line.moved}
    if not moved:
        return ()
    reached = access.reach(professional, at).among(moved)
    here = Involvement.objects.filter(incident=told.incident_id, record__in=moved, now_known_as__isnull=False)
    letters = {one.record_id: one.letter for one in here.order_by("position")}
    found = []
    for line in lines:
        may_open = bool(reached.intersection(line.moved))
        if not may_open and not professional.holds(Permission.LOOK_UP_HELD):
            continue  # that they are known elsewhere is for those who may look up what is held
        back = tuple(letter for record_id, letter in letters.items() if record_id in line.moved)
        because = line.because if may_open else ""
        found.append(Together(line.key, because, line.by, line.at, back, len(line.moved) - len(back), may_open))
    return tuple(found)
