"""What the pages show on which a seat is decided and people are asked."""

from dataclasses import dataclass
from typing import Any, ClassVar

from reachable.incidents.queries import YoungPersonLine
from reachable.meetings.queries import AttendeeLine, MeetingHeading, PlaceLine, PrepareView

from ..forms.people import AddAttendeeForm, AddGuestForm, AddSeatForm, ComingForm, MeetingSeatForm, SeesForm
from .planning import OfMeeting


class _OfView(OfMeeting):
    has_keepable_form: ClassVar[bool] = True
    view: PrepareView

    @property
    def meeting(self) -> MeetingHeading:
        return self.view.heading


@dataclass(frozen=True)
class MeetingSeat(_OfView):
    template: ClassVar[str] = "meetings/meeting_seat.html"
    button: ClassVar[str] = "Save"
    view: PrepareView
    seat: PlaceLine
    form: MeetingSeatForm

    @property
    def title(self) -> str:
        return self.seat.title

    @property
    def shown(self) -> tuple[YoungPersonLine, ...]:
        return ()


@dataclass(frozen=True)
class AddSeat(_OfView):
    template: ClassVar[str] = "meetings/add_seat.html"
    button: ClassVar[str] = "Add the seat"
    title: ClassVar[str] = "Add a seat"
    view: PrepareView
    form: AddSeatForm

    @property
    def shown(self) -> tuple[YoungPersonLine, ...]:
        return ()


@dataclass(frozen=True)
class AddAttendee(_OfView):
    template: ClassVar[str] = "meetings/add_attendee.html"
    button: ClassVar[str] = "Ask them"
    view: PrepareView
    seat: PlaceLine
    form: AddAttendeeForm
    find: str

    @property
    def title(self) -> str:
        return f"Ask somebody: {self.seat.title}"


@dataclass(frozen=True)
class AddGuest(_OfView):
    template: ClassVar[str] = "meetings/add_guest.html"
    button: ClassVar[str] = "Ask them"
    view: PrepareView
    seat: PlaceLine
    form: AddGuestForm

    @property
    def title(self) -> str:
        return f"Ask somebody without an account: {self.seat.title}"


@dataclass(frozen=True)
class Attendee(_OfView):
    """Two things, each with its own button: what they said, and whom they may see."""

    template: ClassVar[str] = "meetings/attendee.html"
    has_keepable_form: ClassVar[bool] = False
    view: PrepareView
    seat: PlaceLine
    line: AttendeeLine
    form: ComingForm
    sees_form: SeesForm

    @property
    def title(self) -> str:
        return f"{self.line.name}, {self.line.agency}"

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return (self.form, self.sees_form)
