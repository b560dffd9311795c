"""What the pages show on which somebody decides whether two are one person."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.incidents.queries import Heading, SamePersonView, Together, TwoView
from reachable.web.shared.page import Look, Page

from ..forms.same_person import SamePersonAnswerForm, TakeApartForm

POSSIBLE = "possible match"


@dataclass(frozen=True)
class SamePerson(Page):
    template: ClassVar[str] = "people/same_person.html"
    nav: ClassVar[str] = "incidents"
    view: SamePersonView

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def title(self) -> str:
        return f"May {self.view.who.label} be the same person as somebody else?"

    @property
    def looks(self) -> tuple[Look, ...]:
        """That somebody is held elsewhere is shown, so it is a look at them too."""
        here = (self.view.who.person_key, *(one.person_key for one in self.view.others))
        held = tuple(one.person_key for one in self.view.candidates)
        asked = (Look(incident=self.heading.reference, about=held, purpose=POSSIBLE),) if held else ()
        return (Look(incident=self.heading.reference, about=here), *asked)


@dataclass(frozen=True)
class SamePersonAnswer(Page):
    template: ClassVar[str] = "people/same_person_answer.html"
    nav: ClassVar[str] = "incidents"
    button: ClassVar[str] = "Save the answer"
    has_keepable_form: ClassVar[bool] = True
    view: TwoView
    form: SamePersonAnswerForm

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def title(self) -> str:
        other = self.view.other_label or "somebody held elsewhere"
        return f"{self.view.who.label} and {other}: the same person?"

    @property
    def looks(self) -> tuple[Look, ...]:
        """What is held of the other is read through each incident in which the reader meets them."""
        other = self.view.other
        places = dict.fromkeys(reference for _, reference in other.there) or {self.heading.reference: None}
        there = tuple(Look(incident=place, about=(other.person_key,), purpose=POSSIBLE) for place in places)
        return (Look(incident=self.heading.reference, about=(self.view.who.person_key,)), *there)


@dataclass(frozen=True)
class SamePersonApart(Page):
    template: ClassVar[str] = "people/same_person_apart.html"
    nav: ClassVar[str] = "incidents"
    button: ClassVar[str] = "Take them apart"
    has_keepable_form: ClassVar[bool] = True
    view: SamePersonView
    together: Together
    form: TakeApartForm

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def title(self) -> str:
        return f"Take apart what is together as {self.view.who.label}"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=(self.view.who.person_key,)),)
