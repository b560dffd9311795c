"""A person looks at a record: decides what is doubtful, and makes it final (CTX-4)."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.models import Involvement
from reachable.meetings.models import Covered
from reachable.meetings.permissions import check_is_chair
from reachable.people import queries as people
from reachable.people.models import PersonRecord
from reachable.people.naming import composed, find

from .. import permissions, policies
from ..choices import MarkDecision, RecordState
from ..documents.record_json import to_text
from ..models import ChildRecord, RecordMark, RecordNumber
from ..policies.marking import may_stay
from ..queries.building import Built, built_again, finished


@operation
def decide_mark(
    *,
    by: Professional,
    at: datetime,
    meeting: str,
    record_key: UUID,
    seen_version: int,
    paragraph: str,
    words: str,
    decision: str,
    person: UUID | None = None,
) -> ChildRecord:
    """What is to become of words of the minutes in one paragraph, found by the finder or not. Decided again, the last
    holds. `person` is the key of whom they point to, for a number.
    """
    row = permissions.check_can_change_record(by, meeting, record_key, at, seen_version=seen_version)
    policies.check_is_to_check(row.state)
    built = built_again(row, at)
    who = _person(built, decision, person)
    was = "".join(one.was or one.words for one in built.by_paragraph.get(paragraph, ()))
    words = composed(words.strip())
    certain = any(not may_stay(hit.kind, certain=hit.certain) for hit in find(was, built.roster) if hit.text == words)
    policies.check_mark(words, decision, stands_there=words in was, has_person=who is not None, is_certain=certain)
    values = {"decision": MarkDecision(decision), "person_record": who, "by": by, "at": at}
    RecordMark.objects.update_or_create(record=row, paragraph=paragraph, words=words, defaults=values)
    _write_again(row, built_again(row, at))
    codes = {"record": str(row.key), "paragraph": paragraph, "decision": str(decision)}
    _record("record-mark-decided", row, codes, by=by, at=at, words=words)
    return row


def _person(built: Built, decision: str, person: UUID | None) -> PersonRecord | None:
    """Only somebody whom a number may stand for in this record."""
    if decision != MarkDecision.REPLACE or person is None:
        return None
    if person not in {one.key for one in built.roster.people}:
        raise NotFound("person")
    return PersonRecord.objects.get(key=person)


def _write_again(row: ChildRecord, built: Built) -> None:
    row.text = to_text(built.content)
    row.social_care_id = built.content.facts.social_care_id
    row.file_name = policies.file_name(row.social_care_id, row.meeting.reference, row.number, row.key)
    row.version += 1
    row.save(update_fields=["text", "social_care_id", "file_name", "version"])
    row.numbers.all().delete()
    RecordNumber.objects.bulk_create(
        RecordNumber(record=row, number=number, person_record_id=person) for number, person in built.numbers.items()
    )


@operation
def make_final(*, by: Professional, at: datetime, meeting: str, record_key: UUID, seen_version: int) -> ChildRecord:
    """A person looked at it all: nothing is undecided, and a second look finds nobody of another household (CTX-4). The
    one before it, if any, is replaced.
    """
    row = permissions.check_can_change_record(by, meeting, record_key, at, seen_version=seen_version)
    policies.check_is_to_check(row.state)
    built = built_again(row, at)
    policies.check_nothing_undecided(policies.undecided(built.segments))
    text = to_text(built.content)
    policies.check_same_as_seen(is_same=text == row.text)
    written = {**finished(built), "its head": _head(built), "its file name": row.file_name}
    policies.check_names_nobody(written, built.roster, policies.left(built.segments))
    earlier = ChildRecord.objects.filter(meeting=row.meeting, involvement=row.involvement, state=RecordState.FINAL)
    earlier.exclude(pk=row.pk).update(state=RecordState.REPLACED)
    row.state, row.sha256 = RecordState.FINAL, sha256(text.encode()).hexdigest()
    row.checked_by, row.checked_at, row.version = by, at, row.version + 1
    row.save(update_fields=["state", "sha256", "checked_by", "checked_at", "version"])
    words = f"{by.name} checked the record of {row.involvement.letter} of {meeting}: it is final."
    _say(row, "record-final", words, by=by, at=at)
    _record("record-final", row, {"record": str(row.key), "sha256": row.sha256}, by=by, at=at)
    return row


def _head(built: Built) -> str:
    """What stands at the top beside the paragraphs; the young person's own name may."""
    facts = built.content.facts
    return "\n".join((facts.meeting, facts.kind, *facts.purposes, facts.not_for))


@operation
def withhold_household(*, by: Professional, at: datetime, meeting: str, young_person: UUID, because: str) -> Covered:
    """The chair withholds the names of a young person's own household from that record; it is then made again."""
    found = check_is_chair(by, meeting, at)
    policies.check_says_why(because)
    return _household(found.pk, young_person, because.strip(), by=by, at=at)


@operation
def name_household(*, by: Professional, at: datetime, meeting: str, young_person: UUID) -> Covered:
    """The chair lets the own household be named after all."""
    found = check_is_chair(by, meeting, at)
    return _household(found.pk, young_person, "", by=by, at=at)


def _household(meeting_id: int, young_person: UUID, because: str, *, by: Professional, at: datetime) -> Covered:
    rows = Covered.objects.select_related("involvement__record", "meeting__incident")
    row = rows.filter(meeting=meeting_id, involvement__key=young_person, out_at__isnull=True).first()
    if row is None:
        raise NotFound("young person")
    row.household_unnamed_because = because
    row.household_unnamed_by, row.household_unnamed_at = (by, at) if because else (None, None)
    row.save(update_fields=["household_unnamed_by", "household_unnamed_at", "household_unnamed_because"])
    verb = "household-withheld" if because else "household-named"
    said = "withheld the household of" if because else "lets the household be named in the record of"
    words = f"{by.name} {said} {row.involvement.letter} in the record of {row.meeting.reference}."
    timeline.write(
        row.meeting.incident, verb, words, by=by, at=at, about=row.involvement, source_key=str(row.meeting.key)
    )
    record(
        verb,
        by=by,
        at=at,
        incident=row.meeting.incident.reference,
        about=person_keys(row.involvement),
        codes={"meeting": row.meeting.reference},
        words=because,
    )
    return row


def person_keys(young: Involvement) -> list[UUID]:
    return list(people.current_person_keys([young.record_id]).values())


def _say(row: ChildRecord, code: str, words: str, *, by: Professional, at: datetime) -> None:
    incident = row.meeting.incident
    timeline.write(incident, code, words, by=by, at=at, about=row.involvement, source_key=str(row.key))


def _record(
    verb: str, row: ChildRecord, codes: Mapping[str, str], *, by: Professional, at: datetime, words: str = ""
) -> None:
    codes = {"meeting": row.meeting.reference, **codes}
    incident = row.meeting.incident.reference
    record(verb, by=by, at=at, incident=incident, about=person_keys(row.involvement), codes=codes, words=words or None)
