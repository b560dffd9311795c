"""Two people who turned out to be one, and taking them apart again. A person decides each; nothing is re-pointed."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet, Value
from django.db.models.functions import Greatest

from reachable.audit import log
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional

from .. import policies
from ..choices import DoubtSettled
from ..models import Belonging, Merging, Person
from ..permissions import check_can_say_who_is_who
from ..scope import Scope
from .doubting import current_records, settle


@log.operation
def merge(
    *, scope: Scope, by: Professional, at: datetime, gone: UUID, kept: UUID, because: str, incident: str = ""
) -> Merging:
    """The records of `gone` belong to `kept` from now on. NotFound unless `scope` reaches a record of each.

    `incident` is the reference of the one through which it was said, for the audit.
    """
    check_can_say_who_is_who(by)
    policies.check_says_why(because)
    policies.check_are_two(gone, kept)
    persons = _locked(gone, kept)
    records = current_records(gone, kept)
    reached = scope.among([*records[gone], *records[kept]])
    if not reached.intersection(records[gone]) or not reached.intersection(records[kept]):
        raise NotFound("person")
    merging = Merging.objects.create(gone=persons[gone], kept=persons[kept], by=by, at=at, because=because)
    _end(Belonging.objects.filter(person=persons[gone], until_at__isnull=True), by=by, at=at)
    Belonging.objects.bulk_create(
        Belonging(record_id=record_id, person=persons[kept], from_at=at, decided_by=by, reason=because, merging=merging)
        for record_id in records[gone]
    )
    settle(gone, kept, records, DoubtSettled.SAME, because, by=by, at=at)
    codes = {"merging": str(merging.key), "gone": str(gone), "kept": str(kept), "records": len(records[gone])}
    log.record("people-merged", by=by, at=at, incident=incident, about=[gone, kept], words=because, codes=codes)
    return merging


@log.operation
def unmerge(
    *, scope: Scope, by: Professional, at: datetime, merging: UUID, because: str, incident: str = ""
) -> Merging:
    """Give each record back to whom it belonged before; what was recorded of the one who was kept stays there.

    NotFound unless `scope` reaches a record of each, as for merging. Refused while the one who was kept is in turn
    merged into somebody else: the last is taken apart first.
    """
    check_can_say_who_is_who(by)
    policies.check_says_why(because)
    row = Merging.objects.select_for_update(of=("self",), no_key=True).select_related("gone", "kept")
    undone = row.filter(key=merging, undone_at__isnull=True).first()
    if undone is None:
        raise NotFound("merging")
    _locked(undone.gone.key, undone.kept.key)
    policies.check_is_last_merging(Merging.objects.filter(gone=undone.kept, undone_at__isnull=True).exists())
    records = current_records(undone.kept.key)[undone.kept.key]
    moved = Belonging.objects.filter(merging=undone, until_at__isnull=True)
    back = list(moved.values_list("record_id", flat=True))
    reached = scope.among(records)
    if not reached.intersection(back) or not reached.difference(back):
        raise NotFound("merging")
    _give_back(moved, back, undone.gone, by=by, at=at, because=because)
    undone.undone_by, undone.undone_at, undone.undone_because = by, at, because
    undone.save(update_fields=["undone_by", "undone_at", "undone_because"])
    gone, kept = undone.gone.key, undone.kept.key
    now = {gone: sorted(back), kept: sorted(set(records) - set(back))}
    settle(gone, kept, now, DoubtSettled.DIFFERENT, because, by=by, at=at)
    codes = {"merging": str(undone.key), "gone": str(gone), "kept": str(kept), "records": len(back)}
    log.record("people-unmerged", by=by, at=at, incident=incident, about=[gone, kept], words=because, codes=codes)
    return undone


def _locked(*keys: UUID) -> dict[UUID, Person]:
    """Always in the same order, so that two people at work cannot wait for each other."""
    found = Person.objects.select_for_update(no_key=True).filter(key__in=keys).order_by("pk")
    persons = {person.key: person for person in found}
    if set(persons) != set(keys):
        raise NotFound("person")
    return persons


def _end(belongings: QuerySet[Belonging], *, by: Professional, at: datetime) -> None:
    """Two machines may disagree by a moment about what time it is: nothing ends before it began."""
    belongings.update(until_at=Greatest("from_at", Value(at)), ended_by=by)


def _give_back(
    moved: QuerySet[Belonging], record_ids: list[int], to: Person, *, by: Professional, at: datetime, because: str
) -> None:
    _end(moved, by=by, at=at)
    Belonging.objects.bulk_create(
        Belonging(
            record_id=before.record_id,
            person=to,
            from_at=at,
            decided_by=by,
            reason=because,
            merging_id=before.merging_id,
        )
        for before in _before(record_ids, to)
    )


def _before(record_ids: Iterable[int], person: Person) -> list[Belonging]:
    """How each of these belonged to `person` last: with the merging that had brought it there, if one had."""
    last: dict[int, Belonging] = {}
    for row in Belonging.objects.filter(record__in=list(record_ids), person=person).order_by("pk"):
        last[row.record_id] = row
    return list(last.values())
