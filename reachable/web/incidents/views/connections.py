"""Stepping back from an incident for a connection, and ending what somebody else declared."""

from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.team import ConnectionForm, EndConnectionForm
from ..pages.team import DeclareConnection, EndConnection


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
    leads = view.lead is not None and view.lead.key == request.professional.key
    return render_page(request, DeclareConnection(view.heading, form, leads, has_lead=view.lead is not None))


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
