"""The keys under which a record is looked for. Whatever changes what is compared writes them again."""

from collections.abc import Callable, Collection, Sequence
from datetime import date

from reachable.audit.log import trail

from .. import likeness
from ..likeness import Details
from ..matching import Entry
from ..models import MatchKey, PersonRecord
from ..queries.compared import details_of, entry_details

_CHUNK = 1000


def write(records: Sequence[PersonRecord], entries: Sequence[Entry], on: date) -> None:
    """Of records that were made just now from these entries; one statement."""
    pairs = zip(records, entries, strict=True)
    MatchKey.objects.bulk_create(row for record, entry in pairs for row in _rows(record.pk, entry_details(entry, on)))


def renew(record: PersonRecord) -> None:
    """Call it after a name, another name, a birth, an address or a number of the record has changed."""
    renew_all([record.pk])


def renew_all(record_ids: Collection[int]) -> None:
    """The same of several; the number of statements does not grow with them."""
    wanted = {(row.record_id, row.key): row for pk, d in details_of(record_ids).items() for row in _rows(pk, d)}
    standing = MatchKey.objects.filter(record__in=record_ids).values_list("pk", "record_id", "key")
    gone = []
    for pk, record_id, key in standing:
        if wanted.pop((record_id, key), None) is None:
            gone.append(pk)
    if gone:
        MatchKey.objects.filter(pk__in=gone).delete()
    MatchKey.objects.bulk_create(wanted.values(), ignore_conflicts=True)


def rebuild(progress: Callable[[int], object] = lambda done: None, *, chunk: int = _CHUNK) -> int:
    """Write the keys of everybody again, some at a time, so that nobody waits; how many records there were.

    For a change of the rules by which keys are made. What others record meanwhile has its keys already.
    """
    done, last = 0, 0
    while ids := list(PersonRecord.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:chunk]):
        with trail():
            renew_all(ids)
        done, last = done + len(ids), ids[-1]
        progress(done)
    return done


def _rows(record_id: int, details: Details) -> list[MatchKey]:
    keys = likeness.keys(likeness.prepare(details))
    return [MatchKey(record_id=record_id, key=key) for key in keys]
