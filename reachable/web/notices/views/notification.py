"""The serious incident notification: decision, advice, data sheet, sent."""

import csv
import io
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted
from reachable.sharing import operations, queries
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page, with_looks
from reachable.web.shared.request import PageRequest

from ..forms.notification import AdviceForm, DecideForm, SentForm, SheetForm
from ..pages import notification as pages
from ..saving import send

HANDLING = "OFFICIAL-SENSITIVE"


@page(Permission.SEE_INCIDENTS, name="notification-decision")
def decide(request: PageRequest, reference: str) -> HttpResponse:
    """Not there at all for who neither decides nor advises."""
    who, at = request.professional, request.at
    view = queries.notification(who, reference, at)
    if not view.may_decide:
        if request.method == "POST":
            raise NotPermitted
        return render_page(request, pages.Decide(view, None, stale=False))
    late = view.due is not None and view.due.reason_is_owed
    form = DecideForm(form_data(request), at=at, criteria=view.criteria, late=late, initial=_decided(view))
    sent = send(form, lambda: operations.decide_notification(by=who, at=at, reference=reference, **form.decision))
    if sent.saved:
        return redirect_with(request, "The decision is recorded", "notices:decide", reference)
    if sent.stale:
        view = queries.notification(who, reference, at)
        form.has_now_seen(view.stands.number if view.stands else 0)
    return render_page(request, pages.Decide(view, form, sent.stale))


def _decided(view: queries.DecisionView) -> dict[str, Any]:
    """What was found of each criterion stands in the form of a revision; the decision itself is made anew."""
    stands = view.stands
    found: dict[str, Any] = {"seen_number": stands.number if stands else 0}
    for one in stands.criteria if stands else ():
        found |= {f"found_{one.code}": one.found, f"words_{one.code}": one.said}
    return found


@page(Permission.SEE_INCIDENTS, name="notification-advice")
def advice(request: PageRequest, reference: str, side: str) -> HttpResponse:
    who, at, code = request.professional, request.at, side.upper()
    view = queries.notification(who, reference, at)
    if code not in dict(view.advised):
        raise NotFound("advice") if code not in ("POLICE", "HEALTH") else NotPermitted
    stands = view.advice_of(code)
    first = {"seen_number": stands.number if stands else 0, "adviser": stands.adviser if stands else ""}
    form = AdviceForm(form_data(request), at=at, initial=first)
    sent = send(form, lambda: operations.advise(by=who, at=at, reference=reference, side=code, **form.cleaned_data))
    if sent.saved:
        return redirect_with(request, "The advice is recorded", "notices:decide", reference)
    if sent.stale:
        stands = queries.notification(who, reference, at).advice_of(code)
        form.has_now_seen(stands.number if stands else 0)
    return render_page(request, pages.Advice(view.heading, code, stands, form, sent.stale))


@page(Permission.SEE_INCIDENTS, name="notification-sheet")
def sheet(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.notification_sheet(who, reference, at)
    if not view.may_write:
        if request.method == "POST":
            raise NotPermitted
        return render_page(request, pages.Sheet(view, None, stale=False))
    young = [(one.letter, one.key, one.label) for one in view.young_people]
    form = SheetForm(form_data(request), at=at, young_people=young, initial=_on_sheet(view))
    sent = send(form, lambda: operations.write_sheet(by=who, at=at, reference=reference, **form.sheet))
    if sent.saved:
        return redirect_with(request, "The sheet is saved", "notices:sheet", reference)
    if sent.stale:
        view = queries.notification_sheet(who, reference, at)
        form.has_now_seen(view.version)
    return render_page(request, pages.Sheet(view, form, sent.stale))


def _on_sheet(view: queries.SheetView) -> dict[str, Any]:
    first: dict[str, Any] = {"seen_number": view.version, "further": view.further}
    for child in view.children:
        first |= {f"place_{child.whom.letter}": str(child.position), f"harm_{child.whom.letter}": child.harm}
    return first


@page(Permission.DECIDE_NOTIFICATION, name="notification-sheet-print")
@require_GET
def sheet_print(request: PageRequest, reference: str) -> HttpResponse:
    """To key in from, or to print. That it was taken is written down each time."""
    who, at = request.professional, request.at
    view = queries.notification_sheet(who, reference, at)
    if not view.version:
        return redirect_with(request, "Choose the young people first", "notices:sheet", reference)
    operations.take_sheet(by=who, at=at, reference=reference, kind="print")
    return render_page(request, pages.SheetPrint(view, who.name, at))


@page(Permission.DECIDE_NOTIFICATION, name="notification-sheet-file")
@require_GET
def sheet_file(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.notification_sheet(who, reference, at)
    if not view.version:
        return redirect_with(request, "Choose the young people first", "notices:sheet", reference)
    operations.take_sheet(by=who, at=at, reference=reference, kind="csv")
    text = io.StringIO()
    rows = ((HANDLING, queries.FORM), ("Field", "Value"), *view.rows)
    csv.writer(text).writerows([_harmless(cell) for cell in row] for row in rows)
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{reference}-notification.csv"'
    return with_looks(response, pages.SheetPrint(view, who.name, at).looks)


def _harmless(cell: str) -> str:
    """A spreadsheet runs what begins like a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


@page(Permission.DECIDE_NOTIFICATION, name="notification-sent")
def sent(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.notification(who, reference, at)
    late = queries.sending_is_late(who, reference, at)
    first = {"key": uuid4(), "sent_by": who.name}
    form = SentForm(form_data(request), at=at, again=view.sent is not None, late=late, initial=first)
    if send(form, lambda: operations.say_notification_sent(by=who, at=at, reference=reference, **form.sent)).saved:
        then = "The rapid review began: its panel sees its timetable."
        return redirect_with(request, "That it was sent is recorded", "notices:notices", reference, then=then)
    return render_page(request, pages.Sent(view, form))
