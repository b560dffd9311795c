"""What the pages about a partner's list show."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from reachable.incidents.choices import ListOutcome
from reachable.incidents.queries import Heading, ListLine, ListRow, ListView
from reachable.web.shared.page import Look, Page

from ..forms.lists import ColumnsForm, RowsForm, UploadForm


@dataclass(frozen=True)
class Lists(Page):
    template: ClassVar[str] = "network/lists.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Bring in a list"
    button: ClassVar[str] = "Read the list"
    has_keepable_form: ClassVar[bool] = True
    heading: Heading
    form: UploadForm
    lists: tuple[ListLine, ...]

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


class _OfOneList(Page):
    nav: ClassVar[str] = "incidents"
    view: ListView

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, purpose="partner's list"),)


@dataclass(frozen=True)
class ListColumns(_OfOneList):
    template: ClassVar[str] = "network/list_columns.html"
    title: ClassVar[str] = "What does each column hold?"
    button: ClassVar[str] = "Read the rows"
    view: ListView
    form: ColumnsForm


@dataclass(frozen=True)
class Section:
    code: str
    title: str
    rows: tuple[ListRow, ...]


@dataclass(frozen=True)
class ListRows(_OfOneList):
    template: ClassVar[str] = "network/list_rows.html"
    title: ClassVar[str] = "Check the rows"
    view: ListView
    form: RowsForm

    @property
    def sections(self) -> tuple[Section, ...]:
        """What asks for an answer first."""
        found = (
            Section("problem", "With a problem", self.view.having(ListOutcome.PROBLEM)),
            Section("match", "May be held already", self.view.having(ListOutcome.MATCH)),
            Section("new", "New", self.view.having(ListOutcome.NEW)),
            Section("duplicate", "There already", self.view.having(ListOutcome.DUPLICATE)),
        )
        return tuple(one for one in found if one.rows)

    @property
    def matched(self) -> tuple[UUID, ...]:
        return tuple(dict.fromkeys(match.person_key for row in self.view.rows for match in row.matches))

    @property
    def looks(self) -> tuple[Look, ...]:
        """That somebody is held is shown, so it is a look at them."""
        held = (Look(incident=self.heading.reference, about=self.matched, purpose="possible match"),)
        return (*super().looks, *(held if self.matched else ()))


@dataclass(frozen=True)
class ListProgress(_OfOneList):
    template: ClassVar[str] = "network/list_progress.html"
    view: ListView

    @property
    def title(self) -> str:
        return {"WRITING": "Bringing in the list", "UNDOING": "Undoing the list"}.get(
            self.view.line.state, f"The list is {self.view.line.state_label}"
        )

    @property
    def goes_on(self) -> bool:
        return self.view.line.state in ("WRITING", "UNDOING")


@dataclass(frozen=True)
class UndoList(_OfOneList):
    template: ClassVar[str] = "network/list_undo.html"
    title: ClassVar[str] = "Undo the whole list?"
    view: ListView
    refusal: str
