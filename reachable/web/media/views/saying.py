"""What is said of one version, and that it went out."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotPermitted, Refused, Stale
from reachable.sharing import operations, queries
from reachable.sharing.queries import VersionView
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.saying import (
    AS_AGREED,
    WENT_OUT,
    ConsultedForm,
    OverseeForm,
    OverseeNameForm,
    PrinciplesForm,
    ReleasedForm,
)
from ..pages.saying import Consulted, Oversee, Principles, Released


@page(Permission.LEAD_MEDIA, name="media-principles")
def principles(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    view = queries.version(request.professional, reference, key, request.at)
    asked = [(one.code, one.title) for one in view.principles]
    first = {f"{one.code}-{name}": getattr(one, name) for one in view.principles for name in ("answer", "words")}
    form = PrinciplesForm(form_data(request), at=request.at, initial=first, principles=asked)
    if form.is_valid():
        try:
            operations.answer_principles(**_told(request, reference), version_key=key, answers=form.answers)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "The three answers are kept", "media:version", reference, key)
    return render_page(request, Principles(view, form))


@page(Permission.ANSWER_CONSIDERATIONS, name="media-consulted")
def consulted(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    view = queries.version(request.professional, reference, key, request.at)
    form = ConsultedForm(form_data(request), at=request.at)
    if form.is_valid():
        try:
            operations.record_consulted(**_told(request, reference), version_key=key, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "Kept who was consulted", "media:version", reference, key)
    return render_page(request, Consulted(view, form))


@page(Permission.LEAD_MEDIA, name="media-oversee")
def oversee(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    view = _to_oversee(request, reference, key)
    kind = OverseeNameForm if view.line.names_somebody else OverseeForm
    first = {"seen_number": view.number, "seen_sha256": view.sha256}
    form = kind(form_data(request), at=request.at, initial=first)
    stale = False
    if form.is_valid():
        try:
            operations.oversee_version(**_told(request, reference), version_key=key, **form.said)
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                view = _to_oversee(request, reference, key)
                form.has_now_seen(view.number)
        else:
            then = "It holds for these words alone."
            return redirect_with(request, "Recorded", "media:version", reference, key, then=then)
    return render_page(request, Oversee(view, form, stale))


def _to_oversee(request: PageRequest, reference: str, key: UUID) -> VersionView:
    view = queries.version(request.professional, reference, key, request.at)
    if not view.may_oversee:
        raise NotPermitted("Only the Senior Investigating Officer of this incident agrees what is released.")
    return view


@page(Permission.SEE_INCIDENTS, name="media-released")
def released(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    view = queries.version(request.professional, reference, key, request.at)
    may = view.may_lead and view.may_be_released
    first = {"what": AS_AGREED if may else WENT_OUT}
    form = ReleasedForm(form_data(request), at=request.at, initial=first, may_release=view.may_lead)
    if form.is_valid():
        sent = dict(form.cleaned_data)
        say = operations.release_version if sent.pop("what") == AS_AGREED else operations.record_went_out
        try:
            row = say(**_told(request, reference), version_key=key, **sent)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "It went out before it was agreed: the lead and whoever is on call are told." if row.early else ""
            return redirect_with(request, "Recorded", "media:version", reference, key, then=then)
    return render_page(request, Released(view, form))


def _told(request: PageRequest, reference: str) -> dict[str, Any]:
    return {"by": request.professional, "at": request.at, "reference": reference}
