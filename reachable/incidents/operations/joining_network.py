"""Who is who, and what was mapped around a report, when it is joined; what must be kept is kept there too."""

from collections.abc import Mapping
from datetime import datetime

from reachable.directory.models import Professional
from reachable.people import operations as people
from reachable.people import queries as people_queries

from .. import access
from ..models import GroupRelation, Hold, Incident, Involvement, NetworkPerson, NetworkReason, PartnerList


def merge_who_is_one(report: Incident, into: str, moved: Mapping[int, int], *, by: Professional, at: datetime) -> None:
    """Whoever joins said who each young person of the report is: two records of one young person belong together."""
    record_of = dict(Involvement.objects.filter(pk__in=[*moved, *moved.values()]).values_list("pk", "record_id"))
    because = f"Said when {report.reference} was joined"
    for source, target in moved.items():
        keys = people_queries.current_person_keys([record_of[source], record_of[target]])
        gone, kept = keys[record_of[source]], keys[record_of[target]]
        if gone != kept:
            people.merge(scope=access.reach(by, at), by=by, at=at, gone=gone, kept=kept, because=because, incident=into)


def bring_network(report: Incident, incident: Incident) -> None:
    """People around the report get the next numbers here; lists that wait are gone on with here.

    They are moved and not copied: what lapses or is removed must not stand somewhere else.
    """
    last = NetworkPerson.objects.filter(incident=incident).order_by("-number").values_list("number", flat=True).first()
    members = list(NetworkPerson.objects.filter(incident=report).order_by("number"))
    for number, member in enumerate(members, (last or 0) + 1):
        member.incident, member.number = incident, number
    NetworkPerson.objects.bulk_update(members, ["incident", "number"])
    for kind in (GroupRelation, PartnerList, Hold):
        kind.objects.filter(incident=report).update(incident=incident)
    reason = NetworkReason.objects.filter(incident=report).order_by("-number").first()
    if reason is not None and not NetworkReason.objects.filter(incident=incident).exists():
        NetworkReason.objects.create(
            incident=incident,
            number=1,
            words=reason.words,
            hops=reason.hops,
            hops_because=reason.hops_because,
            by_id=reason.by_id,
            at=reason.at,
        )
