"""What the pages show on which meetings are listed, convened, changed and cancelled."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from reachable.incidents.queries import Heading, YoungPersonLine
from reachable.meetings.choices import MeetingState
from reachable.meetings.queries import ConveneView, MeetingHeading, MeetingLine, MeetingsView, PrepareView
from reachable.web.shared.page import Look, Page

from ..forms.planning import CancelForm, ChangeMeetingForm, ConveneForm, PurposesForm, YoungPeopleForm


@dataclass(frozen=True)
class Group:
    code: str
    title: str
    lines: tuple[MeetingLine, ...]


@dataclass(frozen=True)
class Meetings(Page):
    template: ClassVar[str] = "meetings/meetings.html"
    nav: ClassVar[str] = "incidents"
    view: MeetingsView

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def title(self) -> str:
        return f"Meetings of {self.heading.reference}"

    @property
    def groups(self) -> tuple[Group, ...]:
        """What runs first; then what is ahead, what waits for its minutes, and what is over."""
        of = self.view.of
        found = (
            Group("running", "Running now", of(MeetingState.RUNNING)),
            Group("ahead", "Ahead", of(MeetingState.PLANNED)),
            Group("ended", "Ended: the minutes are to be agreed", of(MeetingState.ENDED)),
            Group("concluded", "Concluded", of(MeetingState.AGREED)),
            Group("cancelled", "Cancelled", of(MeetingState.CANCELLED)),
        )
        return tuple(group for group in found if group.lines)

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


@dataclass(frozen=True)
class Convene(Page):
    template: ClassVar[str] = "meetings/convene.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Convene the meeting"
    view: ConveneView
    form: ConveneForm

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def title(self) -> str:
        return "Convene a meeting"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(self.heading.reference, tuple(one.person_key for one in self.view.young_people)),)


class OfMeeting(Page):
    """A page of one meeting, whose young people it shows."""

    nav: ClassVar[str] = "incidents"

    if TYPE_CHECKING:

        @property
        def meeting(self) -> MeetingHeading: ...

    @property
    def heading(self) -> Heading:
        return self.meeting.incident

    @property
    def shown(self) -> tuple[YoungPersonLine, ...]:
        return self.meeting.covered

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(self.heading.reference, tuple(one.person_key for one in self.shown)),)


@dataclass(frozen=True)
class Meeting(OfMeeting):
    """Preparing it: who must be there and is missing, first."""

    template: ClassVar[str] = "meetings/meeting.html"
    view: PrepareView

    @property
    def meeting(self) -> MeetingHeading:
        return self.view.heading

    @property
    def title(self) -> str:
        return f"{self.meeting.title} {self.meeting.reference}"

    @property
    def shown(self) -> tuple[YoungPersonLine, ...]:
        return (*self.meeting.covered, *self.view.not_covered)

    @property
    def to_invite(self) -> str:
        many = self.view.not_invited
        return f"{many} {'person has' if many == 1 else 'people have'} not been sent the invitation"


class _OneForm(OfMeeting):
    has_keepable_form: ClassVar[bool] = True
    about: MeetingHeading

    @property
    def meeting(self) -> MeetingHeading:
        return self.about

    @property
    def shown(self) -> tuple[YoungPersonLine, ...]:
        return ()


@dataclass(frozen=True)
class ChangeMeeting(_OneForm):
    """`stale`: somebody else changed the meeting meanwhile; how it is now is shown beside what was typed."""

    template: ClassVar[str] = "meetings/change_meeting.html"
    button: ClassVar[str] = "Save the change"
    about: MeetingHeading
    form: ChangeMeetingForm
    stale: bool

    @property
    def title(self) -> str:
        return f"Change {self.about.title} {self.about.reference}"


@dataclass(frozen=True)
class Purposes(_OneForm):
    template: ClassVar[str] = "meetings/purposes.html"
    button: ClassVar[str] = "Save the purposes"
    title: ClassVar[str] = "What the meeting is for"
    about: MeetingHeading
    form: PurposesForm
    stale: bool


@dataclass(frozen=True)
class CancelMeeting(_OneForm):
    template: ClassVar[str] = "meetings/cancel_meeting.html"
    button: ClassVar[str] = "Cancel the meeting"
    about: MeetingHeading
    form: CancelForm

    @property
    def title(self) -> str:
        return f"Cancel {self.about.title} {self.about.reference}"


@dataclass(frozen=True)
class YoungPeople(OfMeeting):
    template: ClassVar[str] = "meetings/young_people.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save whom it discusses"
    title: ClassVar[str] = "Whom the meeting discusses"
    view: PrepareView
    form: YoungPeopleForm

    @property
    def meeting(self) -> MeetingHeading:
        return self.view.heading

    @property
    def shown(self) -> tuple[YoungPersonLine, ...]:
        return (*self.meeting.covered, *self.view.not_covered)
