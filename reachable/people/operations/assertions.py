"""Asserting something of two people, or of one and a group; contesting it, and keeping it for longer.

What was asserted is not changed: it is removed and asserted anew. The audit has keys only, so that nothing of what was
said outlives it. `through` is the reference of the incident through which the people were reached.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from reachable.audit import log
from reachable.common import clock
from reachable.common.refusals import NotFound, Refused
from reachable.directory.models import Professional

from .. import permissions, policies, queries
from ..association_kinds import KINDS, OTHER_DAYS, KindOfAssociation
from ..choices import WORDS_LENGTH
from ..matching import fold_name
from ..models import Assertion, Association, Group, GroupLink, PersonRecord
from ..provenance import Provenance
from ..scope import Scope

Row = TypeVar("Row", bound=Assertion)


@log.operation
def associate(
    *, scope: Scope, by: Professional, at: datetime, through: str, one: UUID, other: UUID, kind: str, said: Provenance
) -> Association:
    """`one` is to `other` what `kind` says; both are keys of people. The same by the same source again reviews what
    stands instead of doubling it.
    """
    permissions.check_can_assert(by)
    policies.check_two_people(one, other)
    described = policies.kind_of(kind)
    permissions.check_may_say(by, said, at, longest_days=described.longest_days)
    first, second = _record_of(scope, one), _record_of(scope, other)
    if described.one_is_adult:
        policies.check_is_adult(first.age_on(clock.local_date(at)))
    row = Association(one=first, other=second, kind=described.code)
    alike = _alike(row, described, [one, other])
    about = [one, other]
    return record_assertion(
        row=row, said=said, by=by, at=at, through=through, about=about, verb="connection-recorded", alike=alike
    )


@log.operation
def link_to_group(
    *, scope: Scope, by: Professional, at: datetime, through: str, person: UUID, group_name: str, said: Provenance
) -> GroupLink:
    """That somebody is linked to a group is reported, never a status: dated, sourced, contestable, and it lapses."""
    permissions.check_can_assert(by)
    permissions.check_may_say(by, said, at, longest_days=OTHER_DAYS)
    record = _record_of(scope, person)
    row = GroupLink(record=record, group=name_group(by=by, at=at, name=group_name))
    alike = GroupLink.objects.filter(group=row.group, record__in=_records_of([person]))
    return record_assertion(
        row=row, said=said, by=by, at=at, through=through, about=[person], verb="group-link-recorded", alike=alike
    )


@log.operation
def name_group(*, by: Professional, at: datetime, name: str) -> Group:
    """The group that people call so, however it was typed; made where nobody has spoken of it yet."""
    permissions.check_can_assert(by)
    typed = policies.normal_group_name(name)
    facts = {"name": typed, "by": by, "at": at}
    group, is_new = Group.objects.get_or_create(folded_name=fold_name(typed), defaults=facts)
    if is_new:
        log.record("group-named", by=by, at=at, codes={"group": str(group.key)})
    return group


@log.operation
def record_assertion(
    *,
    row: Row,
    said: Provenance,
    by: Professional,
    at: datetime,
    through: str,
    about: Collection[UUID],
    verb: str,
    alike: QuerySet[Row],
) -> Row:
    """Write where `row` comes from on it, and keep it: of what a caller asserts, `about` these people. Where the same
    professional has said the same by the same source, among those that are `alike`, that is reviewed instead.
    """
    longest_days = _longest_days_of(row)
    permissions.check_may_say(by, said, at, longest_days=longest_days)
    _say(row, said, by=by, at=at, longest_days=longest_days)
    standing = alike.filter(by=by, review_on__gte=clock.local_date(at)).order_by("pk")
    stands = next((one for one in standing if _is_the_same_source(one, row)), None)
    if stands is not None:
        return _said_again(stands, row, through=through, about=about)
    row.save(force_insert=True)
    log.record(verb, by=by, at=at, incident=through, about=about, codes=_codes_of(row))
    return row


@log.operation
def contest(
    *, by: Professional, at: datetime, through: str, row: Assertion, about: Collection[UUID], words: str,
    contested_by: str,
) -> None:  # fmt: skip
    """Somebody says that it is not so: that stands beside it for everybody who reads it. `row` is one that the caller
    found for `by`, and `about` are the people of whom it is said.
    """
    permissions.check_can_assert(by)
    policies.check_said("words", words, "Say what is contested, in the words of whoever contests it.")
    row.contested, row.contested_by, row.contested_at = words.strip(), contested_by.strip(), at
    row.version += 1
    policies.check_fits(row)
    row.save(update_fields=["contested", "contested_by", "contested_at", "version"])
    log.record("connection-contested", by=by, at=at, incident=through, about=about, codes=_codes_of(row))


@log.operation
def review(
    *, by: Professional, at: datetime, through: str, row: Assertion, about: Collection[UUID], review_on: date,
    because: str,
) -> None:  # fmt: skip
    """Somebody looked at it again and it still holds: it is shown until `review_on`. Why is written beside it."""
    permissions.check_can_assert(by)
    policies.check_says_why(because)
    policies.check_review_on(review_on, clock.local_date(at), longest_days=_longest_days_of(row))
    kept = f"Looked at again on {clock.local_date(at):%d %B %Y}: {because.strip()}"
    row.words = "\n".join(part for part in (row.words, kept) if part)
    if len(row.words) > WORDS_LENGTH:
        raise Refused("There is no room for more words here. Say it in fewer.", field="because")
    _keep(row, review_on, by=by, at=at)
    row.save(update_fields=["words", *_KEPT])
    log.record("connection-reviewed", by=by, at=at, incident=through, about=about, codes=_codes_of(row))


def _longest_days_of(row: Assertion) -> int:
    return KINDS[row.kind].longest_days if isinstance(row, Association) else OTHER_DAYS


def _say(row: Assertion, said: Provenance, *, by: Professional, at: datetime, longest_days: int) -> None:
    """Write on the row where it comes from and until when it is relied on."""
    row.source, row.told_by, row.source_protected = said.source, said.told_by.strip(), said.source_protected
    row.source_grade, row.information_grade = said.source_grade, said.information_grade
    row.handling, row.handling_words = said.handling, said.handling_words.strip()
    row.observed_on, row.words = said.observed_on, said.words.strip()
    row.review_on = said.review_on or clock.local_date(at) + timedelta(days=longest_days)
    row.by, row.at = by, at
    policies.check_fits(row)


def _codes_of(row: Assertion) -> dict[str, str]:
    return {"assertion": str(row.key), "is": row._meta.model_name or ""}


def _record_of(scope: Scope, person: UUID) -> PersonRecord:
    """The first record of this person within reach."""
    held = scope.among(_records_of([person]))
    if not held:
        raise NotFound("person")
    return PersonRecord.objects.get(pk=min(held))


def _records_of(people: Collection[UUID]) -> list[int]:
    return [record for records in queries.records_of_people(people).values() for record in records]


def _alike(row: Association, described: KindOfAssociation, people: Collection[UUID]) -> QuerySet[Association]:
    """The same, said of the same two people."""
    records = queries.records_of_people(people)
    first, second = (records[key] for key in people)
    either = Q(one__in=first, other__in=second)
    if described.is_symmetric:
        either |= Q(one__in=second, other__in=first)
    return Association.objects.filter(either, kind=row.kind)


def _is_the_same_source(one: Assertion, other: Assertion) -> bool:
    alike = ("source", "source_protected", "handling")
    same = all(getattr(one, name) == getattr(other, name) for name in alike)
    return same and fold_name(one.told_by) == fold_name(other.told_by)


_KEPT = ("review_on", "reviewed_by", "reviewed_at", "warned_at", "version")
_SAID = ("words", "observed_on", "source_grade", "information_grade", "handling_words")


def _said_again(stands: Row, row: Row, *, through: str, about: Collection[UUID]) -> Row:
    """What was said of it now takes the place; what was left empty stays as it was."""
    for name in _SAID:
        setattr(stands, name, getattr(row, name) or getattr(stands, name))
    _keep(stands, row.review_on, by=row.by, at=row.at)
    stands.save(update_fields=[*_SAID, *_KEPT])
    log.record("connection-reviewed", by=row.by, at=row.at, incident=through, about=about, codes=_codes_of(stands))
    return stands


def _keep(row: Assertion, review_on: date, *, by: Professional, at: datetime) -> None:
    row.review_on, row.reviewed_by, row.reviewed_at, row.warned_at = review_on, by, at, None
    row.version += 1
