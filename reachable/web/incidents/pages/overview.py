"""What the list of incidents and the page of one incident show."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django.urls import reverse

from reachable.directory.queries import DutyLineRow
from reachable.incidents.queries import Heading, IncidentLine, IncidentView, TimelinePage
from reachable.responses.queries import Attention, Standings
from reachable.web.shared.page import Look, Page

from ..forms.overview import OpenOnDutyForm

FIRST = 7  # what needs attention now fits one glance; the rest is one link away


@dataclass(frozen=True)
class Incidents(Page):
    template: ClassVar[str] = "incidents/incidents.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Incidents"
    lines: tuple[IncidentLine, ...]
    duty_form: OpenOnDutyForm | None
    may_report: bool
    may_triage: bool

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return (self.duty_form,)


@dataclass(frozen=True)
class OpenOnDuty(Page):
    template: ClassVar[str] = "incidents/open_on_duty.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Open an incident on duty"
    button: ClassVar[str] = "Open it for 12 hours"
    has_keepable_form: ClassVar[bool] = True
    form: OpenOnDutyForm


@dataclass(frozen=True)
class Overview(Page):
    template: ClassVar[str] = "incidents/overview.html"
    nav: ClassVar[str] = "incidents"
    view: IncidentView
    standings: Standings
    latest: TimelinePage
    duty: tuple[DutyLineRow, ...]  # whom to ring while nobody leads

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def title(self) -> str:
        return f"{self.heading.reference} {self.heading.title}"

    @property
    def looks(self) -> tuple[Look, ...]:
        about = tuple(line.person_key for line in self.view.young_people)
        return (Look(incident=self.heading.reference, about=about),)

    @property
    def urgent(self) -> tuple[Attention, ...]:
        return self.standings.attention[:FIRST]

    @property
    def more_waiting(self) -> int:
        return max(0, len(self.standings.attention) - FIRST)

    @property
    def person_of(self) -> dict[str, UUID]:
        """Whose letter it is."""
        return {line.letter: line.person_key for line in self.view.young_people}

    @property
    def label_of(self) -> dict[str, str]:
        """An instruction to act never carries a letter alone, unless its reader chose letters only."""
        return {line.letter: line.label for line in self.view.young_people}

    def unanswered(self, key: UUID) -> int:
        return self.standings.counts.get(key, (0, 0))[0]

    def settled_at(self, waiting: Attention) -> str:
        """Where what waits is settled."""
        if waiting.action_key:
            return reverse("responses:action", args=(waiting.action_key,))
        sheet = reverse("responses:sheet", args=(self.heading.reference, waiting.strand_code))
        return f"{sheet}#card-{waiting.card_key}"
