"""Planning a discharge: the page, each seat of the meeting, agreeing it and taking that back."""

from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused, Stale
from reachable.meetings import operations, queries
from reachable.meetings.queries import SeatView
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.discharge import AgreeDischargeForm, SeatForm, WithdrawDischargeForm, write_seen
from ..pages import discharge as pages


@page(Permission.SEE_INCIDENTS)
def discharge(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    view = queries.discharge(request.professional, reference, key, request.at)
    return render_page(request, pages.Discharge(view))


@page(Permission.SEE_INCIDENTS)
def seat(request: PageRequest, reference: str, key: UUID, kind: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.seat(who, reference, key, kind, at)
    form = SeatForm(form_data(request), at=at, initial=_as_it_stands(view))
    stale = False
    if form.is_valid():
        try:
            operations.set_seat(
                by=who, at=at, reference=reference, involvement_key=key, kind=view.seat.kind, **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                view = queries.seat(who, reference, key, kind, at)
                form.has_now_seen(view.seat.number)
        else:
            return redirect_with(request, f"Recorded: {view.seat.label}", "meetings:discharge", reference, key)
    return render_page(request, pages.Seat(view, form, stale))


def _as_it_stands(view: SeatView) -> dict[str, object]:
    now = view.seat.now
    seen: dict[str, object] = {"seen_number": view.seat.number}
    if now is None:
        return seen
    asked = {"information_asked_of": now.asked_of, "information_asked_at": now.asked_at}
    return {**seen, **asked, **{name: getattr(now, name) for name in ("state", "who", "because", "information")}}


@page(Permission.AGREE_DISCHARGE)
def agree_discharge(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.discharge(who, reference, key, at)
    form = AgreeDischargeForm(form_data(request), at=at, initial={"seen": write_seen(view.seen)})
    stale = False
    if form.is_valid():
        try:
            operations.agree_discharge(by=who, at=at, reference=reference, involvement_key=key, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                view = queries.discharge(who, reference, key, at)
                form.has_now_seen(view.seen)
        else:
            then = "It holds while what it rests on does. Say where they are once they have left."
            return redirect_with(request, "The discharge is agreed", "meetings:discharge", reference, key, then=then)
    return render_page(request, pages.AgreeDischarge(view, form, stale))


@page(Permission.AGREE_DISCHARGE)
def withdraw_discharge(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.discharge(who, reference, key, at)
    form = WithdrawDischargeForm(form_data(request), at=at)
    if form.is_valid():
        try:
            operations.withdraw_discharge(by=who, at=at, reference=reference, involvement_key=key, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "Tell the ward: nothing here tells them."
            message = "The discharge is no longer agreed"
            return redirect_with(request, message, "meetings:discharge", reference, key, then=then)
    return render_page(request, pages.WithdrawDischarge(view, form))
