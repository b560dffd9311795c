"""What the pages show on meetings that come back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from reachable.incidents.queries import Heading
from reachable.meetings.queries import NewSeriesView, SeriesLine, SeriesView
from reachable.web.shared.page import Look, Page

from ..forms.series import EndSeriesForm, SeriesForm


def _looks(heading: Heading, lines: Iterable[SeriesLine]) -> tuple[Look, ...]:
    keys = dict.fromkeys(one.young_person.person_key for one in lines if one.young_person)
    return (Look(heading.reference, tuple(keys)),)


@dataclass(frozen=True)
class Series(Page):
    template: ClassVar[str] = "meetings/series.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Meetings that come back"
    view: SeriesView

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return _looks(self.heading, (*self.view.running, *self.view.ended))


@dataclass(frozen=True)
class NewSeries(Page):
    template: ClassVar[str] = "meetings/new_series.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save"
    title: ClassVar[str] = "Meetings that are to come back"
    view: NewSeriesView
    form: SeriesForm

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(self.heading.reference, tuple(one.person_key for one in self.view.young_people)),)


@dataclass(frozen=True)
class EndSeries(Page):
    template: ClassVar[str] = "meetings/end_series.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "End them"
    heading: Heading
    line: SeriesLine
    form: EndSeriesForm

    @property
    def title(self) -> str:
        return f"End: {self.line.title.lower()} of {self.line.about}"

    @property
    def looks(self) -> tuple[Look, ...]:
        return _looks(self.heading, [self.line])
