"""One's own place at a meeting: of a guest, and of somebody who signs in and is not on the team."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.meetings import operations, queries
from reachable.meetings.queries import OwnAction, OwnPlace
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.purpose import opened_use, to_purpose
from reachable.web.shared.request import PageRequest

from .door import Guest, guest_page
from .forms import AcceptForm, DoneForm, HandBackForm, MoreTimeForm, StepForm
from .pages import OwnActionPage, OwnMeeting

Operation = Callable[..., None]
STEPS: dict[str, tuple[type[StepForm], str, Operation, str]] = {
    "accept": (AcceptForm, "I have it", operations.accept_own_action, "You have it"),
    "done": (DoneForm, "It is done", operations.finish_own_action, "Done"),
    "more-time": (MoreTimeForm, "Ask for more time", operations.extend_own_action, "The time is changed"),
    "hand-back": (HandBackForm, "Hand it back", operations.hand_back_own_action, "Handed back"),
}


@guest_page
def guest_meeting(request: PageRequest, guest: Guest) -> HttpResponse:
    if guest.use is None:
        return redirect("guests:purpose")
    place = queries.own_place(guest.professional, guest.meeting, request.at, use=guest.use)
    return render_page(request, OwnMeeting(place, is_guest=True))


@guest_page
def guest_action(request: PageRequest, guest: Guest, key: UUID) -> HttpResponse:
    if guest.use is None:
        return redirect("guests:purpose")
    place = queries.own_place(guest.professional, guest.meeting, request.at, use=guest.use)
    return _action(request, guest.professional, place, key, is_guest=True)


@page(Permission.SIGN_IN)
def own_meeting(request: PageRequest, meeting: str) -> HttpResponse:
    """Whoever sees the meeting with the team is led there."""
    if queries.is_through_incident(request.professional, meeting, request.at):
        return redirect("meeting:meeting", meeting)
    use = opened_use(request, meeting)
    if use is None:
        return to_purpose(request, meeting)
    place = queries.own_place(request.professional, meeting, request.at, use=use)
    return render_page(request, OwnMeeting(place, is_guest=False))


@page(Permission.SIGN_IN)
def own_action(request: PageRequest, meeting: str, key: UUID) -> HttpResponse:
    use = opened_use(request, meeting)
    if use is None:
        return to_purpose(request, meeting)
    place = queries.own_place(request.professional, meeting, request.at, use=use)
    return _action(request, request.professional, place, key, is_guest=False)


def _action(request: PageRequest, who: Any, place: OwnPlace, key: UUID, *, is_guest: bool) -> HttpResponse:
    """The action and what can be done with it; a POST says which step it is."""
    own = place.action(key)
    if own is None:
        raise NotFound("action")
    forms = _forms(request, own)
    shown = OwnActionPage(place, is_guest, own, tuple((step, form, STEPS[step][1]) for step, form in forms.items()))
    sent = forms.get(str(request.POST.get("step", ""))) if request.method == "POST" else None
    if sent is not None and sent.is_valid():
        _, _, operation, message = STEPS[request.POST["step"]]
        try:
            operation(
                by=who,
                at=request.at,
                meeting=place.reference,
                action_key=key,
                seen_version=sent.seen_version,
                **sent.arguments(),
            )
        except Refused as refusal:
            sent.refuse(refusal)
        else:
            return redirect_with(request, message, shown.back)
    return render_page(request, shown)


def _forms(request: PageRequest, own: OwnAction) -> dict[str, StepForm]:
    """Those that can be sent now, the one that was sent with what was typed."""
    steps = [step for step in STEPS if own.is_unfinished and (step != "accept" or own.may_be_accepted)]
    sent = request.POST.get("step", "") if request.method == "POST" else ""
    found: dict[str, StepForm] = {}
    for step in steps:
        data = request.POST if step == sent else None
        initial = {"step": step, "version": str(own.version)}
        found[step] = STEPS[step][0](data, at=request.at, initial=initial, auto_id=f"id_{step}_%s")
    return found
