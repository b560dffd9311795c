"""The record of somebody in or around an incident: reading it, adding to it, ending what no longer holds."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.incidents.queries import Heading, RecordView, Whom
from reachable.people.choices import IdentifierSystem
from reachable.people.detail_kinds import BY_SLUG
from reachable.people.queries import AddressLine, DetailLine, NameLine, WarningLine
from reachable.web.shared.forms import Form
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.record import DetailForm, EndAddressForm, EndForm, NotToDiscloseForm, NumberForm, OtherNameForm
from ..pages.record import AddDetail, AddOtherName, EndRecorded, NotToDisclose, Record, RecordNumber

STAYS = "What stood before stays on record."


@page(Permission.READ_RECORDS)
def record(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    view = read(request, reference, key)
    return render_page(request, Record(view.heading, view.whom, view))


@page(Permission.READ_RECORDS)
def add_detail(request: PageRequest, reference: str, key: UUID, kind: str) -> HttpResponse:
    view = read(request, reference, key)
    lines = next((one for one in view.kinds if one.kind.slug == kind), None)
    if kind not in BY_SLUG or lines is None:
        raise NotFound("kind of detail")
    people = team(request, view.heading) if lines.kind.asks_worker else []
    form = DetailForm(form_data(request), at=request.at, kind=lines.kind, team=people, stands=bool(lines.now))
    if saved(form, lambda: incident_operations.add_detail(**of(request, view), new=form.new)):
        return back(request, view, f"Recorded: {lines.kind.called}", STAYS if lines.now else "")
    return render_page(request, AddDetail(view.heading, view.whom, lines.kind, form, lines))


@page(Permission.READ_RECORDS)
def add_other_name(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    heading, whom = incident_queries.whom(request.professional, reference, key, request.at)
    form = OtherNameForm(form_data(request), at=request.at)
    told = told_of(request, reference, key)
    if saved(form, lambda: incident_operations.add_other_name(**told, **form.cleaned_data)):
        return back_to(request, heading, whom, "The name is recorded", "It is found by look-ups from now on.")
    return render_page(request, AddOtherName(heading, whom, form))


@page(Permission.READ_RECORDS)
def record_number(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    heading, whom = incident_queries.whom(request.professional, reference, key, request.at)
    form = NumberForm(form_data(request), at=request.at)
    told = told_of(request, reference, key)
    if saved(form, lambda: incident_operations.record_number(**told, **form.cleaned_data)):
        return back_to(request, heading, whom, "The number is recorded", "One that stood before is kept as withdrawn.")
    return render_page(request, RecordNumber(heading, whom, form))


@page(Permission.READ_RECORDS)
def withdraw_number(request: PageRequest, reference: str, key: UUID, system: str) -> HttpResponse:
    view = read(request, reference, key)
    code = system.upper().replace("-", "_")
    standing = next((one for one in view.numbers if one.holds and one.system == code), None)
    if standing is None:
        raise NotFound("number")
    form = EndForm(form_data(request), at=request.at)
    form.fields["because"].label = "Why is it not theirs?"
    end = incident_operations.withdraw_number
    if saved(form, lambda: end(**of(request, view), system=code, **form.cleaned_data)):
        return back(request, view, "The number is withdrawn", STAYS)
    what = f"{IdentifierSystem(code).label} {standing.value}"
    return render_page(request, EndRecorded(view.heading, view.whom, form, what))


@page(Permission.READ_RECORDS)
def not_to_disclose(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    view = read(request, reference, key)
    kept = [one for one in view.addresses if one.holds]
    addresses = [(str(one.key), f"The address: {one.use_label.lower()}") for one in kept]
    form = NotToDiscloseForm(form_data(request), at=request.at, addresses=addresses)
    if saved(form, lambda: incident_operations.do_not_disclose(**of(request, view), **form.warning)):
        then = "It stands at the top of the record, on their page and on the handover."
        return back(request, view, "The warning is recorded", then)
    return render_page(request, NotToDisclose(view.heading, view.whom, form))


Line = DetailLine | NameLine | AddressLine | WarningLine


@page(Permission.READ_RECORDS)
def end_recorded(request: PageRequest, reference: str, key: UUID, what: str, row: UUID) -> HttpResponse:
    view = read(request, reference, key)
    line = next((one for one in _lines(view, what) if one.key == row and one.holds), None)
    if line is None:
        raise NotFound("statement")
    form = (EndAddressForm if what == "address" else EndForm)(form_data(request), at=request.at)
    if saved(form, lambda: _end(what, **{f"{what}_key": row}, **of(request, view), **form.cleaned_data)):
        return back(request, view, "It is ended", "It stands under what was recorded before.")
    return render_page(request, EndRecorded(view.heading, view.whom, form, _in_words(line)))


def _lines(view: RecordView, what: str) -> list[Line]:
    """What can be ended, by the word that the address of the page has for it."""
    found: dict[str, list[Line]] = {
        "detail": [line for one in view.kinds for line in one.now],
        "name": list(view.names),
        "address": [one for one in view.addresses if one.is_readable],
        "warning": list(view.warnings),
    }
    return found.get(what, [])


def _end(what: str, **told: Any) -> None:
    match what:
        case "detail":
            incident_operations.end_detail(**told)
        case "name":
            incident_operations.end_other_name(**told)
        case "address":
            incident_operations.end_address(**told)
        case _:
            incident_operations.end_do_not_disclose(**told)


def _in_words(line: Line) -> str:
    match line:
        case DetailLine():
            return ", ".join(part for part in (line.said, line.where, line.words) if part)
        case NameLine():
            return line.name or line.use_label
        case AddressLine():
            return f"{line.use_label}: {', '.join(line.lines)}"
        case WarningLine():
            return line.sentence


def read(request: PageRequest, reference: str, key: UUID) -> RecordView:
    return incident_queries.record_of(request.professional, reference, key, request.at)


def of(request: PageRequest, view: RecordView) -> dict[str, Any]:
    return told_of(request, view.heading.reference, view.whom.key)


def told_of(request: PageRequest, reference: str, key: UUID) -> dict[str, Any]:
    """The arguments that every operation on a record takes."""
    return {"by": request.professional, "at": request.at, "reference": reference, "key": key}


def saved(form: Form, act: Callable[[], object]) -> bool:
    """Whether the form was sent, is right, and was not refused."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True


def team(request: PageRequest, heading: Heading, *, without_me: bool = False) -> list[tuple[str, str]]:
    """Who works on the incident, to choose from."""
    lines = incident_queries.team(request.professional, heading.incident_id, request.at)
    mine = request.professional.key if without_me else None
    return list(
        {str(one.key): f"{one.name}, {one.job_title}, {one.agency}" for one in lines if one.key != mine}.items()
    )


def back(request: PageRequest, view: RecordView, message: str, then: str = "") -> HttpResponse:
    return back_to(request, view.heading, view.whom, message, then)


def back_to(request: PageRequest, heading: Heading, whom: Whom, message: str, then: str = "") -> HttpResponse:
    return redirect_with(request, message, "people:record", heading.reference, whom.key, then=then)
