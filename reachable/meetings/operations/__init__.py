"""What can be done in meetings: planning that a young person leaves hospital; convening."""

from .addenda import add_addendum
from .agreed_actions import AgreedAction, agree_action
from .agreeing import agree_discharge, withdraw_discharge
from .answering_invitations import answer_invitation
from .answers_given import answer_in_meeting
from .attendance import AttendanceMark, mark_attendance
from .attending import (
    NewGuest,
    add_attendee,
    add_guest,
    ask_the_team,
    end_place,
    let_see,
    say_coming,
    take_out_attendee,
)
from .cancelling import cancel_meeting
from .changing import MeetingChange, change_meeting, change_purposes, cover, set_covered, uncover
from .chasing import remind_and_escalate
from .concluding import agree_minutes, say_why_empty
from .convening import NewMeeting, convene_meeting
from .ending import end_meeting, say_typing, set_shared_view
from .guests import enter_as_guest, leave_as_guest, send_guest_code
from .inviting import Invited, invite
from .items import add_item, cover_item, move_item, pass_over_item, take_item
from .notes import NewNote, add_note, change_note, take_back_note
from .noting import clear_note, record_dissent
from .outcomes import set_outcome
from .own_actions import accept_own_action, extend_own_action, finish_own_action, hand_back_own_action
from .purposes import decide_use, review_use, state_purpose
from .reminding import remind_of_meetings
from .restricted import begin_restricted, end_restricted
from .seating import add_seat, decide_seat
from .seats import set_seat
from .sending_actions import Sent, see_actions, send_actions
from .series import begin_series, convene_next, end_series
from .starting import agree_purposes, start_meeting

__all__ = [
    "AgreedAction",
    "AttendanceMark",
    "Invited",
    "MeetingChange",
    "NewGuest",
    "NewMeeting",
    "NewNote",
    "Sent",
    "accept_own_action",
    "add_addendum",
    "add_attendee",
    "add_guest",
    "add_item",
    "add_note",
    "add_seat",
    "agree_action",
    "agree_discharge",
    "agree_minutes",
    "agree_purposes",
    "answer_in_meeting",
    "answer_invitation",
    "ask_the_team",
    "begin_restricted",
    "begin_series",
    "cancel_meeting",
    "change_meeting",
    "change_note",
    "change_purposes",
    "clear_note",
    "convene_meeting",
    "convene_next",
    "cover",
    "cover_item",
    "decide_seat",
    "decide_use",
    "end_meeting",
    "end_place",
    "end_restricted",
    "end_series",
    "enter_as_guest",
    "extend_own_action",
    "finish_own_action",
    "hand_back_own_action",
    "invite",
    "leave_as_guest",
    "let_see",
    "mark_attendance",
    "move_item",
    "pass_over_item",
    "record_dissent",
    "remind_and_escalate",
    "remind_of_meetings",
    "review_use",
    "say_coming",
    "say_typing",
    "say_why_empty",
    "see_actions",
    "send_actions",
    "send_guest_code",
    "set_covered",
    "set_outcome",
    "set_seat",
    "set_shared_view",
    "start_meeting",
    "state_purpose",
    "take_back_note",
    "take_item",
    "take_out_attendee",
    "uncover",
    "withdraw_discharge",
]
