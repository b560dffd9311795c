"""Taking out for good what was asserted of people, and whoever is held for nothing else. Nothing is marked: rows go.

Whoever asks has found the incident and said that it may be; he keeps the copies that come back where something runs
that they must be kept for.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from reachable.audit import log
from reachable.directory.models import Professional

from ..copies import Copy, Line, Parts, lines_of
from ..models import (
    Address,
    AddressReader,
    Assertion,
    Association,
    Belonging,
    DoNotDisclose,
    Doubt,
    Group,
    GroupLink,
    MayBeTold,
    Merging,
    Person,
    PersonRecord,
)
from ..queries import current_person_keys
from ..queries.references import ROOM, is_held_for_more, pointing_to, rows_of

KEYS_IN_ONE_ENTRY = 150
_NOT_TOLD = frozenset({"MatchKey", "Belonging", "Doubt", "Association", "GroupLink"})


@dataclass(frozen=True)
class TakenOut:
    """`record_ids`: of whom it was said; `copy`: what was said, for whoever must keep it."""

    about: str  # "association", "group-link"
    record_ids: tuple[int, ...]
    copy: Copy


@log.operation
def take_out_assertions(rows: Iterable[Assertion], *, by: Professional | None, at: datetime) -> list[TakenOut]:
    """Delete these connections and links, and a group of which nothing is said any longer. By nobody: they lapsed."""
    found = list(rows)
    keys = _keys_of(found)
    taken = [_taken(row, keys) for row in found]
    associations = [row.pk for row in found if isinstance(row, Association)]
    links = [row for row in found if isinstance(row, GroupLink)]
    if associations:
        Association.objects.filter(pk__in=associations).delete()
        _forget_who_may_be_told([row for row in found if isinstance(row, Association)])
    if links:
        GroupLink.objects.filter(pk__in=[row.pk for row in links]).delete()
        _drop_groups({row.group_id for row in links})
    for start in range(0, len(taken), KEYS_IN_ONE_ENTRY):
        some = [one.copy.key for one in taken[start : start + KEYS_IN_ONE_ENTRY]]
        log.record("assertions-taken-out", by=by, at=at, codes={"assertions": some})
    return taken


def _forget_who_may_be_told(ties: Collection[Association]) -> None:
    """Whether a relative may be told goes with the last that connects the two: it would come back with a new tie."""
    pairs = {frozenset((tie.one_id, tie.other_id)) for tie in ties}
    ends = frozenset[int]().union(*pairs)
    said = MayBeTold.objects.filter(record__in=ends, relative__in=ends).values_list("pk", "record_id", "relative_id")
    gone = {pk: frozenset(two) for pk, *two in said if frozenset(two) in pairs}
    if gone:
        left = Association.objects.filter(one__in=ends, other__in=ends).values_list("one_id", "other_id")
        still = set(map(frozenset, left))
        MayBeTold.objects.filter(pk__in=[pk for pk, two in gone.items() if two not in still]).delete()


@log.operation
def drop_groups_unspoken_of(group_ids: Collection[int], *, by: Professional | None, at: datetime) -> None:
    """Of these groups, those to which no link is reported and of which no relation is said."""
    _drop_groups(group_ids)


@log.operation
def take_out_record(record_id: int, *, by: Professional | None, at: datetime) -> Copy | None:
    """Delete a record with all that hangs on it, and the person where it was the last; answers what it said.

    None, and nothing is done, where something outside this room refers to the record: it is held for that as well.
    What was asserted of it has been taken out before.
    """
    record = PersonRecord.objects.select_for_update().get(pk=record_id)
    if is_held_for_more(record):
        return None
    keys = tuple(str(key) for key in current_person_keys([record_id]).values())
    copy = Copy(record.display_name, str(record.key), keys, _parts_of(record))
    persons = list(Person.objects.filter(belongings__record=record).distinct())
    _delete_what_hangs_on(record)
    record.delete()
    for person in persons:
        _delete_person(person)
    log.record("person-record-taken-out", by=by, at=at, about=keys, codes={"record": copy.key})
    return copy


def _taken(row: Assertion, keys: dict[int, str]) -> TakenOut:
    if isinstance(row, Association):
        ids = (row.one_id, row.other_id)
        title = f"{row.one.display_name} – {row.get_kind_display().lower()} – {row.other.display_name}"
        return TakenOut("association", ids, _copy_of(row, title, ids, keys))
    if isinstance(row, GroupLink):
        title = f"{row.record.display_name}: reported link to {row.group.name}"
        return TakenOut("group-link", (row.record_id,), _copy_of(row, title, (row.record_id,), keys))
    raise TypeError(f"{type(row).__name__} is not an assertion of this room")


def _copy_of(row: Assertion, title: str, record_ids: tuple[int, ...], keys: dict[int, str]) -> Copy:
    people = tuple(dict.fromkeys(keys[record_id] for record_id in record_ids if record_id in keys))
    return Copy(title, str(row.key), people, (("What was said", lines_of(row)),))


def _keys_of(rows: Iterable[Assertion]) -> dict[int, str]:
    ids = {row.one_id for row in rows if isinstance(row, Association)}
    ids |= {row.other_id for row in rows if isinstance(row, Association)}
    ids |= {row.record_id for row in rows if isinstance(row, GroupLink)}
    return {record_id: str(key) for record_id, key in current_person_keys(ids).items()}


def _drop_groups(group_ids: Collection[int]) -> None:
    for group in Group.objects.filter(pk__in=group_ids):
        if not any(rows_of(pointer, group).exists() for pointer in pointing_to(Group)):
            group.delete()


def _parts_of(record: PersonRecord) -> Parts:
    parts: list[tuple[str, tuple[Line, ...]]] = [("Record", lines_of(record))]
    ours = [(model, name) for model, name in pointing_to(PersonRecord) if model._meta.app_label == ROOM]
    for model, name in ours:
        if model.__name__ in _NOT_TOLD:
            continue
        title = str(model._meta.verbose_name).capitalize()
        parts += [(title, lines_of(row)) for row in rows_of((model, name), record).order_by("pk")]
    return tuple(parts)


def _delete_what_hangs_on(record: PersonRecord) -> None:
    AddressReader.objects.filter(address__record=record).delete()
    DoNotDisclose.objects.filter(Q(record=record) | Q(address__record=record)).delete()
    Address.objects.filter(record=record).delete()
    for model, name in pointing_to(PersonRecord):
        if model._meta.app_label == ROOM:
            rows_of((model, name), record).delete()


def _delete_person(person: Person) -> None:
    """An identity without a record says nothing of anybody; nor does a merging or a doubt about it."""
    if Belonging.objects.filter(person=person).exists():
        return
    Doubt.objects.filter(person=person).delete()
    for merging in Merging.objects.filter(Q(gone=person) | Q(kept=person)):
        if not any(rows_of(pointer, merging).exists() for pointer in pointing_to(Merging)):
            merging.delete()
    if not any(rows_of(pointer, person).exists() for pointer in pointing_to(Person)):
        person.delete()
