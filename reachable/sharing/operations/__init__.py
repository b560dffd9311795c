"""What can be done with what leaves the room."""

from .alerting import acknowledge_alert, send_alert
from .authorities import say_authority
from .briefing import issue_briefing, name_chair, start_briefing, withdraw_briefing
from .briefing_questions import answer_question, ask_question
from .briefing_readers import add_readers, confirm_read, open_briefing, remove_reader, say_read_out
from .briefing_text import Answered, answer_findings, write_briefing
from .chasing import chase_filing
from .checking import decide_mark, make_final, name_household, withhold_household
from .enquiries import answer_enquiry, log_enquiry
from .exporting import export_records
from .filing import Resolved, resolve_number, say_filed, take_all_records, take_record
from .handing_out import PACK, give_pack
from .not_sharing import decide_not_to_share
from .notifying import Found, advise, decide_notification
from .notifying_sheet import ChildOnSheet, say_notification_sent, take_sheet, write_sheet
from .overseeing import oversee_version, record_went_out, release_version
from .preparing import prepare_records
from .releasing import answer_principles, begin_release, name_media_contacts, paste_version, record_consulted
from .reviewing import decide_review, do_step, plan_review, send_review, write_review
from .reviewing_summaries import ask_summary, chase_summaries, chase_summary, write_summary
from .signing import sign_briefing
from .telling import say_told

__all__ = [
    "PACK",
    "Answered",
    "ChildOnSheet",
    "Found",
    "Resolved",
    "acknowledge_alert",
    "add_readers",
    "advise",
    "answer_enquiry",
    "answer_findings",
    "answer_principles",
    "answer_question",
    "ask_question",
    "ask_summary",
    "begin_release",
    "chase_filing",
    "chase_summaries",
    "chase_summary",
    "confirm_read",
    "decide_mark",
    "decide_not_to_share",
    "decide_notification",
    "decide_review",
    "do_step",
    "export_records",
    "give_pack",
    "issue_briefing",
    "log_enquiry",
    "make_final",
    "name_chair",
    "name_household",
    "name_media_contacts",
    "open_briefing",
    "oversee_version",
    "paste_version",
    "plan_review",
    "prepare_records",
    "record_consulted",
    "record_went_out",
    "release_version",
    "remove_reader",
    "resolve_number",
    "say_authority",
    "say_filed",
    "say_notification_sent",
    "say_read_out",
    "say_told",
    "send_alert",
    "send_review",
    "sign_briefing",
    "start_briefing",
    "take_all_records",
    "take_record",
    "take_sheet",
    "withdraw_briefing",
    "withhold_household",
    "write_briefing",
    "write_review",
    "write_sheet",
    "write_summary",
]
