"""What the pages on safety maps show."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.contexts.queries import CountedMaps, MapVersion, MapView, PlaceLine
from reachable.incidents.queries import Heading, Whom
from reachable.web.shared.page import Look, Page

from ..drawing import Drawn, Ground, drawn, ground, written_points
from ..forms.maps import TAKE_OUT, MapForm, PlaceForm, ReadersForm


class OfTheMap(Page):
    """A page about the map of one young person."""

    nav: ClassVar[str] = "incidents"
    view: MapView

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def whom(self) -> Whom:
        return self.view.whom

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=(self.whom.person_key,)),)

    @property
    def ground(self) -> Ground:
        return ground()

    @property
    def drawn(self) -> tuple[Drawn, ...]:
        return drawn(self.view.stands.places) if self.view.stands else ()

    def points(self, place: PlaceLine) -> str:
        """Of a row that belongs on the ground that is in use."""
        return written_points(place.points) if place.is_sketch == self.ground.is_sketch else ""


@dataclass(frozen=True)
class SafetyMap(OfTheMap):
    template: ClassVar[str] = "maps/safety_map.html"
    view: MapView

    @property
    def title(self) -> str:
        return f"Safety map of {self.whom.label}"


@dataclass(frozen=True)
class WriteMap(OfTheMap):
    """`meanwhile` is the version that somebody else wrote while this one was."""

    template: ClassVar[str] = "maps/write_map.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save"
    view: MapView
    form: MapForm
    meanwhile: MapVersion | None

    @property
    def title(self) -> str:
        what = "Change what stands on" if self.view.stands else "Begin"
        return f"{what} the safety map of {self.whom.label}"


@dataclass(frozen=True)
class Readers(OfTheMap):
    template: ClassVar[str] = "maps/readers.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save who may see it"
    view: MapView
    form: ReadersForm
    meanwhile: MapVersion | None

    @property
    def title(self) -> str:
        return f"Who may see the safety map of {self.whom.label}"


@dataclass(frozen=True)
class MapPlace(OfTheMap):
    """`row` is the row as it stands; None for a new one."""

    template: ClassVar[str] = "maps/map_place.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save this row"
    take_out: ClassVar[str] = TAKE_OUT
    view: MapView
    row: PlaceLine | None
    form: PlaceForm
    meanwhile: MapVersion | None

    @property
    def title(self) -> str:
        return (
            f"{self.row.name} on the map of {self.whom.label}" if self.row else f"Add to the map of {self.whom.label}"
        )

    @property
    def others(self) -> tuple[PlaceLine, ...]:
        """What stands around it on the drawing."""
        stands = self.view.stands
        number = self.row.number if self.row else 0
        return tuple(one for one in stands.places if one.number != number) if stands else ()


@dataclass(frozen=True)
class Aggregate(Page):
    template: ClassVar[str] = "maps/aggregate.html"
    nav: ClassVar[str] = "incidents"
    view: CountedMaps

    @property
    def title(self) -> str:
        return f"Safety maps counted together: {self.view.area}"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.view.heading.reference),)
