"""Who may make, check, file and read records of young people. What is not seen is not found."""

from datetime import datetime
from uuid import UUID

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted, Stale
from reachable.directory.models import Professional
from reachable.meetings import access
from reachable.meetings import permissions as meetings
from reachable.meetings.models import Meeting

from ..models import ChildRecord

_WITH = ("meeting__incident", "involvement__record", "made_by", "checked_by", "filed_by")


def can_check(professional: Professional, meeting: Meeting) -> bool:
    """Who took the minutes or chaired knows what was meant; and whoever files records."""
    return professional.holds(Permission.FILE_RECORDS) or meetings.can_run(professional, meeting)


def can_resolve(professional: Professional) -> bool:
    return professional.holds(Permission.RESOLVE_NUMBERS)


def check_can_read_records(professional: Professional, meeting: str, at: datetime) -> Meeting:
    found = access.meeting_for(professional, meeting, at)
    if not (can_check(professional, found) or can_resolve(professional)):
        raise NotPermitted("Your role does not let you read the records of young people.")
    return found


def check_can_read_record(professional: Professional, meeting: str, key: UUID, at: datetime) -> ChildRecord:
    found = check_can_read_records(professional, meeting, at)
    row = ChildRecord.objects.select_related(*_WITH).filter(meeting=found, key=key).first()
    if row is None:
        raise NotFound("record")
    return row


def check_can_make_records(professional: Professional, meeting: str, at: datetime) -> Meeting:
    found = access.meeting_for(professional, meeting, at)
    if not can_check(professional, found):
        raise NotPermitted("Whoever chairs the meeting, takes its minutes or files records makes them.")
    return found


def check_can_change_record(
    professional: Professional, meeting: str, key: UUID, at: datetime, *, seen_version: int | None = None
) -> ChildRecord:
    """The record's row is locked. Stale where somebody changed it since this writer saw it."""
    found = check_can_make_records(professional, meeting, at)
    ChildRecord.objects.select_for_update(no_key=True).filter(meeting=found, key=key).values_list("pk").first()
    row = ChildRecord.objects.select_related(*_WITH).filter(meeting=found, key=key).first()
    if row is None:
        raise NotFound("record")
    if seen_version is not None and row.version != seen_version:
        raise Stale("Somebody else changed this record meanwhile. What it says now is shown.", current=row)
    return row


def check_can_resolve(professional: Professional, meeting: str, key: UUID, at: datetime) -> ChildRecord:
    row = check_can_read_record(professional, meeting, key, at)
    if not can_resolve(professional):
        raise NotPermitted("Social workers of the team and the emergency duty team can ask whom a number stands for.")
    return row
