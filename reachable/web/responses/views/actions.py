"""Actions of an incident, one action, and what becomes of it."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from reachable.common.gates import GateState
from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.incidents import queries as incidents
from reachable.responses import operations, queries
from reachable.responses.choices import ActionState
from reachable.web.shared import session
from reachable.web.shared.forms import Form
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from .. import action_forms, calls, pages
from ..action_list import ActionsFound


@page(Permission.SEE_INCIDENTS)
def actions(request: PageRequest, reference: str) -> HttpResponse:
    found = ActionsFound(request, incidents.heading(request.professional, reference, request.at))
    row = found.row(form_data(request))
    if request.method == "POST" and row.is_valid():
        try:
            operations.add_action(
                by=request.professional,
                at=request.at,
                reference=reference,
                new=row.new_action(),
                about_key=row.about_key,
            )
        except Refused as refusal:
            row.place(refusal)
        else:
            return redirect_with(request, "Action added", "responses:actions", reference, then=found.told(row))
    return render_page(request, found.page(row))


@page(Permission.SEE_INCIDENTS)
def action(request: PageRequest, key: UUID) -> HttpResponse:
    return _shown(request, key)


@page(Permission.MANAGE_ACTIONS)
def action_done(request: PageRequest, key: UUID) -> HttpResponse:
    return _step(request, key, "done")


@page(Permission.MANAGE_ACTIONS)
def action_extend(request: PageRequest, key: UUID) -> HttpResponse:
    return _step(request, key, "extend")


@page(Permission.MANAGE_ACTIONS)
def action_hand_back(request: PageRequest, key: UUID) -> HttpResponse:
    return _step(request, key, "hand-back")


@page(Permission.MANAGE_ACTIONS)
def action_assign(request: PageRequest, key: UUID) -> HttpResponse:
    return _step(request, key, "assign")


@page(Permission.MANAGE_ACTIONS)
def action_accept(request: PageRequest, key: UUID) -> HttpResponse:
    return _step(request, key, "accept")


@page(Permission.MANAGE_ACTIONS)
def action_withdraw(request: PageRequest, key: UUID) -> HttpResponse:
    return _step(request, key, "withdraw")


@page(Permission.MANAGE_ACTIONS)
@require_POST
def action_set_off(request: PageRequest, key: UUID) -> HttpResponse:
    return _step(request, key, "set-off")


@page(Permission.MANAGE_ACTIONS)
@require_POST
def action_arrived(request: PageRequest, key: UUID) -> HttpResponse:
    return _step(request, key, "arrived")


@page(Permission.MANAGE_ACTIONS)
@require_POST
def action_back(request: PageRequest, key: UUID) -> HttpResponse:
    return _step(request, key, "back")


@page(Permission.MANAGE_ACTIONS)
def action_rang(request: PageRequest, key: UUID) -> HttpResponse:
    """Back to where the number stood; a call about a finished action is recorded too."""
    view = queries.action(request.professional, key, request.at)
    if request.method != "POST":
        return _shown(request, key, "rang")
    form = calls.form(key, at=request.at, data=request.POST)
    if form.is_valid():
        try:
            calls.record(form, by=request.professional, at=request.at, key=key)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            back = session.safe_path(request, form.cleaned_data["next"], reverse("responses:action", args=[key]))
            return redirect_with(request, "Call recorded", back, then=view.line.what)
    return _shown(request, key, "rang", form)


def _step(request: PageRequest, key: UUID, name: str) -> HttpResponse:
    """Carry it out and go back to where the reader was; refused, the page of the action says why."""
    view = queries.action(request.professional, key, request.at)
    if request.method != "POST":
        return _shown(request, key, name)
    owners = queries.owners_for(request.professional, view.line.reference, request.at)
    form = action_forms.make(name, owners, at=request.at, data=request.POST, line=view.line)
    if form.is_valid():
        try:
            words = action_forms.carry_out(name, form, by=request.professional, at=request.at, key=key)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            back = session.safe_path(request, form.cleaned_data["next"], reverse("responses:action", args=[key]))
            return redirect_with(request, words, back, then=view.line.what)
    return _shown(request, key, name, form)


def _shown(request: PageRequest, key: UUID, name: str = "", form: Form | None = None) -> HttpResponse:
    view = queries.action(request.professional, key, request.at)
    owners = queries.owners_for(request.professional, view.line.reference, request.at)
    back = (form["next"].value() if form is not None else session.safe_next(request, "")) or ""
    forms: dict[str, Form] = {
        **action_forms.forms_for(view.line, owners, at=request.at, back=back),
        **calls.offered(request, view.line, back=back),
    }
    if name:
        forms[name] = form or _as_typed(request, name, view.line, owners, back)
    may_clear = request.professional.holds(Permission.CLEAR_CONTACT)
    gate = _gate(request, view.line) if view.line.state == ActionState.PROPOSED else None
    return render_page(request, pages.Action(view, tuple(owners), forms, name, back, may_clear, gate))


def _gate(request: PageRequest, line: queries.ActionLine) -> GateState | None:
    """How contact stands for whom the action is about."""
    board = queries.contact_board(request.professional, line.reference, request.at)
    return next((one for one in board.states if one.letter == line.standing_letter), None)


def _as_typed(
    request: PageRequest, name: str, line: queries.ActionLine, owners: Sequence[queries.Owner], back: str
) -> Form:
    """With what was typed before a session ended."""
    typed = form_data(request)
    if name == "rang":
        return calls.form(line.key, at=request.at, data=typed, back=back)
    return action_forms.make(name, owners, at=request.at, data=typed, line=line, back=back)
