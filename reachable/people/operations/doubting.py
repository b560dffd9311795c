"""Whether a record is of somebody held already, where nobody could say; and saying that two are two."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from reachable.audit import log
from reachable.common import clock
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional

from .. import policies, queries
from ..choices import DoubtSettled, Stage
from ..matching import Entry, Match, NotTheSame, SamePerson
from ..models import Belonging, Doubt, Person, PersonRecord
from ..permissions import check_can_say_who_is_who
from ..scope import Scope


def doubt_all(
    entries: Sequence[Entry],
    records: Sequence[PersonRecord],
    matches: Mapping[int, tuple[Match, ...]],
    by: Professional,
    at: datetime,
) -> None:
    """What was not asked, or could not be said, stays open; what was said to be two people is settled as that."""
    wanted = [(index, match, different) for index, match, different in _doubted(entries, matches)]
    if not wanted:
        return
    held = dict(Person.objects.filter(key__in={match.person_key for _, match, _ in wanted}).values_list("key", "pk"))
    Doubt.objects.bulk_create(
        Doubt(
            record=records[index],
            person_id=held[match.person_key],
            asked_at=at,
            asked_by=by,
            settled=DoubtSettled.DIFFERENT if different else "",
            settled_at=at if different else None,
            settled_by=by if different else None,
        )
        for index, match, different in wanted
    )


def _doubted(entries: Sequence[Entry], matches: Mapping[int, tuple[Match, ...]]) -> Iterator[tuple[int, Match, bool]]:
    """Each with whether it was said that they are two."""
    for index, found in matches.items():
        answer = entries[index].answer
        if isinstance(answer, SamePerson):
            continue
        for match in found:
            yield index, match, isinstance(answer, NotTheSame) and match.is_asked_about


def doubt_whoever_agrees(
    record: PersonRecord, corrected: Entry, person_key: UUID, by: Professional, at: datetime
) -> None:
    """After a correction. Who was said to be somebody else is not asked about again."""
    if corrected.stage != Stage.YOUNG_PERSON:
        return
    found = queries.matches(by, [corrected], clock.local_date(at)).get(0, ())
    others = Person.objects.filter(key__in=[match.person_key for match in found]).exclude(key=person_key)
    Doubt.objects.bulk_create(
        [Doubt(record=record, person=other, asked_at=at, asked_by=by) for other in others], ignore_conflicts=True
    )


@log.operation
def keep_people_apart(
    *, scope: Scope, by: Professional, at: datetime, one: UUID, other: UUID, because: str, incident: str = ""
) -> None:
    """Say that two who look alike are two people: nobody is asked again."""
    check_can_say_who_is_who(by)
    policies.check_says_why(because)
    policies.check_are_two(one, other)
    records = current_records(one, other)
    if not scope.among(records[one]):
        raise NotFound
    settle(one, other, records, DoubtSettled.DIFFERENT, because, by=by, at=at)
    log.record("people-kept-apart", by=by, at=at, incident=incident, about=[one, other], words=because)


def settle(
    one: UUID,
    other: UUID,
    records: Mapping[UUID, Sequence[int]],
    settled: DoubtSettled,
    because: str,
    *,
    by: Professional,
    at: datetime,
) -> None:
    """Every doubt between the two; where nobody doubted, what was said stands by itself, of the first record of one."""
    between = Doubt.objects.filter(
        Q(record__in=records[one], person__key=other) | Q(record__in=records[other], person__key=one)
    )
    said = {"settled": settled, "settled_at": at, "settled_by": by, "because": because}
    if not between.update(**said) and records[one]:
        person = Person.objects.get(key=other)
        Doubt.objects.create(record_id=records[one][0], person=person, asked_at=at, asked_by=by, **said)


def current_records(*keys: UUID) -> dict[UUID, list[int]]:
    """The records of each person now, in the order in which they were made. NotFound where somebody has none."""
    rows = Belonging.objects.filter(person__key__in=keys, until_at__isnull=True).order_by("record_id")
    found: dict[UUID, list[int]] = {}
    for key, record_id in rows.values_list("person__key", "record_id"):
        found.setdefault(key, []).append(record_id)
    if set(found) != set(keys):
        raise NotFound("person")
    return found
