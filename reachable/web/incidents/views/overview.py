"""The list of incidents, opening one on duty, and the page of an incident."""

from django.http import HttpResponse
from django.urls import reverse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.meetings import queries as meeting_queries
from reachable.oversight import queries as oversight_queries
from reachable.responses import queries as response_queries
from reachable.safety import queries as safety_queries
from reachable.web.shared import denials
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.overview import OpenOnDutyForm
from ..pages.overview import Incidents, OpenOnDuty, Overview

LATEST = 5


@page(Permission.SEE_INCIDENTS)
def incidents(request: PageRequest) -> HttpResponse:
    who = request.professional
    kept = form_data(request, reverse("incidents:open_on_duty")) if request.method == "GET" else None
    form = OpenOnDutyForm(kept) if who.holds(Permission.OPEN_ON_DUTY) else None
    lines = tuple(incident_queries.incidents_for(who, request.at))
    return render_page(
        request,
        Incidents(
            lines=lines,
            duty_form=form,
            may_report=who.holds(Permission.REPORT_INCIDENT),
            may_triage=who.holds(Permission.TRIAGE_REPORTS),
        ),
    )


@page(Permission.OPEN_ON_DUTY)
def open_on_duty(request: PageRequest) -> HttpResponse:
    form = OpenOnDutyForm(form_data(request), at=request.at)
    if form.is_valid():
        try:
            incident_operations.open_on_duty(by=request.professional, at=request.at, **form.cleaned_data)
        except NotFound:
            # The same words whether it does not exist, is closed, or must not be opened by this reader.
            denials.note(request, denials.NOT_FOUND, reference=form.cleaned_data["reference"])
            form.refuse("No running incident with this reference can be opened by you. Check it.", "reference")
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "It is open to you for 12 hours. Your reason is on the incident and in the audit."
            reference = form.cleaned_data["reference"]
            return redirect_with(request, f"{reference} opened", "incidents:overview", reference, then=then)
    return render_page(request, OpenOnDuty(form))


@page(Permission.SEE_INCIDENTS)
def overview(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = incident_queries.incident(who, reference, at)
    standings = response_queries.standings(who, reference, at, view=view)
    latest = incident_queries.timeline_for(who, reference, at, size=LATEST, heading=view.heading)
    elsewhere = incident_queries.elsewhere(who, view, at)
    gates = oversight_queries.gate_board(who, view.heading, at)
    plans = safety_queries.plan_line(who, view.heading, [line.key for line in view.young_people], at)
    measures = safety_queries.measures_waiting(who, view.heading, at)
    meetings = meeting_queries.next_meeting(who, [view.heading.incident_id], at)
    incident_operations.note_looked(by=who, at=at, heading=view.heading)
    return render_page(
        request,
        Overview(view, standings, latest, elsewhere, gates, plans, measures, meetings.get(view.heading.incident_id)),
    )
