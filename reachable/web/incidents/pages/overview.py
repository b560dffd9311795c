"""What the list of incidents and the page of one incident show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.urls import reverse

from reachable.common.permission_codes import Permission
from reachable.directory.queries import DutyLineRow
from reachable.incidents.queries import Elsewhere, Heading, IncidentLine, IncidentView, TimelinePage, YoungPersonLine
from reachable.meetings.queries import MeetingLine
from reachable.oversight.queries import BoardLine
from reachable.responses.choices import Waits
from reachable.responses.queries import Attention, Counts, Standings, StrandLine
from reachable.safety.queries import MeasureLine, PlanLine
from reachable.web.shared.page import Look, Page

from ..forms.overview import OpenOnDutyForm

FIRST = 7  # what needs attention now fits one glance; the rest unfolds
OF_A_STRAND = 2  # questions of one strand by themselves; the others stand together in one line
_PAGES = {
    Waits.AGENCY: "incidents:team",
    Waits.DEPUTY: "incidents:team",
    Waits.DECISION: "incidents:definition",
}


def in_words(counts: Counts) -> str:
    """Nothing asked (the strands stopped) is not the same as everything answered, nor is what is not known."""
    if not counts.total:
        return "none asked now"
    words = f"{counts.unanswered} unanswered" if counts.unanswered else "all answered"
    return f"{words}, {counts.not_known} not known" if counts.not_known else words


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
class Waiting:
    """What waits, for whom (as the reader may read it), and where it is settled."""

    first: Attention
    href: str
    labels: tuple[str, ...]
    people: tuple[UUID, ...]


@dataclass(frozen=True)
class Overview(Page):
    template: ClassVar[str] = "incidents/overview.html"
    nav: ClassVar[str] = "incidents"
    view: IncidentView
    standings: Standings
    latest: TimelinePage
    elsewhere: Elsewhere
    gates: tuple[BoardLine, ...]
    plans: Mapping[UUID, PlanLine]
    measures: tuple[MeasureLine, ...]
    next_meeting: MeetingLine | None

    @property
    def duty(self) -> tuple[DutyLineRow, ...]:
        """Whom to ring while nobody leads."""
        return () if self.view.lead else self.standings.duty

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
    def team_size(self) -> int:
        return len({line.key for line in self.view.team})

    @cached_property
    def waiting(self) -> tuple[Waiting, ...]:
        """One line for a question that waits for several young people alike."""
        alike: dict[object, list[Attention]] = {}
        for one in self.standings.attention:
            alike.setdefault(one.action_key or (one.kind, one.what, one.note, one.due_at), []).append(one)
        return tuple(self._rolled_up([self._waiting(together) for together in alike.values()]))

    def _rolled_up(self, every: list[Waiting]) -> Iterator[Waiting]:
        """Beyond the most urgent of a strand, its questions are one line that leads to the sheet."""
        rest: dict[str, list[Waiting]] = {}
        for one in every:
            if one.first.kind == Waits.ANSWER:
                rest.setdefault(one.first.strand_code, []).append(one)
        rolled = {code: group[OF_A_STRAND:] for code, group in rest.items() if len(group) > OF_A_STRAND + 1}
        inside = {id(one) for group in rolled.values() for one in group}
        for one in every:
            code = one.first.strand_code
            if id(one) not in inside:
                yield one
            elif rolled[code][0] is one:
                yield self._together(code, rolled[code])

    def _together(self, code: str, group: list[Waiting]) -> Waiting:
        """The first of them is the most urgent, and gives the line its time."""
        title = next((line.title for line in self.standings.strands if line.code == code), code)
        people = dict.fromkeys(key for one in group for key in one.people)
        labels = dict.fromkeys(label for one in group for label in one.labels)
        words = f"{title}: {len(group)} more questions"
        return Waiting(
            first=replace(group[0].first, what=words, who="", note="", to_ring=()),
            href=reverse("responses:sheet", args=(self.heading.reference, code)),
            labels=tuple(labels),
            people=tuple(people),
        )

    @property
    def urgent(self) -> tuple[Waiting, ...]:
        return self.waiting[:FIRST]

    @property
    def next_due(self) -> StrandLine | None:
        """The strand of the question that is due next: said where nothing needs attention now."""
        coming = [(line.next_due_at, line) for line in self.standings.strands if line.next_due_at]
        return min(coming, key=lambda one: one[0], default=(None, None))[1]

    @property
    def less_urgent(self) -> tuple[Waiting, ...]:
        return self.waiting[FIRST:]

    @property
    def at_risk(self) -> str:
        """Said where the network is linked too: among what waits it may be folded away."""
        return next((one.what for one in self.standings.attention if one.kind == Waits.AT_RISK), "")

    @property
    def line_of(self) -> dict[str, YoungPersonLine]:
        return {line.letter: line for line in self.view.young_people}

    @property
    def person_of(self) -> dict[str, UUID]:
        """Whose letter it is."""
        return {line.letter: line.person_key for line in self.view.young_people}

    @property
    def label_of(self) -> dict[str, str]:
        """An instruction to act never carries a letter alone, unless its reader chose letters only."""
        return {line.letter: line.label for line in self.view.young_people}

    def questions_of(self, key: UUID) -> str:
        return in_words(self.standings.counts.get(key, Counts()))

    def home_of(self, key: UUID) -> str:
        """Whether it is safe to go home, as the standing answer says; empty where that is not asked."""
        return self.standings.homes.get(key, "")

    def measures_of(self, key: UUID) -> tuple[MeasureLine, ...]:
        """Practical measures of one young person that somebody has to look at."""
        return tuple(line for line in self.measures if line.involvement_key == key)

    def _waiting(self, together: list[Attention]) -> Waiting:
        first, letters = together[0], [one.letter for one in together if one.letter]
        return Waiting(
            first=first,
            href=self._settled_at(first),
            labels=tuple(self.label_of.get(letter, letter) for letter in letters),
            people=tuple(self.person_of[letter] for letter in letters if letter in self.person_of),
        )

    def _settled_at(self, one: Attention) -> str:
        reference = self.heading.reference
        if one.kind in _PAGES:
            return reverse(_PAGES[one.kind], args=(reference,))
        if one.kind == Waits.AT_RISK:
            return f"{reverse('network:network', args=(reference,))}#at-risk"
        if one.kind == Waits.LEAD:
            may = Permission.MANAGE_TEAM in self.heading.may
            return reverse("incidents:name_lead" if may else "incidents:team", args=(reference,))
        if one.action_key:
            return reverse("responses:action", args=(one.action_key,))
        strand = (reference, one.strand_code)
        about = reverse("responses:sheet_about", args=(*strand, one.letter)) if one.letter else ""
        sheet = about or reverse("responses:sheet", args=strand)  # several young people: cards stand on their own sheet
        return f"{sheet}#card-{one.card_key}"
