"""A report turned out to be of the same event as an incident: its days to come go on there."""

from reachable.audit.log import operation, record
from reachable.common import happenings
from reachable.directory.models import Professional
from reachable.incidents.models import Incident

from ..models import HandOver, LaterDate


@operation
def carry_days(happening: happenings.IncidentsJoined) -> None:
    """Days to come keep their owners. What was handed over in the report is handed over anew in the incident, whose
    letters are others: an offer that nobody answered waits for nobody any more.
    """
    source = Incident.objects.get(pk=happening.incident_id)
    target = Incident.objects.get(pk=happening.into_id)
    days = LaterDate.objects.filter(incident=source).update(incident=target)
    waiting = HandOver.objects.filter(incident=source, accepted_at__isnull=True, declined_at__isnull=True)
    because = f"The report was joined to {target.reference}: what is open there is handed over anew."
    ended = waiting.update(declined_at=happening.at, declined_because=because)
    if days or ended:
        by = Professional.objects.get(key=happening.by.key)
        codes = {"from": source.reference, "days": days, "offers": ended}
        record("days-carried-over", by=by, at=happening.at, incident=target.reference, codes=codes)
