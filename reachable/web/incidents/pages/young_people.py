"""What the pages about one young person in an incident show."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from reachable.incidents.queries import Heading, WhereaboutsLine, YoungPersonView
from reachable.responses.queries import ActionLine, AnswerBefore, StrandLine
from reachable.web.shared.page import Look, Page
from reachable.web.shared.same_person import SamePersonForm

from ..forms.report_people import YoungPersonCard
from ..forms.young_people import ChooseWhereaboutsForm, EndPartForm, RecordPartForm, WhereaboutsForm


class _AboutOne(Page):
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    view: YoungPersonView

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=(self.view.line.person_key,)),)


@dataclass(frozen=True)
class YoungPerson(_AboutOne):
    """`strands` are those that run, with what each asks about this young person."""

    template: ClassVar[str] = "incidents/young_person.html"
    button: ClassVar[str] = "Save where now"
    view: YoungPersonView
    form: WhereaboutsForm
    actions: tuple[ActionLine, ...]
    strands: tuple[StrandLine, ...]
    stale: bool
    answers_before: tuple[AnswerBefore, ...] = ()  # to what was asked of letters that turned out to be this one

    @property
    def looks(self) -> tuple[Look, ...]:
        """That somebody is held elsewhere is shown, so it is a look at them too."""
        held = tuple(self.view.doubts)
        asked = (Look(incident=self.heading.reference, about=held, purpose="possible match"),) if held else ()
        return (*super().looks, *asked)

    @property
    def title(self) -> str:
        return f"{self.view.line.label} in {self.heading.reference}"


@dataclass(frozen=True)
class RecordPart(_AboutOne):
    template: ClassVar[str] = "incidents/young_person_role.html"
    button: ClassVar[str] = "Save the role"
    view: YoungPersonView
    form: RecordPartForm

    @property
    def title(self) -> str:
        return f"Add a role of {self.view.line.label}"


@dataclass(frozen=True)
class EndPart(_AboutOne):
    template: ClassVar[str] = "incidents/young_person_role.html"
    button: ClassVar[str] = "End the role"
    view: YoungPersonView
    form: EndPartForm

    @property
    def title(self) -> str:
        return f"End a role of {self.view.line.label}"


@dataclass(frozen=True)
class ChooseWhereabouts(_AboutOne):
    """Of what is said of where they are, `chosen` is right and `others` are not."""

    template: ClassVar[str] = "incidents/choose_whereabouts.html"
    button: ClassVar[str] = "Take this one to be right"
    view: YoungPersonView
    chosen: WhereaboutsLine
    form: ChooseWhereaboutsForm
    stale: bool

    @property
    def title(self) -> str:
        return f"Where {self.view.line.label} is: this one is right"

    @property
    def others(self) -> tuple[WhereaboutsLine, ...]:
        return tuple(said for said in self.view.said_now if said.number != self.chosen.number)


@dataclass(frozen=True)
class AddYoungPerson(Page):
    """`question` is asked where the details agree with somebody held."""

    template: ClassVar[str] = "incidents/add_young_person.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Add a young person"
    button: ClassVar[str] = "Add"
    has_keepable_form: ClassVar[bool] = True
    heading: Heading
    form: YoungPersonCard
    question: SamePersonForm | None

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return (self.form, self.question)

    @property
    def matched(self) -> tuple[UUID, ...]:
        found = self.question.matches.values() if self.question else ()
        return tuple(match.person_key for matches in found for match in matches)

    @property
    def looks(self) -> tuple[Look, ...]:
        purpose = "possible match" if self.matched else ""
        return (Look(incident=self.heading.reference, about=self.matched, purpose=purpose),)
