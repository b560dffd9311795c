"""What can be done with an incident. Every change is one transaction: permission, policy, change, trace."""

from .connections import declare_connection, end_connection
from .corrections import add_adult, correct_young_person, record_facts
from .definition import answer_context, reopen, sign_definition
from .joining import join_reports, keep_apart
from .looking import note_looked
from .report import report_incident
from .team import Joined, add_to_team, leave_team, name_lead, open_on_duty
from .young_people import add_young_person, end_part, record_part, record_whereabouts

__all__ = [
    "Joined",
    "add_adult",
    "add_to_team",
    "add_young_person",
    "answer_context",
    "correct_young_person",
    "declare_connection",
    "end_connection",
    "end_part",
    "join_reports",
    "keep_apart",
    "leave_team",
    "name_lead",
    "note_looked",
    "open_on_duty",
    "record_facts",
    "record_part",
    "record_whereabouts",
    "reopen",
    "report_incident",
    "sign_definition",
]
