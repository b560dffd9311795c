"""Deciding what an incident is, the two answers about its setting, and re-opening it."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused, Stale
from reachable.directory import queries as directory_queries
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.incidents.queries import DefinitionView
from reachable.responses import queries as response_queries
from reachable.responses.queries import DefinitionText
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.definition import PARTS, ContextForm, DefinitionForm, ReopenForm
from ..pages.definition import Context, Definition, Reopen

SERIOUS_YOUTH_VIOLENCE = "serious-youth-violence"
GUIDE_CODES = {"STREET_GANG": "street-gang", "GANG_IMPACTED_ENVIRONMENT": "gang-impacted-environment"}


@page(Permission.SEE_INCIDENTS)
def definition(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = incident_queries.definition(who, reference, at)
    text = response_queries.definitions(who, reference, at)[SERIOUS_YOUTH_VIOLENCE]
    texts = {name: text.part(name) for name in PARTS}
    form = DefinitionForm(form_data(request), at=at, texts=texts, initial=_worked_out(view))
    stale = False
    if form.is_valid():
        try:
            incident_operations.sign_definition(by=who, at=at, reference=reference, **form.decision)
        except Stale as meanwhile:
            view, stale = incident_queries.definition(who, reference, at), True
            form.refuse(meanwhile)
            form.has_now_seen(view.decisions[0].number)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "The decision is signed", "incidents:overview", reference, then=_next(form))
    heading = incident_queries.heading(who, reference, at)
    return render_page(request, Definition(heading, form, text, view, who, _signers(who, at), stale))


@page(Permission.SEE_INCIDENTS)
def context(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = incident_queries.definition(who, reference, at)
    data = form_data(request)
    forms = _context_forms(view, data, at)
    question = data.get("question", "") if data else ""
    form, stale = forms.get(question), False
    if form is not None and form.is_valid():
        try:
            incident_operations.answer_context(
                by=who, at=at, reference=reference, question=question, **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                view = incident_queries.definition(who, reference, at)
                form.has_now_seen(next(c.number for c in view.context if c.question == question))
        else:
            return redirect_with(request, "The answer is recorded", "incidents:context", reference)
    heading = incident_queries.heading(who, reference, at)
    texts = response_queries.definitions(who, reference, at)
    return render_page(request, Context(heading, view.context, forms, _guide(texts), stale))


@page(Permission.SIGN_DEFINITION)
def reopen(request: PageRequest, reference: str) -> HttpResponse:
    heading = incident_queries.heading(request.professional, reference, request.at)
    form = ReopenForm(form_data(request), at=request.at)
    if form.is_valid():
        try:
            incident_operations.reopen(by=request.professional, at=request.at, reference=reference, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "What was stopped runs again, provisionally, until the definition is signed anew."
            return redirect_with(request, f"{reference} is re-opened", "incidents:overview", reference, then=then)
    return render_page(request, Reopen(heading=heading, form=form))


def _signers(reader: Any, at: datetime) -> tuple[Any, ...]:
    """Whom to ask, for a reader who may not sign."""
    if reader.holds(Permission.SIGN_DEFINITION):
        return ()
    return tuple(directory_queries.duty_holders(permission=Permission.SIGN_DEFINITION, at=at))


def _guide(texts: dict[str, DefinitionText]) -> dict[str, DefinitionText]:
    return {asked: texts[code] for asked, code in GUIDE_CODES.items()}


def _worked_out(view: DefinitionView) -> dict[str, Any]:
    """The form starts from what the facts add up to; a signer changes what he knows better."""
    initial: dict[str, Any] = {"seen_number": view.current.number if view.current else 0}
    for name in PARTS:
        part = getattr(view.worked_out, name)
        initial |= {name: part.finding, f"{name}_because": part.because}
    return initial


def _next(form: DefinitionForm) -> str:
    if form.cleaned_data["holds"] == "YES":
        return "The response goes on, confirmed."
    return "It is closed with what carries it on. Open safety actions continue. It can be re-opened."


def _context_forms(view: DefinitionView, data: Any, at: datetime) -> dict[str, ContextForm]:
    """One form for each question; what was sent fills the one it was sent for."""
    sent_for = data.get("question", "") if data else ""
    return {
        asked.question: ContextForm(
            data if asked.question == sent_for else None,
            at=at,
            prefix=asked.question.lower(),
            label=asked.label,
            initial={"seen_number": asked.number, "answer": asked.answer, "because": asked.because},
        )
        for asked in view.context
    }
