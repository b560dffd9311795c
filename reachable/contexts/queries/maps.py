"""The safety map of a young person, for those who may see it as the young person said; for others, whom to ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents import access as incidents_access
from reachable.incidents import queries as incidents
from reachable.incidents.models import Incident
from reachable.incidents.queries import Heading, Whom

from .. import editions, permissions
from ..choices import Colour
from ..models import MapPlace, SafetyMap
from ..readers import Seen
from .places import known_place
from .places_lines import KnownPlace


@dataclass(frozen=True)
class PlaceLine:
    """`number` means the same row in every version. `known_as`: the place that it is, where the reader sees it."""

    number: int
    name: str
    kind: str
    kind_label: str
    colour: str
    colour_label: str
    time_codes: tuple[str, ...]
    times: tuple[str, ...]
    who_helps: str
    words: str
    points: tuple[tuple[float, float], ...]
    is_sketch: bool
    known_as: KnownPlace | None = None

    @property
    def colour_word(self) -> str:
        """Red."""
        return self.colour_label.partition(":")[0]


@dataclass(frozen=True)
class MapVersion:
    """`number` counts the versions that this reader sees; `changed` says in words what differs from the one before."""

    key: UUID
    number: int
    made_on: date
    made_with: str
    explained: str
    seen_by: str
    seen_by_label: str
    may_count: bool
    readers: tuple[tuple[UUID, str], ...]
    young_persons_words: str
    places: tuple[PlaceLine, ...]
    by: str
    at: datetime
    changed: str
    said_of: str = ""

    def place(self, number: int) -> PlaceLine | None:
        return next((one for one in self.places if one.number == number), None)


@dataclass(frozen=True)
class AskForMap:
    """Who can say more of a map that this reader does not see."""

    name: str
    telephone: str


@dataclass(frozen=True)
class MapView:
    """`versions` newest first. `ask`: there is a map that this reader does not see."""

    heading: Heading
    whom: Whom
    versions: tuple[MapVersion, ...]
    ask: tuple[AskForMap, ...]
    may_write: bool
    times: tuple[tuple[str, str], ...]  # that a place may be said to have: code, words

    @property
    def stands(self) -> MapVersion | None:
        return self.versions[0] if self.versions else None


def safety_map(professional: Professional, reference: str, key: UUID, at: datetime) -> MapView:
    """Raises NotFound for a young person who is not in an incident that this professional may open."""
    heading, whom, young_id, shown = _shown(professional, reference, key, at)
    times = {one.code: one.title for one in editions.tables().map_times}
    versions: list[MapVersion] = []
    for number, row in enumerate(shown.versions, 1):
        said_of = row.involvement.letter if row.involvement_id != young_id else ""
        versions.append(_version(professional, row, number, times, said_of, versions[-1] if versions else None))
    own_is_hidden = any(one.involvement_id == young_id for one in shown.hidden)
    return MapView(
        heading=heading,
        whom=whom,
        versions=tuple(versions[::-1]),
        ask=tuple(dict.fromkeys(AskForMap(one.by.name, one.by.telephone) for one in shown.hidden)),
        may_write=permissions.may_write_maps(professional) and not own_is_hidden,
        times=tuple(times.items()),
    )


def map_to_change(professional: Professional, reference: str, key: UUID, at: datetime) -> MapView:
    """As `safety_map`; NotFound where there is one that this professional does not see."""
    view = safety_map(professional, reference, key, at)
    if view.ask and not view.may_write:
        raise NotFound("safety map")
    return view


def red_places(professional: Professional, reference: str, key: UUID, at: datetime) -> tuple[PlaceLine, ...]:
    """The red and amber places and ways of the map that stands, for the safety plan: red first.

    None for a reader who does not see the map, as if there were none.
    """
    if not permissions.may_read_maps(professional):
        incidents.heading(professional, reference, at)
        return ()
    shown = _shown(professional, reference, key, at)[3]
    if not shown.versions:
        return ()
    times = {one.code: one.title for one in editions.tables().map_times}
    rows = (row for row in shown.versions[-1].places.all() if row.colour != Colour.GREEN)
    lines = [_place(professional, row, times) for row in rows]
    return tuple(sorted(lines, key=lambda one: one.colour != Colour.RED))


def who_may_be_named(professional: Professional, heading: Heading, at: datetime) -> tuple[tuple[UUID, str], ...]:
    """Those of the team who read what is recorded of young people, for a reader who was given the heading."""
    rows = incidents_access.current_team(at).filter(incident=heading.incident_id)
    found = rows.select_related("professional__agency").prefetch_related("professional__holdings")
    people = {row.professional_id: row.professional for row in found}.values()
    named = [one for one in people if one.holds(Permission.READ_RECORDS) and one.pk != professional.pk]
    return tuple(sorted(((one.key, f"{one.name}, {one.agency.name}") for one in named), key=lambda one: one[1]))


def _shown(professional: Professional, reference: str, key: UUID, at: datetime) -> tuple[Heading, Whom, int, Seen]:
    heading, whom = incidents.whom(professional, reference, key, at)
    if not whom.has_letter:
        raise NotFound("young person")
    permissions.check_can_read_maps(professional)
    incident = Incident.objects.select_related("joined_into").get(pk=heading.incident_id)
    young_id = incident.involvements.values_list("pk", flat=True).get(key=key)
    return heading, whom, young_id, permissions.maps_seen(professional, incident, young_id, at)


def _version(
    professional: Professional,
    row: SafetyMap,
    number: int,
    times: Mapping[str, str],
    said_of: str,
    before: MapVersion | None,
) -> MapVersion:
    readers = sorted(((one.professional.key, one.professional.name) for one in row.readers.all()), key=lambda r: r[1])
    places = tuple(_place(professional, one, times) for one in row.places.all())
    new = MapVersion(
        key=row.key,
        number=number,
        made_on=row.made_on,
        made_with=row.made_with,
        explained=row.explained,
        seen_by=row.seen_by,
        seen_by_label=row.get_seen_by_display(),
        may_count=row.may_count,
        readers=tuple(readers),
        young_persons_words=row.young_persons_words,
        places=places,
        by=row.by.name,
        at=row.at,
        changed="",
        said_of=said_of,
    )
    return MapVersion(**{**vars(new), "changed": _changed(new, before)})


def _place(professional: Professional, row: MapPlace, times: Mapping[str, str]) -> PlaceLine:
    return PlaceLine(
        number=row.position,
        name=row.name,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        colour=row.colour,
        colour_label=row.get_colour_display(),
        time_codes=tuple(row.times),
        times=tuple(times.get(code, code) for code in row.times),
        who_helps=row.who_helps,
        words=row.words,
        points=tuple((float(point[0]), float(point[1])) for point in row.points),
        is_sketch=row.is_sketch,
        known_as=known_place(professional, row.context),
    )


_SAID = {
    "explained": "what was explained",
    "made_with": "who was there",
    "made_on": "the day",
    "seen_by": "who may see it",
    "readers": "who may see it",
    "may_count": "whether it may be counted",
    "young_persons_words": "the young person's words",
}


def _changed(new: MapVersion, before: MapVersion | None) -> str:
    """Begun · Added: Bus station · Changed: who may see it."""
    if before is None or new.said_of != before.said_of:
        return "Begun"
    now, then = {one.number: one for one in new.places}, {one.number: one for one in before.places}
    said = dict.fromkeys(words for name, words in _SAID.items() if getattr(new, name) != getattr(before, name))
    found = {
        "Added": [now[number].name for number in now.keys() - then.keys()],
        "Taken out": [then[number].name for number in then.keys() - now.keys()],
        "Changed": [*(now[n].name for n in now.keys() & then.keys() if now[n] != then[n]), *said],
    }
    return "; ".join(f"{word}: {_list(names)}" for word, names in found.items() if names) or "Said again"


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)
