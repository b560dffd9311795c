"""What has lapsed is deleted by night; no page showed it any longer. Whoever said it was warned before.

Each call is one short transaction, so that nobody who writes waits for it: asked again until it answers 0.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from reachable.audit.log import empty_write_ahead_log, operation, record
from reachable.common import clock
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message
from reachable.people.models import Assertion, Association, GroupLink

from .. import timeline
from ..choices import ListState
from ..models import GroupRelation, Incident, NetworkPerson, PartnerList, PartnerListRow
from .clearing import clear_assertions, clear_person

ASSERTIONS_AT_ONCE = 40
PEOPLE_AT_ONCE = 2
WARNED_AT_ONCE = 100
WARNED_BEFORE = timedelta(days=14)
LISTS_KEPT = timedelta(days=28)
_WHO = ("by", "reviewed_by")  # told of in the copy that is sealed where a hold runs


@operation
def expire(*, by: None, at: datetime) -> int:
    """Delete some of what has lapsed: connections first, then who was left without any. How many went."""
    today = clock.local_date(at)
    gone = _expire_assertions(today, at) or _expire_people(today, at)
    if gone:
        transaction.on_commit(empty_write_ahead_log, robust=True)
    return gone


@operation
def warn_of_lapsing(*, by: None, at: datetime) -> int:
    """Tell whoever said it, once, that something of theirs lapses within 14 days: one mail for all of it."""
    today = clock.local_date(at)
    soon = Q(warned_at__isnull=True, review_on__gte=today, review_on__lte=today + WARNED_BEFORE)
    told: dict[int, tuple[str, UUID]] = {}
    warned = 0
    for model in (Association, GroupLink, GroupRelation):
        rows = list(model.objects.filter(soon).select_related("by").order_by("pk")[:WARNED_AT_ONCE])
        model.objects.filter(pk__in=[row.pk for row in rows]).update(warned_at=at)
        told |= {row.by_id: (row.by.email, row.by.key) for row in rows if row.by.email}
        warned += len(rows)
    outbox.queue_all(Message.CONNECTION_LAPSES, told.values(), at=at)
    return warned


@operation
def erase_lapsed_lists(*, by: None, at: datetime) -> int:
    """Empty one list of a partner that nobody has finished within 28 days; 0 where there is none."""
    done = (ListState.DONE, ListState.UNDONE, ListState.ERASED)
    lapsed = PartnerList.objects.exclude(state__in=done).filter(at__lte=at - LISTS_KEPT).order_by("at", "pk")
    found = lapsed.select_for_update().first()
    if found is None:
        return 0
    rows = PartnerListRow.objects.filter(partner_list=found).delete()[0]
    found.state, found.table, found.dropped, found.ended_at = ListState.ERASED, {}, [], at
    found.version += 1
    found.save(update_fields=["state", "table", "dropped", "ended_at", "version"])
    incident = Incident.objects.get(pk=found.incident_id)
    timeline.write(incident, "list-erased", "A list that nobody had finished was erased.", by=None, at=at)
    codes = {"list": str(found.key), "rows": rows}
    record("list-erased", by=None, at=at, incident=incident.reference, codes=codes)
    transaction.on_commit(empty_write_ahead_log, robust=True)
    return 1


def _expire_assertions(today: date, at: datetime) -> int:
    rows = _lapsed(today)
    if not rows:
        return 0
    counted = clear_assertions(rows, by=None, at=at, expired=True)
    _tell_incidents(counted, "connection", at)
    return len(rows)


def _lapsed(today: date) -> list[Assertion]:
    """Of one kind after the other, in the order in which they lapsed."""
    past, order = Q(review_on__lt=today), ("review_on", "pk")
    associations = Association.objects.filter(past).select_related("one", "other", *_WHO)
    links = GroupLink.objects.filter(past).select_related("record", "group", *_WHO)
    relations = GroupRelation.objects.filter(past).select_related("one", "other", "incident", *_WHO)
    some = slice(ASSERTIONS_AT_ONCE)
    found: list[Assertion] = [*associations.order_by(*order)[some]]
    found = found or [*links.order_by(*order)[some]]
    return found or [*relations.order_by(*order)[some]]


def _expire_people(today: date, at: datetime) -> int:
    counted: dict[int, int] = {}
    members = list(_left_alone(today).select_related("record", "by").order_by("review_on", "pk")[:PEOPLE_AT_ONCE])
    for member in members:
        counted[member.incident_id] = counted.get(member.incident_id, 0) + 1
        clear_person(member, by=None, at=at, expired=True)
    _tell_incidents(counted, "person", at)
    return len(members)


def _left_alone(today: date) -> QuerySet[NetworkPerson]:
    """Past their own day, and nothing that still counts is said of them."""
    ends = Q(one=OuterRef("record")) | Q(other=OuterRef("record"))
    links = GroupLink.objects.filter(record=OuterRef("record"), review_on__gte=today)
    connections = Association.objects.filter(ends, review_on__gte=today)
    return NetworkPerson.objects.filter(~Exists(connections), ~Exists(links), review_on__lt=today)


_LAPSED = {
    "connection": ("1 connection lapsed and was removed.", "{} connections lapsed and were removed."),
    "person": (
        "1 person in the network, to whom nothing connects any longer, was removed.",
        "{} people in the network, to whom nothing connects any longer, were removed.",
    ),
}


def _tell_incidents(counted: Mapping[int, int], what: str, at: datetime) -> None:
    """One line and one entry for each incident, without a name."""
    one, several = _LAPSED[what]
    for incident in Incident.objects.filter(pk__in=counted).order_by("pk"):
        count = counted[incident.pk]
        timeline.write(incident, "network-lapsed", one if count == 1 else several.format(count), by=None, at=at)
        record("network-lapsed", by=None, at=at, incident=incident.reference, codes={"what": what, "count": count})
