"""Getting in as a guest: the address, the code, for what, and leaving again."""

from allauth.core import ratelimit
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters

from reachable.common.refusals import Refused
from reachable.meetings import operations, queries
from reachable.meetings.choices import UseFor
from reachable.web.shared.page import ANYBODY, page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from . import door, pages
from .door import Guest, guest_page
from .forms import AddressForm, CodeForm, PurposeForm
from .invitation import TOO_MANY

NOT_RIGHT = "This code is not right, or no longer works. Check it, or ask for a new one."


@page(ANYBODY)
def guest_enter(request: PageRequest) -> HttpResponse:
    """Answers the same whether the address was invited or not."""
    if door.is_somebody_else(request):
        return redirect("home:my_work")
    form = AddressForm(request.POST if request.method == "POST" else None, at=request.at)
    if form.is_valid():
        email = form.cleaned_data["email"].lower()
        if ratelimit.consume(request, action="guest_code", key=email):
            operations.send_guest_code(by=None, address=email, at=request.at)
        door.remember_address(request, email)
        return redirect("guests:code")
    return render_page(request, pages.Enter(form))


@page(ANYBODY)
@sensitive_post_parameters("code")
def guest_code(request: PageRequest) -> HttpResponse:
    address = door.address_of(request)
    if not address or door.is_somebody_else(request):
        return redirect("guests:enter")
    form = CodeForm(request.POST if request.method == "POST" else None, at=request.at)
    if form.is_valid():
        may_try = ratelimit.consume(request, action="enter_as_guest", key=address)
        typed = form.cleaned_data["code"]
        place = operations.enter_as_guest(by=None, address=address, code=typed, at=request.at) if may_try else None
        if place is not None:
            door.let_in(request, place)
            return redirect("guests:meeting")
        form.refuse(NOT_RIGHT if may_try else TOO_MANY, field="code")
    return render_page(request, pages.Code(form))


@guest_page
def guest_purpose(request: PageRequest, guest: Guest) -> HttpResponse:
    """Asked once while a guest is in (CTX-6)."""
    said = queries.purpose_to_say(guest.professional, guest.meeting, request.at)
    choices = [(one.code, one.title) for one in said.purposes]
    form = PurposeForm(
        request.POST if request.method == "POST" else None,
        at=request.at,
        purposes=choices,
        initial={"purpose": choices[0][0] if choices else ""},
    )
    if form.is_valid():
        try:
            use = operations.state_purpose(
                by=guest.professional, at=request.at, meeting=guest.meeting, use_for=UseFor.OPEN, **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            door.remember_use(request, use.key)
            return redirect("guests:meeting")
    return render_page(request, pages.Purpose(said, form))


@guest_page
def guest_leave(request: PageRequest, guest: Guest) -> HttpResponse:
    """Pressing the button leaves; opening the address asks for it."""
    if request.method != "POST":
        return redirect("guests:meeting")
    operations.leave_as_guest(by=guest.professional, at=request.at)
    door.let_out(request)
    return redirect_with(request, "You have left", "guests:enter", then="Nothing of it is open here any more.")
