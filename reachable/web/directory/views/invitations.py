"""Inviting professionals: outside the demo the only way to an account."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.directory import operations, queries
from reachable.directory.queries import InvitationRow
from reachable.web.shared import flash
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from .. import forms, pages

LASTS = "The link works once, for 7 days."


def _row(request: PageRequest, key: UUID) -> InvitationRow:
    found = queries.invitations(request.professional, at=request.at)
    row = next((row for row in found if row.key == key), None)
    if row is None:
        raise NotFound
    return row


@page(Permission.INVITE_PROFESSIONALS)
def invitations(request: PageRequest) -> HttpResponse:
    rows = queries.invitations(request.professional, at=request.at)
    return render_page(request, pages.Invitations(tuple(rows)))


@page(Permission.INVITE_PROFESSIONALS)
def invite(request: PageRequest) -> HttpResponse:
    agencies = [(str(agency.key), agency.name) for agency in queries.agencies()]
    form = forms.InviteForm(form_data(request), at=request.at, agencies=agencies)
    if form.is_valid():
        typed = dict(form.cleaned_data)
        agency_key = typed.pop("agency")
        try:
            operations.invite_professional(by=request.professional, at=request.at, agency_key=agency_key, **typed)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            done = f"{typed['name']} is invited"
            return redirect_with(request, done, "directory:invitations", then=f"The mail is on its way. {LASTS}")
    return render_page(request, pages.Invite(form))


@page(Permission.INVITE_PROFESSIONALS)
@require_POST
def renew_invitation(request: PageRequest, key: UUID) -> HttpResponse:
    row = _row(request, key)
    try:
        operations.renew_invitation(by=request.professional, at=request.at, key=key)
    except Refused as refusal:
        flash.say(request, str(refusal), kind="notice")
        return redirect("directory:invitations")
    done = f"A new mail goes to {row.name}"
    return redirect_with(request, done, "directory:invitations", then=f"The old link no longer works. {LASTS}")


@page(Permission.INVITE_PROFESSIONALS)
def withdraw_invitation(request: PageRequest, key: UUID) -> HttpResponse:
    row = _row(request, key)
    form = forms.ConfirmForm(form_data(request), at=request.at)
    if form.is_valid():
        try:
            operations.withdraw_invitation(by=request.professional, at=request.at, key=key)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "The link no longer works."
            return redirect_with(request, f"Invitation of {row.name} withdrawn", "directory:invitations", then=then)
    return render_page(request, pages.WithdrawInvitation(form, row))
