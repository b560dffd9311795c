"""Accepting an invitation: a password here, the second factor right after."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from reachable.common.refusals import NotFound, Refused
from reachable.directory import operations, queries
from reachable.web.account import forms, pages, steps
from reachable.web.account.views.tokens import without_address
from reachable.web.shared.page import ANYBODY, page, render_page
from reachable.web.shared.request import PageRequest

NOT_VALID = pages.NotValid(
    "This invitation cannot be used any more",
    "It works once and for seven days. If you have an account, sign in. If not, ask the administrator for a new one.",
)


@page(ANYBODY)
@sensitive_variables("token")
@sensitive_post_parameters("password")
def invitation(request: PageRequest, token: str) -> HttpResponse:
    form = forms.NewPasswordForm(request.POST if request.method == "POST" else None)
    try:
        offer = queries.invitation_offer(token, at=request.at)
        if form.is_valid():
            password = form.cleaned_data["password"]
            account = operations.accept_invitation(by=None, at=request.at, token=token, password=password)
            steps.password_was_right(request, account, "/")
            return redirect("account:set_up")
    except NotFound:
        return without_address(render_page(request, NOT_VALID, status=404))
    except Refused as refusal:
        form.refuse(refusal)
    return without_address(render_page(request, pages.AcceptInvitation(form, offer)))
