"""Somebody around the incident: adding them, their page, and what can be done with it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.incidents.queries import NetworkView, Node
from reachable.people.matching import Answer, PossibleMatches
from reachable.responses import queries as response_queries
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest
from reachable.web.shared.same_person import SamePersonForm

from ..doing import asserter, done, gently
from ..forms.connections import RemoveForm
from ..forms.people import YES, AddForm, AtRiskForm, BringInForm
from ..pages.forms import AddToNetwork, BringIn, NameAtRisk, RemovePerson
from ..pages.people import Member
from ..ways import ways

PAGE, ONE = "network:network", "network:member"


def find(view: NetworkView, key: UUID) -> Node:
    """By the key of the involvement or of the entry in the network; nobody is shown before there is a reason."""
    node = next((node for node in view.nodes if node.key == key), None)
    if node is None or view.reason is None:
        raise NotFound("member")
    return node


@page(Permission.SEE_NETWORK)
def member(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    risk = response_queries.at_risk(request.professional, reference, request.at)
    view = risk.network
    node = find(view, key)
    found = ways(view.nodes, view.edges, node.person_key)
    return render_page(request, Member(risk, node, view.edges_of(node.person_key), found))


@page(Permission.SEE_NETWORK)
def add_to_network(request: PageRequest, reference: str) -> HttpResponse:
    view = incident_queries.network(request.professional, reference, request.at)
    form = AddForm(form_data(request), at=request.at, nodes=view.nodes, asserter=asserter(request))
    question = None
    if form.is_valid():
        try:
            added, question = _add(request, reference, form)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            if added is not None:
                typed = [form.cleaned_data[name] for name in ("why", "words")]
                then = gently(typed, "Say below what is decided about them.")
                where = (ONE, reference, added.key) if view.reason else (PAGE, reference)  # a map asks why first
                return redirect_with(request, f"{added.mark} was added", *where, then=then)
    return render_page(request, AddToNetwork(view, form, question))


def _add(request: PageRequest, reference: str, form: AddForm) -> tuple[Any, SamePersonForm | None]:
    """The one who was added; or the question whether it is somebody held, asked in place."""

    def add(answer: Answer | None = None) -> Any:
        return incident_operations.add_to_network(
            by=request.professional, at=request.at, reference=reference, entry=form.entry(answer), **form.rest
        )

    try:
        return add(), None
    except PossibleMatches as asked:
        answered = any(name.startswith("same_") for name in request.POST)
        data = request.POST if answered else None
        question = SamePersonForm(data, at=request.at, matches=asked.matches, names=[form.called])
        if not question.is_valid():
            return None, question
        return add(question.answers()[0]), None


@page(Permission.SEE_NETWORK)
def name_at_risk(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    view = incident_queries.network(request.professional, reference, request.at)
    node = find(view, key)
    first = {"named": "yes" if node.named_at_risk else "no", "why": node.why}
    form = AtRiskForm(form_data(request), at=request.at, initial=first)

    def name() -> object:
        given = form.cleaned_data
        return incident_operations.name_at_risk(
            by=request.professional, at=request.at, reference=reference, key=key,
            named=given["named"] == YES, why=given["why"],
        )  # fmt: skip

    if done(form, name):
        then = gently([form.cleaned_data["why"]], "Say what is decided about them.")
        return redirect_with(request, f"Recorded for {node.label}", ONE, reference, key, then=then)
    return render_page(request, NameAtRisk(view, node, form))


@page(Permission.SEE_NETWORK)
def bring_in(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    view = incident_queries.network(request.professional, reference, request.at)
    node = find(view, key)
    form = BringInForm(form_data(request), at=request.at)

    def bring() -> object:
        return incident_operations.bring_into_incident(
            by=request.professional, at=request.at, reference=reference, key=key, part=form.cleaned_data["part"]
        )

    if done(form, bring):
        then = "They have a letter now, and immediate safety is asked about them."
        return redirect_with(request, f"{node.label} is in the incident", PAGE, reference, then=then)
    return render_page(request, BringIn(view, node, form))


@page(Permission.SEE_NETWORK)
def remove_person(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = incident_queries.network(who, reference, at)
    node = find(view, key)
    vanishes = tuple(incident_queries.what_vanishes(who, reference, "network-person", key, at))
    form = RemoveForm(form_data(request), at=at)

    def remove() -> None:
        incident_operations.remove_from_network(
            by=who, at=at, reference=reference, key=key, because=form.cleaned_data["because"]
        )

    if done(form, remove):
        then = "Gone from the table, the picture and the counts, for everybody, at once."
        return redirect_with(request, f"{node.mark} was removed", PAGE, reference, then=then)
    return render_page(request, RemovePerson(view, node, form, vanishes))
