"""Undoing a partner's list as a whole: everybody it brought is taken out again, some at a time."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from reachable.audit.log import empty_write_ahead_log, operation
from reachable.common.refusals import Refused
from reachable.directory.models import Professional
from reachable.people import queries as people

from .. import timeline
from ..choices import ListState
from ..models import NetworkPerson, PartnerList, PartnerListRow, TimelineEntry
from .bringing_in import list_to_go_on_with, next_step, trace
from .clearing import clear_person
from .writing_list import Written, progress

TAKEN_OUT_IN_ONE_STEP = 2  # each goes with all that hangs on the record; see IN_ONE_STEP
CAN_BE_UNDONE = (ListState.COLUMNS, ListState.ROWS, ListState.WRITING, ListState.DONE)


@operation
def begin_undoing(*, by: Professional, at: datetime, reference: str, key: UUID) -> PartnerList:
    """From now on what the list brought is taken out. Refused as a whole where something was built on one of them:
    a connection, an answer, a letter. A list that is not confirmed has brought nobody: it is dropped at once.
    """
    one = list_to_go_on_with(by, at, reference, key)
    if one.state not in CAN_BE_UNDONE:
        raise Refused("There is nothing of this list left to undo.")
    if marks := _built_on(one):
        raise Refused(
            f"Something has been recorded about {_some(marks)} since they were brought in, so the list cannot be "
            "undone as a whole. Take the others out of the network one by one."
        )
    PartnerListRow.objects.filter(partner_list=one, member__isnull=True).delete()
    brought = one.brought.exists()
    one.state, one.table = (ListState.UNDOING if brought else ListState.UNDONE), {}
    one.ended_at = None if brought else at
    next_step(one, "state", "table", "ended_at")
    trace("partner-list-undone", one, by=by, at=at)
    transaction.on_commit(empty_write_ahead_log, robust=True)
    return one


@operation
def undo_some(*, by: Professional, at: datetime, reference: str, key: UUID) -> Written:
    """Take the next few out; answers how far it has come. Doing it again does nothing more.

    As with removal: whatever was said of them goes with them, sealed first where a hold runs.
    """
    one = list_to_go_on_with(by, at, reference, key)
    if one.state != ListState.UNDOING:
        return Written(0, 0)
    going = list(one.brought.select_related("record", "by").order_by("-number")[:TAKEN_OUT_IN_ONE_STEP])
    persons = list(people.current_person_keys([member.record_id for member in going]).values())
    for member in going:
        clear_person(member, by=by, at=at, expired=False)
    if going:
        trace("partner-list-rows-undone", one, by=by, at=at, about=persons, codes={"people": len(going)})
    if not one.brought.exists():
        return _end(one, by=by, at=at)
    transaction.on_commit(empty_write_ahead_log, robust=True)
    return progress(one)


def _end(one: PartnerList, *, by: Professional, at: datetime) -> Written:
    gone = PartnerListRow.objects.filter(partner_list=one).delete()[0]
    one.state, one.ended_at = ListState.UNDONE, at
    next_step(one, "state", "ended_at")
    TimelineEntry.objects.filter(incident=one.incident, source_key=str(one.key)).delete()
    words = f"{by.name} undid a list that had been brought in."
    timeline.write(one.incident, "partner-list", words, by=by, at=at)
    transaction.on_commit(empty_write_ahead_log, robust=True)
    return Written(gone, gone)


def _built_on(one: PartnerList) -> list[str]:
    """How those are read aloud about whom something has been recorded since."""
    brought: list[NetworkPerson] = list(one.brought.order_by("number"))
    if not brought:
        return []
    built_on = people.built_on({member.record_id: member.at for member in brought}, brought)
    return [member.mark for member in brought if not member.named_at_risk or member.record_id in built_on]


def _some(marks: list[str]) -> str:
    shown = ", ".join(marks[:5])
    return f"{shown} and {len(marks) - 5} others" if len(marks) > 5 else shown
