"""How something leaves the network for good, whether somebody removes it or it lapses: the rows, what was sealed
first where a hold runs, and the lines of the timeline that told of it. Who may, and the trace of who did, is for the
callers.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Q

from reachable.common import happenings
from reachable.directory.models import Professional
from reachable.people import operations as people
from reachable.people import queries as people_queries
from reachable.people.copies import Copy, Parts, lines_of
from reachable.people.models import Assertion, Association, GroupLink

from .. import sealing, timeline
from ..choices import SealedKind
from ..models import GroupRelation, Involvement, NetworkPerson, PartnerListRow
from ..sealing import Leaving

Homes = frozenset[int]
_KINDS = {"association": SealedKind.ASSOCIATION, "group-link": SealedKind.GROUP_LINK}


def clear_assertions(
    rows: Sequence[Assertion],
    *,
    by: Professional | None,
    at: datetime,
    expired: bool,
    also: Homes = frozenset(),
) -> Counter[int]:
    """Delete these; how many of them each incident was told. `also`: an incident that they count as part of."""
    homes = sealing.homes_of(_records_of(rows))
    relations = [row for row in rows if isinstance(row, GroupRelation)]
    everywhere = also.union(*homes.values(), *(_homes_of_relation(row) for row in relations))
    sealing.lock(everywhere)
    taken = people.take_out_assertions([row for row in rows if not isinstance(row, GroupRelation)], by=by, at=at)
    leaving = [Leaving(_together(homes, one.record_ids) | also, _KINDS[one.about], one.copy) for one in taken]
    leaving += [Leaving(_homes_of_relation(row), SealedKind.GROUP_RELATION, _copy_of(row)) for row in relations]
    sealing.seal(leaving, at=at, expired=expired)
    if relations:
        _delete_relations(relations, by=by, at=at)
    timeline.forget(everywhere, [one.copy.key for one in leaving])
    return Counter(home for one in leaving for home in one.homes)


def clear_person(member: NetworkPerson, *, by: Professional | None, at: datetime, expired: bool) -> int:
    """Delete somebody from the network, with all that is held of them for nothing else; how many connections went.

    What is recorded of somebody who has a letter in the incident as well, or is known elsewhere, stays, with what was
    asserted of them. The answers about them stay only where they have a letter.
    """
    record, home = member.record, sealing.homes_of_incident(member.incident_id)
    homes = sealing.homes_of([record.pk])[record.pk] | home
    sealing.lock(homes)
    if not Involvement.objects.filter(incident=member.incident_id, record=record).exists():
        happenings.tell(
            happenings.NetworkPersonLeaves(at=at, incident_id=member.incident_id, record_id=record.pk, expired=expired)
        )
    parts: Parts = (("In the network", lines_of(member)),)
    title, key = f"{member.mark}: {record.display_name}", str(member.key)
    persons = tuple(str(one) for one in people_queries.current_person_keys([record.pk]).values())
    _empty_list_rows(member)
    member.delete()
    gone = Counter[int]()
    if not people_queries.is_held_for_more(record):
        gone = clear_assertions(assertions_of([record.pk]), by=by, at=at, expired=expired, also=homes)
        whole = people.take_out_record(record.pk, by=by, at=at)
        parts += whole.parts if whole else ()
    sealing.seal([Leaving(home, SealedKind.NETWORK_PERSON, Copy(title, key, persons, parts))], at=at, expired=expired)
    timeline.forget(homes, [key])
    return max(gone.values(), default=0)


def assertions_of(record_ids: Collection[int]) -> list[Assertion]:
    """All that is asserted of these people, lapsed or not."""
    either = Q(one__in=record_ids) | Q(other__in=record_ids)
    found: list[Assertion] = list(
        Association.objects.filter(either).select_related("one", "other", "by", "reviewed_by")
    )
    found += GroupLink.objects.filter(record__in=record_ids).select_related("record", "group", "by", "reviewed_by")
    return found


def _records_of(rows: Iterable[Assertion]) -> set[int]:
    found: set[int] = set()
    for row in rows:
        if isinstance(row, Association):
            found |= {row.one_id, row.other_id}
        elif isinstance(row, GroupLink):
            found.add(row.record_id)
    return found


def _together(homes: Mapping[int, Homes], record_ids: Iterable[int]) -> Homes:
    return frozenset[int]().union(*(homes[record_id] for record_id in record_ids))


def _homes_of_relation(row: GroupRelation) -> Homes:
    joined = row.incident.joined_into_id
    return frozenset({row.incident_id}) | (frozenset({joined}) if joined else frozenset())


def _copy_of(row: GroupRelation) -> Copy:
    title = f"{row.one.name} – {row.get_stance_display().lower()} – {row.other.name}"
    return Copy(title, str(row.key), (), (("What was said", lines_of(row)),))


def _delete_relations(rows: Sequence[GroupRelation], *, by: Professional | None, at: datetime) -> None:
    groups = {pk for row in rows for pk in (row.one_id, row.other_id)}
    GroupRelation.objects.filter(pk__in=[row.pk for row in rows]).delete()
    people.drop_groups_unspoken_of(groups, by=by, at=at)


def _empty_list_rows(member: NetworkPerson) -> None:
    """The row of a partner's list that brought them in says nothing of them any longer."""
    PartnerListRow.objects.filter(member=member).update(
        member=None, person={}, problems=[], matches=[], dropped=[], same_as=None
    )
