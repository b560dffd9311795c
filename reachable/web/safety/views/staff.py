"""Support for the staff of an incident."""

from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotPermitted, Refused, Stale
from reachable.safety import operations as safety_operations
from reachable.safety import queries as safety_queries
from reachable.safety.choices import SupportState
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.staff import OfferSupportForm, StaffSupportForm
from ..pages.staff import Staff, StaffSupport

PAGE = "safety:staff"


@page(Permission.SEE_INCIDENTS)
def staff(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = safety_queries.staff_support(who, reference, at)
    if not view.agencies:
        if request.method == "POST":
            raise NotPermitted
        return render_page(request, Staff(view, None))
    form = OfferSupportForm(form_data(request), at=at, agencies=view.agencies)
    if form.is_valid():
        try:
            safety_operations.offer_support(by=who, at=at, reference=reference, **form.offer)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "Saved", PAGE, reference, then="The team sees that it is there, no more.")
    return render_page(request, Staff(view, form))


@page(Permission.CLEAR_CONTACT)
def staff_support(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    heading, line = safety_queries.support_to_change(who, reference, key, at)
    held_on = line.on if line.was_booked or line.state == SupportState.HELD else None
    first = {"seen_number": line.version, "state": line.state, "booked_on": line.on, "held_on": held_on}
    form = StaffSupportForm(form_data(request), at=at, initial=first)
    stale = False
    if form.is_valid():
        try:
            safety_operations.step_support(by=who, at=at, reference=reference, support_key=key, **form.step)
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                heading, line = safety_queries.support_to_change(who, reference, key, at)
                form.has_now_seen(line.version)
        else:
            return redirect_with(request, f"{line.kind_label}: saved", PAGE, reference)
    return render_page(request, StaffSupport(heading, line, form, stale))
