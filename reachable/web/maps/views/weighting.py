"""What weighs most on a young person's safety, side by side, and whether what is planned goes there."""

from uuid import UUID, uuid4

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.contexts import operations as contexts_operations
from reachable.contexts import queries as contexts
from reachable.contexts.queries import Side, WeightingView
from reachable.responses import operations as response_operations
from reachable.responses import queries as responses
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.weighting import AimsForm, WeighForm
from ..pages.weighting import SLUGS, Weigh, Weighting

WEIGHTING = "maps:weighting"


@page(Permission.READ_RECORDS)
def weighting(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = contexts.weighting(who, reference, key, at)
    against = responses.weighting_against_plan(who, view, at)
    form = AimsForm(form_data(request), at=at, actions=against.actions)
    if form.is_valid():
        try:
            response_operations.set_aims(by=who, at=at, reference=reference, involvement_key=key, aims=form.aims)
        except Refused as refusal:
            form.refuse(refusal)
            against = responses.weighting_against_plan(who, view, at)
            form.has_now_seen(against.actions)
        else:
            return redirect_with(request, "Saved", WEIGHTING, reference, key)
    return render_page(request, Weighting(view, against, form))


@page(Permission.ANSWER_CONSIDERATIONS)
def weigh(request: PageRequest, reference: str, key: UUID, side: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = contexts.weighting(who, reference, key, at)
    of = _side(view, side)
    first = {"seen_number": len(of.versions), "key": uuid4()}
    form = WeighForm(form_data(request), at=at, side=of.side, stands=of.stands, initial=first)
    if form.is_valid():
        told = {**form.told, "side": of.side}
        try:
            contexts_operations.weigh(by=who, at=at, reference=reference, involvement_key=key, **told)
        except Refused as refusal:
            form.refuse(refusal)
            of = contexts.weighting(who, reference, key, at).side(of.side)
        else:
            return redirect_with(request, "Saved", WEIGHTING, reference, key)
    meanwhile = of.stands if form.missed(len(of.versions)) else None
    if meanwhile:
        form.has_now_seen(len(of.versions))
    return render_page(request, Weigh(view, of, form, meanwhile))


def _side(view: WeightingView, slug: str) -> Side:
    if slug not in SLUGS:
        raise NotFound("side")
    if not view.may_write:
        raise NotPermitted("Your role does not let you write this of a young person.")
    return view.side(SLUGS[slug])
