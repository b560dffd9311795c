"""What a safety map owes, and who may see it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import assert_never
from uuid import UUID

from reachable.common.refusals import Refused

from ..choices import Colour, MapKind, MapSeenBy

MOST_PLACES = 40
MOST_POINTS = 60  # of one row
EDGE = 100  # a sketch is as wide and as high as this
LONGEST_WORDS = 2_000
POINT_AS = "Write each point as two numbers, like 20,35, and put a semicolon between two points."


@dataclass(frozen=True)
class MapText:
    """What a version says beside its places. `readers` are professionals, where those who are named may see it."""

    made_on: date | None
    made_with: str
    explained: str
    seen_by: str
    may_count: bool
    young_persons_words: str = ""
    readers: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class NewPlace:
    """`points` are (x, y) of a sketch, or (latitude, longitude) where the partnership has a map of its own.

    `context` is the reference of the known place of which it is, empty for none; None leaves what stands.
    """

    name: str
    kind: str
    colour: str
    times: tuple[str, ...] = ()
    who_helps: str = ""
    words: str = ""
    points: tuple[tuple[float, float], ...] = ()
    is_sketch: bool = True
    context: str | None = None


def check_map(new: MapText, *, today: date) -> None:
    """STA-6: made with the young person, who was told what it is for and who sees it."""
    if not new.explained.strip():
        raise Refused("Say what was explained: what it is for, and who sees it.", clause="STA-6", field="explained")
    if not new.made_with.strip():
        raise Refused("Say who was there when it was made.", clause="STA-6", field="made_with")
    if new.made_on is None:
        raise Refused("Say on which day it was made.", field="made_on")
    if new.made_on > today:
        raise Refused("The day on which it was made cannot lie ahead.", field="made_on")
    if len(new.young_persons_words) > LONGEST_WORDS:
        raise Refused(f"This must be {LONGEST_WORDS:,} characters or fewer.", field="young_persons_words")
    check_readers(new.seen_by, new.readers)


def check_readers(seen_by: str, readers: Collection[UUID]) -> None:
    """STA-6: the young person says who may see it, and that is written down."""
    if seen_by not in MapSeenBy.values:
        raise Refused("Say who may see it, as the young person said.", clause="STA-6", field="seen_by")
    if seen_by == MapSeenBy.NAMED and not readers:
        raise Refused("Choose who may see it.", clause="STA-6", field="readers")


def check_reader(name: str, *, on_team: bool, reads_records: bool) -> None:
    """STA-6: whoever is named can open the incident, and reads what is recorded of young people."""
    if not on_team:
        raise Refused(f"{name} is not on the team. Add them first.", clause="STA-6", field="readers")
    if not reads_records:
        raise Refused(f"{name} does not read what is recorded of young people.", clause="STA-6", field="readers")


def check_place(new: NewPlace, times: Collection[str]) -> None:
    """STA-6: a place or a way has a name and a colour; `times` are those of the guide."""
    if not new.name.strip():
        raise Refused("Say which place or way it is.", clause="STA-6", field="name")
    if new.kind not in MapKind.values:
        raise Refused("Say whether it is a place or a way between places.", field="kind")
    if new.colour not in Colour.values:
        raise Refused("Say how safe it is: red, amber or green.", clause="STA-6", field="colour")
    if set(new.times) - set(times):
        raise Refused("Choose the times from the list.", field="times")
    check_points(new)


def check_points(new: NewPlace) -> None:
    """A place is one point or the corners of an area; a way has two at least. Nothing needs to be drawn."""
    if len(new.points) > MOST_POINTS:
        raise Refused(f"At most {MOST_POINTS} points: fewer show it as well.", field="points")
    if new.kind == MapKind.ROUTE and len(new.points) == 1:
        raise Refused("A way has two points at least: where it begins and where it ends.", field="points")
    least, most = ((0, 0), (EDGE, EDGE)) if new.is_sketch else ((-90, -180), (90, 180))
    for one, other in new.points:
        if not (least[0] <= one <= most[0] and least[1] <= other <= most[1]):
            raise Refused(f"The point {one:g},{other:g} lies outside the drawing.", field="points")


def check_count(count: int) -> None:
    if count >= MOST_PLACES:
        raise Refused(f"At most {MOST_PLACES} places and ways: more is not kept in mind.", field="name")


def may_see(seen_by: str, *, is_maker: bool, wrote_last: bool, is_their_social_worker: bool, is_named: bool) -> bool:
    """STA-6: as the young person said. Of somebody who opens the incident and reads what is recorded of them.

    Only the makers: whoever wrote a version of it, and the social workers of the team. Those who are named: they, and
    whoever wrote the version that stands, and so named them.
    """
    match MapSeenBy(seen_by):
        case MapSeenBy.MAKERS:
            return is_maker or is_their_social_worker
        case MapSeenBy.NAMED:
            return is_named or wrote_last
        case MapSeenBy.TEAM:
            return True
        case other:
            assert_never(other)
