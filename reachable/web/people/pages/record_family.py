"""What the pages show on which the family of somebody is written."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from reachable.incidents.queries import Heading, RelativeOf, Whom
from reachable.web.shared.page import Look
from reachable.web.shared.same_person import SamePersonForm

from ..forms.record_family import RelativeForm, ToldForm
from .record import AboutSomebody


@dataclass(frozen=True)
class AddRelative(AboutSomebody):
    """`here` can be chosen, so they are shown; `question` is asked where the details agree with somebody held."""

    template: ClassVar[str] = "people/add_relative.html"
    button: ClassVar[str] = "Add to the family"
    heading: Heading
    whom: Whom
    here: tuple[Whom, ...]
    form: RelativeForm
    question: SamePersonForm | None

    @property
    def title(self) -> str:
        return f"Family and household of {self.whom.label}"

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return (self.form, self.question)

    @property
    def matched(self) -> tuple[UUID, ...]:
        return self.question.matched if self.question else ()

    @property
    def offered(self) -> tuple[UUID, ...]:
        return tuple(one.person_key for one in self.here)

    @property
    def looks(self) -> tuple[Look, ...]:
        reference = self.heading.reference
        shown = Look(incident=reference, about=tuple(dict.fromkeys((self.whom.person_key, *self.offered))))
        asked = Look(incident=reference, about=self.matched, purpose="possible match")
        return (shown, asked) if self.matched else (shown,)


@dataclass(frozen=True)
class Told(AboutSomebody):
    template: ClassVar[str] = "people/told.html"
    button: ClassVar[str] = "Save"
    heading: Heading
    whom: Whom
    relative: RelativeOf
    form: ToldForm

    @property
    def title(self) -> str:
        return f"What {self.relative.label} may be told"

    @property
    def looks(self) -> tuple[Look, ...]:
        about = (self.whom.person_key, self.relative.person_key)
        return (Look(incident=self.heading.reference, about=about),)
