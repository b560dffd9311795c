"""What is written of one place or group: assessed, answered, aimed at, looked at again, taken on, ended."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse

from reachable.common import clock
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.contexts import operations, queries
from reachable.contexts.policies.places import AIMED_AT, REVISIT_DAYS
from reachable.contexts.queries import ContextView
from reachable.contexts.queries.places import SIDES
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest
from reachable.web.shared.seen import SeenForm

from ..forms.places import (
    AcceptForm,
    AnswerForm,
    AssessForm,
    ChangeForm,
    EndForm,
    GoalForm,
    NamesNobody,
    ReadingForm,
    RevisitForm,
)
from ..pages.places import (
    AcceptContext,
    AddGoal,
    AnswerContext,
    AssessContext,
    ChangeContext,
    EndContext,
    Keeping,
    ReadGoal,
    RevisitContext,
)


def _keep(
    request: PageRequest,
    view: ContextView,
    form: NamesNobody,
    operate: Callable[..., object],
    made: Callable[[ContextView, NamesNobody, bool], Keeping],
    *,
    done: str,
    seen: Callable[[ContextView], int] | None = None,
    then: str = "",
) -> HttpResponse:
    """Sends the form to the operation. `seen` is the number that whoever writes has now been shown."""
    who, at, stale = request.professional, request.at, False
    if form.is_valid():
        try:
            operate(by=who, at=at, context=view.line.reference, **form.request)
        except Refused as refusal:
            form.refuse(refusal)
            if seen is not None and isinstance(refusal, Stale) and isinstance(form, SeenForm):
                stale, view = True, queries.context(who, view.line.reference, at)
                form.has_now_seen(seen(view))
        else:
            return redirect_with(request, done, "contexts:context", view.line.reference, then=then)
    return render_page(request, made(view, form, stale))


def _version(view: ContextView) -> int:
    return view.version


def _today(request: PageRequest) -> Any:
    return clock.local_date(request.at)


@page(Permission.KEEP_CONTEXTS)
def change_context(request: PageRequest, context: str) -> HttpResponse:
    view = queries.context(request.professional, context, request.at)
    stands = {"name": view.line.name, "area": view.area, "where": view.where, "when": view.when, "harms": view.harms}
    form = ChangeForm(form_data(request), at=request.at, initial={**stands, "seen_number": view.version})
    return _keep(request, view, form, operations.change_context, ChangeContext, done="Changed", seen=_version)


@page(Permission.KEEP_CONTEXTS)
def assess_context(request: PageRequest, context: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.context(who, context, at)
    titles = {SIDES[one.code]: (one.title, one.why) for one in queries.sides(who) if one.code in SIDES}
    form = AssessForm(form_data(request), at=at, titles=titles, initial=_assessment(view))
    seen, done = _assessments, "Assessment saved"
    return _keep(request, view, form, operations.assess_context, AssessContext, done=done, seen=seen)


def _assessments(view: ContextView) -> int:
    return view.assessment.number if view.assessment else 0


def _assessment(view: ContextView) -> dict[str, Any]:
    """The next version starts from the one that stands."""
    first: dict[str, Any] = {"key": uuid4(), "seen_number": _assessments(view)}
    if view.assessment is None:
        return first
    words = dict(zip(SIDES.values(), (one.words for one in view.assessment.sides), strict=False))
    return {**first, **words, "views": view.assessment.views, "not_known": view.assessment.not_known}


@page(Permission.KEEP_CONTEXTS)
def answer_context(request: PageRequest, context: str, code: str) -> HttpResponse:
    view = queries.context(request.professional, context, request.at)

    def asked(shown: ContextView) -> Any:
        found = next((one for one in shown.questions if one.code == code), None)
        if found is None:
            raise NotFound("question")
        return found

    def operate(**told: Any) -> object:
        return operations.answer_context(code=code, **told)

    form = AnswerForm(form_data(request), at=request.at, initial={"seen_number": asked(view).number})
    return _keep(
        request,
        view,
        form,
        operate,
        lambda shown, sent, stale: AnswerContext(shown, sent, stale, asked(shown)),
        done="Answered",
        seen=lambda shown: int(asked(shown).number),
    )


@page(Permission.KEEP_CONTEXTS)
def add_goal(request: PageRequest, context: str) -> HttpResponse:
    view = queries.context(request.professional, context, request.at)
    several = sum(one.state in AIMED_AT for one in view.goals) >= AddGoal.few
    form = GoalForm(form_data(request), at=request.at, several=several, initial={"key": uuid4()})
    return _keep(request, view, form, operations.add_goal, AddGoal, done="Goal set")


@page(Permission.KEEP_CONTEXTS)
def read_goal(request: PageRequest, context: str, key: UUID) -> HttpResponse:
    view = queries.context(request.professional, context, request.at)

    def goal(shown: ContextView) -> Any:
        found = next((one for one in shown.goals if one.key == key), None)
        if found is None:
            raise NotFound("goal")
        return found

    def operate(**told: Any) -> object:
        return operations.read_goal(goal_key=key, **told)

    first = {"seen_number": goal(view).version, "on": _today(request), "state": goal(view).state}
    form = ReadingForm(form_data(request), at=request.at, initial=first)
    return _keep(
        request,
        view,
        form,
        operate,
        lambda shown, sent, stale: ReadGoal(shown, sent, stale, goal(shown)),
        done="Saved",
        seen=lambda shown: int(goal(shown).version),
    )


@page(Permission.KEEP_CONTEXTS)
def revisit_context(request: PageRequest, context: str) -> HttpResponse:
    view = queries.context(request.professional, context, request.at)
    today = _today(request)
    first = {"seen_number": view.version, "on": today, "next_on": today + timedelta(days=REVISIT_DAYS)}
    form = RevisitForm(form_data(request), at=request.at, initial=first)
    return _keep(request, view, form, operations.revisit_context, RevisitContext, done="Saved", seen=_version)


@page(Permission.KEEP_CONTEXTS)
def end_context(request: PageRequest, context: str) -> HttpResponse:
    view = queries.context(request.professional, context, request.at)
    form = EndForm(form_data(request), at=request.at, initial={"seen_number": view.version})
    return _keep(request, view, form, operations.end_context, EndContext, done="Ended", seen=_version)


@page(Permission.KEEP_CONTEXTS)
def accept_context(request: PageRequest, context: str) -> HttpResponse:
    view = queries.context(request.professional, context, request.at)
    first = {"seen_number": view.version, "accepted_by": view.line.accepted_by}
    form = AcceptForm(form_data(request), at=request.at, initial=first)
    return _keep(request, view, form, operations.accept_context, AcceptContext, done="Saved", seen=_version)
