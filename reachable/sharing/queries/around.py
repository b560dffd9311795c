"""Everybody who is known around a meeting's incident, as the name-finder must know them, and who shares a household.

For making records, which replace whom they find: nothing of this is shown to anybody. What has lapsed from the network,
and what is in a safe address, is found too.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce

from reachable.common import clock, references
from reachable.incidents import access
from reachable.incidents.models import IncidentLink, Involvement, NetworkPerson
from reachable.people import queries as people
from reachable.people.choices import AddressUse, AssociationKind, Stage
from reachable.people.models import Address, Association, PersonRecord
from reachable.people.naming import Known
from reachable.people.policies import CLOSE_TO

_K = AssociationKind
_BRINGS_UP = (_K.PARENT, _K.STEP_PARENT, _K.CARER)
_ONE_HOME = frozenset(str(one) for one in (_K.SIBLING, _K.HALF_SIBLING, _K.HOUSEHOLD))  # of two children
_LOOSE = frozenset({str(_K.PARTNER), str(_K.SUPPORTIVE_ADULT)})
_LIVES = (AddressUse.HOME, AddressUse.OTHER_HOME)
Tie = tuple[int, int, str, date]  # the last day on which it counts; what is contested never does


@dataclass(frozen=True)
class Around:
    """By person: the record by which he is known here. `main` is that record for each record of the same person."""

    known: Mapping[int, Known]
    main: Mapping[int, int]
    adults: frozenset[int]
    marks: Mapping[int, tuple[str, ...]]
    homes: Mapping[int, frozenset[int]]

    def household(self, record_id: int) -> frozenset[int]:
        """The young person, the family, and who lives at the same address."""
        me = self.main[record_id]
        return self.homes.get(me, frozenset()) | {me}

    def called(self, one: int) -> str:
        """How a page calls somebody."""
        return next(iter(self.marks.get(one, ())), "an adult" if one in self.adults else "a relative")

    @property
    def keys(self) -> dict[UUID, int]:
        return {one.key: main for main, one in self.known.items()}


def around(incident_id: int, at: datetime) -> Around:
    """A fixed number of statements, however many there are."""
    marks = _marks(incident_id)
    here = set(access.reach_in(incident_id).ids)
    groups = people.same_people(here)
    every = {record for records in groups.values() for record in records}
    ties = _ties(every)
    ends = {record for one, other, *_ in ties for record in (one, other)} - every
    ties += [tie for tie in _ties(ends) if tie not in ties] if ends else []
    far = {record for one, other, *_ in ties for record in (one, other)} - every
    groups |= people.same_people(far) if far else {}
    main = _mains(groups, here)
    kept = {one: groups[one] for one in set(main.values())}
    adults = PersonRecord.objects.filter(pk__in=kept, stage=Stage.ADULT).values_list("pk", flat=True)
    stands: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for record, mark in marks:
        stands[main[record]] = (*stands[main[record]], mark)
    today = clock.local_date(at)
    return Around(
        known=people.known_people(kept, today, marks=stands),
        main=main,
        adults=frozenset(adults),
        marks=stands,
        homes=_homes(main, frozenset(adults), _of_one_home(main, stands, ties, today), today),
    )


def linked_with(incident_id: int) -> list[int]:
    """The incidents that are or once were linked with this one, or with a report that was joined to it: whoever is
    known there may be meant here. Of a report that was joined elsewhere, the incident to which it was. One statement.
    """
    ends = {name: Coalesce(f"{name}__joined_into", name) for name in ("earlier", "later")}
    rows = IncidentLink.objects.annotate(one=ends["earlier"], other=ends["later"])
    pairs = rows.filter(Q(one=incident_id) | Q(other=incident_id)).values_list("one", "other")
    return sorted({one for pair in pairs for one in pair} - {incident_id})


def _marks(incident_id: int) -> list[tuple[int, str]]:
    """Letters, also those that were retired, and N1: each with whose record it is."""
    home = Q(incident=incident_id) | Q(incident__joined_into=incident_id)
    young = Involvement.objects.filter(home).order_by("now_known_as_id", "position")
    letters = [(row.record_id, references.letter(row.position)) for row in young]
    around_it = NetworkPerson.objects.filter(home).order_by("number").values_list("record", "number")
    return letters + [(record, f"N{number}") for record, number in around_it]


def _ties(records: Collection[int]) -> list[Tie]:
    rows = Association.objects.filter(Q(one__in=records) | Q(other__in=records), kind__in=CLOSE_TO)
    found = rows.order_by("pk").values_list("one_id", "other_id", "kind", "review_on", "contested_at")
    return [
        (one, other, kind, date.min if contested else review_on) for one, other, kind, review_on, contested in found
    ]


def _mains(groups: Mapping[int, Collection[int]], here: Collection[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for records in groups.values():
        stands = min(set(records) & set(here), default=min(records))
        found.update(dict.fromkeys(records, stands))
    return found


def _of_one_home(main: Mapping[int, int], stands: Collection[int], ties: Collection[Tie], today: date) -> list[Tie]:
    """Without a partner or supportive adult who is the family of another one here, unless these are of one home."""
    family: dict[int, set[int]] = defaultdict(set)
    of_one: dict[int, set[int]] = defaultdict(set)
    for first, second, kind, review_on in ties:
        if review_on >= today and kind not in _LOOSE:
            for one, other in ((main[first], main[second]), (main[second], main[first])):
                (of_one if kind in _ONE_HOME else family)[one].add(other)

    def is_of_another(adult: int, child: int) -> bool:
        return bool((family[adult] & set(stands)) - of_one[child] - {child, adult})

    return [
        tie
        for tie in ties
        if tie[2] not in _LOOSE
        or not (is_of_another(main[tie[0]], main[tie[1]]) or is_of_another(main[tie[1]], main[tie[0]]))
    ]


def _homes(
    main: Mapping[int, int], adults: Collection[int], ties: Collection[Tie], today: date
) -> dict[int, frozenset[int]]:
    """Adults who are close, brothers and sisters, and who else is brought up by the same; a cousin, friend or partner
    who is a child is of another household, unless the two live at one address.
    """
    homes: dict[int, set[int]] = defaultdict(set)
    raised: dict[int, set[int]] = defaultdict(set)
    for first, second, kind, review_on in ties:
        one, other = main[first], main[second]
        if review_on < today or one == other:
            continue
        if kind in _ONE_HOME or one in adults or other in adults:
            homes[one].add(other)
            homes[other].add(one)
        if kind in _BRINGS_UP:
            raised[one].add(other)
    for children in raised.values():
        for child in children:
            homes[child] |= children - {child}
    for lodgers in _addresses(main).values():
        for one in lodgers:
            homes[one] |= lodgers - {one}
    return {one: frozenset(all_) for one, all_ in homes.items()}


def _addresses(main: Mapping[int, int]) -> dict[tuple[str, str], set[int]]:
    """Who is said to live at the same address now. Where several are placed, or stay at times, is no household."""
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    rows = Address.objects.filter(record__in=list(main), ended_at__isnull=True, until_on__isnull=True, use__in=_LIVES)
    for record, line, postcode, uprn in rows.values_list("record", "line1", "postcode", "uprn"):
        if uprn:
            found["uprn", uprn].add(main[record])
        if line and postcode:
            folded = "".join(letter for letter in line.casefold() if letter.isalnum())
            found[folded, postcode.replace(" ", "").upper()].add(main[record])
    return found
