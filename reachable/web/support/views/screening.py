"""Levels of an incident, the screening of a young person, writing the next version."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.responses import queries as response_queries
from reachable.safety import operations as safety_operations
from reachable.safety import queries as safety_queries
from reachable.safety.queries import ScreeningView
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.screening import ScreeningForm
from ..pages.screening import Levels, Screen, Screening

QUESTION = "mace-screening"


@page(Permission.READ_RECORDS)
def levels(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = safety_queries.levels(who, reference, at)
    keys = [one.line.key for one in view.lines]
    asked = response_queries.questions_in(who, view.heading.incident_id, [QUESTION], keys, at)
    questions = {one.row.about.key: one.row.key for one in asked if one.row.about}
    return render_page(request, Levels(view, questions))


@page(Permission.READ_RECORDS)
def screening(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    view = safety_queries.screening(request.professional, reference, key, request.at)
    return render_page(request, Screening(view))


@page(Permission.ANSWER_CONSIDERATIONS)
def screen(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = safety_queries.screening(who, reference, key, at)
    form = _form(request, view, initial={"seen_number": len(view.versions), "key": uuid4()})
    if form.is_valid():
        told = {"by": who, "at": at, "reference": reference, "involvement_key": key}
        try:
            safety_operations.screen_young_person(**told, **form.version)
        except Refused as refusal:
            form.refuse(refusal)
            view = safety_queries.screening(who, reference, key, at)
        else:
            then = "Send it to the MACE process, and write down who has taken it on."
            return redirect_with(request, "The screening is saved", "support:screening", reference, key, then=then)
    meanwhile = view.stands if form.missed(len(view.versions)) else None
    if meanwhile:
        form.has_now_seen(len(view.versions))
    return render_page(request, Screen(view, form, meanwhile))


def _form(request: PageRequest, view: ScreeningView, initial: dict[str, Any]) -> ScreeningForm:
    return ScreeningForm(
        form_data(request),
        at=request.at,
        levels=view.levels,
        domains=view.domains,
        stands=view.stands,
        initial=initial,
    )
