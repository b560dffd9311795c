"""What is remembered of meetings: convened, held, concluded; and planning a discharge."""

from .attending import Attendee, AttendeeSees, GuestCode, MeetingSeat
from .discharge import DischargePlan, DischargeSeat
from .meeting import Covered, Meeting, MeetingCounter, MeetingPurpose, Series
from .minutes import Addendum, Minutes, PurposeUse, Section47
from .running import (
    AgendaItem,
    AnswerGiven,
    Dissent,
    MeetingAction,
    Note,
    NoteAbout,
    Outcome,
    RestrictedPart,
    StayedIn,
    Typing,
)

__all__ = [
    "Addendum",
    "AgendaItem",
    "AnswerGiven",
    "Attendee",
    "AttendeeSees",
    "Covered",
    "DischargePlan",
    "DischargeSeat",
    "Dissent",
    "GuestCode",
    "Meeting",
    "MeetingAction",
    "MeetingCounter",
    "MeetingPurpose",
    "MeetingSeat",
    "Minutes",
    "Note",
    "NoteAbout",
    "Outcome",
    "PurposeUse",
    "RestrictedPart",
    "Section47",
    "Series",
    "StayedIn",
    "Typing",
]
