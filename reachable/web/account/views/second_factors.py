"""Setting up, listing and removing second factors, and the recovery codes.

The first one is set up half signed in (`set_up…`), further ones from the settings (`add_…`), where the
owner has to have proved himself within the last ten minutes.
"""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from reachable.common import sealing
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.directory import operations, queries
from reachable.web.account import checks, forms, pages, steps
from reachable.web.account.views.lock import prove as check_proof
from reachable.web.shared import session
from reachable.web.shared.page import ANYBODY, page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

SAVE_THE_CODES = "Keep these recovery codes somewhere safe, away from this device."
Done = Callable[[str], HttpResponse]


@page(ANYBODY)
def set_up(request: PageRequest) -> HttpResponse:
    if _first_timer(request) is None:
        return redirect("account:sign_in")
    return render_page(request, pages.SetUp())


@page(ANYBODY)
def set_up_app(request: PageRequest) -> HttpResponse:
    professional = _first_timer(request)
    if professional is None:
        return redirect("account:sign_in")
    return _app(request, professional, reverse("account:set_up"), _first_done(request, professional))


@page(ANYBODY)
def set_up_passkey(request: PageRequest) -> HttpResponse:
    professional = _first_timer(request)
    if professional is None:
        return redirect("account:sign_in")
    return _passkey(request, professional, reverse("account:set_up"), _first_done(request, professional))


@page(Permission.SIGN_IN, keep_text=False)
def add_app(request: PageRequest) -> HttpResponse:
    if not steps.is_proved(request):
        return _to_prove(request)
    return _app(request, request.professional, reverse("account:second_factors"), _one_more(request))


@page(Permission.SIGN_IN, keep_text=False)
def add_passkey(request: PageRequest) -> HttpResponse:
    if not steps.is_proved(request):
        return _to_prove(request)
    return _passkey(request, request.professional, reverse("account:second_factors"), _one_more(request))


@page(Permission.SIGN_IN, keep_text=False)
def second_factors(request: PageRequest) -> HttpResponse:
    rows = tuple(queries.second_factors(request.professional))
    left = len(queries.recovery_codes(request.professional))
    return render_page(request, pages.SecondFactors(rows, left, steps.is_demo(request)))


@page(Permission.SIGN_IN, keep_text=False)
def remove_second_factor(request: PageRequest, number: int) -> HttpResponse:
    if not steps.is_proved(request):
        return _to_prove(request)
    row = next((r for r in queries.second_factors(request.professional) if r.number == number), None)
    if row is None:
        raise NotFound
    if request.method == "POST":
        operations.remove_second_factor(by=request.professional, at=request.at, number=number)
        return redirect_with(request, f"{row.name} removed", "account:second_factors")
    return render_page(request, pages.RemoveSecondFactor(row))


@page(Permission.SIGN_IN, keep_text=False)
def recovery_codes(request: PageRequest) -> HttpResponse:
    """POST makes new ones."""
    if not steps.is_proved(request):
        return _to_prove(request)
    if request.method == "POST":
        operations.make_recovery_codes(by=request.professional, at=request.at)
        return redirect_with(request, "New recovery codes made", "account:recovery_codes", then=SAVE_THE_CODES)
    return render_page(request, pages.RecoveryCodes(queries.recovery_codes(request.professional)))


@page(Permission.SIGN_IN, keep_text=False)
def prove(request: PageRequest) -> HttpResponse:
    next_page = session.safe_next(request)
    form = forms.UnlockForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            check_proof(request, form)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            steps.note_proof(request)
            return redirect(next_page)
    return render_page(request, pages.Prove(form, next_page))


def _first_timer(request: PageRequest) -> Any | None:
    """Somebody half signed in who has no second factor yet: with one, the password alone adds no other."""
    professional = steps.half_signed_in(request)
    if professional is None or queries.second_factors(professional):
        return None
    return professional


def _first_done(request: PageRequest, professional: Any) -> Done:
    def done(how: str) -> HttpResponse:
        steps.finish(request, professional, f"password+{how}")
        return redirect_with(request, "Second factor set up", "account:recovery_codes", then=SAVE_THE_CODES)

    return done


def _one_more(request: PageRequest) -> Done:
    return lambda how: redirect_with(request, "Second factor added", "account:second_factors")


def _to_prove(request: PageRequest) -> HttpResponse:
    return redirect(f"{reverse('account:prove')}?{urlencode({'next': request.path})}")


def _app(request: PageRequest, professional: Any, back: str, done: Done) -> HttpResponse:
    """The secret travels encrypted in the form: it is stored nowhere until the app has shown a right code."""
    form = forms.SetUpAppForm(request.POST if request.method == "POST" else None)
    secret = _unseal(professional, request.POST.get("sealed", "")) or generate_totp_secret()
    if form.is_valid():
        try:
            operations.add_totp(by=professional, at=request.at, secret=secret, code=form.cleaned_data["code"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return done("totp")
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(professional.account, secret))
    address = f"data:image/svg+xml;utf8,{quote(picture)}"
    return render_page(request, pages.SetUpApp(form, secret, address, _seal(professional, secret), back))


def _passkey(request: PageRequest, professional: Any, back: str, done: Done) -> HttpResponse:
    form = forms.CredentialForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        credential = form.cleaned_data["credential"]
        try:
            webauthn.parse_registration_response(credential)
            webauthn.complete_registration(credential)
        except (ValidationError, ValueError, KeyError, TypeError):
            form.refuse(checks.NOT_THIS_PASSKEY)
        else:
            name = form.cleaned_data["name"]
            operations.add_passkey(by=professional, at=request.at, name=name, credential=credential)
            return done("passkey")
    options = json.dumps(webauthn.begin_registration(professional.account, passwordless=False))
    return render_page(request, pages.SetUpPasskey(form, options, back))


def _seal(professional: Any, secret: str) -> str:
    return sealing.encrypt_text(f"{professional.key}:{secret}")


def _unseal(professional: Any, sealed: str) -> str:
    """The secret that this very person was shown, or ""."""
    try:
        owner, _, secret = sealing.decrypt_text(sealed).partition(":")
    except (sealing.Unreadable, ValueError):
        return ""
    return secret if owner == str(professional.key) else ""
