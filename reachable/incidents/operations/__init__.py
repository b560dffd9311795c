"""What can be done with an incident. Every change is one transaction: permission, policy, change, trace."""

from .connections import OFFICES, declare_connection, end_connection
from .corrections import add_adult, correct_young_person, record_facts
from .definition import answer_context, reopen, sign_definition
from .facts import choose_fact, record_fact, settle_fact
from .joining import join_reports, keep_apart
from .linking import end_link, link_incidents
from .looking import note_looked
from .looking_up import EMERGENCY_HOURS, ExactDetails, look_up, use_emergency_access
from .report import report_incident
from .team import Joined, add_to_team, leave_team, name_lead, open_on_duty
from .young_people import add_young_person, choose_whereabouts, end_part, record_part, record_whereabouts

__all__ = [
    "EMERGENCY_HOURS",
    "OFFICES",
    "ExactDetails",
    "Joined",
    "add_adult",
    "add_to_team",
    "add_young_person",
    "answer_context",
    "choose_fact",
    "choose_whereabouts",
    "correct_young_person",
    "declare_connection",
    "end_connection",
    "end_link",
    "end_part",
    "join_reports",
    "keep_apart",
    "leave_team",
    "link_incidents",
    "look_up",
    "name_lead",
    "note_looked",
    "open_on_duty",
    "record_fact",
    "record_facts",
    "record_part",
    "record_whereabouts",
    "reopen",
    "report_incident",
    "settle_fact",
    "sign_definition",
    "use_emergency_access",
]
