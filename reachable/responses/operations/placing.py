"""What a new action is for: a place or a group, and what it is to change for the young person whom it is about."""

from collections.abc import Collection

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.contexts.choices import Aspect, ContextState
from reachable.contexts.models import Context, ContextOfIncident
from reachable.directory.models import Professional
from reachable.incidents.models import Incident


def places_of(incident: Incident, wanted: Collection[str], by: Professional) -> dict[str, Context]:
    """By reference, those of the incident that the giver sees and that have not ended. One statement, if any is wanted.

    What the giver does not see is refused as what does not exist: nobody learns of a place by trying.
    """
    references = {one for one in wanted if one}
    if not references:
        return {}
    links = ContextOfIncident.objects.filter(
        incident=incident, ended_at__isnull=True, context__reference__in=references
    )
    rows = links.exclude(context__state=ContextState.ENDED).select_related("context")
    found = {one.context.reference: one.context for one in rows}
    if not by.holds(Permission.SEE_CONTEXTS) or references - set(found):
        raise Refused("Choose a place or a group of this incident.", field="context")
    return found


def check_aim(aims_at: str, *, is_about_somebody: bool) -> None:
    if aims_at and aims_at not in Aspect.values:
        raise Refused("Choose what it is to change.", clause="STA-7", field="aims_at")
    if aims_at and not is_about_somebody:
        raise Refused("Say first which young person it is about, or leave what it is to change.", field="aims_at")
