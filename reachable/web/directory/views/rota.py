"""Who is on duty when."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from reachable.common import clock
from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.directory import operations, queries
from reachable.directory.facts import AddedShift
from reachable.directory.roles import ROLES
from reachable.web.shared import dates
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from .. import forms, pages

DAYS = 7
NIGHT = (time(17, 0), time(8, 30))  # what a new shift proposes: from one evening until the next morning
YEARS = range(2000, 2200)


def _day(request: PageRequest, name: str) -> date:
    """The day that the address asks for; otherwise the one whose rota runs now."""
    with suppress(ValueError):
        asked = date.fromisoformat(request.GET.get(name, ""))
        if asked.year in YEARS:
            return asked
    return queries.duty_day(request.at)


def _at(day: date) -> str:
    return f"{reverse('directory:rota')}?from={day.isoformat()}"


def _holders(request: PageRequest) -> list[tuple[str, str]]:
    """Everybody who holds a role that carries the night, or one with a duty line; role by role."""
    on_duty = {line.role for line in queries.duty_lines()} | {code for code, role in ROLES.items() if role.night}
    everybody = queries.professionals(request.professional)
    codes = sorted(on_duty, key=lambda code: (not ROLES[code].night, list(ROLES).index(code)))
    return [
        (f"{code}|{person.key}", f"{ROLES[code].name}: {person.name}")
        for code in codes
        for person in everybody
        if code in person.role_codes
    ]


@page(Permission.SEE_DIRECTORY)
def rota(request: PageRequest) -> HttpResponse:
    shown = pages.Rota(
        days=tuple(queries.rota(_day(request, "from"), DAYS)),
        today=queries.duty_day(request.at),
        at=request.at,
        may_keep=request.professional.holds(Permission.KEEP_DUTY_LINES),
    )
    return render_page(request, shown)


def _proposed(day: date) -> dict[str, datetime]:
    return {
        "from_at": datetime.combine(day, NIGHT[0], tzinfo=clock.LONDON),
        "until_at": datetime.combine(day + timedelta(days=1), NIGHT[1], tzinfo=clock.LONDON),
    }


@page(Permission.KEEP_DUTY_LINES)
def add_shift(request: PageRequest) -> HttpResponse:
    initial, holders = _proposed(_day(request, "day")), _holders(request)
    form = forms.ShiftForm(form_data(request), at=request.at, initial=initial, holders=holders)
    if form.is_valid():
        try:
            return _added(request, form)
        except Refused as refusal:
            form.refuse(refusal)
    return render_page(request, pages.AddShift(form))


def _added(request: PageRequest, form: forms.ShiftForm) -> HttpResponse:
    typed = {name: value for name, value in form.cleaned_data.items() if name != "who"}
    role, _, key = form.cleaned_data["who"].partition("|")
    person = queries.professional(request.professional, key)
    added = operations.add_shift(by=request.professional, at=request.at, professional=person, role=role, **typed)
    said = f"{person.name} is on the rota from {dates.moment(typed['from_at'], request.at)}"
    back = _at(queries.duty_day(typed["from_at"]))
    return redirect_with(request, said, back, then=_what_follows(added, request.at))


def _what_follows(added: AddedShift, at: datetime) -> str:
    if not added.overlapping:
        return "Whoever asks whom to ring then is shown this name and number."
    others = "; ".join(
        f"{other.name}, {dates.moment(other.from_at, at)} until {dates.moment(other.until_at, at)}"
        for other in added.overlapping
    )
    return f"Somebody else is on the rota at the same time, and both are shown: {others}."


@page(Permission.KEEP_DUTY_LINES)
def drop_shift(request: PageRequest, key: UUID) -> HttpResponse:
    shift = queries.shift(key)
    form = forms.ConfirmForm(form_data(request), at=request.at)
    if form.is_valid():
        try:
            operations.drop_shift(by=request.professional, at=request.at, key=key)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            back = _at(max(queries.duty_day(shift.from_at), queries.duty_day(request.at)))
            then = "Where nobody else is on it, the duty line is rung."
            return redirect_with(request, f"{shift.name} is off the rota", back, then=then)
    return render_page(request, pages.DropShift(form, shift, request.at))
