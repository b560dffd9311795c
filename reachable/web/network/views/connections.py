"""Connections: saying one, contesting it, keeping it, removing it."""

from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..doing import ELSEWHERE, asserter, done, gently
from ..forms.connections import ConnectForm, ContestForm, GroupLinkForm, KeepForm, RelateGroupsForm, RemoveForm
from ..pages.forms import Connect, Contest, Keep, LinkToGroup, RelateGroups, Remove

PAGE = "network:network"
SAVED = "It stands in the table and the picture."


@page(Permission.SEE_NETWORK)
def connect(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = incident_queries.network(who, reference, at)
    first = {"one": request.GET.get("one", "")[:40]}
    form = ConnectForm(form_data(request), at=at, nodes=view.nodes, asserter=asserter(request), initial=first)

    def associate() -> object:
        return incident_operations.associate(by=who, at=at, reference=reference, **form.connection)

    if done(form, associate, not_here=ELSEWHERE):
        then = gently([form.cleaned_data["words"]], SAVED)
        return redirect_with(request, "The connection is recorded", PAGE, reference, then=then)
    return render_page(request, Connect(view, form))


@page(Permission.SEE_NETWORK)
def link_to_group(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = incident_queries.network(who, reference, at)
    known = [group.name for group in view.groups]
    first = {"person": request.GET.get("person", "")[:40]}
    form = GroupLinkForm(
        form_data(request), at=at, nodes=view.nodes, known=known, asserter=asserter(request), initial=first
    )

    def link() -> object:
        return incident_operations.link_to_group(by=who, at=at, reference=reference, **form.link)

    if done(form, link, not_here=ELSEWHERE):
        then = gently([form.cleaned_data["words"]], SAVED)
        return redirect_with(request, "The reported link is recorded", PAGE, reference, then=then)
    return render_page(request, LinkToGroup(view, form))


@page(Permission.SEE_NETWORK)
def relate_groups(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = incident_queries.network(who, reference, at)
    known = [group.name for group in view.groups]
    form = RelateGroupsForm(form_data(request), at=at, known=known, asserter=asserter(request))

    def relate() -> object:
        return incident_operations.relate_groups(by=who, at=at, reference=reference, **form.relation)

    if done(form, relate):
        then = gently([form.cleaned_data["words"]], "It is used for both sides.")
        return redirect_with(request, "Recorded how the groups stand", PAGE, reference, then=then)
    return render_page(request, RelateGroups(view, form))


@page(Permission.SEE_NETWORK)
def contest(request: PageRequest, reference: str, about: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = incident_queries.edge(who, reference, about, key, at)
    first = {"words": view.edge.contested, "contested_by": view.edge.contested_by}
    form = ContestForm(form_data(request), at=at, initial=first)

    def contest_it() -> None:
        incident_operations.contest(by=who, at=at, reference=reference, about=about, key=key, **form.cleaned_data)

    if done(form, contest_it):
        then = gently([form.cleaned_data["words"]], "It stands beside the connection wherever that is shown.")
        return redirect_with(request, "The contest is recorded", PAGE, reference, then=then)
    return render_page(request, Contest(view, form))


@page(Permission.SEE_NETWORK)
def keep(request: PageRequest, reference: str, about: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = incident_queries.edge(who, reference, about, key, at)
    form = KeepForm(form_data(request), at=at, initial={"review_on": view.edge.review_on})

    def review() -> None:
        incident_operations.review(by=who, at=at, reference=reference, about=about, key=key, **form.cleaned_data)

    if done(form, review):
        return redirect_with(request, "The connection was reviewed and stays until then", PAGE, reference)
    return render_page(request, Keep(view, form))


@page(Permission.SEE_NETWORK)
def remove(request: PageRequest, reference: str, about: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = incident_queries.edge(who, reference, about, key, at)
    vanishes = tuple(incident_queries.what_vanishes(who, reference, about, key, at))
    form = RemoveForm(form_data(request), at=at)

    def remove_it() -> None:
        incident_operations.remove_assertion(
            by=who, at=at, reference=reference, about=about, key=key, because=form.cleaned_data["because"]
        )

    if done(form, remove_it):
        then = "Gone from the table, the picture and the counts, for everybody, at once."
        return redirect_with(request, "The connection was removed", PAGE, reference, then=then)
    return render_page(request, Remove(view, form, vanishes))
