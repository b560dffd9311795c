"""The page of the network, the reason for it, and both sides."""

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.incidents.queries import NetworkView
from reachable.responses import queries as response_queries
from reachable.responses.queries import AtRiskView
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from .. import answering
from ..doing import done, gently
from ..forms.reason import ReasonForm
from ..pages.forms import Reason
from ..pages.network import Network, WithoutReason
from ..pages.people import BothSides


@page(Permission.SEE_NETWORK)
def network(request: PageRequest, reference: str) -> HttpResponse:
    """The reason first; as long as there is none, nobody is shown and it is asked for here."""
    who, at = request.professional, request.at
    risk = response_queries.at_risk(who, reference, at)
    if risk.network.reason is None:
        return _without_reason(request, risk)
    forms = answering.forms(request, risk)
    chosen = {name: request.GET.get(name, "")[:40] for name in ("kind", "person")}
    return render_page(request, Network(risk, forms, **chosen))


def _without_reason(request: PageRequest, risk: AtRiskView) -> HttpResponse:
    form = _reason_form(request, risk.network)
    reference = risk.network.heading.reference
    if done(form, lambda: _map(request, reference, form)):
        then = gently([form.cleaned_data["words"]], "Now say who is connected, and with whom.")
        return redirect_with(request, "The reason is recorded", "network:network", reference, then=then)
    return render_page(request, WithoutReason(risk.network.heading, form))


@page(Permission.SEE_NETWORK)
def reason(request: PageRequest, reference: str) -> HttpResponse:
    view = incident_queries.network(request.professional, reference, request.at)
    form = _reason_form(request, view)
    if done(form, lambda: _map(request, reference, form)):
        then = gently([form.cleaned_data["words"]], "What was said before stays on record.")
        return redirect_with(request, "The reason is recorded", "network:network", reference, then=then)
    return render_page(request, Reason(view, form))


def _reason_form(request: PageRequest, view: NetworkView) -> ReasonForm:
    may_widen = Permission.MANAGE_TEAM in view.may
    return ReasonForm(form_data(request), at=request.at, may_widen=may_widen, reason=view.reason)


def _map(request: PageRequest, reference: str, form: ReasonForm) -> object:
    return incident_operations.map_network(by=request.professional, at=request.at, reference=reference, **form.reason)


@page(Permission.SEE_NETWORK)
def both_sides(request: PageRequest, reference: str) -> HttpResponse:
    both = response_queries.both_sides(request.professional, reference, request.at)
    return render_page(request, BothSides(both))
