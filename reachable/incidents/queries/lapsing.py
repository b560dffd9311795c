"""What this professional said and what is removed soon unless somebody looks at it again."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Value

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.people.models import Association, GroupLink

from .. import access
from ..models import GroupRelation, NetworkPerson
from ..sealing import homes_of

SOON = timedelta(days=14)


@dataclass(frozen=True)
class Lapsing:
    """`count` things that this professional said in an incident; the first of them is shown until `first_on`."""

    reference: str
    count: int
    first_on: date


def lapsing(professional: Professional, at: datetime) -> list[Lapsing]:
    """By incident that he may open now, soonest first. Three statements; one where nothing of his does."""
    found = _days_by_records(professional, clock.local_date(at))
    if not found:
        return []
    homes = homes_of({record for _, records, _ in found for record in records})
    mine = access.visible(professional, at).filter(joined_into__isnull=True)
    references = dict(mine.values_list("pk", "reference"))
    days: dict[int, list[date]] = {}
    for day, records, home in found:
        for one in {home} if home else set[int]().union(*(homes[record] for record in records)):
            days.setdefault(one, []).append(day)
    lines = [Lapsing(references[pk], len(of), min(of)) for pk, of in days.items() if pk in references]
    return sorted(lines, key=lambda line: (line.first_on, line.reference))


def _days_by_records(professional: Professional, today: date) -> list[tuple[date, tuple[int, ...], int | None]]:
    """Its last day, the records that it is about, and the incident where it is about none. One statement."""
    soon, none = {"by": professional, "review_on__range": (today, today + SOON)}, Value(0)
    pairs = Association.objects.filter(**soon).values_list("review_on", "one_id", "other_id", none)
    links = GroupLink.objects.filter(**soon).values_list("review_on", "record_id", none, none)
    groups = GroupRelation.objects.filter(**soon).values_list("review_on", none, none, "incident_id")
    people = NetworkPerson.objects.filter(**soon).values_list("review_on", none, none, "incident_id")
    rows = pairs.union(links, groups, people, all=True)
    return [(day, tuple(one for one in (first, second) if one), home or None) for day, first, second, home in rows]
