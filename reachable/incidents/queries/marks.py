"""By which letter or number each person is called in one incident and its network."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from reachable.common import references
from reachable.people import queries as people

from ..models import AdultInvolvement, Incident, Involvement, NetworkPerson


@dataclass(frozen=True)
class Marked:
    """`involvement` is None for an adult, and for somebody in the network alone; `member` is their entry there.

    `stands`: they are here, and not by an entry alone that has lapsed.
    """

    mark: str
    stands: bool = True
    involvement: Involvement | None = None
    member: NetworkPerson | None = None


def marks_here(incident: Incident, today: date) -> dict[UUID, Marked]:
    """By the key of the person: the letter, or else the number. An entry that has lapsed counts where it is held by
    nothing but a connection as well. Four statements.
    """
    lettered = list(incident.involvements.filter(now_known_as__isnull=True).order_by("position"))
    adults = list(adults_of([incident.pk]))
    members = list(members_of(incident.pk))
    ids = [row.record_id for row in lettered] + [row.record_id for row in adults] + [row.record_id for row in members]
    person_of = people.current_person_keys(ids)
    found: dict[UUID, Marked] = {}
    for one in members:
        if one.review_on >= today or person_of[one.record_id] not in found:
            mark, stands = across_joined(one.mark, one.incident, incident.pk), one.review_on >= today
            found[person_of[one.record_id]] = Marked(mark, stands, None, one)
    for number, adult in enumerate(adults, 1):
        found[person_of[adult.record_id]] = Marked(adult_mark(number))
    for involvement in lettered:
        key = person_of[involvement.record_id]
        member = found[key].member if key in found else None
        found[key] = Marked(involvement.letter, True, involvement, member)
    return found


def members_of(incident_id: int) -> Iterable[NetworkPerson]:
    """Of the incident and of reports that were joined to it."""
    home = Q(incident=incident_id) | Q(incident__joined_into=incident_id)
    return NetworkPerson.objects.filter(home).select_related("record", "incident", "by").order_by("incident", "number")


def adults_of(incident_ids: Iterable[int]) -> Iterable[AdultInvolvement]:
    rows = AdultInvolvement.objects.filter(incident__in=list(incident_ids)).select_related("record", "incident")
    return rows.order_by("incident", "id")


def adult_mark(number: int) -> str:
    """Adults have no letter."""
    return f"Adult {number}"


def across_joined(mark: str, of: Incident, here: int) -> str:
    return mark if of.pk == here else references.across(mark, of.reference)
