"""What everything that is written in a running meeting shares: finding it, and saying that it changed."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import F

from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents import access as incidents
from reachable.incidents.models import Involvement
from reachable.people import queries as people
from reachable.playbook.schema import AgendaItem as ItemAsked

from .. import access, permissions, policies
from ..models import AgendaItem, Attendee, Meeting, RestrictedPart


def find_to_write(by: Professional, meeting: str, at: datetime, *, with_incident: bool = False) -> Meeting:
    """Begun, and its minutes not agreed; its row is locked, and before it that of its incident where more is written
    than the meeting: everywhere else the incident is locked first.
    """
    if with_incident:
        incidents.incident_for(by, access.meeting_for(by, meeting, at).incident.reference, at, lock=True)
    found = permissions.check_can_run(by, meeting, at)
    policies.check_minutes_not_agreed(found.state)
    return found


def raise_revision(meeting: Meeting) -> None:
    """Pages that are open ask what is new."""
    Meeting.objects.filter(pk=meeting.pk).update(revision=F("revision") + 1)
    meeting.revision += 1


def item_of(meeting: Meeting, key: UUID) -> AgendaItem:
    found = meeting.items.filter(key=key).first()
    if found is None:
        raise NotFound("agenda item")
    return found


def asked_of(meeting: Meeting, item: AgendaItem) -> ItemAsked | None:
    """The item in the words of the playbook; None where it was added in the meeting."""
    return access.kind_of(meeting).item(item.code) if item.code else None


def item_of_outcomes(meeting: Meeting) -> AgendaItem:
    """Where the outcome of each young person is asked; the last item of a kind that has no such item."""
    codes = [one.code for one in access.kind_of(meeting).agenda if one.ends_in_outcome]
    items = list(meeting.items.all())
    found = [one for one in items if one.code in codes] or items[-1:]
    if not found:
        raise NotFound("agenda item")
    return found[0]


def attendee_of(meeting: Meeting, key: UUID) -> Attendee:
    places = meeting.attendees.filter(out_at__isnull=True).select_related("professional__agency")
    found = places.filter(key=key).first()
    if found is None:
        raise NotFound("attendee")
    return found


def covered_by(meeting: Meeting, keys: Collection[UUID]) -> list[Involvement]:
    """Those of the young people whom the meeting discusses; NotFound for anybody else."""
    wanted = set(keys)
    if not wanted:
        return []
    rows = meeting.covered.filter(out_at__isnull=True).select_related("involvement__now_known_as")
    here = {one.involvement.now_known_as or one.involvement for one in rows}
    found = sorted((one for one in here if one.key in wanted), key=lambda one: one.position)
    if len(found) != len(wanted):
        raise NotFound("young person")
    return found


def part_now(meeting: Meeting, by: Professional, item: AgendaItem | None) -> RestrictedPart | None:
    """The restricted part that runs, where the writer stayed for it; refuses whoever left and writes on its item."""
    part = meeting.restricted_parts.filter(until_at__isnull=True).first()
    if part is None:
        return None
    stayed = by.pk == meeting.chair_id or part.stayed.filter(attendee__professional=by).exists()
    policies.check_writes_in_part(
        is_part_running=True, stayed=stayed, same_item=item is not None and item.pk == part.item_id
    )
    return part if stayed else None


def person_keys(young: Collection[Involvement]) -> list[UUID]:
    """For the audit: whom it is about."""
    return list(people.current_person_keys([one.record_id for one in young]).values()) if young else []
