"""The safety map of a young person: reading it, beginning it, saying who may see it."""

from uuid import UUID, uuid4

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.contexts import operations, queries
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.maps import MapForm, ReadersForm
from ..pages.maps import Readers, SafetyMap, WriteMap

MAP = "maps:safety_map"


@page(Permission.READ_RECORDS)
def safety_map(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    return render_page(request, SafetyMap(queries.safety_map(request.professional, reference, key, request.at)))


@page(Permission.ANSWER_CONSIDERATIONS)
def write_map(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.map_to_change(who, reference, key, at)
    team = queries.who_may_be_named(who, view.heading, at)
    first = {"seen_number": len(view.versions), "key": uuid4()}
    form = MapForm(form_data(request), at=at, team=team, stands=view.stands, initial=first)
    if form.is_valid():
        try:
            operations.write_map(by=who, at=at, reference=reference, involvement_key=key, **form.told)
        except Refused as refusal:
            form.refuse(refusal)
            view = queries.map_to_change(who, reference, key, at)
        else:
            then = "" if view.stands else "Now add the places and ways, one after the other."
            return redirect_with(request, "The map is saved", MAP, reference, key, then=then)
    meanwhile = view.stands if form.missed(len(view.versions)) else None
    if meanwhile:
        form.has_now_seen(len(view.versions))
    return render_page(request, WriteMap(view, form, meanwhile))


@page(Permission.ANSWER_CONSIDERATIONS, name="map-readers")
def readers(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.map_to_change(who, reference, key, at)
    if view.stands is None:
        raise NotFound("safety map")
    team = queries.who_may_be_named(who, view.heading, at)
    first = {"seen_number": len(view.versions), "key": uuid4()}
    form = ReadersForm(form_data(request), at=at, team=team, stands=view.stands, initial=first)
    if form.is_valid():
        try:
            operations.set_map_readers(by=who, at=at, reference=reference, involvement_key=key, **form.told)
        except Refused as refusal:
            form.refuse(refusal)
            view = queries.map_to_change(who, reference, key, at)
        else:
            return redirect_with(request, "It holds from now on, for every version", MAP, reference, key)
    meanwhile = view.stands if form.missed(len(view.versions)) else None
    if meanwhile:
        form.has_now_seen(len(view.versions))
    return render_page(request, Readers(view, form, meanwhile))
