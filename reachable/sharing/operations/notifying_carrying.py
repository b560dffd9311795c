"""A report turned out to be of the same event as an incident: its notices go on there (NOT-1 to NOT-3, CTX-20)."""

from collections.abc import Mapping

from reachable.audit.log import operation, record
from reachable.common import happenings
from reachable.directory.models import Professional
from reachable.incidents.models import Incident

from ..choices import Side
from ..models import (
    AuthorityContact,
    ManagerAlert,
    NotificationAdvice,
    NotificationDecision,
    NotificationSheet,
    RapidReview,
    SheetChild,
)


@operation
def carry_notices(happening: happenings.IncidentsJoined) -> None:
    """What was decided last stands: what the report said comes before or after by its time. Of two sheets or reviews
    that of the incident goes on; that of the report stays where it was, and can be read there no more than before.
    """
    source = Incident.objects.get(pk=happening.incident_id)
    target = Incident.objects.get(pk=happening.into_id)
    _carry_alerts(source, target, happening.moved)
    _carry_decisions(source, target)
    _carry_advice(source, target)
    _carry_contacts(source, target, happening.moved)
    if not NotificationSheet.objects.filter(incident=target).exists():
        NotificationSheet.objects.filter(incident=source).update(incident=target)
        _carry_children(target, happening.moved)
    if not RapidReview.objects.filter(incident=target).exists():
        RapidReview.objects.filter(incident=source).update(incident=target)
    by = Professional.objects.get(key=happening.by.key)
    codes = {"from": source.reference}
    record("notices-carried-over", by=by, at=happening.at, incident=target.reference, codes=codes)


def _carry_alerts(source: Incident, target: Incident, moved: Mapping[int, int]) -> None:
    for alert in ManagerAlert.objects.filter(incident=source).prefetch_related("about"):
        alert.about.set({moved.get(one.pk, one.pk) for one in alert.about.all()})
    ManagerAlert.objects.filter(incident=source).update(incident=target)


def _carry_decisions(source: Incident, target: Incident) -> None:
    """Numbered anew by their time; first beyond every number that there is, since two cannot bear the same."""
    found = NotificationDecision.objects.filter(incident__in=[source, target])
    if not found.filter(incident=source).exists():
        return
    rows = list(found.order_by("at", "pk"))
    beyond = max(row.number for row in rows) + len(rows)
    for offset in (beyond, 0):
        for number, row in enumerate(rows, 1):
            row.incident, row.number = target, offset + number
            row.save(update_fields=["incident", "number"])


def _carry_advice(source: Incident, target: Incident) -> None:
    """As the decisions, of each side."""
    found = NotificationAdvice.objects.filter(incident__in=[source, target])
    for side in Side.values:
        rows = list(found.filter(side=side).order_by("at", "pk"))
        beyond = max((row.number for row in rows), default=0) + len(rows)
        for offset in (beyond, 0):
            for number, row in enumerate(rows, 1):
                row.incident, row.number = target, offset + number
                row.save(update_fields=["incident", "number"])


def _carry_contacts(source: Incident, target: Incident, moved: Mapping[int, int]) -> None:
    """Of two letters that are one young person, what was said of either stands one after another."""
    theirs = AuthorityContact.objects.filter(incident=source)
    gone_to = {moved.get(one, one) for one in theirs.values_list("involvement", flat=True)}
    rows = list(
        (theirs | AuthorityContact.objects.filter(incident=target, involvement__in=gone_to)).order_by("at", "pk")
    )
    beyond = max((row.number for row in rows), default=0) + len(rows)
    for offset in (beyond, 0):
        counted: dict[int, int] = {}
        for row in rows:
            row.involvement_id = moved.get(row.involvement_id, row.involvement_id)
            counted[row.involvement_id] = counted.get(row.involvement_id, 0) + 1
            row.incident, row.number = target, offset + counted[row.involvement_id]
            row.save(update_fields=["incident", "involvement", "number"])


def _carry_children(target: Incident, moved: Mapping[int, int]) -> None:
    seen: set[int] = set()
    for child in SheetChild.objects.filter(sheet__incident=target).order_by("position"):
        child.involvement_id = moved.get(child.involvement_id, child.involvement_id)
        if child.involvement_id in seen:
            child.delete()
            continue
        seen.add(child.involvement_id)
        child.save(update_fields=["involvement"])
