"""The safety plan of a young person: reading it, writing a version, whether it still fits, a plain copy."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse, QueryDict

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.safety import operations as safety_operations
from reachable.safety import queries as safety_queries
from reachable.safety.choices import Fit
from reachable.safety.queries import PlanView
from reachable.web.shared.kept import KeptText, form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.plan import CopyForm, FitForm, PlanForm
from ..from_map import OnTheMap, chosen, first_row, on_the_map, put_into
from ..pages.plan import AnswerFit, Plan, PlanCopy, PlanCopyMade, Taken, WritePlan

PLAN = "safety:plan"


@page(Permission.READ_RECORDS)
def plan(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    view = safety_queries.plan(request.professional, reference, key, request.at)
    return render_page(request, Plan(view, on_the_map(request, reference, key, view.stands)))


@page(Permission.ANSWER_CONSIDERATIONS)
def write_plan(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = safety_queries.plan(who, reference, key, at)
    found = on_the_map(request, reference, key, view.stands)
    form, taken = _plan_form(request, view, found)
    if form.is_valid():
        try:
            safety_operations.write_plan(**_told(request, reference, key), **form.version)
        except Refused as refusal:
            form.refuse(refusal)
            view = safety_queries.plan(who, reference, key, at)
        else:
            then = "Give a plain copy to the young person and the carers, once they have agreed it."
            return redirect_with(request, "The plan is saved", PLAN, reference, key, then=then)
    meanwhile = view.stands if form.missed(len(view.versions)) else None
    if meanwhile:
        form.has_now_seen(len(view.versions))
    return render_page(request, WritePlan(view, form, meanwhile, found, taken))


def _plan_form(request: PageRequest, view: PlanView, found: tuple[OnTheMap, ...]) -> tuple[PlanForm, Taken | None]:
    """With the place that was chosen on the map, in a row of its own; nothing that was typed is lost."""
    typed = _typed(request)
    asked = request.GET if typed is None else request.POST
    one = chosen(found, asked.get("do", ""))
    first: dict[str, Any] = {"seen_number": len(view.versions), "key": uuid4()}
    row = ""
    if one and typed is None:
        placed = first_row(one, view.stands)
        first, row = {**first, **placed}, next(iter(placed), "")
    elif one and isinstance(typed, KeptText):
        row = put_into(typed, one)
    form = PlanForm(typed, at=request.at, stands=view.stands, initial=first)
    return form, Taken(one, form[row].auto_id if row else "") if one else None


@page(Permission.ANSWER_CONSIDERATIONS)
def fit(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view, question = safety_queries.fit_question(who, reference, key, at)
    form = FitForm(form_data(request), at=at)
    if form.is_valid():
        try:
            safety_operations.answer_fit(by=who, at=at, reference=reference, question_key=key, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
            view, question = safety_queries.fit_question(who, reference, key, at)
        else:
            if form.cleaned_data["fit"] == Fit.NOT_FIT:
                then = "Write what must change: until then a new version is owed."
                return redirect_with(request, "Answered", "safety:write_plan", reference, view.whom.key, then=then)
            return redirect_with(request, "Answered: the plan still fits", PLAN, reference, view.whom.key)
    return render_page(request, AnswerFit(view, question, form))


@page(Permission.ANSWER_CONSIDERATIONS)
def plan_copy(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = safety_queries.plan(who, reference, key, at)
    if view.stands is None:
        raise NotFound("safety plan")
    form = CopyForm(form_data(request), at=at, initial={"seen_number": len(view.versions), "key": uuid4()})
    if form.is_valid():
        try:
            made = safety_operations.make_copy(**_told(request, reference, key), **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
            if isinstance(refusal, Stale):
                form.has_now_seen(len(view.versions))
        else:
            text = safety_queries.copy_text(who, view.heading, key, at)
            return render_page(request, PlanCopyMade(view, view.stands, text, made.recipient))
    return render_page(request, PlanCopy(view, form))


def _told(request: PageRequest, reference: str, key: UUID) -> dict[str, Any]:
    return {"by": request.professional, "at": request.at, "reference": reference, "involvement_key": key}


def _typed(request: PageRequest) -> QueryDict | None:
    """Where only another row was asked for, what was typed is shown again, without a word of what is missing."""
    data = form_data(request)
    if data is None or isinstance(data, KeptText) or "do" not in data:
        return data
    shown = KeptText(mutable=True)
    for name, values in data.lists():
        shown.setlist(name, values)
    return shown
