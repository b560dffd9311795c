"""Everything that happened in an incident, newest first, as far as the reader may see it."""

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.web.shared.page import page, render_page
from reachable.web.shared.request import PageRequest

from ..pages.timeline import Timeline


@page(Permission.SEE_INCIDENTS)
def timeline(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    heading, young_people = incident_queries.with_young_people(who, reference, at)
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    lines = incident_queries.timeline_for(who, reference, at, page=number, heading=heading)
    if lines.page == 1:
        incident_operations.note_looked(by=who, at=at, heading=heading)
    return render_page(request, Timeline(heading=heading, young_people=young_people, lines=lines))
