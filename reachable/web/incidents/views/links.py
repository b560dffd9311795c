"""Linking two incidents, and ending a link."""

from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.web.shared import denials
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.links import EndLinkForm, LinkForm
from ..pages.links import EndLink, LinkIncident


@page(Permission.SEE_INCIDENTS)
def link_incident(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    heading = incident_queries.heading(who, reference, at)
    form = LinkForm(form_data(request), at=at, initial={"other": request.GET.get("other", "")[:20]})
    if form.is_valid():
        try:
            incident_operations.link_incidents(by=who, at=at, reference=reference, **form.cleaned_data)
        except NotFound:
            # The same words whether it does not exist or is not open to this reader.
            denials.note(request, denials.NOT_FOUND, reference=form.cleaned_data["other"])
            form.refuse("No incident with this reference is open to you. Ask somebody who works on both.", "other")
        except Refused as refusal:
            form.refuse(refusal)
        else:
            message = f"Linked with {form.cleaned_data['other']}"
            return redirect_with(request, message, "incidents:overview", reference, then="Both incidents show it now.")
    others = tuple(incident_queries.can_be_linked(who, heading, at))
    return render_page(request, LinkIncident(heading, form, others))


@page(Permission.SEE_INCIDENTS)
def end_link(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    heading = incident_queries.heading(who, reference, at)
    line = next((one for one in incident_queries.links_of(who, heading, at) if one.key == key and one.opens), None)
    if line is None:
        raise NotFound("link")
    form = EndLinkForm(form_data(request), at=at)
    if form.is_valid():
        try:
            incident_operations.end_link(by=who, at=at, reference=reference, link_key=key, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, f"The link with {line.reference} has ended", "incidents:overview", reference)
    return render_page(request, EndLink(heading, form, line))
