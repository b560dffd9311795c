"""Working down the agenda: taken, covered, passed over and why; an item more, another order."""

from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional

from .. import policies
from ..choices import ItemState
from ..models import AgendaItem, Meeting
from .writing import find_to_write, item_of, raise_revision


@operation
def take_item(*, by: Professional, at: datetime, meeting: str, item_key: UUID) -> AgendaItem:
    """It is being discussed. The one before goes back to where it was, unless it was covered."""
    found = find_to_write(by, meeting, at)
    policies.check_is_running(found.state)
    item = item_of(found, item_key)
    others = found.items.filter(state=ItemState.TAKEN).exclude(pk=item.pk)
    others.update(state=ItemState.NOT_TAKEN)
    return _becomes(found, item, ItemState.TAKEN, by=by, at=at)


@operation
def cover_item(*, by: Professional, at: datetime, meeting: str, item_key: UUID) -> AgendaItem:
    found = find_to_write(by, meeting, at)
    return _becomes(found, item_of(found, item_key), ItemState.COVERED, by=by, at=at)


@operation
def pass_over_item(*, by: Professional, at: datetime, meeting: str, item_key: UUID, because: str) -> AgendaItem:
    """Not reached, and why: an item of the agenda is never silently left out."""
    found = find_to_write(by, meeting, at)
    policies.check_has_because(because)
    return _becomes(found, item_of(found, item_key), ItemState.NOT_REACHED, because=because, by=by, at=at)


@operation
def add_item(*, by: Professional, at: datetime, meeting: str, title: str, key: UUID | None = None) -> AgendaItem:
    """At the end of the agenda; sent twice under one key, it is one item."""
    found = find_to_write(by, meeting, at)
    policies.check_has_words(title, field="title")
    sent = AgendaItem.objects.filter(key=key).first() if key else None
    if sent is not None:
        if sent.meeting_id != found.pk:
            raise NotFound("agenda item")
        return sent
    places = found.items.values_list("position", flat=True)
    item = AgendaItem(meeting=found, title=title.strip()[:200], position=max(places, default=-1) + 1, by=by, at=at)
    if key:
        item.key = key
    item.save(force_insert=True)
    raise_revision(found)
    codes = {"meeting": found.reference, "item": str(item.key)}
    record("meeting-item-added", by=by, at=at, incident=found.incident.reference, words=item.title, codes=codes)
    return item


@operation
def move_item(*, by: Professional, at: datetime, meeting: str, item_key: UUID, up: bool) -> AgendaItem:
    """One place up or down; at the end of the agenda it stays where it is."""
    found = find_to_write(by, meeting, at)
    item = item_of(found, item_key)
    order = list(found.items.all())
    place = next(n for n, one in enumerate(order) if one.pk == item.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(order):
        return item
    order[place], order[other] = order[other], order[place]
    for position, one in enumerate(order):
        one.position = position
    AgendaItem.objects.bulk_update(order, ["position"])
    raise_revision(found)
    codes = {"meeting": found.reference, "item": str(item.key), "position": other}
    record("meeting-item-moved", by=by, at=at, incident=found.incident.reference, codes=codes)
    return order[other]


def _becomes(
    meeting: Meeting, item: AgendaItem, state: ItemState, *, because: str = "", by: Professional, at: datetime
) -> AgendaItem:
    item.state, item.because, item.by, item.at = state, because.strip()[:300], by, at
    if state == ItemState.TAKEN and item.taken_at is None:
        item.taken_at = at
    item.save(update_fields=["state", "because", "taken_at", "by", "at"])
    raise_revision(meeting)
    record(
        "meeting-item-changed",
        by=by,
        at=at,
        incident=meeting.incident.reference,
        words=item.because or None,
        codes={"meeting": meeting.reference, "item": item.code or str(item.key), "state": state.value},
    )
    return item
