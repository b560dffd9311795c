"""Safety maps of an area counted together, without a name: see policies/counting for what is held back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.choices import Area
from reachable.incidents.queries import Heading
from reachable.people import queries as people

from .. import editions, permissions
from ..choices import Colour
from ..models import SafetyMap
from ..policies.counting import Cell, Written, count_places


@dataclass(frozen=True)
class CountedLine:
    place: str
    colour: str
    colour_label: str
    time: str  # its words; "At any time" where none was said
    at_least: int

    @property
    def colour_word(self) -> str:
        return self.colour_label.partition(":")[0]


@dataclass(frozen=True)
class CountedMaps:
    """`until` is None while there were never enough; `is_withheld`: nothing is shown until enough others change."""

    heading: Heading
    area: str
    lines: tuple[CountedLine, ...]
    least: int
    until: date | None
    is_withheld: bool


def counted_maps(professional: Professional, reference: str, at: datetime) -> CountedMaps:
    """Of the area of an incident that this professional may open: of every young person there who allowed it.

    All readers are given the same table, whichever incidents they may open: two of them cannot compare theirs.
    """
    heading = incidents.heading(professional, reference, at)
    permissions.check_can_count_maps(professional)
    least = settings.SMALLEST_NUMBER_SHOWN
    known = heading.area != Area.NOT_KNOWN
    counting = count_places(_written(heading.area, at) if known else (), least, today=clock.local_date(at))
    times = {one.code: one.title for one in editions.tables().map_times}
    lines = tuple(
        CountedLine(
            place=one.place,
            colour=one.colour,
            colour_label=str(Colour(one.colour).label),
            time=times.get(one.time, one.time) if one.time else "At any time",
            at_least=one.at_least,
        )
        for one in counting.lines
    )
    label = str(Area(heading.area).label)
    return CountedMaps(heading, label, lines, least, counting.until, counting.is_withheld)


def _written(area: str, at: datetime) -> list[Written]:
    """Every version of the area's maps; four statements for any number of them."""
    here = Q(incident__joined_into__isnull=True, incident__area=area) | Q(incident__joined_into__area=area)
    rows = SafetyMap.objects.filter(here, at__lte=at).select_related("involvement").prefetch_related("places")
    versions = list(rows.order_by("at", "pk"))
    whose = people.current_person_keys([one.involvement.record_id for one in versions])
    return [_one(row, whose[row.involvement.record_id]) for row in versions]


def _one(row: SafetyMap, person: UUID) -> Written:
    day = clock.local_date(row.at)
    return Written(day, row.involvement_id, person, _cells(row) if row.may_count else frozenset())


def _cells(row: SafetyMap) -> frozenset[Cell]:
    found: Iterable[Cell] = (
        Cell(one.name, one.colour, time) for one in row.places.all() for time in (one.times or [""])
    )
    return frozenset(found)
