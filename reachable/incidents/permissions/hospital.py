"""Who may agree that the officer may leave the hospital."""

from datetime import datetime
from uuid import UUID

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional

from .. import access
from ..models import Incident, Involvement
from .incident import check


def check_can_agree_officer_leaves(
    professional: Professional, reference: str, key: UUID, at: datetime
) -> tuple[Incident, Involvement]:
    """Police, and managers of children's services; answers the incident, its row locked, and the young person."""
    incident = access.incident_for(professional, reference, at, lock=True)
    check(professional, Permission.AGREE_OFFICER_LEAVES, "agree that the officer may leave the hospital")
    found = incident.involvements.filter(key=key, now_known_as__isnull=True).first()
    if found is None:
        raise NotFound("young person")
    return incident, found
