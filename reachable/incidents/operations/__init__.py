"""What can be done with an incident. Every change is one transaction: permission, policy, change, trace."""

from .definition import answer_context, reopen, sign_definition
from .joining import join_reports, keep_apart
from .report import report_incident
from .team import add_to_team, declare_connection, leave_team, name_lead, open_on_duty
from .young_people import add_young_person, end_part, record_part, record_whereabouts

__all__ = [
    "add_to_team",
    "add_young_person",
    "answer_context",
    "declare_connection",
    "end_part",
    "join_reports",
    "keep_apart",
    "leave_team",
    "name_lead",
    "open_on_duty",
    "record_part",
    "record_whereabouts",
    "reopen",
    "report_incident",
    "sign_definition",
]
