"""Measures that disrupt harm: the list, a new one, what became of one, and whether it agrees with the safety plan."""

from uuid import UUID, uuid4

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused, Stale
from reachable.contexts import operations, queries
from reachable.contexts.choices import DisruptionState
from reachable.directory import queries as directory_queries
from reachable.safety import operations as safety_operations
from reachable.safety import queries as safety_queries
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.disruption import CompareForm, NewDisruptionForm, StepForm, stands_now
from ..pages.disruption import CompareWithPlan, Disruption, DisruptionStep, NewDisruption

COMPARE = "Next: say whether it agrees with the safety plan."


@page(Permission.READ_RECORDS)
def disruption(request: PageRequest, reference: str) -> HttpResponse:
    who = request.professional
    view = queries.disruptions(who, reference, request.at)
    return render_page(request, Disruption(view, safety_queries.comparisons(who, view.lines)))


@page(Permission.PLAN_DISRUPTION)
def new_disruption(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    offered = queries.to_plan(who, reference, at)
    places = queries.open_contexts_of(who, offered.heading.incident_id, at)
    form = NewDisruptionForm(
        form_data(request),
        at=at,
        offered=offered,
        contexts=[(one.reference, one.name) for one in places],
        agencies=[(str(one.key), one.name) for one in directory_queries.agencies()],
        initial={"key": uuid4(), "state": DisruptionState.CONSIDERED},
    )
    if form.is_valid():
        try:
            made = operations.plan_disruption(by=who, at=at, reference=reference, **form.request)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = COMPARE if made.involvement_id else ""
            return redirect_with(request, "Planned", "contexts:disruption", reference, then=then)
    return render_page(request, NewDisruption(offered, form))


@page(Permission.READ_RECORDS)
def disruption_step(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at, stale = request.professional, request.at, False
    view = queries.disruption(who, reference, key, at)
    form = StepForm(form_data(request), at=at, line=view.line, initial=stands_now(view.line))
    if form.is_valid():
        told = {"by": who, "at": at, "reference": reference, "disruption_key": key}
        try:
            operations.step_disruption(**told, seen_version=form.cleaned_data["seen_number"], stands=form.stands)
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                view = queries.disruption(who, reference, key, at)
                form.has_now_seen(view.line.version)
        else:
            then = COMPARE if view.whom else ""
            return redirect_with(request, "Saved", "contexts:disruption", reference, then=then)
    compared = safety_queries.comparisons(who, [view.line]).get(key)
    return render_page(request, DisruptionStep(view, form if view.may_plan else None, compared, stale))


@page(Permission.READ_RECORDS)
def compare_with_plan(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at, stale = request.professional, request.at, False
    shown = safety_queries.comparison_to_make(who, reference, key, at)
    form = CompareForm(form_data(request), at=at, initial={"key": uuid4(), **_seen(shown)})
    if form.is_valid():
        told = {"by": who, "at": at, "reference": reference, "disruption_key": key}
        try:
            safety_operations.compare_with_plan(**told, **form.request)
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                shown = safety_queries.comparison_to_make(who, reference, key, at)
                form.has_now_seen(shown.view.line.version)
                form.has_now_read(_seen(shown)["plan"])
        else:
            return redirect_with(request, "Compared", "contexts:disruption", reference)
    return render_page(request, CompareWithPlan(shown, form, stale, at))


def _seen(shown: safety_queries.CompareView) -> dict[str, object]:
    """The states of the two that the page shows."""
    plan = shown.plan.stands
    return {"seen_number": shown.view.line.version, "plan": str(plan.key) if plan else ""}
