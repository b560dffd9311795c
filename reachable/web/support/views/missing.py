"""Times missing of an incident or of one young person, and what became of an interview."""

from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.incidents import queries as incident_queries
from reachable.safety import operations as safety_operations
from reachable.safety import queries as safety_queries
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.missing import InterviewForm
from ..pages.missing import Interview, Missing


@page(Permission.SEE_INCIDENTS)
def missing(request: PageRequest, reference: str) -> HttpResponse:
    return render_page(request, Missing(safety_queries.missing(request.professional, reference, request.at)))


@page(Permission.SEE_INCIDENTS)
def missing_of(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    _, everybody = incident_queries.with_young_people(who, reference, at)
    line = next((one for one in everybody if one.key == key), None)
    if line is None:
        raise NotFound("young person")
    return render_page(request, Missing(safety_queries.missing(who, reference, at, key), line))


@page(Permission.ANSWER_CONSIDERATIONS)
def interview(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = safety_queries.episode(who, reference, key, at)
    form = InterviewForm(form_data(request), at=at, initial={"seen_number": view.episode.version})
    stale = False
    if form.is_valid():
        try:
            safety_operations.record_interview(by=who, at=at, reference=reference, episode_key=key, **form.step)
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                view = safety_queries.episode(who, reference, key, at)
                form.has_now_seen(view.episode.version)
        else:
            return redirect_with(request, "The interview: saved", "support:missing", reference)
    return render_page(request, Interview(view, form, stale))
