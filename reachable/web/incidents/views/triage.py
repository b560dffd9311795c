"""Looking through reports that nobody leads yet, and joining two that are of one event."""

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.web.incidents.forms.triage import JoinForm
from reachable.web.incidents.pages.triage import Join, Side
from reachable.web.incidents.pages.triage import triage as triage_page
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest


@page(Permission.TRIAGE_REPORTS)
def triage(request: PageRequest) -> HttpResponse:
    return render_page(request, triage_page(incident_queries.reports_to_triage(request.professional, request.at)))


@page(Permission.TRIAGE_REPORTS)
def join(request: PageRequest, reference: str, into: str) -> HttpResponse:
    report, incident = _side(request, reference), _side(request, into)
    if report.reference == incident.reference:
        raise NotFound(into)
    form = JoinForm(form_data(request), at=request.at, report=report.young_people, into=incident.young_people)
    if form.is_valid():
        try:
            incident_operations.join_reports(
                by=request.professional, at=request.at, reference=reference, into=into, same=form.same()
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            done = f"{reference} is now part of {into}"
            return redirect_with(request, done, "incidents:overview", into, then="Work continues here.")
    alike = incident_queries.likely_duplicates(request.professional, reference, request.at)
    reasons = next((other.reasons for other in alike if other.reference == into), ())
    return render_page(request, Join(report, incident, reasons, form))


@page(Permission.TRIAGE_REPORTS)
def keep_apart(request: PageRequest, reference: str, other: str) -> HttpResponse:
    if request.method != "POST":
        raise NotFound
    incident_operations.keep_apart(by=request.professional, at=request.at, reference=reference, other=other)
    message = f"{reference} and {other} are kept apart"
    return redirect_with(request, message, "incidents:triage", then="They are no longer shown as alike.")


def _side(request: PageRequest, reference: str) -> Side:
    return Side(incident_queries.incident(request.professional, reference, request.at))
