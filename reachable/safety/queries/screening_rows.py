"""The rows of screenings, for callers who have found the incident for the professional.

What was written of a letter that turned out to be the same young person is read with it, as safety plans are.
"""

from collections.abc import Collection

from reachable.incidents.models import Involvement
from reachable.people.models import Belonging

from ..models import Screening
from .plan_rows import of_them


def versions_of(young: Involvement) -> list[Screening]:
    """In the order in which they were written; two statements."""
    rows = Screening.objects.filter(of_them(young.pk)).select_related("by", "involvement")
    return list(rows.prefetch_related("domains").order_by("at", "pk"))


def standing_in(incident_id: int) -> dict[int, Screening]:
    """The version that stands of everybody in an incident, by the letter that he has now; two statements."""
    rows = Screening.objects.filter(involvement__incident=incident_id).select_related("by", "involvement")
    last = {one.involvement.now_known_as_id or one.involvement_id: one for one in rows.order_by("at", "pk")}
    found = Screening.objects.filter(pk__in=[one.pk for one in last.values()]).prefetch_related("domains")
    domains = {one.pk: one for one in found.select_related("by", "involvement")}
    return {young: domains[one.pk] for young, one in last.items()}


def earlier_of(young: Collection[Involvement], incident_ids: Collection[int]) -> dict[int, Screening]:
    """The last screening of the same people in those other incidents, by the letter here; four statements at most."""
    records = {one.record_id: one.pk for one in young}
    mine = Belonging.objects.filter(record__in=records, until_at__isnull=True).values_list("person", "record")
    here = {person: records[record] for person, record in mine}
    theirs = Belonging.objects.filter(person__in=here, until_at__isnull=True).values_list("record", "person")
    elsewhere = {record: here[person] for record, person in theirs}
    rows = Screening.objects.filter(involvement__record__in=elsewhere, involvement__incident__in=incident_ids)
    found: dict[int, Screening] = {}
    for row in rows.select_related("by", "involvement__incident").order_by("at", "pk"):
        found[elsewhere[row.involvement.record_id]] = row
    return found
