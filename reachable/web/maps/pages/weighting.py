"""What the pages on what weighs most show."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.contexts.choices import Aspect
from reachable.contexts.queries import Side, WeightingVersion, WeightingView
from reachable.incidents.queries import Heading, Whom
from reachable.responses.queries import AgainstPlan
from reachable.web.shared.page import Look, Page

from ..forms.weighting import AimsForm, WeighForm

SLUGS = {"professional": "PROFESSIONAL", "young-person": "YOUNG_PERSON", "parent": "PARENT"}
_BAR, _GAP, _HEAD = 16, 14, 20  # of the drawing: a bar, the space below an aspect, its heading
_LEFT, _LONG = 4, 240  # where bars begin, and how long a hundred is


@dataclass(frozen=True)
class Bar:
    """A side's share of one aspect, in the drawing."""

    side: str
    y: int
    width: float
    weight: int


@dataclass(frozen=True)
class Bars:
    """An aspect with a bar for each side that was asked."""

    label: str
    y: int
    bars: tuple[Bar, ...]


class OfTheWeighting(Page):
    nav: ClassVar[str] = "incidents"
    view: WeightingView

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def whom(self) -> Whom:
        return self.view.whom

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=(self.whom.person_key,)),)


@dataclass(frozen=True)
class Weighting(OfTheWeighting):
    template: ClassVar[str] = "maps/weighting.html"
    has_keepable_form: ClassVar[bool] = True
    aspects: ClassVar[tuple[tuple[str, str], ...]] = tuple((one.value, str(one.label)) for one in Aspect)
    view: WeightingView
    against: AgainstPlan
    form: AimsForm

    @property
    def title(self) -> str:
        return f"What weighs most for {self.whom.label}"

    @property
    def missing(self) -> tuple[Side, ...]:
        return tuple(one for one in self.view.sides if not one.versions)

    @property
    def asked(self) -> tuple[Side, ...]:
        return tuple(one for one in self.view.sides if one.versions)

    def slug(self, side: Side) -> str:
        return next(slug for slug, code in SLUGS.items() if code == side.side)

    @property
    def chart(self) -> tuple[Bars, ...]:
        high = _HEAD + _BAR * len(self.asked) + _GAP
        return tuple(self._bars(code, label, place * high) for place, (code, label) in enumerate(self.aspects))

    @property
    def chart_height(self) -> int:
        return (_HEAD + _BAR * len(self.asked) + _GAP) * len(self.aspects)

    def _bars(self, aspect: str, label: str, top: int) -> Bars:
        found = []
        for place, side in enumerate(self.asked):
            weight = side.stands.shares.get(aspect, 0) if side.stands else 0
            found.append(Bar(self.slug(side), top + _HEAD + place * _BAR, round(weight * _LONG / 100, 1), weight))
        return Bars(label, top + 14, tuple(found))


@dataclass(frozen=True)
class Weigh(OfTheWeighting):
    """`meanwhile` is the version that somebody else wrote while this one was."""

    template: ClassVar[str] = "maps/weigh.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save"
    view: WeightingView
    side: Side
    form: WeighForm
    meanwhile: WeightingVersion | None

    @property
    def title(self) -> str:
        return f"What weighs most for {self.whom.label}: {self.side.label.lower()}"
