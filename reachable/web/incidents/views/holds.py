"""Holds of an incident, for who manages it. Information governance has a page of its own."""

from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.holds import EndHoldForm, PlaceHoldForm
from ..pages.holds import EndHold, Holds


@page(Permission.KEEP_HOLDS)
def holds(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    heading = incident_queries.heading(who, reference, at)
    form = PlaceHoldForm(form_data(request), at=at)
    if form.is_valid():
        try:
            incident_operations.place_hold(by=who, at=at, reference=reference, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "What is removed or lapses from now on is sealed instead of erased."
            return redirect_with(request, "Hold placed", "incidents:holds", reference, then=then)
    return render_page(request, Holds(heading, incident_queries.holds(who, reference, at), form))


@page(Permission.KEEP_HOLDS)
def end_hold(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    heading = incident_queries.heading(who, reference, at)
    view = incident_queries.holds(who, reference, at)
    line = next((one for one in view.running if one.key == key), None)
    if line is None:
        raise NotFound("hold")
    form = EndHoldForm(form_data(request), at=at)
    if form.is_valid():
        try:
            erased = incident_operations.end_hold(by=who, at=at, reference=reference, key=key, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = f"{erased} sealed thing{'' if erased == 1 else 's'} erased." if erased else ""
            return redirect_with(request, "The hold has ended", "incidents:holds", reference, then=then)
    return render_page(request, EndHold(heading, view, line, form))
