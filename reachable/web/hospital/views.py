"""A young person in hospital: one page, to which the forms of its facts come back, and what is agreed on it."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.incidents.queries import HospitalView
from reachable.meetings import queries as meeting_queries
from reachable.responses import operations as response_operations
from reachable.responses import queries as response_queries
from reachable.responses.queries import CardView
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from .forms import AgreeOfficerForm, EndYouthWorkerForm, SendYouthWorkerForm
from .pages import STRAND, AgreeOfficerMayLeave, EndYouthWorker, Hospital, SendYouthWorker

PAGE = "hospital:hospital"


@page(Permission.SEE_INCIDENTS)
def hospital(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = incident_queries.hospital(who, reference, key, at)
    youth = response_queries.youth_worker(who, reference, key, at)
    ways_home = meeting_queries.discharge_gates(who, view.heading, at)
    way_home = next((one for one in ways_home if one.letter == view.line.letter), None)
    return render_page(request, Hospital(view, youth, way_home, _owed(request, view)))


def _owed(request: PageRequest, view: HospitalView) -> tuple[CardView, ...]:
    """The questions of the guide about them that nobody has answered, by when they are due."""
    try:
        sheet = response_queries.sheet(request.professional, view.heading.reference, STRAND, request.at)
    except NotFound:
        return ()
    owed = [] if sheet.is_stopped else [card for card in sheet.cards_for(view.line.letter) if card.is_owed]
    return tuple(sorted(owed, key=_when))


def _when(card: CardView) -> tuple[bool, float]:
    return card.due_at is None, card.due_at.timestamp() if isinstance(card.due_at, datetime) else 0


@page(Permission.AGREE_OFFICER_LEAVES)
def agree_officer_may_leave(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = incident_queries.hospital(who, reference, key, at)
    form = AgreeOfficerForm(form_data(request), at=at, initial={"seen": view.discussion_key or ""})
    stale = False
    if form.is_valid():
        try:
            incident_operations.agree_officer_may_leave(
                by=who, at=at, reference=reference, involvement_key=key, seen_discussion_key=form.cleaned_data["seen"]
            )
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                view = incident_queries.hospital(who, reference, key, at)
                form.has_now_seen(view.discussion_key)
        else:
            then = "Next: record when the officer leaves. It no longer counts once the discussion is held again."
            words = f"Agreed that the officer may leave {view.line.label}"
            return redirect_with(request, words, PAGE, reference, key, then=then)
    return render_page(request, AgreeOfficerMayLeave(view, form, stale))


@page(Permission.CLEAR_CONTACT)
def send_youth_worker(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = response_queries.youth_worker(who, reference, key, at)
    form = SendYouthWorkerForm(form_data(request), at=at, view=view)
    if form.is_valid():
        try:
            response_operations.deploy_youth_worker(
                by=who, at=at, reference=reference, involvement_key=key, **form.instruction
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "They are told by mail that an action waits. Next: the ward and police are told what they come for."
            words = f"A youth worker is sent to {view.line.label}"
            return redirect_with(request, words, PAGE, reference, key, then=then)
    return render_page(request, SendYouthWorker(view, form))


@page(Permission.CLEAR_CONTACT)
def end_youth_worker(request: PageRequest, reference: str, key: UUID, deployment: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = response_queries.youth_worker(who, reference, key, at)
    line = next((one for one in view.deployments if one.key == deployment), None)
    if line is None:
        raise NotFound("deployment")
    form = EndYouthWorkerForm(form_data(request), at=at)
    if form.is_valid():
        try:
            response_operations.end_deployment(
                by=who, at=at, reference=reference, deployment_key=deployment, **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = f"Ring {line.worker} as well: {line.telephone}." if line.telephone else "Ring them as well."
            return redirect_with(request, f"{line.worker} no longer goes", PAGE, reference, key, then=then)
    return render_page(request, EndYouthWorker(view, line, form))
