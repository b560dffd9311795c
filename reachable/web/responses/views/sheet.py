"""A strand as a sheet, one card of it, and the drafts of both."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Stale
from reachable.incidents import queries as incidents
from reachable.responses import queries
from reachable.web.shared.cards import save
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from .. import addresses, pages, sheets, single


@page(Permission.SEE_INCIDENTS)
def strands(request: PageRequest, reference: str) -> HttpResponse:
    heading, young = incidents.with_young_people(request.professional, reference, request.at)
    lines = queries.strands(request.professional, reference, request.at, heading=heading)
    return render_page(request, pages.Strands(heading, young, tuple(lines)))


@page(Permission.SEE_INCIDENTS)
def sheet(request: PageRequest, reference: str, code: str, letter: str = "") -> HttpResponse:
    view = queries.sheet(request.professional, reference, code, request.at)
    if "about" in request.GET:
        about = request.GET["about"]
        if "/" in about:
            raise NotFound("young person")
        return redirect(addresses.sheet(reference, code, about))
    address = addresses.sheet(reference, code, letter)
    typed = form_data(request, address)
    cards = sheets.on_sheet(view, letter, typed)
    people = sheets.owners(request, reference, may_answer=view.may_answer)
    outcome = None
    if request.method == "POST":
        outcome = sheets.save(request, reference, cards, people)
        if not outcome.refused:
            return sheets.saved(request, outcome, address)
        view = queries.sheet(request.professional, reference, code, request.at)
        cards = sheets.on_sheet(view, letter, typed)
    drawn = sheets.fill(request, cards, people, outcome, typed)
    draft_at, network = addresses.draft(address, reference), sheets.figures(request, view.heading, cards)
    return render_page(request, pages.Sheet(view, letter, drawn, address, draft_at, network))


@page(Permission.SEE_INCIDENTS)
def answer(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    """One card: a page of its own, or the fragment that the sheet puts in its place."""
    found = single.Found(request, reference, key)
    if request.method != "POST":
        return render_page(request, found.page(found.drawn()))
    form = found.form(request.POST)
    try:
        is_saved = save(form, by=request.professional, at=request.at, answer=sheets.answering(reference))
    except Stale:
        return render_page(request, found.page(found.stale()), status=409)
    if not is_saved:
        return render_page(request, found.page(found.refused(form)))
    sheets.drop_draft(request, request.path)
    if found.is_fragment:
        return render_page(request, found.page(found.saved()))
    return redirect_with(request, "Answer recorded", found.back, then=found.then)


@page(Permission.SEE_INCIDENTS)
def draft(request: PageRequest, reference: str, form: str) -> HttpResponse:
    """Typed text that has not been recorded: private to its writer, overwritten, not audited."""
    incidents.heading(request.professional, reference, request.at)
    if request.method == "POST":
        single.keep_draft(request)
    return HttpResponse(status=204)
