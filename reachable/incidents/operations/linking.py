"""Incidents that belong together: a reprisal, or some of the same people."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from reachable.audit.log import operation, record
from reachable.common import happenings
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional

from .. import permissions, policies, timeline
from ..models import IncidentLink
from ..queries.links import said_of_the_other


@operation
def link_incidents(
    *, by: Professional, at: datetime, reference: str, other: str, kind: str, because: str
) -> IncidentLink:
    """Say that two incidents belong together; which is the earlier follows from when each of them happened.

    The timelines name the other by its reference alone: not everybody who reads the one may open the other.
    """
    one, another = permissions.check_can_link(by, reference, other, at)
    between = Q(earlier=one, later=another) | Q(earlier=another, later=one)
    policies.check_can_be_linked(
        same=one.pk == another.pk,
        phases=(one.phase, another.phase),
        is_linked=IncidentLink.objects.filter(between, ended_at__isnull=True).exists(),
    )
    policies.check_says_why(because)
    earlier, later = sorted((one, another), key=lambda i: (i.happened_at or i.reported_at, i.pk))
    link = IncidentLink(earlier=earlier, later=later, kind=kind, because=because.strip(), by=by, at=at)
    policies.check_fits(link)
    link.save(force_insert=True)
    _write(link, "incidents-linked", f"{by.name} linked this incident with", by=by, at=at, words=link.because)
    return link


@operation
def end_link(*, by: Professional, at: datetime, reference: str, link_key: UUID, because: str) -> None:
    """Say that two incidents do not belong together, or no longer do. Whoever may open both."""
    running = IncidentLink.objects.filter(key=link_key, ended_at__isnull=True)
    here = Q(earlier__reference=reference) | Q(later__reference=reference)
    brought = Q(earlier__joined_into__reference=reference) | Q(later__joined_into__reference=reference)
    ours = running.filter(here | brought)
    pair = ours.values_list("earlier__reference", "later__reference").first()
    if pair is None:
        raise NotFound("link")
    permissions.check_can_link(by, *pair, at)
    link = running.select_related("earlier", "later").first()  # once the incidents are locked
    if link is None:
        raise NotFound("link")
    policies.check_says_why(because)
    link.ended_at, link.ended_by, link.ended_because = at, by, because.strip()
    policies.check_fits(link)
    link.save(update_fields=["ended_at", "ended_by", "ended_because"])
    _write(link, "link-ended", f"{by.name} ended the link with", by=by, at=at, words=link.ended_because)


def _write(link: IncidentLink, verb: str, says: str, *, by: Professional, at: datetime, words: str) -> None:
    for one, other in ((link.earlier, link.later), (link.later, link.earlier)):
        kind = said_of_the_other(link.kind, other_is_later=other.pk == link.later_id)
        timeline.write(one, verb, f"{says} {other.reference}: {kind}.", by=by, at=at, source_key=f"link-{link.key}")
        codes = {"other": other.reference, "kind": str(link.kind), "link": str(link.key)}
        record(verb, by=by, at=at, incident=one.reference, codes=codes, words=words)
    happenings.tell(happenings.IncidentsLinked(by=by, at=at, incident_id=link.earlier_id, other_id=link.later_id))
