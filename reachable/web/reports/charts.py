"""Bars as plain values that a template draws as SVG: where each begins, how wide it is, and which pattern it has.

A bar one part of which is not shown is not drawn: its length would tell what its number does not.
"""

from dataclasses import dataclass

from reachable.oversight.queries import Bar, Drawing

WIDTH, ROOM, ROW, TOP = 360, 300, 46, 4
NOT_SHOWN = "not shown"
PATTERNS = 4


@dataclass(frozen=True)
class Segment:
    x: float
    width: float
    pattern: int


@dataclass(frozen=True)
class ChartBar:
    """`y` is that of its label; the bar lies below it."""

    label: str
    y: int
    segments: tuple[Segment, ...]
    end: float
    number: str


@dataclass(frozen=True)
class Chart:
    key: str
    title: str
    description: str
    legend: tuple[str, ...]
    bars: tuple[ChartBar, ...]

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def height(self) -> int:
        return TOP + ROW * len(self.bars)


def chart(drawing: Drawing, key: str) -> Chart:
    longest = max((total for bar in drawing.bars if (total := _total(bar)) is not None), default=0)
    scale = ROOM / longest if longest else 0
    return Chart(
        key=key,
        title=drawing.title,
        description=" ".join(_in_words(bar, drawing.legend) for bar in drawing.bars),
        legend=drawing.legend if len(drawing.legend) > 1 else (),
        bars=tuple(_bar(bar, TOP + ROW * place, scale) for place, bar in enumerate(drawing.bars)),
    )


def _total(bar: Bar) -> int | None:
    shown = [part for part in bar.parts if part is not None]
    return sum(shown) if len(shown) == len(bar.parts) else None


def _bar(bar: Bar, y: int, scale: float) -> ChartBar:
    total = _total(bar)
    if total is None:
        return ChartBar(bar.label, y, (), 0, NOT_SHOWN)
    segments, x = [], 0.0
    for pattern, part in enumerate(bar.parts):
        if part:
            segments.append(Segment(round(x, 1), round(part * scale, 1), pattern % PATTERNS))
            x += part * scale
    return ChartBar(bar.label, y, tuple(segments), round(x, 1), str(total))


def _in_words(bar: Bar, legend: tuple[str, ...]) -> str:
    numbers = [NOT_SHOWN if part is None else str(part) for part in bar.parts]
    if len(legend) == 1:
        return f"{bar.label}: {numbers[0]}."
    said = ", ".join(f"{name.lower()} {number}" for name, number in zip(legend, numbers, strict=True))
    return f"{bar.label}: {said}."
