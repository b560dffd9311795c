"""What the pages of the audit show."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from reachable.audit.queries import AuditPage
from reachable.people.matching import Match
from reachable.web.shared.page import Look, Page

from .forms import IncidentForm, YoungPersonForm
from .rows import Row


@dataclass(frozen=True)
class Search(Page):
    """`matches` are several held people with the same details: the reader chooses."""

    template: ClassVar[str] = "audit/search.html"
    nav: ClassVar[str] = "audit"
    title: ClassVar[str] = "Audit"
    button: ClassVar[str] = "Show the entries"
    has_keepable_form: ClassVar[bool] = True
    form: YoungPersonForm
    incident: IncidentForm
    matches: tuple[Match, ...]
    professionals: tuple[Any, ...]
    asked: str

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return (self.form, self.incident)

    @property
    def looks(self) -> tuple[Look, ...]:
        about = tuple(match.person_key for match in self.matches)
        return (Look(about=about, purpose="young-person-looked-up" if self.form.is_bound else ""),)


@dataclass(frozen=True)
class Entries(Page):
    """`person_key` is the young person whose entries these are, where they are one young person's."""

    template: ClassVar[str] = "audit/entries.html"
    nav: ClassVar[str] = "audit"
    title: str
    intro: str
    empty: str
    found: AuditPage
    rows: tuple[Row, ...]
    person_key: UUID | None = None
    reference: str = ""

    @property
    def looks(self) -> tuple[Look, ...]:
        """Whoever reads an entry reads about everybody whom it concerns."""
        about = {key for row in self.rows for key in row.about}
        if self.person_key:
            about.add(str(self.person_key))
        return (Look(incident=self.reference, about=tuple(sorted(about)), purpose="audit"),)
