"""The rapid review: for its panel and the lead; for everybody else it is not there."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotPermitted, Refused
from reachable.sharing import operations, queries
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms import review as forms
from ..pages import review as pages
from ..saving import send

PAGE = "notices:review"


def _to_write(request: PageRequest, reference: str) -> queries.ReviewView:
    view = queries.rapid_review(request.professional, reference, request.at)
    if not view.may_write:
        raise NotPermitted
    return view


@page(Permission.SEE_INCIDENTS, name="rapid-review")
def review(request: PageRequest, reference: str) -> HttpResponse:
    return render_page(request, pages.Review(queries.rapid_review(request.professional, reference, request.at)))


@page(Permission.SEE_INCIDENTS, name="rapid-review-plan")
def review_plan(request: PageRequest, reference: str) -> HttpResponse:
    who, at, view = request.professional, request.at, _to_write(request, reference)
    first = {"run_by": view.run_by, "panel_at": view.panel_at, "seen_number": view.version}
    form = forms.PlanReviewForm(form_data(request), at=at, initial=first)
    sent = send(form, lambda: operations.plan_review(by=who, at=at, reference=reference, **_seen(form.cleaned_data)))
    if sent.saved:
        return redirect_with(request, "Saved", PAGE, reference)
    if sent.stale:
        view = _to_write(request, reference)
        form.has_now_seen(view.version)
    return render_page(request, pages.ReviewPlan(view, form, sent.stale))


def _seen(given: dict[str, Any]) -> dict[str, Any]:
    """What the forms call the number that was seen is a version here."""
    return {("seen_version" if name == "seen_number" else name): value for name, value in given.items()}


@page(Permission.SEE_INCIDENTS, name="rapid-review-step")
def review_step(request: PageRequest, reference: str, step: str) -> HttpResponse:
    who, at, view = request.professional, request.at, _to_write(request, reference)
    found = next((one for one in view.steps if one.code == step), None)
    if found is None:
        raise Http404
    form = forms.StepForm(form_data(request), at=at, initial={"done_at": at})
    if send(form, lambda: operations.do_step(by=who, at=at, reference=reference, step=step, **form.cleaned_data)).saved:
        return redirect_with(request, "The step is done", PAGE, reference)
    return render_page(request, pages.ReviewStep(view, found, form))


@page(Permission.SEE_INCIDENTS)
def ask_summary(request: PageRequest, reference: str) -> HttpResponse:
    who, at, view = request.professional, request.at, _to_write(request, reference)
    agencies, team = queries.agencies_to_ask(who, reference, at)
    form = forms.AskSummaryForm(form_data(request), at=at, agencies=agencies, team=team)
    if send(form, lambda: operations.ask_summary(by=who, at=at, reference=reference, **form.asked)).saved:
        return redirect_with(request, "The summary is asked for", PAGE, reference)
    return render_page(request, pages.AskSummary(view, form))


@page(Permission.SEE_INCIDENTS)
@require_POST
def chase_summary(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    told = {"by": request.professional, "at": request.at, "reference": reference, "summary_key": key}
    try:
        operations.chase_summary(**told)
    except Refused as refusal:
        return redirect_with(request, str(refusal), PAGE, reference)
    return redirect_with(request, "That it was asked for again is recorded", PAGE, reference)


@page(Permission.SEE_INCIDENTS)
def summary(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    """For whoever was asked for it, who sees nothing else of the review; and for the panel."""
    who, at = request.professional, request.at
    view = queries.summary(who, reference, key, at)
    if not view.may_write:
        if request.method == "POST":
            raise NotPermitted
        return render_page(request, pages.Summary(view, None, stale=False))
    first = {"words": view.line.words, "seen_number": view.line.version}
    form = forms.SummaryForm(form_data(request), at=at, initial=first)
    told: dict[str, Any] = {"by": who, "at": at, "reference": reference, "summary_key": key}
    sent = send(form, lambda: operations.write_summary(**told, **_seen(form.cleaned_data)))
    if sent.saved:
        to = ("notices:notices" if view.is_mine else PAGE, reference)
        return redirect_with(request, "The summary is in", *to, then="The panel reads it.")
    if sent.stale:
        view = queries.summary(who, reference, key, at)
        form.has_now_seen(view.line.version)
    return render_page(request, pages.Summary(view, form, sent.stale))


@page(Permission.SEE_INCIDENTS, name="rapid-review-form")
def review_form(request: PageRequest, reference: str) -> HttpResponse:
    who, at, view = request.professional, request.at, _to_write(request, reference)
    last = view.forms[0] if view.forms else None
    first: dict[str, object] = {"seen_number": last.number if last else 0}
    first |= {code.replace("-", "_"): words for code, _, words in last.purposes} if last else {}
    form = forms.ReviewForm(form_data(request), at=at, purposes=view.asks, initial=first)
    sent = send(form, lambda: operations.write_review(by=who, at=at, reference=reference, **form.written))
    if sent.saved:
        return redirect_with(request, "This version is saved", PAGE, reference)
    if sent.stale:
        view = _to_write(request, reference)
        form.has_now_seen(view.forms[0].number)
    return render_page(request, pages.ReviewForm(view, form, sent.stale))


@page(Permission.SEE_INCIDENTS, name="rapid-review-decide")
def review_decide(request: PageRequest, reference: str) -> HttpResponse:
    who, at, view = request.professional, request.at, _to_write(request, reference)
    first = {"decided": view.decided, "because": view.decided_because, "seen_number": view.version}
    form = forms.ReviewDecideForm(form_data(request), at=at, initial=first)
    sent = send(form, lambda: operations.decide_review(by=who, at=at, reference=reference, **_seen(form.cleaned_data)))
    if sent.saved:
        return redirect_with(request, "The decision is recorded", PAGE, reference)
    if sent.stale:
        view = _to_write(request, reference)
        form.has_now_seen(view.version)
    return render_page(request, pages.ReviewDecide(view, form, sent.stale))


@page(Permission.SEE_INCIDENTS, name="rapid-review-sent")
def review_sent(request: PageRequest, reference: str) -> HttpResponse:
    who, at, view = request.professional, request.at, _to_write(request, reference)
    form = forms.ReviewSentForm(form_data(request), at=at, late=view.is_late and view.sent_at is None)
    if send(form, lambda: operations.send_review(by=who, at=at, reference=reference, **form.cleaned_data)).saved:
        return redirect_with(request, "That it was sent is recorded", PAGE, reference)
    return render_page(request, pages.ReviewSent(view, form))
