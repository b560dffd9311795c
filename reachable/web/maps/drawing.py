"""The drawing of a safety map: a plain sketch, or the partnership's own map where it has one.

Without a tile server of its own nothing is asked of anybody else: asking for a piece of a map tells who answers where
a young person is at risk.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings

from reachable.contexts.choices import MapKind
from reachable.contexts.queries import PlaceLine


@dataclass(frozen=True)
class Ground:
    """What is drawn on. `tiles` is empty for a sketch."""

    tiles: str
    credit: str
    centre: str

    @property
    def is_sketch(self) -> bool:
        return not self.tiles


@dataclass(frozen=True)
class Drawn:
    """A row as the server draws it: `shape` is point, way or area; `x` and `y` are where its number stands."""

    number: int
    name: str
    colour: str
    shape: str
    points: str
    x: float
    y: float


def ground() -> Ground:
    return Ground(settings.MAP_TILES, settings.MAP_CREDIT, settings.MAP_CENTRE)


def drawn(places: Iterable[PlaceLine]) -> tuple[Drawn, ...]:
    """Those rows of a sketch that have points."""
    return tuple(_drawn(one) for one in places if one.points and one.is_sketch)


def _drawn(one: PlaceLine) -> Drawn:
    points = one.points
    shape = "way" if one.kind == MapKind.ROUTE else "point" if len(points) < 3 else "area"
    at = points[len(points) // 2] if shape == "way" else _middle(points)
    text = " ".join(f"{x:g},{y:g}" for x, y in points)
    return Drawn(one.number, one.name, one.colour.lower(), shape, text, at[0], at[1])


def _middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def written_points(points: Iterable[tuple[float, float]]) -> str:
    """20,35; 40,50."""
    return "; ".join(f"{one:.10g},{other:.10g}" for one, other in points)
