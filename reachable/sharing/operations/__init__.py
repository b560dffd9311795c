"""What can be done with what leaves the room."""

from .chasing import chase_filing
from .checking import decide_mark, make_final, name_household, withhold_household
from .exporting import export_records
from .filing import Resolved, resolve_number, say_filed, take_all_records, take_record
from .handing_out import PACK, give_pack
from .not_sharing import decide_not_to_share
from .preparing import prepare_records
from .telling import say_told

__all__ = [
    "PACK",
    "Resolved",
    "chase_filing",
    "decide_mark",
    "decide_not_to_share",
    "export_records",
    "give_pack",
    "make_final",
    "name_household",
    "prepare_records",
    "resolve_number",
    "say_filed",
    "say_told",
    "take_all_records",
    "take_record",
    "withhold_household",
]
