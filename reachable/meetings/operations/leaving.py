"""A young person has left hospital: always so once it is said. Where no plan was agreed by then, the bell is rung."""

from collections.abc import Iterable
from datetime import datetime

from reachable.audit.log import operation
from reachable.common import happenings
from reachable.common.gates import missing
from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from reachable.responses.operations import ring_the_bell

from .. import policies
from ..queries.reading import Reading, read, stamp_of

WHAT = "Left hospital before the plan was agreed: find out whether they are safe"
NOT_AGREED = "nothing was missing, and nobody had agreed it"


@operation
def notice_leaving(happening: happenings.WhereaboutsSaid) -> None:
    """Once for each leaving, whatever is said afterwards of where they went (DIS-2)."""
    by = Professional.objects.get(key=happening.by.key)
    readings = read(by, happening.incident_id, happening.at, only=[happening.involvement_id])
    ring_where_early(happening.incident_id, readings.values(), by=by, at=happening.at)


def ring_where_early(incident_id: int, readings: Iterable[Reading], *, by: Professional, at: datetime) -> None:
    for one in readings:
        if not one.left_early or one.bell or one.leaving is None:
            continue
        ring_the_bell(
            Incident.objects.get(pk=incident_id),
            gate=policies.GATE,
            source_key=f"{stamp_of(one.leaving)}{one.involvement.record_id}",
            missing="; ".join(line.words for line in missing(one.lines)) or NOT_AGREED,
            what=WHAT,
            by=by,
            at=at,
            involvement=one.involvement,
        )
