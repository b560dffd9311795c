"""What can be done with an incident. Every change is one transaction: permission, policy, change, trace."""

from .bringing_in import confirm_list, decide_rows, settle_columns, stage_list
from .connections import OFFICES, declare_connection, end_connection
from .corrections import add_adult, correct_young_person, record_facts
from .definition import answer_context, reopen, sign_definition
from .expiring import erase_lapsed_lists, expire, warn_of_lapsing
from .facts import choose_fact, record_fact, settle_fact
from .holds import SealedThing, end_hold, place_hold, read_sealed
from .joining import join_reports, keep_apart
from .linking import end_link, link_incidents
from .looking import note_looked
from .looking_up import EMERGENCY_HOURS, ExactDetails, look_up, use_emergency_access
from .network import Provenance, add_to_network, bring_into_incident, map_network, name_at_risk
from .network_said import associate, contest, link_to_group, relate_groups, review
from .officer import agree_officer_may_leave
from .record import (
    add_address,
    add_detail,
    add_other_name,
    do_not_disclose,
    end_address,
    end_address_reader,
    end_detail,
    end_do_not_disclose,
    end_other_name,
    name_address_reader,
    record_account,
    record_number,
    withdraw_number,
)
from .relatives import NewRelative, add_relative, say_who_may_be_told
from .removing import remove_assertion, remove_from_network
from .replaying import replay_removal
from .report import report_incident
from .same_person import say_same_person, say_two_people, take_apart
from .team import Joined, add_to_team, leave_team, name_lead, open_on_duty
from .undoing_list import begin_undoing, undo_some
from .writing_list import Written, write_some
from .young_people import add_young_person, choose_whereabouts, end_part, record_part, record_whereabouts

__all__ = [
    "EMERGENCY_HOURS",
    "OFFICES",
    "ExactDetails",
    "Joined",
    "NewRelative",
    "Provenance",
    "SealedThing",
    "Written",
    "add_address",
    "add_adult",
    "add_detail",
    "add_other_name",
    "add_relative",
    "add_to_network",
    "add_to_team",
    "add_young_person",
    "agree_officer_may_leave",
    "answer_context",
    "associate",
    "begin_undoing",
    "bring_into_incident",
    "choose_fact",
    "choose_whereabouts",
    "confirm_list",
    "contest",
    "correct_young_person",
    "decide_rows",
    "declare_connection",
    "do_not_disclose",
    "end_address",
    "end_address_reader",
    "end_connection",
    "end_detail",
    "end_do_not_disclose",
    "end_hold",
    "end_link",
    "end_other_name",
    "end_part",
    "erase_lapsed_lists",
    "expire",
    "join_reports",
    "keep_apart",
    "leave_team",
    "link_incidents",
    "link_to_group",
    "look_up",
    "map_network",
    "name_address_reader",
    "name_at_risk",
    "name_lead",
    "note_looked",
    "open_on_duty",
    "place_hold",
    "read_sealed",
    "record_account",
    "record_fact",
    "record_facts",
    "record_number",
    "record_part",
    "record_whereabouts",
    "relate_groups",
    "remove_assertion",
    "remove_from_network",
    "reopen",
    "replay_removal",
    "report_incident",
    "review",
    "say_same_person",
    "say_two_people",
    "say_who_may_be_told",
    "settle_columns",
    "settle_fact",
    "sign_definition",
    "stage_list",
    "take_apart",
    "undo_some",
    "use_emergency_access",
    "warn_of_lapsing",
    "withdraw_number",
    "write_some",
]
