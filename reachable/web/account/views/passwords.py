"""Changing a password, and choosing a new one by a link in a mail. Neither passes the second factor by."""

from uuid import UUID

from django.contrib import auth
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.directory import operations, queries
from reachable.web.account import checks, forms, pages, steps
from reachable.web.account.views.tokens import without_address
from reachable.web.shared.page import ANYBODY, page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

NOT_VALID = pages.NotValid(
    "This link cannot be used any more", "It works once and for one hour. Ask for a new one on the sign-in page."
)


@page(Permission.SIGN_IN, keep_text=False)
@sensitive_post_parameters("old", "password")
def password_change(request: PageRequest) -> HttpResponse:
    if steps.is_demo(request):
        raise NotFound
    form = forms.PasswordChangeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            checks.old_password(request, request.professional, data["old"])
            account = operations.change_password(
                by=request.professional, at=request.at, old=data["old"], new=data["password"]
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            auth.update_session_auth_hash(request, account)
            then = "You were signed out everywhere else."
            return redirect_with(request, "Password changed", "account:settings", then=then)
    return render_page(request, pages.PasswordChange(form))


@page(ANYBODY)
def password_reset(request: PageRequest) -> HttpResponse:
    """Answers the same for an address with an account and one without."""
    form = forms.EmailOnlyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        if checks.reset_is_allowed(request, email):
            operations.request_password_reset(by=None, at=request.at, email=email)
        return redirect("account:password_reset_sent")
    return render_page(request, pages.PasswordReset(form))


@page(ANYBODY)
def password_reset_sent(request: PageRequest) -> HttpResponse:
    return render_page(request, pages.PasswordResetSent())


@page(ANYBODY)
@sensitive_post_parameters("password")
def password_reset_confirm(request: PageRequest, key: UUID, token: str) -> HttpResponse:
    form = forms.NewPasswordForm(request.POST if request.method == "POST" else None)
    try:
        if not queries.reset_link_works(key, token):
            raise NotFound
        if form.is_valid():
            password = form.cleaned_data["password"]
            operations.reset_password(by=None, at=request.at, key=key, token=token, password=password)
            then = "Your second factor is asked for as always."
            return redirect_with(request, "Password set. Sign in with it", "account:sign_in", then=then)
    except NotFound:
        return without_address(render_page(request, NOT_VALID, status=404))
    except Refused as refusal:
        form.refuse(refusal)
    return without_address(render_page(request, pages.PasswordResetConfirm(form)))
