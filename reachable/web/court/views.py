"""Court: the calendar of everybody linked, and one young person with the secure establishment check."""

from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.incidents import queries as incident_queries
from reachable.responses import queries as response_queries
from reachable.web.shared.page import page, render_page
from reachable.web.shared.request import PageRequest

from .pages import Court, YoungPerson


@page(Permission.SEE_INCIDENTS)
def court(request: PageRequest, reference: str) -> HttpResponse:
    return render_page(request, Court(incident_queries.court(request.professional, reference, request.at)))


@page(Permission.SEE_INCIDENTS, name="young-person-in-court")
def young_person(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = incident_queries.young_person_in_court(who, reference, key, at)
    strands = response_queries.strands_about(who, reference, key, at)
    return render_page(request, YoungPerson(view, tuple(strands)))
