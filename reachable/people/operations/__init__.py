"""What can be done about people. Each change is one transaction, recorded in the audit."""

from ..matching import (
    Answer,
    Entry,
    EntryRefused,
    Match,
    NotSure,
    NotTheSame,
    PossibleMatch,
    PossibleMatches,
    SamePerson,
)
from .addresses import (
    add_address,
    do_not_disclose,
    end_address,
    end_address_reader,
    end_do_not_disclose,
    name_address_reader,
)
from .assertions import associate, contest, link_to_group, name_group, record_assertion, review
from .bringing_in import Beside, record_beside
from .details import (
    add_detail,
    add_other_name,
    end_detail,
    end_other_name,
    record_account,
    record_number,
    withdraw_number,
)
from .doubting import keep_people_apart
from .family import relate, say_who_may_be_told
from .matching_keys import rebuild as rebuild_match_keys
from .merging import merge, unmerge
from .recording import correct_record, record_adult, record_people, record_young_person
from .removing import TakenOut, drop_groups_unspoken_of, take_out_assertions, take_out_record

__all__ = [
    "Answer",
    "Beside",
    "Entry",
    "EntryRefused",
    "Match",
    "NotSure",
    "NotTheSame",
    "PossibleMatch",
    "PossibleMatches",
    "SamePerson",
    "TakenOut",
    "add_address",
    "add_detail",
    "add_other_name",
    "associate",
    "contest",
    "correct_record",
    "do_not_disclose",
    "drop_groups_unspoken_of",
    "end_address",
    "end_address_reader",
    "end_detail",
    "end_do_not_disclose",
    "end_other_name",
    "keep_people_apart",
    "link_to_group",
    "merge",
    "name_address_reader",
    "name_group",
    "rebuild_match_keys",
    "record_account",
    "record_adult",
    "record_assertion",
    "record_beside",
    "record_number",
    "record_people",
    "record_young_person",
    "relate",
    "review",
    "say_who_may_be_told",
    "take_out_assertions",
    "take_out_record",
    "unmerge",
    "withdraw_number",
]
