"""Preparing a meeting: who must be there and is missing; deciding seats; asking people."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.directory import queries as directory
from reachable.meetings import operations, queries
from reachable.meetings.queries import AttendeeLine, PlaceLine, PrepareView
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.people import AddAttendeeForm, AddGuestForm, AddSeatForm, ComingForm, MeetingSeatForm, SeesForm
from ..only_while import until_it_ends
from ..pages import people as pages
from ..pages.planning import Meeting
from .planning import check_may_change

FIND = "find"
_GUEST_FIELD = {"professional": "email"}


@page(Permission.SEE_INCIDENTS)
def meeting(request: PageRequest, meeting: str) -> HttpResponse:
    return render_page(request, Meeting(queries.prepare(request.professional, meeting, request.at)))


@page(Permission.CONVENE_MEETINGS)
@require_POST
def ask_the_team(request: PageRequest, meeting: str) -> HttpResponse:
    asked = operations.ask_the_team(by=request.professional, at=request.at, meeting=meeting)
    words = f"{asked} of the team {'is' if asked == 1 else 'are'} asked now"
    return redirect_with(request, words, "meeting:meeting", meeting, then="Nothing was sent to them yet.")


@page(Permission.CONVENE_MEETINGS)
@until_it_ends
def meeting_seat(request: PageRequest, meeting: str, code: str) -> HttpResponse:
    view, seat = _seat(request, meeting, code)
    initial = {"wanted": {True: "yes", False: "no", None: ""}[seat.wanted], "because": seat.because}
    form = MeetingSeatForm(form_data(request), at=request.at, initial=initial)
    if form.is_valid():
        try:
            operations.decide_seat(by=request.professional, at=request.at, meeting=meeting, code=code, **form.said)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, f"Recorded: {seat.title}", "meeting:meeting", meeting)
    return render_page(request, pages.MeetingSeat(view, seat, form))


@page(Permission.CONVENE_MEETINGS)
@until_it_ends
def add_seat(request: PageRequest, meeting: str) -> HttpResponse:
    view = _view(request, meeting)
    form = AddSeatForm(form_data(request), at=request.at)
    if form.is_valid():
        try:
            made = operations.add_seat(by=request.professional, at=request.at, meeting=meeting, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            message = f"Added: {made.label}"
            return redirect_with(request, message, "meeting:add_attendee", meeting=meeting, code=made.code)
    return render_page(request, pages.AddSeat(view, form))


@page(Permission.CONVENE_MEETINGS)
@until_it_ends
def add_attendee(request: PageRequest, meeting: str, code: str) -> HttpResponse:
    view, seat = _seat(request, meeting, code)
    find = request.GET.get(FIND, "")[:100] if request.method == "GET" else ""
    found = directory.professionals(request.professional, find, with_account=True)
    people = [(str(one.key), f"{one.name}, {one.job_title}, {one.agency.name}") for one in found]
    form = AddAttendeeForm(form_data(request), at=request.at, people=_first(seat, people), young_people=_young(view))
    if form.is_valid():
        try:
            place = operations.add_attendee(
                by=request.professional, at=request.at, meeting=meeting, code=code, **form.said
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _asked(request, meeting, place)
    return render_page(request, pages.AddAttendee(view, seat, form, find))


@page(Permission.CONVENE_MEETINGS)
@until_it_ends
def add_guest(request: PageRequest, meeting: str, code: str) -> HttpResponse:
    view, seat = _seat(request, meeting, code)
    agencies = [(str(one.key), one.name) for one in directory.agencies()]
    form = AddGuestForm(form_data(request), at=request.at, agencies=agencies, young_people=_young(view))
    if form.is_valid():
        try:
            place = operations.add_guest(
                by=request.professional, at=request.at, meeting=meeting, code=code,
                guest=operations.NewGuest(**form.said), sees=form.keys,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal, _GUEST_FIELD.get(refusal.field, ""))
        else:
            return _asked(request, meeting, place)
    return render_page(request, pages.AddGuest(view, seat, form))


@page(Permission.CONVENE_MEETINGS)
def attendee(request: PageRequest, meeting: str, key: UUID) -> HttpResponse:
    """What they said on the telephone."""
    view, seat, line = _attendee(request, meeting, key)
    form = ComingForm(form_data(request), at=request.at, initial={"coming": line.coming, "words": line.coming_words})
    if form.is_valid():
        try:
            operations.say_coming(by=request.professional, at=request.at, meeting=meeting, key=key, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, f"Recorded what {line.name} said", "meeting:meeting", meeting)
    return render_page(request, pages.Attendee(view, seat, line, form, _sees_form(request, view, line)))


@page(Permission.CONVENE_MEETINGS)
@require_POST
def attendee_sees(request: PageRequest, meeting: str, key: UUID) -> HttpResponse:
    view, seat, line = _attendee(request, meeting, key)
    sees = _sees_form(request, view, line)
    if sees.is_valid():
        try:
            operations.let_see(
                by=request.professional, at=request.at, meeting=meeting, key=key, involvement_keys=sees.keys
            )
        except Refused as refusal:
            sees.refuse(refusal)
        else:
            return redirect_with(request, f"Saved whom {line.name} sees", "meeting:meeting", meeting)
    return render_page(request, pages.Attendee(view, seat, line, ComingForm(at=request.at), sees))


@page(Permission.CONVENE_MEETINGS)
@require_POST
def take_out_attendee(request: PageRequest, meeting: str, key: UUID) -> HttpResponse:
    view, seat, line = _attendee(request, meeting, key)
    try:
        operations.take_out_attendee(by=request.professional, at=request.at, meeting=meeting, key=key)
    except Refused as refusal:
        form = ComingForm({}, at=request.at)
        form.refuse(refusal)
        return render_page(request, pages.Attendee(view, seat, line, form, _sees_form(request, view, line)))
    then = "They are told that it is not for them any more." if line.is_invited else ""
    return redirect_with(request, f"{line.name} is no longer asked", "meeting:meeting", meeting, then=then)


@page(Permission.CONVENE_MEETINGS)
@require_POST
def end_place(request: PageRequest, meeting: str, key: UUID) -> HttpResponse:
    view, seat, line = _attendee(request, meeting, key)
    try:
        operations.end_place(by=request.professional, at=request.at, meeting=meeting, key=key)
    except Refused as refusal:
        form = ComingForm({}, at=request.at)
        form.refuse(refusal)
        return render_page(request, pages.Attendee(view, seat, line, form, _sees_form(request, view, line)))
    return redirect_with(request, f"The way in of {line.name} to this meeting has ended", "meeting:meeting", meeting)


def _view(request: PageRequest, meeting: str) -> PrepareView:
    view = queries.prepare(request.professional, meeting, request.at)
    check_may_change(view.heading)
    return view


def _seat(request: PageRequest, meeting: str, code: str) -> tuple[PrepareView, PlaceLine]:
    view = _view(request, meeting)
    seat = view.seat(code)
    if seat is None:
        raise NotFound("seat")
    return view, seat


def _attendee(request: PageRequest, meeting: str, key: UUID) -> tuple[PrepareView, PlaceLine, AttendeeLine]:
    view = _view(request, meeting)
    found = next(((seat, one) for seat in view.seats for one in seat.people if one.key == key), None)
    if found is None:
        raise NotFound("attendee")
    return view, *found


def _young(view: PrepareView) -> list[tuple[str, str]]:
    return [(str(one.key), one.label) for one in view.heading.covered]


def _sees_form(request: PageRequest, view: PrepareView, line: AttendeeLine) -> SeesForm:
    data = request.POST if request.method == "POST" and "sees-form" in request.POST else None
    return SeesForm(
        data, at=request.at, initial={"sees": [str(one.key) for one in line.young]}, young_people=_young(view)
    )


def _first(seat: PlaceLine, people: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those who are proposed for the seat stand first."""
    proposed = {str(one.key) for one in seat.proposed}
    return sorted(people, key=lambda one: one[0] not in proposed)


def _asked(request: PageRequest, meeting: str, place: Any) -> HttpResponse:
    name = place.professional.name
    then = "Nothing was sent yet: send the invitations when the seats are settled."
    return redirect_with(request, f"{name} is asked", "meeting:meeting", meeting, then=then)
