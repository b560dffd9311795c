"""Records that nobody filed in time are chased: once a working day, until they are (CTX-4)."""

from collections import defaultdict
from datetime import datetime

from django.db.models import F, Q

from reachable.audit.log import operation
from reachable.common import clock, working_days
from reachable.incidents import access
from reachable.incidents.choices import TeamPart
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message

from ..choices import RecordState
from ..models import ChildRecord

SOME = 200  # at a time


@operation
def chase_filing(*, by: None, at: datetime) -> int:
    """Whoever took the minutes and whoever leads is told, once a working day and meeting. How many were late."""
    today = clock.local_date(at)
    if not working_days.is_working_day(today):
        return 0
    start = clock.local(at).replace(hour=0, minute=0, second=0, microsecond=0)
    late = ChildRecord.objects.filter(filed_at__isnull=True, filed_due_at__lt=at).exclude(state=RecordState.REPLACED)
    late = late.filter(Q(chased_at__isnull=True) | Q(chased_at__lt=start))
    rows = list(late.select_related("meeting__incident", "meeting__minute_taker").order_by(F("filed_due_at"))[:SOME])
    by_meeting: dict[int, list[ChildRecord]] = defaultdict(list)
    for row in rows:
        by_meeting[row.meeting_id].append(row)
    for of_meeting in by_meeting.values():
        _tell(of_meeting[0], at)
    ChildRecord.objects.filter(meeting__in=list(by_meeting), pk__in=[row.pk for row in rows]).update(chased_at=at)
    return len(rows)


def _tell(row: ChildRecord, at: datetime) -> None:
    incident = row.meeting.incident
    team = access.current_team(at).filter(incident=incident, part=TeamPart.LEAD).select_related("professional")
    whom = [member.professional for member in team]
    if row.meeting.minute_taker and access.may_open(row.meeting.minute_taker, incident, at):
        whom.append(row.meeting.minute_taker)
    told = [(one.email, one.key) for one in dict.fromkeys(whom) if one.email]
    outbox.queue_all(Message.RECORDS_TO_FILE, told, at=at, reference=incident.reference)
