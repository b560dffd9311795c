"""Asking from outside: is anything held, and access in an emergency."""

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.web.shared import denials
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.look_up import CHILD, EmergencyForm, LookUpForm
from ..pages.look_up import EmergencyAccess, LookUp, recorded


@page(Permission.LOOK_UP_HELD)
def look_up(request: PageRequest) -> HttpResponse:
    """The answer stands on the page that was asked on: nothing of it is kept, and no address carries it."""
    who, at = request.professional, request.at
    form, held = LookUpForm(form_data(request), at=at, initial={"how": CHILD}), None
    if form.is_valid():
        try:
            held = incident_operations.look_up(by=who, at=at, details=form.details)
        except Refused as refusal:
            denials.note(request, denials.TOO_OFTEN)  # all else that is refused, the form refuses first
            form.refuse(refusal)
    return render_page(request, LookUp(form, held, incident_queries.front_door(who, at)))


@page(Permission.EMERGENCY_ACCESS)
def emergency_access(request: PageRequest) -> HttpResponse:
    who, at = request.professional, request.at
    front_door = incident_queries.front_door(who, at)
    form = EmergencyForm(form_data(request), at=at, initial={"how": CHILD})
    if form.is_valid():
        try:
            until_at = incident_operations.use_emergency_access(
                by=who, at=at, details=form.details, because=form.cleaned_data["because"]
            )
        except Refused as refusal:
            denials.note(request, denials.TOO_OFTEN)  # all else that is refused, the form refuses first
            form.refuse(refusal)
        else:
            return redirect_with(request, "Recorded", "incidents:incidents", then=recorded(until_at, front_door, at))
    return render_page(request, EmergencyAccess(form, front_door))
