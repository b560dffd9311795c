"""Danger to life is never held up: directing somebody at once, and looking at it the next day."""

from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.incidents import queries as incident_queries
from reachable.responses import operations as response_operations
from reachable.responses import queries as response_queries
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.contact import DangerForm, ReviewForm
from ..pages.contact_danger import DirectInDanger, ReviewDanger


@page(Permission.CLEAR_CONTACT)
def direct_in_danger(request: PageRequest, reference: str, action: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    heading = incident_queries.heading(who, reference, at)
    view = response_queries.action(who, action, at)
    if view.line.reference != reference or not view.line.makes_contact:
        raise NotFound("action")
    form = DangerForm(form_data(request), at=at, initial={"version": str(view.line.version)})
    if form.is_valid():
        try:
            response_operations.direct_in_danger(by=who, at=at, action_key=action, **form.arguments)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            told = f"Ring {view.line.owner} now. Another manager looks at it tomorrow by noon."
            return redirect_with(request, "Directed in danger to life", "safety:contact", reference, then=told)
    return render_page(request, DirectInDanger(heading, form, view.line))


@page(Permission.CLEAR_CONTACT)
def review_danger(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    board = response_queries.contact_board(who, reference, at)
    line = next((one for one in board.dangers if one.key == key), None)
    if line is None:
        raise NotFound("danger")
    form = ReviewForm(form_data(request), at=at)
    if form.is_valid():
        told = {"by": who, "at": at, "reference": reference, "danger_key": key}
        try:
            response_operations.review_danger(**told, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "Looked at, and recorded", "safety:contact", reference)
    people = incident_queries.young_people(who, board.heading.incident_id, at)
    whom = next((one for one in people if one.letter == line.letter), None)
    return render_page(request, ReviewDanger(board.heading, form, line, whom))
