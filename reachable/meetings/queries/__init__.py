"""What can be asked about meetings, and about planning that a young person leaves hospital."""

from .actions import (
    ActionOfMeeting,
    ActionsView,
    AgencyCount,
    LateAction,
    SentTo,
    actions_view,
    late_actions_i_chair,
)
from .conclude import ConcludeView, conclude_view
from .convene import ChangeView, ConveneView, Officer, change_view, convene_view
from .discharge import DischargeView, LeftEarly, PlanLine, RestsOn, Way, discharge
from .gates import discharge_gates
from .guest import (
    AgendaLine,
    OwnAction,
    OwnPlace,
    PurposeToSay,
    guest_of,
    is_through_incident,
    own_place,
    purpose_to_say,
)
from .heading import MeetingHeading, PurposeLine, meeting_heading
from .invitation import InvitationView, invitation
from .inviting import InviteView, Recipient, invite_view
from .lists import MeetingLine, MeetingsView, MyMeeting, meetings_of, my_meetings, next_meeting
from .live import live
from .minutes import minutes_view
from .minutes_lines import AddendumLine, MinutesNote, MinutesView
from .notes import item_of_note
from .prepare import AttendeeLine, PlaceLine, PrepareView, Target, prepare
from .proposing import Proposal
from .purpose_gates import purpose_gates
from .purposes import (
    Decider,
    PurposeQuestion,
    UseLine,
    UsesView,
    UseView,
    check_may_be_asked,
    holding_use,
    legal_duties,
    owed_reviews,
    purpose_question,
    purpose_use,
    uses_of,
)
from .run import run_view
from .run_lines import (
    AttendanceLine,
    ItemLine,
    Live,
    MeetingActionLine,
    NoteLine,
    OutcomeLine,
    OwnerChoice,
    RunView,
)
from .seats import Reached, SeatLine, SeatSaidLine, SeatView, seat
from .series import (
    NewSeriesView,
    OneOfThem,
    SeriesLine,
    SeriesRow,
    SeriesView,
    new_series,
    one_series,
    series,
    series_of_incident,
)
from .shared import shared_view
from .shared_lines import SharedView

__all__ = [
    "ActionOfMeeting",
    "ActionsView",
    "AddendumLine",
    "AgencyCount",
    "AgendaLine",
    "AttendanceLine",
    "AttendeeLine",
    "ChangeView",
    "ConcludeView",
    "ConveneView",
    "Decider",
    "DischargeView",
    "InvitationView",
    "InviteView",
    "ItemLine",
    "LateAction",
    "LeftEarly",
    "Live",
    "MeetingActionLine",
    "MeetingHeading",
    "MeetingLine",
    "MeetingsView",
    "MinutesNote",
    "MinutesView",
    "MyMeeting",
    "NewSeriesView",
    "NoteLine",
    "Officer",
    "OneOfThem",
    "OutcomeLine",
    "OwnAction",
    "OwnPlace",
    "OwnerChoice",
    "PlaceLine",
    "PlanLine",
    "PrepareView",
    "Proposal",
    "PurposeLine",
    "PurposeQuestion",
    "PurposeToSay",
    "Reached",
    "Recipient",
    "RestsOn",
    "RunView",
    "SeatLine",
    "SeatSaidLine",
    "SeatView",
    "SentTo",
    "SeriesLine",
    "SeriesRow",
    "SeriesView",
    "SharedView",
    "Target",
    "UseLine",
    "UseView",
    "UsesView",
    "Way",
    "actions_view",
    "change_view",
    "check_may_be_asked",
    "conclude_view",
    "convene_view",
    "discharge",
    "discharge_gates",
    "guest_of",
    "holding_use",
    "invitation",
    "invite_view",
    "is_through_incident",
    "item_of_note",
    "late_actions_i_chair",
    "legal_duties",
    "live",
    "meeting_heading",
    "meetings_of",
    "minutes_view",
    "my_meetings",
    "new_series",
    "next_meeting",
    "one_series",
    "owed_reviews",
    "own_place",
    "prepare",
    "purpose_gates",
    "purpose_question",
    "purpose_to_say",
    "purpose_use",
    "run_view",
    "seat",
    "series",
    "series_of_incident",
    "shared_view",
    "uses_of",
]
