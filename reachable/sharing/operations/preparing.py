"""Making the records of a meeting, one for each young person whom it covered (CTX-4)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common import working_days
from reachable.common.refusals import Stale
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.meetings.choices import MeetingState
from reachable.meetings.models import Meeting
from reachable.people import queries as people

from .. import permissions, policies
from ..choices import RecordState
from ..documents.record_json import to_text
from ..models import ChildRecord, RecordMark, RecordNumber
from ..queries.building import Built, Ground, build, decisions_of, ground, last_records, revision_of

FILED_WITHIN = 1  # working days after the minutes are agreed


@dataclass(frozen=True)
class _Prepared:
    """`before` is the record that it follows; one that is not final yet is written anew in its place."""

    built: Built
    before: ChildRecord | None


def prepare_records(*, by: Professional, at: datetime, meeting: str) -> tuple[UUID, ...]:
    """A record for each young person of whom the last one would say something else now, or who has none; keys of those
    that were made. Reading and marking hold nobody up: only the writing does.
    """
    found = permissions.check_can_make_records(by, meeting, at)
    policies.check_minutes_agreed(agreed=found.state == MeetingState.AGREED)
    seen = revision_of(found)
    on = ground(found, at)
    return _write(by=by, at=at, meeting=meeting, on=on, prepared=tuple(_prepare(on)), seen=seen)


def _prepare(on: Ground) -> Iterable[_Prepared]:
    last = last_records(on.meeting)
    decisions = decisions_of(row.pk for row in last.values())
    for involvement_id in on.covered:
        before = last.get(involvement_id)
        if before is None:
            yield _Prepared(build(on, involvement_id, 1, {}), None)
            continue
        said = decisions.get(before.pk, {})
        if to_text(build(on, involvement_id, before.number, said).content) != before.text:
            number = before.number + (before.state == RecordState.FINAL)
            yield _Prepared(build(on, involvement_id, number, said), before)


@operation
def _write(
    *, by: Professional, at: datetime, meeting: str, on: Ground, prepared: Collection[_Prepared], seen: tuple[int, int]
) -> tuple[UUID, ...]:
    """Stale where the minutes, or another's records of them, changed while these were made. Few statements, bulk."""
    Meeting.objects.select_for_update(no_key=True).filter(pk=on.meeting.pk).values_list("pk").first()
    found = permissions.check_can_make_records(by, meeting, at)
    last = {pk: row.version for pk, row in last_records(found).items()}
    was = {one.built.involvement_id: one.before.version if one.before else None for one in prepared}
    if revision_of(found) != seen or any(last.get(pk) != version for pk, version in was.items()):
        raise Stale("The minutes changed while the records were made. Make them again.", current=found)
    rows = [_row(one, on, by=by, at=at) for one in prepared]
    again = [row for row in rows if row.pk]
    new = [row for row in rows if not row.pk]
    ChildRecord.objects.bulk_update(again, ["text", "social_care_id", "file_name", "made_by", "made_at", "version"])
    ChildRecord.objects.bulk_create(new)
    RecordNumber.objects.filter(record__in=again).delete()
    RecordNumber.objects.bulk_create(
        RecordNumber(record=row, number=number, person_record_id=person)
        for row, one in zip(rows, prepared, strict=True)
        for number, person in one.built.numbers.items()
    )
    _carry_marks(rows, prepared)
    if rows:
        _trace(found, rows, by=by, at=at)
    return tuple(row.key for row in rows)


def _row(one: _Prepared, on: Ground, *, by: Professional, at: datetime) -> ChildRecord:
    content = one.built.content
    is_new = one.before is None or one.before.state == RecordState.FINAL
    row = ChildRecord() if is_new or one.before is None else one.before
    row.meeting, row.involvement_id, row.number = on.meeting, one.built.involvement_id, content.number
    row.version = 1 if is_new else row.version + 1
    row.text, row.social_care_id = to_text(content), content.facts.social_care_id
    row.made_by, row.made_at = by, at
    if is_new:
        start = on.agreed_at if content.number == 1 else at
        row.filed_due_at = working_days.end_of_working_day(start, FILED_WITHIN)
    row.file_name = policies.file_name(row.social_care_id, on.meeting.reference, row.number, row.key)
    return row


def _carry_marks(rows: Iterable[ChildRecord], prepared: Iterable[_Prepared]) -> None:
    """What a person decided of the record before holds where the same words stand in the same place."""
    new_of = {
        one.before.pk: row for row, one in zip(rows, prepared, strict=True) if one.before and one.before.pk != row.pk
    }
    before = RecordMark.objects.filter(record__in=list(new_of)).order_by("pk")
    RecordMark.objects.bulk_create(
        RecordMark(
            record=new_of[mark.record_id],
            paragraph=mark.paragraph,
            words=mark.words,
            decision=mark.decision,
            person_record_id=mark.person_record_id,
            by_id=mark.by_id,
            at=mark.at,
        )
        for mark in before
    )


def _trace(meeting: Meeting, rows: Collection[ChildRecord], *, by: Professional, at: datetime) -> None:
    words = f"{by.name} made {len(rows)} record{'s' if len(rows) > 1 else ''} of young people from {meeting.reference}."
    timeline.write(meeting.incident, "records-made", words, by=by, at=at, source_key=str(meeting.key))
    involved = meeting.covered.filter(involvement__in=[row.involvement_id for row in rows])
    persons = people.current_person_keys(list(involved.values_list("involvement__record", flat=True)))
    codes = {"meeting": meeting.reference, "records": len(rows)}
    record("records-made", by=by, at=at, incident=meeting.incident.reference, about=set(persons.values()), codes=codes)
