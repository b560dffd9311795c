"""Help for the young people and families of an incident: the grid, one young person, one offer, the family's sheet."""

from collections.abc import Collection
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused, Stale
from reachable.directory import queries as directory_queries
from reachable.directory.choices import ContactPointKind
from reachable.incidents.queries import Heading
from reachable.responses import queries as response_queries
from reachable.safety import operations as safety_operations
from reachable.safety import queries as safety_queries
from reachable.safety.queries import OfferLine
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.help_offered import Giver, OfferForm, OfferStepForm
from ..pages.help_offered import QUESTIONS, FamilySheet, Help, HelpOf, OfferStep, Questions, RecordOffer


@page(Permission.SEE_INCIDENTS)
def help_grid(request: PageRequest, reference: str) -> HttpResponse:
    view = safety_queries.help_grid(request.professional, reference, request.at)
    asked = _asked(request, view.heading, [one.line.key for one in view.rows])
    return render_page(request, Help(view, asked))


@page(Permission.SEE_INCIDENTS)
def help_of(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    view = safety_queries.help_of(request.professional, reference, key, request.at)
    return render_page(request, HelpOf(view.heading, view.line, view, _asked(request, view.heading, [key])))


@page(Permission.ANSWER_CONSIDERATIONS)
def offer(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = safety_queries.help_of(who, reference, key, at)
    first = {"key": uuid4(), "kind": request.GET.get("kind", "")}
    kinds = [cell.kind for cell in view.row.cells]
    form = OfferForm(form_data(request), at=at, kinds=kinds, givers=_givers(), initial=first)
    if form.is_valid():
        told = {"by": who, "at": at, "reference": reference, "involvement_key": key}
        try:
            safety_operations.offer_help(**told, **form.offer)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "Saved", "support:help_of", reference, key)
    return render_page(request, RecordOffer(view.heading, view.line, form))


@page(Permission.ANSWER_CONSIDERATIONS)
def offer_step(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = safety_queries.offer(who, reference, key, at)
    one = view.offer
    first = {"seen_number": one.version, "state": one.state, "begins_on": one.begins_on}
    form = OfferStepForm(
        form_data(request), at=at, initial={**first, "review_on": None if one.is_late else one.review_on}
    )
    stale = False
    if form.is_valid():
        try:
            safety_operations.step_help(by=who, at=at, reference=reference, offer_key=key, **form.step)
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                view = safety_queries.offer(who, reference, key, at)
                form.has_now_seen(view.offer.version)
        else:
            return redirect_with(request, f"{one.kind_title}: saved", "support:help_of", reference, view.line.key)
    return render_page(request, OfferStep(view.heading, view.line, view, form, stale))


@page(Permission.ANSWER_CONSIDERATIONS)
def family_sheet(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    view = safety_queries.family_sheet(request.professional, reference, key, request.at)
    return render_page(request, FamilySheet(view.heading, view.line, view, request.at))


def _asked(request: PageRequest, heading: Heading, keys: Collection[UUID]) -> Questions:
    """The card of the strand's question for each kind of help and young person, where it is asked."""
    codes = set(QUESTIONS.values())
    found = response_queries.questions_in(request.professional, heading.incident_id, codes, keys, request.at)
    cards = {(one.row.code, one.row.about.key): one.row.key for one in found if one.row.about}
    return {
        (kind, about): card
        for kind, code in QUESTIONS.items()
        for (asked, about), card in cards.items()
        if asked == code
    }


def _first(one: OfferLine) -> dict[str, Any]:
    """What stands, for whoever changes a part of it; a day to look at it that has passed is asked anew."""
    review_on = None if one.is_late else one.review_on
    return {"seen_number": one.version, "state": one.state, "begins_on": one.begins_on, "review_on": review_on}


def _givers() -> list[Giver]:
    """Services first: the guide names them."""
    services = directory_queries.contact_points([ContactPointKind.SERVICE])
    found = [Giver(f"s-{one.key}", one.name, one.agency_key, is_service=True) for one in services]
    named = {one.name for one in services}
    agencies = [one for one in directory_queries.agencies() if one.name not in named]
    return [*found, *(Giver(f"a-{one.key}", one.name, str(one.key), is_service=False) for one in agencies)]
