"""The versions of a young person's safety map, and which of them a reader sees: as the young person said.

Versions belong to the letter of which they were written, and the last of each letter says who sees all of that
letter's. What was written of a letter that turned out to be the same young person stays under its own word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch, Q

from reachable.directory.choices import RoleCode
from reachable.directory.models import Professional

from .models import MapPlace, SafetyMap
from .policies.maps import may_see


@dataclass(frozen=True)
class Seen:
    """`versions` in the order in which they were written; `hidden` is the last of each letter that is not shown."""

    versions: tuple[SafetyMap, ...]
    hidden: tuple[SafetyMap, ...]


def of_them(young_id: int) -> Q:
    return Q(involvement=young_id) | Q(involvement__now_known_as=young_id)


def versions_of(young_id: int) -> list[SafetyMap]:
    """Three statements."""
    rows = SafetyMap.objects.filter(of_them(young_id)).select_related("by", "involvement")
    places = MapPlace.objects.select_related("context").order_by("position")
    return list(rows.prefetch_related("readers__professional", Prefetch("places", queryset=places)).order_by("pk"))


def seen(professional: Professional, versions: Iterable[SafetyMap], *, on_team: bool) -> Seen:
    """For a reader who opens the incident and reads what is recorded of young people; asks the database nothing."""
    shown: list[SafetyMap] = []
    hidden: list[SafetyMap] = []
    by_letter = sorted(versions, key=lambda one: (one.involvement_id, one.number))
    for _, group in groupby(by_letter, key=lambda one: one.involvement_id):
        rows = list(group)
        if sees(professional, rows, on_team=on_team):
            shown.extend(rows)
        else:
            hidden.append(rows[-1])
    return Seen(tuple(sorted(shown, key=lambda one: (one.at, one.pk))), tuple(hidden))


def sees(professional: Professional, of_letter: list[SafetyMap], *, on_team: bool) -> bool:
    """`of_letter`: all versions of one letter, the last one last."""
    stands = of_letter[-1]
    return may_see(
        stands.seen_by,
        is_maker=any(one.by_id == professional.pk for one in of_letter),
        wrote_last=stands.by_id == professional.pk,
        is_their_social_worker=on_team and RoleCode.SOCIAL_WORKER in professional.role_codes,
        is_named=any(one.professional_id == professional.pk for one in stands.readers.all()),
    )
