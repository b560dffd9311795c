"""What became known of an incident since somebody was told that they could be sent: the facts of a short list.

Whether it still holds is for `safety.standing` to say. Recorded later counts, whenever it happened; what was found to
be a mistake does not.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from reachable.common import references
from reachable.people import queries as people
from reachable.people.models import Address

from .choices import FactKind, FactStands, Known, LinkKind, Phase, Weapon
from .models import Fact, FactsBefore, FactStanding, Incident, IncidentLink, Involvement, PhaseChange

Asked = Mapping[int, tuple[int, int | None, datetime]]

NEWS: Mapping[str, str] = {
    FactKind.NEW_THREAT: "a new threat",
    FactKind.WEAPON_KNOWN: "a weapon is at hand",
    FactKind.WHO_IS_THERE: "somebody else is at the address",
    FactKind.ADDRESS_KNOWN: "the address has changed or is known",
    FactKind.RELEASED: "was released",
}
ABOUT_EVERYBODY = frozenset({FactKind.RELEASED})  # whoever it is of: the other side reads of it too
ABOUT_THE_INCIDENT = frozenset({FactKind.NEW_THREAT, FactKind.WEAPON_KNOWN})

# How bad it is; what is not known after it was is worse than its not being there.
_RANKS: Mapping[str, Mapping[str, int]] = {
    "threats": {Known.NO: 0, Known.NOT_KNOWN: 1, Known.YES: 2},
    "weapon": {Weapon.NONE_SEEN: 0, Weapon.NOT_KNOWN: 1, Weapon.OTHER: 2, Weapon.KNIFE: 2, Weapon.FIREARM: 3},
}
_WORSE = {"threats": "the report now says more of threats", "weapon": "the report now names a worse weapon"}


@dataclass(frozen=True)
class Change:
    """`kind` is that of the fact, or ADDRESS, REPRISAL, threats, weapon. `words` name nobody but by letter."""

    kind: str
    words: str
    at: datetime


def changed_since(asked: Asked) -> dict[int, tuple[Change, ...]]:
    """For each thing asked, by its own number, what became known after its time, oldest first; nothing is left out.

    Asked is the incident, the involvement (or None for the incident's whole area) and the time. Seven statements for
    any number of them, and none where nothing is asked.
    """
    if not asked:
        return {}
    incidents = {incident for incident, _, _ in asked.values()}
    earliest = min(since for _, _, since in asked.values())
    letters = _Letters(incidents)
    facts, links = _facts(incidents, earliest, letters.put_together), _reprisals(incidents, earliest)
    moved = _addresses(letters, {about for _, about, _ in asked.values() if about}, earliest)
    corrected = _Corrections(incidents, earliest)
    found = {}
    for number, (incident, about, since) in asked.items():
        news = [
            *(_change(one, about, letters) for one in facts[incident] if _concerns(one, about, letters)),
            *(Change("ADDRESS", "a new address was recorded", at) for at in moved.get(about or 0, ())),
            *(Change("REPRISAL", "an incident was linked as a reprisal", at) for at in links[incident]),
        ]
        later = [*(one for one in news if one.at > since), *corrected.worse(incident, since)]
        found[number] = tuple(sorted(later, key=lambda one: one.at))
    return found


class _Letters:
    """Who is who in some incidents: a letter that turned out to be another reads as that one."""

    def __init__(self, incidents: Iterable[int]) -> None:
        rows = list(
            Involvement.objects.filter(incident__in=incidents).values_list(
                "pk", "now_known_as_id", "record_id", "position", "merging__at"
            )
        )
        self._known_as = {pk: known_as for pk, known_as, *_ in rows if known_as}
        self._position = {pk: position for pk, _, _, position, _ in rows}
        self._merged = {pk: at for pk, known_as, *_, at in rows if known_as and at}
        self._records: dict[int, set[int]] = defaultdict(set)
        for pk, _, record, *_ in rows:
            self._records[self.now(pk)].add(record)

    def now(self, pk: int) -> int:
        while pk in self._known_as:
            pk = self._known_as[pk]
        return pk

    def together_at(self, one: int | None, other: int | None) -> datetime | None:
        """When two letters turned out to be one: what was known of either is news of the other from then on."""
        if one is None or other is None or one == other:
            return None
        return max((at for pk, at in self._merged.items() if pk in (one, other)), default=None)

    @property
    def put_together(self) -> set[int]:
        return {pk for gone in self._merged for pk in (gone, self.now(gone))}

    def letter(self, pk: int) -> str:
        return references.letter(self._position[self.now(pk)])

    def records(self, pk: int) -> set[int]:
        return self._records[self.now(pk)]


@dataclass(frozen=True)
class _Said:
    kind: str
    about: int | None
    at: datetime


def _facts(incidents: Iterable[int], earliest: datetime, put_together: set[int]) -> Mapping[int, list[_Said]]:
    """What came with a report that was joined is news here from the joining, whenever it was written down there; of
    letters that were put together, whatever was ever said.
    """
    last = FactStanding.objects.filter(fact=OuterRef("pk")).order_by("-number").values("standing")[:1]
    brought = PhaseChange.objects.filter(phase=Phase.JOINED, incident__joined_into=OuterRef("incident")).filter(
        incident__happened__kind=OuterRef("kind"),
        incident__happened__by=OuterRef("by"),
        incident__happened__at=OuterRef("at"),
    )
    rows = Fact.objects.filter(incident__in=incidents, kind__in=list(NEWS))
    rows = rows.annotate(stands=Subquery(last), news_at=Coalesce(Subquery(brought.values("at")[:1]), "at"))
    recent = rows.filter(Q(news_at__gt=earliest) | Q(involvement__in=put_together))
    counting = recent.exclude(stands=FactStands.MISTAKE, stands__isnull=False)
    found: dict[int, list[_Said]] = defaultdict(list)
    for incident, kind, about, at in counting.values_list("incident_id", "kind", "involvement_id", "news_at"):
        found[incident].append(_Said(kind, about, at))
    return found


def _concerns(one: _Said, about: int | None, letters: _Letters) -> bool:
    """The area of an incident is everybody's: a threat to, or a weapon with, any of them is news there."""
    if one.kind in ABOUT_EVERYBODY or (one.kind in ABOUT_THE_INCIDENT and (one.about is None or about is None)):
        return True
    return one.about is not None and about is not None and letters.now(one.about) == letters.now(about)


def _change(one: _Said, about: int | None, letters: _Letters) -> Change:
    words = NEWS[one.kind]
    if one.about is None:
        return Change(one.kind, words, one.at)
    letter = letters.letter(one.about)
    together = None if one.kind in ABOUT_EVERYBODY else letters.together_at(one.about, about)
    at = max(one.at, together) if together else one.at
    return Change(one.kind, f"{letter} {words}" if one.kind == FactKind.RELEASED else f"{words} ({letter})", at)


def _addresses(letters: _Letters, about: Iterable[int], earliest: datetime) -> dict[int, list[datetime]]:
    """Under whichever record of the same person it was written down."""
    records = {pk: letters.records(pk) for pk in about}
    own = {record for found in records.values() for record in found}
    same = people.same_people(own)
    every = {other for found in same.values() for other in found} | own
    said: dict[int, list[datetime]] = defaultdict(list)
    for record, at in Address.objects.filter(record__in=every, at__gt=earliest).values_list("record_id", "at"):
        said[record].append(at)
    return {
        pk: [at for other in {o for one in found for o in same.get(one, {one})} for at in said.get(other, ())]
        for pk, found in records.items()
    }


def _reprisals(incidents: set[int], earliest: datetime) -> Mapping[int, list[datetime]]:
    """Also those that were said of a report which was joined to the incident since; not those that were ended."""
    links = IncidentLink.objects.filter(kind=LinkKind.REPRISAL, ended_at__isnull=True, at__gt=earliest)
    here = Q()
    for end in ("earlier", "later"):
        here |= Q(**{f"{end}__in": incidents}) | Q(**{f"{end}__joined_into__in": incidents})
    ends = ("earlier_id", "later_id", "earlier__joined_into_id", "later__joined_into_id")
    found: dict[int, list[datetime]] = defaultdict(list)
    for *homes, at in links.filter(here).values_list(*ends, "at"):
        for home in incidents.intersection(homes):
            found[home].append(at)
    return found


class _Corrections:
    """What the report says of threats and the weapon: then, and after each correction."""

    def __init__(self, incidents: Iterable[int], earliest: datetime) -> None:
        rows = FactsBefore.objects.filter(incident__in=incidents, replaced_at__gt=earliest).order_by("number")
        self._before: dict[int, list[tuple[datetime, Mapping[str, str]]]] = defaultdict(list)
        for incident, at, values in rows.values_list("incident_id", "replaced_at", "values"):
            self._before[incident].append((at, values))
        current = Incident.objects.filter(pk__in=incidents).values_list("pk", *_RANKS)
        self._now = {pk: dict(zip(_RANKS, values, strict=True)) for pk, *values in current}

    def worse(self, incident: int, since: datetime) -> Iterable[Change]:
        """Compared with what stood then: what was put back since is no news."""
        for name, ranks in _RANKS.items():
            said = [(at, values[name]) for at, values in self._before[incident] if at > since and name in values]
            if not said:
                continue
            assessed = ranks[said[0][1]]
            after = [*(ranks[value] for _, value in said[1:]), ranks[self._now[incident][name]]]
            became: datetime | None = None
            for (at, _), rank in zip(said, after, strict=True):
                became = (became or at) if rank > assessed else None
            if became:
                yield Change(name, _WORSE[name], became)
