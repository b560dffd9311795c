"""Who may see a safety map, which is the young person's, and who may write it and what weighs most."""

from datetime import datetime
from uuid import UUID

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted
from reachable.directory.models import Professional
from reachable.incidents import access as incidents
from reachable.incidents.models import Incident, Involvement
from reachable.incidents.policies import check_not_joined

from ..readers import Seen, seen, versions_of


def may_read_maps(professional: Professional) -> bool:
    return professional.holds(Permission.READ_RECORDS)


def check_can_read_maps(professional: Professional) -> None:
    """A map says what a child is afraid of: for those who read what is recorded of them, as far as they may see it."""
    if not may_read_maps(professional):
        raise NotPermitted("Your role does not read safety maps.")


def may_write_maps(professional: Professional) -> bool:
    return may_read_maps(professional) and professional.holds(Permission.ANSWER_CONSIDERATIONS)


def check_can_count_maps(professional: Professional) -> None:
    if not professional.holds(Permission.SEE_CONTEXTS):
        raise NotPermitted("Your role does not see what is known of places.")


def maps_seen(professional: Professional, incident: Incident, young_id: int, at: datetime) -> Seen:
    """Which versions this reader sees, of an incident that was found for him."""
    on_team = incidents.is_on_team(professional, incident.joined_into or incident, at)
    return seen(professional, versions_of(young_id), on_team=on_team)


def check_can_write_map(
    professional: Professional, reference: str, key: UUID, at: datetime
) -> tuple[Incident, Involvement, Seen]:
    """Whoever may write of them; once there is a map, whoever sees it. The incident's row is locked."""
    incident, found = check_can_weigh(professional, reference, key, at)
    shown = maps_seen(professional, incident, found.pk, at)
    if any(one.involvement_id == found.pk for one in shown.hidden):
        raise NotFound("safety map")
    return incident, found, shown


def check_can_weigh(
    professional: Professional, reference: str, key: UUID, at: datetime
) -> tuple[Incident, Involvement]:
    """Whoever answers considerations and reads what is recorded of young people."""
    incident = incidents.incident_for(professional, reference, at, lock=True)
    if not may_write_maps(professional):
        raise NotPermitted("Your role does not let you write this of a young person.")
    found = incident.involvements.select_related("record").filter(key=key, now_known_as__isnull=True).first()
    if found is None:
        raise NotFound("young person")
    check_not_joined(incident.phase)
    return incident, found
