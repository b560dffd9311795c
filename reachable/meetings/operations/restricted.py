"""A part of the meeting that some leave: who stays reads what is said in it, and nobody else."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound, Refused
from reachable.directory.models import Professional

from .. import policies
from ..models import Meeting, RestrictedPart, StayedIn
from .writing import find_to_write, item_of, raise_revision


@operation
def begin_restricted(
    *, by: Professional, at: datetime, meeting: str, item_key: UUID, because: str, stay: Collection[UUID]
) -> RestrictedPart:
    """`stay` are attendees. Everybody else who is there leaves for it, which is recorded; the chair stays."""
    found = find_to_write(by, meeting, at)
    policies.check_is_running(found.state)
    policies.check_has_because(because)
    item = item_of(found, item_key)
    if found.restricted_parts.filter(until_at__isnull=True).exists():
        raise Refused("A restricted part runs already: end it first.")
    places = list(found.attendees.filter(out_at__isnull=True).select_related("professional"))
    staying = [one for one in places if one.key in set(stay)]
    if len(staying) != len(set(stay)):
        raise NotFound("attendee")
    policies.check_chair_stays(found.chair_id, [one.professional_id for one in staying])
    part = RestrictedPart.objects.create(meeting=found, item=item, because=because.strip()[:300], from_at=at, by=by)
    StayedIn.objects.bulk_create(StayedIn(part=part, attendee=one) for one in staying)
    found.shared_view = False
    found.save(update_fields=["shared_view"])
    raise_revision(found)
    here = [one for one in places if policies.is_there(one.attendance, one.left_at, at, arrived_at=one.arrived_at)]
    left = [str(one.key) for one in here if one.key not in set(stay)]
    codes = {"meeting": found.reference, "item": item.code or str(item.key), "stayed": sorted(map(str, stay))}
    record(
        "meeting-restricted-part-begun",
        by=by,
        at=at,
        incident=found.incident.reference,
        codes={**codes, "left": left},
        words=part.because,
    )
    return part


@operation
def end_restricted(*, by: Professional, at: datetime, meeting: str) -> RestrictedPart:
    found = find_to_write(by, meeting, at)
    part = close_part(found, by=by, at=at)
    if part is None:
        raise Refused("No restricted part is running.")
    raise_revision(found)
    return part


def close_part(meeting: Meeting, *, by: Professional, at: datetime) -> RestrictedPart | None:
    """The part that runs, ended; None where there is none."""
    part = meeting.restricted_parts.filter(until_at__isnull=True).first()
    if part is None:
        return None
    part.until_at = at
    part.save(update_fields=["until_at"])
    codes = {"meeting": meeting.reference, "part": str(part.key)}
    record("meeting-restricted-part-ended", by=by, at=at, incident=meeting.incident.reference, codes=codes)
    return part
