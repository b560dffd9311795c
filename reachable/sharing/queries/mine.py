"""Records that wait for a professional: to be checked or filed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from reachable.common.permission_codes import Permission
from reachable.directory.models import Professional
from reachable.incidents import access as incidents
from reachable.incidents.choices import TeamPart
from reachable.meetings import access
from reachable.meetings.choices import MeetingState
from reachable.meetings.models import Meeting

from ..choices import RecordState
from ..models import ChildRecord


@dataclass(frozen=True)
class ToFile:
    """A meeting of which records are to be filed."""

    meeting: str
    incident: str
    kind: str
    due_at: datetime
    to_check: int
    to_file: int
    is_late: bool

    @property
    def count(self) -> int:
        return self.to_check + self.to_file


def records_to_file(professional: Professional, *, at: datetime) -> tuple[ToFile, ...]:
    """Of meetings whose minutes he took or chaired, and of incidents that he leads if he files records; most urgent
    first. Two statements.
    """
    mine = Q(minute_taker=professional) | Q(chair=professional)
    if professional.holds(Permission.FILE_RECORDS):
        led = incidents.current_team(at).filter(professional=professional, part__in=(TeamPart.LEAD, TeamPart.DEPUTY))
        mine |= Q(incident__in=led.values("incident"))
    meetings = access.visible(professional, at).filter(mine, state=MeetingState.AGREED)
    rows = ChildRecord.objects.filter(meeting__in=meetings.values("pk"), filed_at__isnull=True)
    waiting: dict[int, list[ChildRecord]] = {}
    for row in rows.exclude(state=RecordState.REPLACED).order_by("filed_due_at", "pk"):
        waiting.setdefault(row.meeting_id, []).append(row)
    if not waiting:
        return ()
    found = {one.pk: one for one in meetings.filter(pk__in=list(waiting))}
    return tuple(_line(found[pk], of, at) for pk, of in waiting.items())


def _line(meeting: Meeting, rows: list[ChildRecord], at: datetime) -> ToFile:
    to_check = sum(row.state == RecordState.TO_CHECK for row in rows)
    due_at = min(row.filed_due_at for row in rows)
    return ToFile(
        meeting=meeting.reference,
        incident=meeting.incident.reference,
        kind=access.kind_of(meeting).title,
        due_at=due_at,
        to_check=to_check,
        to_file=len(rows) - to_check,
        is_late=due_at < at,
    )
