"""The answer about one person who may now be at risk: in its place on the page of the network, or by itself."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse
from django.template.loader import get_template

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.responses import operations as response_operations
from reachable.responses import queries as response_queries
from reachable.responses.queries import AtRiskLine, AtRiskView
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page, with_looks
from reachable.web.shared.request import PageRequest

from .. import answering
from ..pages.people import Dispose

IN_PLACE = "risk"


@page(Permission.ANSWER_CONSIDERATIONS)
def dispose(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    risk = response_queries.at_risk(who, reference, at)
    line = _line(risk, key)
    owners = list(response_queries.owners_for(who, reference, at))
    form = answering.form_for(request, line, owners, form_data(request))
    stale = False
    if form.is_valid():
        try:
            answer = form.answer
            response_operations.dispose(by=who, at=at, reference=reference, person_key=line.node.person_key, **answer)
        except Refused as refusal:
            form.place(refusal)
            stale = isinstance(refusal, Stale)
        else:
            return _saved(request, reference, line)
    if stale:
        line = _line(response_queries.at_risk(who, reference, at), key)
        form.has_now_seen(line.number)
    return _shown(request, Dispose(risk, line, form, stale))


def _line(risk: AtRiskView, key: UUID) -> AtRiskLine:
    line = next((line for line in risk.lines if line.node.key == key), None)
    if line is None or line.is_elsewhere or risk.network.reason is None:
        raise NotFound("person at risk")
    return line


def _saved(request: PageRequest, reference: str, line: AtRiskLine) -> HttpResponse:
    """With script the line comes back as it stands now: whoever got a letter has another key than before."""
    if request.headers.get("X-Fragment") == IN_PLACE:
        risk = response_queries.at_risk(request.professional, reference, request.at)
        person = line.node.person_key
        now = next((one for one in risk.lines if one.node.person_key == person), replace(line))
        owners = list(response_queries.owners_for(request.professional, reference, request.at))
        return _shown(request, Dispose(risk, now, answering.form_for(request, now, owners)))
    words = f"Recorded for {line.node.label}"
    return redirect_with(request, words, "network:network", reference, then="It is in the timeline, without a name.")


def _shown(request: PageRequest, shown: Dispose) -> HttpResponse:
    if request.headers.get("X-Fragment") != IN_PLACE:
        return render_page(request, shown)
    context = {"page": shown, "request": request, "at": request.at}
    html = get_template("network/risk_fragment.html").render(context, request)
    return with_looks(HttpResponse(html), shown.looks)
