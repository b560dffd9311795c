"""What is known of an incident, gathered as frozen facts for the triggers and the deadlines."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from reachable.incidents import statements
from reachable.incidents.choices import SIGNED, STILL_COUNTS, Said, Where
from reachable.incidents.fact_kinds import KINDS
from reachable.incidents.models import Fact, FactStanding, Incident, IncidentLink, Involvement, Whereabouts

from ..models import Action
from ..triggers import FROM_WHERE, IncidentFacts, Who

_NO_RETURN = (Where.MISSING, Where.NOT_KNOWN, Where.DIED)

Found = dict[tuple[str, Who], datetime | None]


def facts_of(
    incident: Incident, at: datetime, everybody: Sequence[Involvement], *, just_reported: bool = False
) -> IncidentFacts:
    """As they stand: what was recorded by mistake or not chosen is left out; what has ended still counts.

    `at` says which of several hearings is the next; `everybody` are the young people who are in it. What was said of a
    letter that was found to be the same young person as another counts as said of that one. Of what was
    `just_reported` there is nothing yet but where everybody is.
    """
    now = {one.pk: one.now_known_as_id or one.pk for one in everybody}
    involved = [one for one in everybody if one.now_known_as_id is None]
    so: Found = {("report", one.pk): one.added_at for one in involved if one.added_at > incident.reported_at}
    _from_whereabouts(incident, so, everybody)
    if not just_reported:
        _from_facts(incident, so, at, now)
    for fact, who in [key for key in so if key[0] == "custody"]:
        so.setdefault(("arrest", who), so[fact, who])  # nobody is held who was not arrested, by then at the latest
    for who, proposed_at in () if just_reported else _contacts(incident):
        so.setdefault(("contact-proposed", _now(who, now)), proposed_at)
    return IncidentFacts(
        reported_at=incident.reported_at,
        happened_at=incident.happened_at,
        definition_holds=incident.phase in SIGNED,
        is_linked=not just_reported and _is_linked(incident),
        young_people=frozenset(one.pk for one in involved),
        so=so,
    )


def _is_linked(incident: Incident) -> bool:
    """With another incident; a link of a report stays with the incident that the report became part of."""
    one, other = (Coalesce(f"{end}__joined_into", end) for end in ("earlier", "later"))
    links = IncidentLink.objects.filter(ended_at__isnull=True).annotate(one=one, other=other)
    return links.filter(Q(one=incident.pk) | Q(other=incident.pk)).exclude(one=F("other")).exists()


def _now(who: Who, now: Mapping[int, int]) -> Who:
    return who if who is None else now.get(who, who)


def _from_whereabouts(incident: Incident, so: Found, everybody: Sequence[Involvement]) -> None:
    said: dict[int, list[Whereabouts]] = {}
    for row in Whereabouts.objects.filter(involvement__incident=incident):
        said.setdefault(row.involvement_id, []).append(row)
    for one in everybody:
        if one.now_known_as_id is not None:
            continue
        other_letters = [other for other in everybody if other.now_known_as_id == one.pk]
        counting = statements.counting(said.get(one.pk, ()), statements.said_before(other_letters, said))
        for row in counting:
            if fact := FROM_WHERE.get(row.where):
                _earliest(so, (fact, one.pk), row.happened_at or row.at)
            if row.expected_discharge_at:
                so["discharge", one.pk] = row.expected_discharge_at
        for letter in (*other_letters, one):
            _came_back(so, one.pk, said.get(letter.pk, []), [r for r in counting if r.involvement_id == letter.pk])


def _came_back(so: Found, who: int, rows: list[Whereabouts], counting: Iterable[Whereabouts]) -> None:
    """The first that they are said to have moved to after they were missing, and are alive.

    What is said against being missing is no return: which of the two is right is not known.
    """
    moves = sorted(row.number for row in rows if row.relation == Said.MOVED)
    missing_until: int | None = None
    for row in counting:
        move = bisect_right(moves, row.number)
        if missing_until is not None and move > missing_until and row.where not in _NO_RETURN:
            so["return", who] = row.happened_at or row.at
            return
        if row.where == Where.MISSING and missing_until is None:
            missing_until = move


def _from_facts(incident: Incident, so: Found, at: datetime, now: Mapping[int, int]) -> None:
    standing = FactStanding.objects.filter(fact=OuterRef("pk")).order_by("-number").values("standing")[:1]
    rows = Fact.objects.filter(incident=incident).annotate(standing_now=Subquery(standing)).order_by("pk")
    for row in rows.filter(Q(standing_now__isnull=True) | Q(standing_now__in=STILL_COUNTS)):
        key = (KINDS[row.kind].fact, _now(row.involvement_id, now))
        if KINDS[row.kind].lies_ahead:
            _next(so, key, row.happened_at, at)  # a hearing without an hour starts no clock
        else:
            _earliest(so, key, row.happened_at or row.at)


def _contacts(incident: Incident) -> Iterable[tuple[int | None, datetime]]:
    proposed = Action.objects.filter(incident=incident, makes_contact=True, about__isnull=False)
    return proposed.order_by("created_at", "pk").values_list("about_id", "created_at")


def _earliest(so: Found, key: tuple[str, Who], when: datetime) -> None:
    stands = so.get(key)
    so[key] = when if stands is None else min(stands, when)


def _next(so: Found, key: tuple[str, Who], when: datetime | None, at: datetime) -> None:
    """The first that lies ahead; where none does, the last that there was."""
    known = [one for one in (so.get(key), when) if one is not None]
    so[key] = min((one for one in known if one >= at), default=max(known, default=None))
