"""What the pages show for whoever was asked to a meeting and has only a place at it, or not even said so yet."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse

from reachable.meetings.queries import InvitationView, OwnAction, OwnPlace, PurposeToSay
from reachable.web.shared.page import Look, Page

from .forms import AddressForm, AnswerForm, CodeForm, PurposeForm, StepForm


class _ShowsNobody(Page):
    """No young person is on it, so there is no look; what is done here is recorded by the operations."""

    @property
    def looks(self) -> tuple[Look, ...]:
        return ()


@dataclass(frozen=True)
class NoInvitation(_ShowsNobody):
    """The same for a link that never was, one that was replaced, and one that is too late."""

    template: ClassVar[str] = "guests/no_invitation.html"
    title: ClassVar[str] = "This link cannot be used any more"


@dataclass(frozen=True)
class Answer(_ShowsNobody):
    template: ClassVar[str] = "guests/answer.html"
    button: ClassVar[str] = "Send my answer"
    view: InvitationView
    form: AnswerForm

    @property
    def title(self) -> str:
        return f"Multi-agency meeting {self.view.reference}"


@dataclass(frozen=True)
class Enter(_ShowsNobody):
    template: ClassVar[str] = "guests/enter.html"
    title: ClassVar[str] = "Get in as a guest"
    button: ClassVar[str] = "Send me a code"
    form: AddressForm


@dataclass(frozen=True)
class Code(_ShowsNobody):
    template: ClassVar[str] = "guests/code.html"
    title: ClassVar[str] = "Enter your code"
    button: ClassVar[str] = "Get in"
    form: CodeForm


@dataclass(frozen=True)
class Purpose(_ShowsNobody):
    template: ClassVar[str] = "guests/purpose.html"
    button: ClassVar[str] = "Open it for this"
    said: PurposeToSay
    form: PurposeForm

    @property
    def title(self) -> str:
        return f"For what do you need {self.said.reference}?"


class _OfPlace(Page):
    place: OwnPlace
    is_guest: bool

    @property
    def looks(self) -> tuple[Look, ...]:
        keys = tuple(one.person_key for one in self.place.own_young)
        return (Look(incident=self.place.incident, about=keys),)

    @property
    def back(self) -> str:
        return reverse("guests:meeting") if self.is_guest else reverse("guests:mine", args=[self.place.reference])

    def address_of(self, action: OwnAction) -> str:
        if self.is_guest:
            return reverse("guests:action", args=[action.key])
        return reverse("guests:my_action", args=[self.place.reference, action.key])


@dataclass(frozen=True)
class OwnMeeting(_OfPlace):
    template: ClassVar[str] = "guests/meeting.html"
    place: OwnPlace
    is_guest: bool

    @property
    def title(self) -> str:
        return f"{self.place.title} {self.place.reference}"


@dataclass(frozen=True)
class OwnActionPage(_OfPlace):
    """`steps` are (what is done, its form, the words of its button)."""

    template: ClassVar[str] = "guests/action.html"
    title: ClassVar[str] = "Your action"
    place: OwnPlace
    is_guest: bool
    action: OwnAction
    steps: tuple[tuple[str, StepForm, str], ...]

    @property
    def looks(self) -> tuple[Look, ...]:
        about = (self.action.about.person_key,) if self.action.about else ()
        return (Look(incident=self.place.incident, about=about),)

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return tuple(form for _, form, _ in self.steps)
