"""Signing in and out."""

import json

from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import auth
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from reachable.common.refusals import Refused
from reachable.directory import operations, queries
from reachable.directory.choices import SecondFactor
from reachable.web.account import checks, forms, pages, steps
from reachable.web.shared import session
from reachable.web.shared.page import ANYBODY, page, render_page
from reachable.web.shared.request import PageRequest


@page(ANYBODY)
@sensitive_post_parameters("password")
def sign_in(request: PageRequest) -> HttpResponse:
    next_page = session.safe_next(request)
    if request.professional is not None:
        return redirect(next_page)
    form = forms.SignInForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            account = checks.password(request, form.cleaned_data["email"], form.cleaned_data["password"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            steps.password_was_right(request, account, next_page)
            return redirect("account:second_factor")
    return render_page(request, pages.SignIn(form, next_page))


@page(ANYBODY)
def second_factor(request: PageRequest) -> HttpResponse:
    """A code of the authenticator app, a recovery code, or a passkey."""
    professional = steps.half_signed_in(request)
    if professional is None:
        return redirect("account:sign_in")
    rows = queries.second_factors(professional)
    if not rows:
        return redirect("account:set_up")
    by_passkey = request.method == "POST" and "credential" in request.POST
    form = forms.CodeForm(request.POST if request.method == "POST" and not by_passkey else None)
    passkey_form = forms.CredentialForm(request.POST if by_passkey else None)
    try:
        if form.is_valid():
            how = checks.code(request, professional, form.cleaned_data["code"])
            return redirect(steps.finish(request, professional, f"password+{how}"))
        if passkey_form.is_valid():
            how = checks.passkey(request, professional, passkey_form.cleaned_data["credential"])
            return redirect(steps.finish(request, professional, f"password+{how}"))
    except Refused as refusal:
        (passkey_form if by_passkey else form).refuse(refusal)
    return render_page(request, _second_factor_page(professional, rows, form, passkey_form))


def _second_factor_page(
    professional: object, rows: list[queries.SecondFactorRow], form: forms.CodeForm, passkey_form: forms.CredentialForm
) -> pages.SecondFactor:
    kinds = {row.kind for row in rows}
    return pages.SecondFactor(
        form=form,
        passkey_form=passkey_form,
        request_options=passkey_request(professional) if SecondFactor.PASSKEY in kinds else "",
        has_app=SecondFactor.TOTP in kinds,
    )


def passkey_request(professional: object) -> str:
    """What the browser needs to ask for one of this person's passkeys."""
    return json.dumps(webauthn.begin_authentication(getattr(professional, "account", None)))


@page(ANYBODY, while_locked=True)
@require_POST
def sign_out(request: PageRequest) -> HttpResponse:
    """Also for somebody half signed in, or whose last role has ended: nobody is held in a session."""
    if request.professional is not None:
        operations.note_signed_out(by=request.professional, at=request.at)
    auth.logout(request)
    return redirect("account:sign_in")
