"""That somebody has looked, for "since you last looked". The look itself is in the audit."""

from datetime import datetime

from reachable.audit.log import operation
from reachable.directory.models import Professional

from .. import access
from ..models import LastLook


@operation
def note_looked(*, by: Professional, at: datetime, reference: str) -> None:
    """One row for each professional and incident, overwritten; not audited."""
    incident = access.incident_for(by, reference, at)
    LastLook.objects.bulk_create(
        [LastLook(professional=by, incident=incident, at=at)],
        update_conflicts=True,
        unique_fields=["professional", "incident"],
        update_fields=["at"],
    )
