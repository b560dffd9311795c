"""Who may plan a discharge. The incident is found through `incidents`, so what is not seen is not found."""

from datetime import datetime
from uuid import UUID

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents.models import Incident, Involvement


def check_can_say_seat(
    professional: Professional, reference: str, key: UUID, at: datetime
) -> tuple[Incident, Involvement]:
    """Who takes part is a fact: whoever can open the incident records it. The incident's row is locked."""
    incident = access.incident_for(professional, reference, at, lock=True)
    found = incident.involvements.select_related("record").filter(key=key, now_known_as__isnull=True).first()
    if found is None:
        raise NotFound("young person")
    return incident, found


def check_can_agree_discharge(
    professional: Professional, reference: str, key: UUID, at: datetime
) -> tuple[Incident, Involvement]:
    found = check_can_say_seat(professional, reference, key, at)
    if not professional.holds(Permission.AGREE_DISCHARGE):
        raise NotPermitted("Your role does not let you agree how a young person leaves hospital.")
    return found
