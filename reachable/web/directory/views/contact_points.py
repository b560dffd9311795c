"""Hospitals, custody suites, safeguarding contact points, services and other authorities."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused, Stale
from reachable.directory import operations, queries
from reachable.directory.choices import ContactPointKind
from reachable.directory.queries import ContactPointRow
from reachable.web.shared import flash
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from .. import forms, pages

TYPED = (
    "kind", "custody_workers", "name", "agency_key", "agency_words", "telephone", "mailbox", "where", "note", "source",
    "version",
)  # fmt: skip
VOUCHED = "It counts as confirmed by you."


def _agencies() -> list[tuple[str, str]]:
    return [(str(agency.key), agency.name) for agency in queries.agencies()]


def _initial(point: ContactPointRow) -> dict[str, object]:
    typed: dict[str, object] = {name: getattr(point, name) for name in TYPED}
    agency_words = "" if point.agency_key else point.agency_words
    return {**typed, "agency_words": agency_words, "clauses": " ".join(point.clauses)}


@page(Permission.KEEP_DUTY_LINES)
def add_contact_point(request: PageRequest) -> HttpResponse:
    asked = request.GET.get("kind", "")
    initial = {"kind": asked if asked in ContactPointKind.values else ""}
    form = forms.ContactPointForm(form_data(request), at=request.at, initial=initial, agencies=_agencies())
    if form.is_valid():
        try:
            operations.add_contact_point(by=request.professional, at=request.at, facts=form.typed)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, f"{form.typed.name} added", "directory:directory", then=VOUCHED)
    return render_page(request, pages.AddContactPoint(form))


@page(Permission.KEEP_DUTY_LINES)
def change_contact_point(request: PageRequest, key: UUID) -> HttpResponse:
    point, stands = queries.contact_point(key), None
    form = forms.ContactPointForm(form_data(request), at=request.at, initial=_initial(point), agencies=_agencies())
    if form.is_valid():
        version, facts = form.cleaned_data["version"], form.typed
        try:
            operations.change_contact_point(
                by=request.professional, at=request.at, key=key, version=version, facts=facts
            )
        except Stale as refusal:
            form.refuse(refusal)
            stands = queries.contact_point(key)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            is_new = (facts.telephone, facts.mailbox) != (point.telephone, point.mailbox)
            return redirect_with(request, f"{facts.name} saved", "directory:directory", then=VOUCHED if is_new else "")
    return render_page(request, pages.ChangeContactPoint(form, point, stands))


@page(Permission.KEEP_DUTY_LINES)
@require_POST
def confirm_contact_point(request: PageRequest, key: UUID) -> HttpResponse:
    point, seen = queries.contact_point(key), request.POST.get("version", "")
    version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
    try:
        operations.confirm_contact_point(by=request.professional, at=request.at, key=key, version=version)
    except Stale:
        flash.say(request, f"Somebody changed {point.name} meanwhile. Look again before you confirm it.", kind="notice")
        return redirect("directory:directory")
    except Refused as refusal:
        flash.say(request, str(refusal), kind="notice")
        return redirect("directory:directory")
    return redirect_with(request, f"{point.name} confirmed", "directory:directory")


@page(Permission.KEEP_DUTY_LINES)
def retire_contact_point(request: PageRequest, key: UUID) -> HttpResponse:
    point = queries.contact_point(key)
    form = forms.ConfirmForm(form_data(request), at=request.at)
    if form.is_valid():
        try:
            operations.retire_contact_point(by=request.professional, at=request.at, key=key)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, f"{point.name} taken out of the directory", "directory:directory")
    return render_page(request, pages.RetireContactPoint(form, point))
