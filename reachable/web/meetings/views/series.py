"""Meetings that come back: the list, beginning them, ending them."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.meetings import operations, queries
from reachable.meetings.queries import NewSeriesView
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.series import EndSeriesForm, SeriesForm
from ..pages.series import EndSeries, NewSeries, Series


@page(Permission.SEE_INCIDENTS)
def series(request: PageRequest, reference: str) -> HttpResponse:
    return render_page(request, Series(queries.series(request.professional, reference, request.at)))


@page(Permission.CONVENE_MEETINGS)
def new_series(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.new_series(who, reference, at)
    mine = [str(key) for key, _ in view.owners if key == who.key]
    first = {"key": uuid4(), "kind": request.GET.get("kind", ""), "owner": "".join(mine)}
    form = SeriesForm(form_data(request), at=at, initial=first, **_offered(view))
    if form.is_valid():
        try:
            operations.begin_series(by=who, at=at, reference=reference, **form.said)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "Nothing is convened by it: convene the next one when its day comes near."
            return redirect_with(request, "Saved", "meetings:series", reference, then=then)
    return render_page(request, NewSeries(view, form))


def _offered(view: NewSeriesView) -> dict[str, Any]:
    return {
        "kinds": [(one.code, one.title) for one in view.kinds],
        "young_people": [(str(one.key), one.label) for one in view.young_people],
        "contexts": view.contexts,
        "owners": [(str(key), name) for key, name in view.owners],
    }


@page(Permission.CONVENE_MEETINGS)
def end_series(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    heading, line = queries.one_series(who, reference, key, at)
    form = EndSeriesForm(form_data(request), at=at)
    if form.is_valid():
        try:
            operations.end_series(by=who, at=at, reference=reference, series_key=key, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "They come back no longer", "meetings:series", reference)
    return render_page(request, EndSeries(heading, line, form))
