"""Places and groups: the list, one of them, referring one, and those of an incident."""

from uuid import uuid4

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.contexts import operations, queries
from reachable.incidents import queries as incident_queries
from reachable.responses import queries as response_queries
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.places import LinkForm, ReferForm, ReferFromForm
from ..pages.places import Context, Contexts, ContextsOfIncident, LinkContext, Refer

ASSESS_NEXT = "Next: look at it from its three sides."


@page(Permission.SEE_CONTEXTS)
def contexts(request: PageRequest) -> HttpResponse:
    who, kind, state = request.professional, request.GET.get("kind", ""), request.GET.get("state", "")
    lines = queries.contexts(who, request.at, kind=kind, state=state)
    return render_page(request, Contexts(lines, kind, state, who.holds(Permission.KEEP_CONTEXTS)))


@page(Permission.KEEP_CONTEXTS)
def refer(request: PageRequest) -> HttpResponse:
    who, at = request.professional, request.at
    form = ReferForm(form_data(request), at=at, initial={"key": uuid4(), "area": "NOT_KNOWN"})
    if form.is_valid():
        try:
            made = operations.refer_context(by=who, at=at, **form.request)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "Referred", "contexts:context", made.reference, then=ASSESS_NEXT)
    return render_page(request, Refer(form))


@page(Permission.KEEP_CONTEXTS)
def refer_from(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    heading = incident_queries.heading(who, reference, at)
    first = {"key": uuid4(), "area": heading.area}
    form = ReferFromForm(form_data(request), at=at, initial=first)
    if form.is_valid():
        try:
            made = operations.refer_context(by=who, at=at, reference=reference, **form.request)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "Referred and linked", "contexts:context", made.reference, then=ASSESS_NEXT)
    return render_page(request, Refer(form, heading))


@page(Permission.SEE_CONTEXTS, name="place-or-group")
def context(request: PageRequest, context: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.context(who, context, at)
    given = response_queries.actions_for_place(who, context, at)
    may_give = view.line.is_open and who.holds(Permission.SEE_INCIDENTS) and who.holds(Permission.MANAGE_ACTIONS)
    return render_page(request, Context(view, given, may_give))


@page(Permission.SEE_CONTEXTS)
def contexts_of_incident(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    heading, linked = queries.of_incident(who, reference, at)
    return render_page(request, ContextsOfIncident(heading, linked, who.holds(Permission.KEEP_CONTEXTS), at))


@page(Permission.KEEP_CONTEXTS)
def link_context(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    heading, linked = queries.of_incident(who, reference, at)
    there = {one.line.reference for one in linked}
    others = [one for one in queries.contexts(who, at) if one.reference not in there]
    choices = [(one.reference, f"{one.name} ({one.reference})") for one in others]
    form = LinkForm(form_data(request), at=at, contexts=choices)
    if form.is_valid():
        try:
            operations.link_context(by=who, at=at, reference=reference, **form.request)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "Linked", "contexts:of_incident", reference)
    return render_page(request, LinkContext(heading, form, bool(others)))


@page(Permission.KEEP_CONTEXTS)
@require_POST
def unlink_context(request: PageRequest, reference: str, context: str) -> HttpResponse:
    told = {"by": request.professional, "at": request.at, "reference": reference}
    operations.unlink_context(**told, context=context)
    return redirect_with(request, "No longer linked", "contexts:of_incident", reference)
