"""Whether words about a place or group name somebody of the incidents that it is linked to, or around them.

A place is read by people outside those incidents. Nobody who is found is ever shown: only the words, and why.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from reachable.common import clock, references
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents.models import AdultInvolvement, Incident, Involvement, NetworkPerson, TeamMember
from reachable.people import queries as people
from reachable.people.choices import AssociationKind
from reachable.people.models import Association
from reachable.people.naming import BRIEFING, Kind, Roster, check

_FAMILY = (AssociationKind.PARENT, AssociationKind.STEP_PARENT, AssociationKind.CARER, AssociationKind.SIBLING,
           AssociationKind.HALF_SIBLING, AssociationKind.HOUSEHOLD, AssociationKind.PARTNER)  # fmt: skip
_OF_A_PLACE = frozenset({Kind.ADDRESS, Kind.POSTCODE, Kind.SCHOOL})  # a place may be where somebody lives or learns
SAY_THE_PLACE = ("name", "where")


@dataclass(frozen=True)
class Named:
    """Words in one field that name somebody, or may."""

    field: str
    text: str
    why: str
    certain: bool


def named_in(
    written: Mapping[str, str], incidents: Collection[int], at: datetime, *, own: Collection[str], by: Professional
) -> tuple[Named, ...]:
    """`written` is by field; `own` are the words by which the place itself is known. Unlinked, nobody is known."""
    texts = {field: words for field, words in written.items() if words.strip()}
    if not texts or not incidents:
        return ()
    roster, happened_at = _roster(incidents, at, by)
    opens = set(access.visible(by, at).filter(pk__in=incidents).values_list("pk", flat=True))
    found: list[Named] = []
    for field, words in texts.items():
        says_the_place = field in SAY_THE_PLACE
        for hit in check(words, roster, places=happened_at if says_the_place else [*happened_at, *own]).hits:
            certain = hit.certain and not (says_the_place and hit.kind in _OF_A_PLACE)
            why = hit.why if certain == hit.certain else _ASKED
            found.append(Named(field, hit.text, why if opens >= set(incidents) else _NOT_TOLD, certain))
    return tuple(found)


# That there is an incident is not for whoever cannot open it.
_NOT_TOLD = "This may be a name of somebody, or lead to them."
_ASKED = "This may be where somebody of this incident or around it lives or learns."


def _roster(incidents: Collection[int], at: datetime, by: Professional) -> tuple[Roster, list[str]]:
    """A fixed number of statements, however many there are."""
    home = Q(incident__in=incidents) | Q(incident__joined_into__in=incidents)
    young = Involvement.objects.filter(home).values_list("record", "position")
    around = NetworkPerson.objects.filter(home).values_list("record", "number")
    marks: dict[int, tuple[str, ...]] = {}
    for record, mark in [
        *((record, references.letter(position)) for record, position in young),
        *((record, f"N{number}") for record, number in around),
    ]:
        marks[record] = (*marks.get(record, ()), mark)
    adults = AdultInvolvement.objects.filter(home).values_list("record", flat=True)
    here = {*marks, *adults}
    groups = people.same_people(here | _family(here))
    mains = {min(set(records) & here, default=min(records)): records for records in groups.values()}
    known = people.known_people(mains, clock.local_date(at), marks=marks)
    team = TeamMember.objects.filter(incident__in=incidents).values_list("professional__name", flat=True)
    named = {(given, family) for given, _, family in (name.rpartition(" ") for name in {*team, by.name})}
    said = Incident.objects.filter(pk__in=incidents).values_list("place", "postcode")
    places = [words for row in said for words in row if words]
    return Roster(list(known.values()), named=sorted(named), tolerance=BRIEFING), places


def _family(records: Collection[int]) -> set[int]:
    """Who belongs to the families of these; what has lapsed names them too."""
    rows = Association.objects.filter(Q(one__in=records) | Q(other__in=records), kind__in=_FAMILY)
    return {record for pair in rows.values_list("one", "other") for record in pair}
