"""Locking the session, unlocking it, and staying signed in."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.directory import operations, queries
from reachable.directory.choices import SecondFactor
from reachable.web.account import checks, forms, pages, steps
from reachable.web.account.views.sign_in import passkey_request
from reachable.web.shared import session
from reachable.web.shared.page import page, render_page
from reachable.web.shared.request import PageRequest


@page(Permission.SIGN_IN, while_locked=True, keep_text=False)
@require_POST
def lock(request: PageRequest) -> HttpResponse:
    was_locked, who = request.is_locked, request.professional
    answer = session.lock(request)
    if not was_locked:
        operations.note_locked(by=who, at=request.at)
    return answer


@page(Permission.SIGN_IN, while_locked=True, keep_text=False)
@sensitive_post_parameters("password", "code")
def unlock(request: PageRequest) -> HttpResponse:
    """Shows nothing but whose session it is. Whoever is not that person signs in afresh."""
    next_page = session.safe_next(request)
    if not request.is_locked:
        return redirect(next_page)
    by_passkey = request.method == "POST" and "credential" in request.POST
    form = forms.UnlockForm(request.POST if request.method == "POST" and not by_passkey else None)
    passkey_form = forms.CredentialForm(request.POST if by_passkey else None)
    try:
        if how := _proof(request, form, passkey_form):
            session.unlock(request)
            operations.note_unlocked(by=request.professional, at=request.at, how=how)
            return redirect(next_page)
    except Refused as refusal:
        (passkey_form if by_passkey else form).refuse(refusal)
    return render_page(request, _locked_page(request, form, passkey_form, next_page))


def _proof(request: PageRequest, form: forms.UnlockForm, passkey_form: forms.CredentialForm) -> str:
    """How the person has proved who he is; "" when he has not sent anything that could."""
    if steps.is_demo(request):
        return session.DEMO if request.method == "POST" else ""
    professional = request.professional
    if passkey_form.is_valid():
        return checks.passkey(request, professional, passkey_form.cleaned_data["credential"])
    if not form.is_valid():
        return ""
    return prove(request, form)


def prove(request: PageRequest, form: forms.UnlockForm) -> str:
    """Checks the password or the code of the person whose session this is."""
    if typed := form.cleaned_data["password"]:
        account = checks.password(request, request.professional.account.email, typed, step="unlock")
        if account.pk != request.professional.account.pk:
            raise Refused(checks.NOT_RIGHT, field="password")
        return "password"
    return checks.code(request, request.professional, form.cleaned_data["code"])


def _locked_page(
    request: PageRequest, form: forms.UnlockForm, passkey_form: forms.CredentialForm, next_page: str
) -> pages.Unlock:
    is_demo = steps.is_demo(request)
    rows = [] if is_demo else queries.second_factors(request.professional)
    has_passkey = any(row.kind is SecondFactor.PASSKEY for row in rows)
    return pages.Unlock(
        form=form,
        passkey_form=passkey_form,
        request_options=passkey_request(request.professional) if has_passkey else "",
        next_page=next_page,
        name=request.professional.name,
        is_demo=is_demo,
    )


@page(Permission.SIGN_IN, keep_text=False)
@require_POST
def extend(request: PageRequest) -> HttpResponse:
    """The warning's “Stay signed in”. The request itself has moved the idle limit."""
    session.touch(request, request.at)
    return HttpResponse(status=204)
