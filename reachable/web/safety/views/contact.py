"""Who may be sent to whom: the board, the one screen of a manager, and ending a clearance."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.incidents import queries as incident_queries
from reachable.responses import operations as response_operations
from reachable.responses import queries as response_queries
from reachable.safety import operations as safety_operations
from reachable.safety import queries as safety_queries
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..contact_screen import Screen
from ..forms.contact import DirectForm, EndForm
from ..pages.contact import EndClearance
from ..pages.contact_board import Board


@page(Permission.SEE_INCIDENTS)
def contact(request: PageRequest, reference: str) -> HttpResponse:
    return _board(request, reference)


@page(Permission.CLEAR_CONTACT)
@require_POST
def direct(request: PageRequest, reference: str, action: UUID) -> HttpResponse:
    """On a clearance that holds already."""
    view = response_queries.action(request.professional, action, request.at)
    if view.line.reference != reference:
        raise NotFound("action")
    form = DirectForm(request.POST, at=request.at)
    if form.is_valid():
        told = {"by": request.professional, "at": request.at, "action_key": action}
        try:
            response_operations.direct_contact(**told, **form.arguments())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = f"{view.line.owner} is told by mail that something waits. Ring them where it is now."
            return redirect_with(request, f"{view.line.owner}: directed", "safety:contact", reference, then=then)
    return _board(request, reference, form)


def _board(request: PageRequest, reference: str, form: DirectForm | None = None) -> HttpResponse:
    board = response_queries.contact_board(request.professional, reference, request.at)
    people = incident_queries.young_people(request.professional, board.heading.incident_id, request.at)
    return render_page(request, Board(board, tuple(people), form))


@page(Permission.CLEAR_CONTACT)
def clear(request: PageRequest, reference: str) -> HttpResponse:
    screen = Screen(request, reference)
    if not screen.about:
        return render_page(request, screen.choose())
    if screen.was_sent(request.POST.get("key", "")):
        return redirect_with(request, "That was cleared already", "safety:contact", reference)
    form = screen.form(form_data(request))
    if form.is_valid():
        who, at, key = request.professional, request.at, screen.whom_key
        told = {"by": who, "at": at, "reference": reference, "involvement_key": key, "key": form.form_key}
        news = safety_queries.known_since(who, reference, key, form.opened_at, at)
        try:
            if news:
                form.look_again([change.words for change in news])
            else:
                response_operations.clear_and_direct(**told, clearance=form.clearance(), action_keys=form.action_keys)
        except Refused as refusal:
            form.refuse(refusal)
        if not form.errors:
            return redirect_with(request, screen.done(form), "safety:contact", reference, then=screen.then(form))
    return render_page(request, screen.page(form))


@page(Permission.CLEAR_CONTACT)
def end_clearance(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    heading = incident_queries.heading(who, reference, at)
    line = next((one for one in safety_queries.clearances(who, heading, at) if one.key == key), None)
    if line is None:
        raise NotFound("clearance")
    form = EndForm(form_data(request), at=at)
    if form.is_valid():
        told = {"by": who, "at": at, "reference": reference, "clearance_key": key}
        try:
            safety_operations.end_clearance(**told, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "The clearance has ended", "safety:contact", reference)
    people = incident_queries.young_people(who, heading.incident_id, at)
    whom = next((one for one in people if one.key == line.involvement_key), None)
    return render_page(request, EndClearance(heading, form, line, whom))
