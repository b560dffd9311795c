"""The eight questions of the night, and the page that goes to the morning."""

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.directory import queries as directory
from reachable.incidents import queries as incidents
from reachable.incidents.choices import Audience
from reachable.responses import queries
from reachable.responses.choices import ActionKind
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, render_page
from reachable.web.shared.request import PageRequest

from .. import addresses, pages, sheets


@page(Permission.SEE_INCIDENTS)
def tonight(request: PageRequest, reference: str, letter: str = "") -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.tonight(who, reference, at)
    address = addresses.tonight(reference, letter)
    typed = form_data(request, address)
    cards = sheets.on_tonight(view, letter, typed)
    people = sheets.owners(request, reference, may_answer=view.may_answer)
    outcome = None
    if request.method == "POST":
        outcome = sheets.save(request, reference, cards, people)
        if not outcome.refused:
            return sheets.saved(request, outcome, address)
        view = queries.tonight(who, reference, at)
        cards = sheets.on_tonight(view, letter, typed)
    drawn = sheets.fill(request, cards, people, outcome, typed)
    finding = tuple(a for a in queries.actions_for(who, reference, at) if a.kind == ActionKind.FIND_OUT)
    duty = tuple(directory.whom_to_ring(view.heading.duty_area, at))
    draft = addresses.draft(address, reference)
    return render_page(request, pages.Tonight(view, letter, drawn, finding, duty, address, draft))


@page(Permission.SEE_INCIDENTS)
def handover(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    # Paper lies on desks: whoever prints it, it names no witness and tells nothing that is for fewer than the team.
    on_paper = frozenset({Audience.TEAM})
    incident = incidents.incident(who, reference, at, audiences=on_paper)
    return render_page(
        request,
        pages.Handover(
            incident=incident,
            tonight=queries.tonight(who, reference, at, audiences=on_paper),
            actions=tuple(queries.actions_for(who, reference, at, audiences=on_paper)),
            duty=tuple(directory.whom_to_ring(incident.heading.duty_area, at)),
            warned=tuple(incidents.not_to_disclose(who, reference, at)),
            printed_by=who.name,
            printed_at=at,
        ),
    )
