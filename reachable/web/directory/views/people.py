"""The directory, and the roles of one professional."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.directory import operations, queries
from reachable.directory.choices import RoleCode
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from .. import forms, pages

LONGEST = 100  # of what is searched for


@page(Permission.SEE_DIRECTORY)
def directory(request: PageRequest) -> HttpResponse:
    who = request.professional
    asked = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST]
    shown = pages.Directory(
        people=tuple(queries.professionals(who, asked)),
        agencies=tuple(queries.agencies()),
        lines=tuple(queries.whom_to_ring("", request.at)),
        points=tuple(queries.contact_points()),
        asked=asked,
        may_invite=who.holds(Permission.INVITE_PROFESSIONALS),
        may_keep_lines=who.holds(Permission.KEEP_DUTY_LINES),
    )
    return render_page(request, shown)


@page(Permission.SEE_DIRECTORY)
def professional(request: PageRequest, key: UUID) -> HttpResponse:
    who = request.professional
    person = queries.professional(who, key)
    return render_page(request, pages.Professional(person, who.holds(Permission.INVITE_PROFESSIONALS)))


@page(Permission.INVITE_PROFESSIONALS)
def give_role(request: PageRequest, key: UUID) -> HttpResponse:
    person = queries.professional(request.professional, key)
    form = forms.GiveRoleForm(form_data(request), at=request.at)
    if form.is_valid():
        try:
            operations.give_role(by=request.professional, at=request.at, professional=person, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            label = RoleCode(form.cleaned_data["role"]).label
            return redirect_with(request, f"{person.name} now holds the role {label}", "directory:professional", key)
    return render_page(request, pages.GiveRole(person, form))


@page(Permission.INVITE_PROFESSIONALS)
def end_role(request: PageRequest, key: UUID) -> HttpResponse:
    person = queries.professional(request.professional, key)
    form = forms.EndRoleForm(form_data(request), at=request.at, held=_held(person))
    if form.is_valid():
        role, _, area = form.cleaned_data["role"].partition("|")
        try:
            operations.end_role(by=request.professional, at=request.at, professional=person, role=role, area=area)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            done = f"{person.name} no longer holds the role {RoleCode(role).label}"
            return redirect_with(request, done, "directory:professional", key)
    return render_page(request, pages.EndRole(person, form))


def _held(person: Any) -> list[tuple[str, str]]:
    return [
        (f"{held.role}|{held.area}", f"{RoleCode(held.role).label}, {forms.area_name(held.area).lower()}")
        if not held.area
        else (f"{held.role}|{held.area}", f"{RoleCode(held.role).label}, {forms.area_name(held.area)}")
        for held in person.current_holdings
    ]
