"""The telephone numbers of those on duty."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.directory import operations, queries
from reachable.directory.queries import DutyLineRow
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from .. import forms, pages

TYPED = ("role", "name", "telephone", "area", "hours", "note", "version")


def _line(key: UUID) -> DutyLineRow:
    found = next((line for line in queries.duty_lines() if line.key == key), None)
    if found is None:
        raise NotFound
    return found


@page(Permission.KEEP_DUTY_LINES)
def add_duty_line(request: PageRequest) -> HttpResponse:
    form = forms.DutyLineForm(form_data(request), at=request.at)
    if form.is_valid():
        typed = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        try:
            operations.set_duty_line(by=request.professional, at=request.at, **typed)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "It counts as confirmed by you."
            return redirect_with(request, f"{typed['name']} added", "directory:directory", then=then)
    return render_page(request, pages.AddDutyLine(form))


@page(Permission.KEEP_DUTY_LINES)
def change_duty_line(request: PageRequest, key: UUID) -> HttpResponse:
    line, stands = _line(key), None
    form = forms.DutyLineForm(form_data(request), at=request.at, initial={name: getattr(line, name) for name in TYPED})
    if form.is_valid():
        try:
            operations.set_duty_line(by=request.professional, at=request.at, key=key, **form.cleaned_data)
        except Stale as refusal:
            form.refuse(refusal)
            stands = _line(key)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "It counts as confirmed by you."
            return redirect_with(request, f"{form.cleaned_data['name']} saved", "directory:directory", then=then)
    return render_page(request, pages.ChangeDutyLine(form, line, stands))


@page(Permission.KEEP_DUTY_LINES)
@require_POST
def confirm_duty_line(request: PageRequest, key: UUID) -> HttpResponse:
    line = _line(key)
    operations.confirm_duty_line(by=request.professional, at=request.at, key=key)
    return redirect_with(request, f"{line.name}: {line.telephone} confirmed", "directory:directory")


@page(Permission.KEEP_DUTY_LINES)
def drop_duty_line(request: PageRequest, key: UUID) -> HttpResponse:
    line = _line(key)
    form = forms.ConfirmForm(form_data(request), at=request.at)
    if form.is_valid():
        operations.drop_duty_line(by=request.professional, at=request.at, key=key)
        return redirect_with(request, f"{line.name} removed", "directory:directory")
    return render_page(request, pages.DropDutyLine(form, line))
