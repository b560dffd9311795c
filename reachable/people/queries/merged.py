"""Which people were found to be one, and who may yet be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from reachable.common.actors import Actor
from reachable.common.refusals import NotFound

from .. import likeness
from ..choices import DoubtSettled
from ..matching import MOST_SHOWN, Band, Match, band_of
from ..models import Belonging, Doubt, Merging
from ..permissions import check_can_match_people, check_can_say_who_is_who
from ..scope import Scope
from .compared import details_of
from .held import current_person_keys
from .likely import alike


@dataclass(frozen=True)
class MergingLine:
    """A merging that stands: `moved` are the records that it brought, which go back when it is taken apart."""

    key: UUID
    gone: UUID
    kept: UUID
    because: str
    by: str
    at: datetime
    moved: tuple[int, ...]


def mergings_of(scope: Scope, record_id: int) -> list[MergingLine]:
    """What put the person of this record together, the latest first; the last can be taken apart."""
    if record_id not in scope.among([record_id]):
        raise NotFound("person")
    person = current_person_keys([record_id])[record_id]
    rows = Merging.objects.filter(kept__key=person, undone_at__isnull=True).select_related("gone", "kept", "by")
    found = list(rows.order_by("-at", "-pk"))
    moved: dict[int, list[int]] = {}
    standing = Belonging.objects.filter(merging__in=found, until_at__isnull=True).order_by("record_id")
    for merging_id, moved_id in standing.values_list("merging_id", "record_id"):
        moved.setdefault(merging_id or 0, []).append(moved_id)
    return [
        MergingLine(
            key=row.key,
            gone=row.gone.key,
            kept=row.kept.key,
            because=row.because,
            by=row.by.name,
            at=row.at,
            moved=tuple(moved.get(row.pk, ())),
        )
        for row in found
    ]


def keys_of_one_person(professional: Actor, key: UUID) -> tuple[UUID, ...]:
    """This key and those of everybody found to be the same: the audit of one person is under all of them."""
    check_can_match_people(professional)
    found, news = {key}, {key}
    while news:
        pairs = Merging.objects.filter(Q(gone__key__in=news) | Q(kept__key__in=news), undone_at__isnull=True)
        news = {one for pair in pairs.values_list("gone__key", "kept__key") for one in pair} - found
        found |= news
    return tuple(sorted(found, key=lambda one: (one != key, one)))


def may_be(professional: Actor, scope: Scope, record_id: int) -> tuple[Match, ...]:
    """Who the person of this record may be: those doubted, and those who look alike now; likeliest first.

    Who was said to be somebody else is left out. It shows what a match shows, and names nobody.
    """
    check_can_say_who_is_who(professional)
    if record_id not in scope.among([record_id]):
        raise NotFound("person")
    person = current_person_keys([record_id])[record_id]
    own = list(Belonging.objects.filter(person__key=person, until_at__isnull=True).values_list("record_id", flat=True))
    doubted, apart = _said(own, person)
    found = {match.person_key: match for match in _compared(own, doubted - {person})}
    for record_details in details_of(own).values():
        for match in alike(likeness.prepare(record_details)):
            if match.person_key not in found or found[match.person_key].score < match.score:
                found[match.person_key] = match
    wanted = (match for key, match in found.items() if key not in apart and key != person)
    return tuple(sorted(wanted, key=lambda match: (-match.score, match.person_key))[:MOST_SHOWN])


def _said(own: Iterable[int], person: UUID) -> tuple[set[UUID], set[UUID]]:
    """Who is doubted to be this person and is nobody else by now, and who was said not to be; of either side."""
    ours = Doubt.objects.filter(record__in=own).values_list("person__key", "settled")
    theirs = Doubt.objects.filter(person__key=person, record__belongings__until_at__isnull=True).values_list(
        "record__belongings__person__key", "settled"
    )
    said = [*ours, *theirs]
    return (
        {key for key, settled in said if not settled},
        {key for key, settled in said if settled == DoubtSettled.DIFFERENT},
    )


def _compared(own: list[int], keys: set[UUID]) -> list[Match]:
    """Those who are doubted, however little they look alike: their likeliest record beside the likeliest of ours."""
    rows = Belonging.objects.filter(person__key__in=keys, until_at__isnull=True)
    held = list(rows.values_list("record_id", "person__key", "record__held_by__name").order_by("record_id"))
    ready = {pk: likeness.prepare(details) for pk, details in details_of([*own, *(pk for pk, _, _ in held)]).items()}
    found: dict[UUID, Match] = {}
    agencies: dict[UUID, set[str]] = {}
    for pk, key, agency in held:
        agencies.setdefault(key, set()).add(agency)
        best = max((likeness.compare(ready[one], ready[pk]) for one in own), key=lambda one: one.score)
        if key not in found or best.score > found[key].score:
            found[key] = Match(key, best.agrees, "", best.score, band_of(best.score, best.agrees) or Band.LIKELY)
    return [
        Match(match.person_key, match.agrees, ", ".join(sorted(agencies[key])), match.score, match.band)
        for key, match in found.items()
    ]
