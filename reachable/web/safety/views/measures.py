"""Practical measures of one young person: asked for, and what became of each."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.directory import queries as directory_queries
from reachable.incidents import queries as incident_queries
from reachable.safety import operations as safety_operations
from reachable.safety import queries as safety_queries
from reachable.safety.choices import MeasureState
from reachable.safety.queries import MeasureLine
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.measures import AskForMeasureForm, MeasureForm
from ..pages.measures import AskForMeasure, Measure

BACK = "safety:safety"


@page(Permission.MANAGE_ACTIONS)
def ask_for_measure(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    heading, everybody = incident_queries.with_young_people(who, reference, at)
    line = next((one for one in everybody if one.key == key), None)
    if line is None:
        raise NotFound("young person")
    agencies = [(str(one.key), one.name) for one in directory_queries.agencies()]
    first = {"key": uuid4(), "kind": request.GET.get("kind", "")}
    form = AskForMeasureForm(form_data(request), at=at, agencies=agencies, initial=first)
    if form.is_valid():
        told = {"by": who, "at": at, "reference": reference, "involvement_key": key}
        try:
            safety_operations.ask_for_measure(**told, **form.request)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "It is listed here until somebody says that it is in place or not to be had."
            return redirect_with(request, "Asked for", BACK, reference, key, then=then)
    measures = safety_queries.measures_of(who, heading, at, key)
    running = tuple(one for one in measures if one.runs)
    return render_page(request, AskForMeasure(heading, line, running, form))


@page(Permission.SEE_INCIDENTS)
def measure(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = safety_queries.measure(who, reference, key, at)
    first = _first(view.measure, request.GET.get("to", ""))
    form = MeasureForm(form_data(request), at=at, measure=view.measure, initial=first)
    stale = False
    if form.is_valid():
        try:
            safety_operations.set_measure(by=who, at=at, reference=reference, measure_key=key, **form.step)
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                view = safety_queries.measure(who, reference, key, at)
                form.has_now_seen(view.measure.version)
        else:
            return redirect_with(request, f"{view.measure.name}: saved", BACK, reference, view.line.key)
    return render_page(request, Measure(view, form, stale))


def _first(one: MeasureLine, to: str) -> dict[str, Any]:
    """What stands, for whoever changes a part of it; a day to look at it that has come is asked anew."""
    return {
        "seen_number": one.version,
        "state": to if to in MeasureState.values else "",
        "in_place_on": one.in_place_on,
        "expires_on": one.expires_on,
        "review_on": None if one.review_is_due else one.review_on,
    }
