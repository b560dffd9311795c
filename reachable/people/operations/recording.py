"""Putting people on record. All creation goes through `record_people`, which asks about those held who agree."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from reachable.audit import log
from reachable.common import clock
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.directory.models import Professional

from .. import matching, policies, queries
from ..choices import ACCURATE, NO_DATE, IdentifierSystem, Stage
from ..matching import (
    Answer,
    Entry,
    EntryRefused,
    Match,
    NotSure,
    NotTheSame,
    PossibleMatch,
    PossibleMatches,
    SamePerson,
)
from ..models import Belonging, Identifier, Person, PersonRecord, RecordHistory
from ..permissions import check_can_record_people
from ..scope import Scope
from . import doubting, matching_keys


@log.operation
def record_people(entries: Sequence[Entry], *, by: Professional, at: datetime) -> list[PersonRecord]:
    """Put everybody on record, in order, or nobody; the number of statements does not grow.

    Raises EntryRefused for an impossible entry, and PossibleMatches where a young person entered agrees with
    somebody held, exactly or very likely, and the professional has not said whether it is the same. Who only looks
    alike is not asked about: a doubt is recorded, to be looked at later.
    """
    check_can_record_people(by)
    on = clock.local_date(at)
    for index, entry in enumerate(entries):
        try:
            policies.check_entry(entry, on)
        except Refused as refusal:
            raise EntryRefused(refusal, index) from None
    policies.check_not_twice(entries)
    held = _lock_those_named(entries)
    matches = _young_people_held(entries, by, on)
    asked = matching.to_ask(matches)
    unanswered = {index: found for index, found in asked.items() if entries[index].answer is None}
    if unanswered:
        raise PossibleMatches(unanswered)
    policies.check_answers(entries, matches)
    people = [_person_of(entry, held, at) for entry in entries]
    records = _write(entries, people, by, at)
    doubting.doubt_all(entries, records, matches, by, at)
    for index, (record, person) in enumerate(zip(records, people, strict=True)):
        _note(record, person, entries[index].answer, matches.get(index, ()), by, at)
    return records


@log.operation
def record_young_person(
    *,
    by: Professional,
    at: datetime,
    given_names: str = "",
    family_name: str = "",
    date_of_birth: date | None = None,
    dob_accuracy: str = ACCURATE,
    approximate_age: int | None = None,
    nhs_number: str = "",
    answer: Answer | None = None,
) -> PersonRecord:
    """Put one young person on record. Raises PossibleMatch where somebody held agrees exactly."""
    entry = Entry(given_names, family_name, date_of_birth, dob_accuracy, approximate_age, nhs_number, answer)
    try:
        return record_people([entry], by=by, at=at)[0]
    except PossibleMatches as asked:
        raise PossibleMatch(asked.matches[0]) from None


@log.operation
def record_adult(
    *,
    by: Professional,
    at: datetime,
    given_names: str = "",
    family_name: str = "",
    date_of_birth: date | None = None,
    approximate_age: int | None = None,
) -> PersonRecord:
    """Put an adult on record; adults are not matched."""
    entry = Entry(given_names, family_name, date_of_birth, approximate_age=approximate_age, stage=Stage.ADULT)
    return record_people([entry], by=by, at=at)[0]


@log.operation
def correct_record(
    *, scope: Scope, by: Professional, at: datetime, record_key: UUID, seen: int, corrected: Entry, reason: str = ""
) -> PersonRecord:
    """Make the record say `corrected`; what it said is kept. `seen` is the version that the writer read.

    Where it now agrees with somebody held, or looks like them, the correction stands and a doubt is recorded.
    """
    check_can_record_people(by)
    record = PersonRecord.objects.select_for_update().filter(key=record_key).first()
    if record is None or not scope.contains(record.pk):
        raise NotFound
    if record.version != seen:
        raise Stale("Somebody else corrected this since you opened it.", current=record)
    policies.check_reason(reason)
    policies.check_entry(corrected, clock.local_date(at))
    before = _kept(record, by, at, reason)
    _say(record, corrected, clock.local_date(at))
    record.version += 1
    before.save(force_insert=True)
    record.save(force_update=True)
    _correct_number(record, policies.normal_nhs_number(corrected.nhs_number), by, at)
    matching_keys.renew(record)
    person_key = queries.current_person_keys([record.pk])[record.pk]
    doubting.doubt_whoever_agrees(record, corrected, person_key, by, at)
    log.record(
        "person-record-corrected",
        by=by,
        at=at,
        about=[person_key],
        words=reason,
        codes={"record": str(record.key), "version": record.version},
    )
    return record


def _young_people_held(entries: Sequence[Entry], by: Professional, on: date) -> dict[int, tuple[Match, ...]]:
    asked = [index for index, entry in enumerate(entries) if entry.stage == Stage.YOUNG_PERSON]
    found = queries.matches(by, [entries[index] for index in asked], on)
    return {asked[position]: matches for position, matches in found.items()}


def _lock_those_named(entries: Sequence[Entry]) -> dict[UUID, Person]:
    """Before it is asked who agrees: nobody is put with a person who is merged into another meanwhile."""
    keys = {entry.answer.person_key for entry in entries if isinstance(entry.answer, SamePerson)}
    named = Person.objects.select_for_update(no_key=True).filter(key__in=keys).order_by("pk")
    return {person.key: person for person in named} if keys else {}


def _write(entries: Sequence[Entry], people: Sequence[Person], by: Professional, at: datetime) -> list[PersonRecord]:
    Person.objects.bulk_create([person for person in people if person.pk is None])
    records = PersonRecord.objects.bulk_create([_new_record(entry, by, at) for entry in entries])
    Belonging.objects.bulk_create(
        [
            Belonging(record=record, person=person, from_at=at, decided_by=by)
            for record, person in zip(records, people, strict=True)
        ]
    )
    Identifier.objects.bulk_create(_numbers(entries, records, by, at))
    matching_keys.write(records, entries, clock.local_date(at))
    return records


def _person_of(entry: Entry, held: Mapping[UUID, Person], at: datetime) -> Person:
    if isinstance(entry.answer, SamePerson):
        return held[entry.answer.person_key]
    return Person(created_at=at)


def _new_record(entry: Entry, by: Professional, at: datetime) -> PersonRecord:
    record = PersonRecord(held_by_id=by.agency_id, recorded_by=by, recorded_at=at)
    _say(record, entry, clock.local_date(at))
    return record


def _say(record: PersonRecord, entry: Entry, on: date) -> None:
    """Write the facts of the entry on the record. An age keeps the day on which it was first stated."""
    if entry.approximate_age is None:
        record.age_stated_on = None
    elif entry.approximate_age != record.approximate_age:
        record.age_stated_on = on
    record.stage = entry.stage
    record.given_names = " ".join(entry.given_names.split())
    record.family_name = " ".join(entry.family_name.split())
    record.name_known = bool(record.given_names or record.family_name)
    record.folded_name = matching.fold_name(record.given_names, record.family_name)
    record.date_of_birth = entry.date_of_birth
    record.dob_accuracy = entry.dob_accuracy if entry.date_of_birth else NO_DATE
    record.approximate_age = entry.approximate_age


def _numbers(
    entries: Sequence[Entry], records: Sequence[PersonRecord], by: Professional, at: datetime
) -> list[Identifier]:
    numbers = [policies.normal_nhs_number(entry.nhs_number) for entry in entries]
    return [_nhs(record, value, by, at) for record, value in zip(records, numbers, strict=True) if value]


def _nhs(record: PersonRecord, value: str, by: Professional, at: datetime) -> Identifier:
    return Identifier(record=record, system=IdentifierSystem.NHS_NUMBER, value=value, recorded_by=by, recorded_at=at)


def _note(
    record: PersonRecord, person: Person, answer: Answer | None, found: Sequence[Match], by: Professional, at: datetime
) -> None:
    verb = "young-person-recorded" if record.stage == Stage.YOUNG_PERSON else "adult-recorded"
    codes: dict[str, object] = {"record": str(record.key)}
    if found and answer is not None:
        codes["answer"] = {SamePerson: "same", NotTheSame: "not-the-same", NotSure: "not-sure"}[type(answer)]
        codes["asked_about"] = [str(match.person_key) for match in found]
    log.record(verb, by=by, at=at, about=[person.key], codes=codes)


def _kept(record: PersonRecord, by: Professional, at: datetime, reason: str) -> RecordHistory:
    return RecordHistory(
        record=record,
        number=record.version,
        replaced_by=by,
        replaced_at=at,
        reason=reason,
        **{name: getattr(record, name) for name in RecordHistory.FACTS},
    )


def _correct_number(record: PersonRecord, value: str, by: Professional, at: datetime) -> None:
    standing = record.identifiers.filter(system=IdentifierSystem.NHS_NUMBER, withdrawn_at__isnull=True)
    standing.exclude(value=value).update(withdrawn_at=at, withdrawn_by=by)
    if value and not standing.filter(value=value).exists():
        _nhs(record, value, by, at).save(force_insert=True)
