"""Where everybody arrives, and where help is."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory import queries as directory
from reachable.incidents import queries as incidents
from reachable.meetings import queries as meetings
from reachable.oversight import queries as oversight
from reachable.responses import editions
from reachable.responses import queries as responses
from reachable.safety import queries as safety
from reachable.sharing import queries as sharing
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from . import guide, guide_places, pages


@page(Permission.SIGN_IN)
def my_work(request: PageRequest) -> HttpResponse:
    who, at = request.professional, request.at
    return render_page(
        request,
        pages.MyWork(
            work=responses.mine(who, at),
            to_triage=tuple(incidents.reports_to_triage(who, at)) if who.holds(Permission.TRIAGE_REPORTS) else (),
            to_decide=tuple(incidents.to_decide(who, at)),
            questions=tuple(responses.questions_for(who, at)),
            incidents=tuple(incidents.incidents_of_mine(who, at)),
            changed=tuple(incidents.changed_since_last_look(who, at)),
            lapsing=tuple(incidents.lapsing(who, at)) if who.holds(Permission.SEE_NETWORK) else (),
            plans=safety.fit_questions_of(who, at),
            meetings=meetings.my_meetings(who, at),
            late=meetings.late_actions_i_chair(who, at) if who.holds(Permission.CHAIR_MEETINGS) else (),
            summaries=sharing.summaries_of_mine(who, at),
            briefings=sharing.briefings_sent_to(who),
            way_back=oversight.way_back_of_mine(who, at),
            records=sharing.records_to_file(who, at=at) if who.holds(Permission.SEE_INCIDENTS) else (),
            sees_incidents=who.holds(Permission.SEE_INCIDENTS),
            may_act=who.holds(Permission.MANAGE_ACTIONS),
            may_report=who.holds(Permission.REPORT_INCIDENT),
        ),
    )


@page(Permission.SIGN_IN, name="help")
def help_page(request: PageRequest) -> HttpResponse:
    duty = tuple(directory.whom_to_ring("", request.at))
    return render_page(request, pages.Help(duty, shortcuts_off=request.professional.shortcuts_off))


@page(Permission.SIGN_IN, name="guide")
def guide_page(request: PageRequest) -> HttpResponse:
    sections, counts = guide.sections()
    playbook = editions.in_force()
    return render_page(request, pages.Guide(playbook.title, playbook.edition_name, sections, counts))


@page(Permission.SIGN_IN)
@require_GET
def clause_place(request: PageRequest, clause: str) -> HttpResponse:
    """Where it is worked: in the newest incident that the reader may open, if the page belongs to one."""
    place = guide_places.find(clause)
    if place is None:
        raise NotFound("clause")
    if not place.within:
        return redirect_with(request, f"{clause}: {place.words}", place.page)
    newest = incidents.newest_of(request.professional, request.at)
    if not newest:
        return redirect_with(request, f"{clause} is worked in an incident: {place.words}", "home:guide")
    return redirect_with(request, f"{clause}: {place.words}", place.page, newest)
