"""What becomes of records when something happens below. Named in `config.wiring`."""

from collections.abc import Mapping

from django.db.models import Q

from reachable.audit.log import operation
from reachable.common import happenings
from reachable.incidents import sealing
from reachable.incidents.choices import SealedKind
from reachable.incidents.sealing import Leaving
from reachable.people import queries as people
from reachable.people.copies import Copy

from .choices import MarkDecision, RecordState
from .documents.content import SegmentKind
from .models import ChildRecord, RecordMark, RecordNumber, Told
from .operations.notifying_carrying import carry_notices
from .operations.reviewing_opening import follow_notification
from .queries.building import Ground, build, decisions_of, ground

__all__ = ["carry_notices", "carry_records", "follow_notification", "forget_numbers"]

_WORDS = 200  # as many letters as a mark holds


@operation
def forget_numbers(happening: happenings.NetworkPersonLeaves) -> None:
    """Somebody leaves the network: for whom a number stood in a record is known no longer, and the words of the minutes
    that pointed to them are taken out of what is made later. The records themselves never named them, and stay.
    """
    here = happening.incident_id
    home = Q(record__meeting__incident=here) | Q(record__meeting__incident__joined_into=here)
    numbers = RecordNumber.objects.filter(home, person_record=happening.record_id)
    marks = RecordMark.objects.filter(home, person_record=happening.record_id)
    going = list(numbers.select_related("record__meeting", "person_record").order_by("pk"))
    if going:
        keys = tuple(str(key) for key in people.current_person_keys([happening.record_id]).values())
        homes = sealing.homes_of_incident(here)
        copies = [Copy(_title_of(one), str(one.record.key), keys) for one in going]
        leaving = [Leaving(homes, SealedKind.NETWORK_PERSON, copy) for copy in copies]
        sealing.seal(leaving, at=happening.at, expired=happening.expired)
    _take_out_later(happening)
    numbers.delete()
    marks.exclude(decision=MarkDecision.LEAVE).update(decision=MarkDecision.TAKE_OUT, person_record=None)
    marks.delete()


def _take_out_later(happening: happenings.NetworkPersonLeaves) -> None:
    """While the finder still knows them: where words point to them, these go from every record that is made again."""
    here = happening.incident_id
    home = Q(meeting__incident=here) | Q(meeting__incident__joined_into=here)
    last: dict[tuple[int, int], ChildRecord] = {}
    for row in ChildRecord.objects.filter(home).select_related("meeting__incident", "involvement").order_by("number"):
        last[row.meeting_id, row.involvement_id] = row
    grounds: dict[int, Ground] = {}
    marks: list[RecordMark] = []
    for row in last.values():
        on = grounds.get(row.meeting_id) or grounds.setdefault(row.meeting_id, ground(row.meeting, happening.at))
        marks += _marks_of(row, on, happening)
    RecordMark.objects.bulk_create(marks, ignore_conflicts=True)


def _marks_of(row: ChildRecord, on: Ground, happening: happenings.NetworkPersonLeaves) -> list[RecordMark]:
    """By whoever made the record, since nobody does it where somebody lapses. What a person decided stays."""
    main = on.around.main.get(happening.record_id)
    if main is None or row.involvement_id not in on.covered:
        return []
    person = on.around.known[main].key
    built = build(on, row.involvement_id, row.number, decisions_of([row.pk]).get(row.pk, {}))
    said = {
        (paragraph, one.was)
        for paragraph, segments in built.by_paragraph.items()
        for one in segments
        if one.person == person and one.kind is not SegmentKind.LEFT and len(one.was) <= _WORDS
    }
    return [
        RecordMark(
            record=row,
            paragraph=paragraph,
            words=words,
            decision=MarkDecision.TAKE_OUT,
            by_id=row.made_by_id,
            at=happening.at,
        )
        for paragraph, words in sorted(said)
    ]


def _title_of(one: RecordNumber) -> str:
    return f"{one.person_record.display_name}: number {one.number} in a record of {one.record.meeting.reference}"


@operation
def carry_records(happening: happenings.IncidentsJoined) -> None:
    """The records of a report that is joined are of the same young people by their letter in the incident."""
    _carry_made(happening.moved)
    _carry_told(happening.moved)


def _carry_made(moved: Mapping[int, int]) -> None:
    """Of two letters that are one, the records stand one after another: final ones first, and of those that are still
    to be checked the last alone. It is then made again, of both.
    """
    found = list(ChildRecord.objects.filter(involvement__in=list(moved)).order_by("number", "made_at", "pk"))
    found.sort(key=lambda row: row.state == RecordState.TO_CHECK)
    last: dict[tuple[int, int], ChildRecord] = {}
    for row in found:
        row.involvement_id = moved[row.involvement_id]
        key = (row.meeting_id, row.involvement_id)
        before = last.get(key)
        row.number = before.number + 1 if before else 1
        row.version += 1
        if before and before.state == RecordState.TO_CHECK:
            before.state = RecordState.REPLACED
        last[key] = row
    ChildRecord.objects.bulk_update(found, ["involvement", "number", "state", "version"])


def _carry_told(moved: Mapping[int, int]) -> None:
    numbers: dict[tuple[int, int, str], int] = {}
    found = list(Told.objects.filter(involvement__in=list(moved)).order_by("at", "number", "pk"))
    for row in found:
        row.involvement_id = moved[row.involvement_id]
        key = (row.meeting_id, row.involvement_id, row.whom)
        numbers[key] = row.number = numbers.get(key, 0) + 1
    Told.objects.bulk_update(found, ["involvement", "number"])
