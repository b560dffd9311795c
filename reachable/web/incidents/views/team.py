"""Who works on an incident: naming, adding, ending."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.directory import queries as directory_queries
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.incidents.choices import TeamPart
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.team import NAMED, AddToTeamForm, LeaveTeamForm, NameLeadForm
from ..pages.team import AddToTeam, LeaveTeam, NameLead, Team, what_can_end

FIND = "find"


@page(Permission.SEE_INCIDENTS)
def team(request: PageRequest, reference: str) -> HttpResponse:
    view = incident_queries.incident(request.professional, reference, request.at)
    apart = tuple(incident_queries.stepped_back(request.professional, reference, request.at))
    former = tuple(incident_queries.former_team(request.professional, view.heading, request.at))
    return render_page(request, Team(view.heading, view.team, view.on_team, former=former, stepped_back=apart))


@page(Permission.MANAGE_TEAM)
def name_lead(request: PageRequest, reference: str) -> HttpResponse:
    heading = incident_queries.heading(request.professional, reference, request.at)
    data = form_data(request)
    part = _part(data if data else request.GET)
    people = _could_be(request, part, data.get("professional", "") if data else "")
    form = NameLeadForm(data, at=request.at, initial={"part": part}, people=people, named=part)
    if form.is_valid():
        sent = form.cleaned_data
        try:
            joined = incident_operations.name_lead(
                by=request.professional, at=request.at, reference=reference,
                professional_key=form.professional_key,
                **{name: value for name, value in sent.items() if name != "professional"},
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            message = f"{joined.name} is now {joined.part_label}"
            then = _told(request, form, joined)
            return redirect_with(request, message, "incidents:team", reference, then=then)
    team = incident_queries.team(request.professional, heading.incident_id, request.at)
    now = tuple(line for line in team if line.part == part)
    return render_page(request, NameLead(heading, form, request.GET.get(FIND, ""), part, now))


@page(Permission.MANAGE_TEAM)
def add_to_team(request: PageRequest, reference: str) -> HttpResponse:
    heading = incident_queries.heading(request.professional, reference, request.at)
    form = AddToTeamForm(form_data(request), at=request.at, initial={"part": TeamPart.MEMBER}, people=_people(request))
    if form.is_valid():
        sent: dict[str, Any] = {k: v for k, v in form.cleaned_data.items() if k != "professional"}
        try:
            joined = incident_operations.add_to_team(
                by=request.professional, at=request.at, reference=reference,
                professional_key=form.professional_key, **sent,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = f"The incident is open to them now. {_told(request, form, joined)}"
            return redirect_with(request, f"{joined.name} joined the team", "incidents:team", reference, then=then)
    return render_page(request, AddToTeam(heading=heading, form=form, find=request.GET.get(FIND, "")))


@page(Permission.MANAGE_TEAM)
def leave_team(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    view = incident_queries.incident(request.professional, reference, request.at)
    lines = tuple(line for line in view.team if line.key == key)
    if not lines:
        raise NotFound("membership")
    form = LeaveTeamForm(form_data(request), at=request.at, parts=what_can_end(lines))
    if form.is_valid():
        try:
            incident_operations.leave_team(
                by=request.professional, at=request.at, reference=reference, professional_key=key,
                part=form.ends, because=form.cleaned_data["because"],
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            ended = f"{lines[0].name} left the team" if not form.ends else f"One part of {lines[0].name} has ended"
            return redirect_with(request, ended, "incidents:team", reference)
    return render_page(request, LeaveTeam(heading=view.heading, form=form, lines=lines))


def _told(request: PageRequest, form: NameLeadForm | AddToTeamForm, joined: incident_operations.Joined) -> str:
    if joined.was_told:
        return "A mail to them is on its way. It says that something waits, and no more."
    if form.professional_key == request.professional.key:
        return ""
    return "No mail address is known, so nobody was told. Ring them."


def _part(sent: Any) -> TeamPart:
    asked = sent.get("part", "")
    return TeamPart(asked) if asked in NAMED else TeamPart.LEAD


def _words(request: PageRequest) -> str:
    """What was searched for; nothing where a choice is being sent."""
    return request.GET.get(FIND, "")[:100] if request.method == "GET" else ""


def _people(request: PageRequest) -> list[tuple[str, str]]:
    """Everybody with an account whom the words searched for fit."""
    return _listed(directory_queries.professionals(request.professional, _words(request), with_account=True))


def _could_be(request: PageRequest, part: TeamPart, sent: str) -> list[tuple[str, str]]:
    """Who could take the part. Somebody else who was sent all the same is refused by name, with who could."""
    listed = _listed(incident_queries.who_fits(request.professional, part, _words(request)))
    if not sent or sent in dict(listed):
        return listed
    everybody = directory_queries.professionals(request.professional, with_account=True)
    return listed + [one for one in _listed(everybody) if one[0] == sent]


def _listed(found: list[Any]) -> list[tuple[str, str]]:
    return [(str(p.key), f"{p.name}, {p.job_title}, {p.agency.name}") for p in found]
