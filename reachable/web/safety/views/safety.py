"""The one page about the safety of a young person in an incident."""

from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.incidents import queries as incident_queries
from reachable.incidents.fact_kinds import Group
from reachable.responses import queries as response_queries
from reachable.safety import queries as safety_queries
from reachable.web.shared.page import page, render_page
from reachable.web.shared.request import PageRequest

from ..pages.safety import Safety


@page(Permission.SEE_INCIDENTS)
def safety(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = incident_queries.incident(who, reference, at)
    told = view.heading
    line = next((one for one in view.young_people if one.key == key), None)
    if line is None:
        raise NotFound("young person")
    cleared = safety_queries.clearances(who, told, at)
    kept_from = incident_queries.not_to_disclose(who, reference, at)
    shown = Safety(
        heading=told,
        line=line,
        at=at,
        reported=view.facts,
        warnings=tuple(words for one in kept_from if one.whom.key == key for words in one.sentences),
        facts=incident_queries.facts_of_group(who, told, {Group.SAFETY}),
        kinds=incident_queries.kinds_to_record(who, told, young_person=True),
        returning=response_queries.safe_to_return(who, told, key),
        clearances=tuple(one for one in cleared if one.involvement_key in (key, None)),
        measures=safety_queries.measures_of(who, told, at, key),
        plan=safety_queries.plan_line(who, told, [key], at).get(key),
        reads_plans=who.holds(Permission.READ_RECORDS),
        actions=tuple(a for a in response_queries.actions_for(who, reference, at) if a.standing_letter == line.letter),
    )
    return render_page(request, shown)
