"""What a partner's list must have before anything of it is brought in."""

from collections.abc import Iterable
from uuid import UUID

from reachable.common.refusals import Refused

from ..choices import ListOutcome, RowDecision
from ..models import PartnerListRow
from ..partner_lists import MOST_ROWS
from ..partner_lists.staged import unpack_person


def check_states_a_purpose(purpose: str) -> None:
    if not purpose.strip():
        raise Refused("Say what the list is for, in this incident.", field="purpose")


def check_not_too_many(people: int) -> None:
    """The rows are counted when the file is read; a row may name several people."""
    if people > MOST_ROWS:
        raise Refused(
            f"The list names {people:,} people; at most {MOST_ROWS} can be brought in for one incident. "
            "Leave only those who are relevant to this incident, and bring it in again."
        )


def check_row_decision(row: PartnerListRow, decision: str, same_as: UUID | None) -> None:
    """Somebody held is one of those who were found; nobody is brought in without a name, a birth date or a number."""
    where = f"Row {row.number}"
    if decision not in RowDecision.values:
        raise Refused(f"{where}: choose what becomes of it.")
    if decision != RowDecision.LEAVE and not unpack_person(row.person).is_somebody:
        raise Refused(f"{where}: nothing says who it is. Leave it out, or put the list right and bring it in again.")
    if decision == RowDecision.SAME and str(same_as) not in {one["key"] for one in row.matches}:
        raise Refused(f"{where}: say which of those held it is.")
    if decision != RowDecision.SAME and same_as is not None:
        raise Refused(f"{where}: it is either somebody held or somebody new.")


def check_every_row_decided(rows: Iterable[PartnerListRow]) -> None:
    """Clear rows are decided when they are read; what may be somebody held, and what has a problem, by a person."""
    every = list(rows)
    open_ones = [row for row in every if not row.decision]
    if open_ones:
        asks = {ListOutcome.MATCH: "may be held already", ListOutcome.PROBLEM: "has a problem"}
        row = open_ones[0]
        more = f", and {len(open_ones) - 1} more wait" if len(open_ones) > 1 else ""
        said = asks.get(ListOutcome(row.outcome), "is not decided")
        raise Refused(f"Row {row.number} {said}: say what becomes of it{more}.")
    if all(row.decision == RowDecision.LEAVE for row in every):
        raise Refused("Every row is left out: there is nobody to bring in.")
