"""When a report is joined to an incident, its places and the measures planned there go with it."""

from reachable.audit.log import operation, record
from reachable.common import happenings
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.models import Incident

from ..models import ContextOfIncident, Disruption


@operation
def move_places_over(happening: happenings.IncidentsJoined) -> None:
    """Each as it was said, by whom and when; a place that is linked to both stays linked once."""
    by = Professional.objects.get(key=happening.by.key)
    report = Incident.objects.get(pk=happening.incident_id)
    incident = Incident.objects.get(pk=happening.into_id)
    counts = {"contexts": _move_links(report, incident, happening, by), "disruptions": 0}
    for row in Disruption.objects.select_for_update(of=("self",)).filter(incident=report):
        row.incident = incident
        if row.involvement_id:
            row.involvement_id = happening.moved[row.involvement_id]
        row.save(update_fields=["incident", "involvement"])
        counts["disruptions"] += 1
    if any(counts.values()):
        words = f"Places and measures that disrupt harm, of {report.reference}, are shown here."
        timeline.write(incident, "contexts-moved", words, by=by, at=happening.at)
        codes = {"from": report.reference, **counts}
        record("contexts-moved", by=by, at=happening.at, incident=incident.reference, codes=codes)


def _move_links(report: Incident, incident: Incident, happening: happenings.IncidentsJoined, by: Professional) -> int:
    stand = ContextOfIncident.objects.filter(ended_at__isnull=True)
    both = stand.filter(incident=incident).values("context")
    stand.filter(incident=report, context__in=list(both.values_list("context", flat=True))).update(
        ended_at=happening.at, ended_by=by
    )
    return ContextOfIncident.objects.filter(incident=report).update(incident=incident)
