"""Stepping back from an incident for a connection, and ending what somebody else declared."""

from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.incidents.choices import TeamPart
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.team import ConnectionForm, EndConnectionForm
from ..pages.team import ConnectionOpened, DeclareConnection, EndConnection


@page(Permission.SEE_INCIDENTS)
def connection(request: PageRequest, reference: str) -> HttpResponse:
    view = incident_queries.incident(request.professional, reference, request.at)
    form = ConnectionForm(form_data(request), at=request.at)
    if form.is_valid():
        try:
            incident_operations.declare_connection(
                by=request.professional, at=request.at, reference=reference, **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "It is shut to you from now on. Whoever arranges the work without you reads it on their page."
            message = f"You stepped back from {reference}"
            return redirect_with(request, message, "incidents:incidents", then=then)
    mine = {line.part for line in view.team if line.key == request.professional.key}
    leads, office = TeamPart.LEAD in mine, not mine.isdisjoint(incident_operations.OFFICES)
    return render_page(request, DeclareConnection(view.heading, form, leads, view.lead is not None, office))


@page(Permission.MANAGE_TEAM)
def connection_opened(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    """For the lead or the deputy; information governance reads it in the audit."""
    who, at = request.professional, request.at
    heading = incident_queries.heading(who, reference, at)
    opened = tuple(incident_queries.opened_before(who, reference, key, at))
    line = next(one for one in incident_queries.stepped_back(who, reference, at) if one.professional_key == key)
    return render_page(request, ConnectionOpened(heading, line, opened))


@page(Permission.MANAGE_TEAM)
def end_connection(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    """For the lead or the deputy, who read what it is; information governance has a page of its own."""
    heading = incident_queries.heading(request.professional, reference, request.at)
    lines = incident_queries.stepped_back(request.professional, reference, request.at)
    line = next((one for one in lines if one.professional_key == key and one.may_end), None)
    if line is None:
        raise NotFound("connection")
    form = EndConnectionForm(form_data(request), at=request.at)
    if form.is_valid():
        try:
            incident_operations.end_connection(
                by=request.professional, at=request.at, reference=reference, professional_key=key, **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "They are not on the team by this: add them if they are to work on it."
            return redirect_with(request, f"{line.name} may work on it again", "incidents:team", reference, then=then)
    return render_page(request, EndConnection(heading=heading, form=form, line=line))
