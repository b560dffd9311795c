"""That somebody has looked, for "since you last looked". The look itself is in the audit."""

from datetime import datetime

from reachable.audit.log import operation
from reachable.directory.models import Professional

from ..models import LastLook
from ..queries.overview import Heading


@operation
def note_looked(*, by: Professional, at: datetime, heading: Heading) -> None:
    """One row for each professional and incident, overwritten. Whoever was given its heading may look at it."""
    LastLook.objects.bulk_create(
        [LastLook(professional=by, incident_id=heading.incident_id, at=at)],
        update_conflicts=True,
        unique_fields=["professional", "incident"],
        update_fields=["at"],
    )
