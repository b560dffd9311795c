"""A place or a way on a safety map: adding it, saying it anew, taking it out."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.contexts import operations, queries
from reachable.contexts.queries import MapView, PlaceLine
from reachable.web.shared.kept import KeptText, form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..drawing import ground
from ..forms.maps import TAKE_OUT, KeyedForm, PlaceForm
from ..pages.maps import MapPlace


@page(Permission.ANSWER_CONSIDERATIONS)
def map_place(request: PageRequest, reference: str, key: UUID, number: int | None = None) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.map_to_change(who, reference, key, at)
    form = _form(request, view, number)
    taken_out = _take_out(request, view)
    told: dict[str, Any] = {"by": who, "at": at, "reference": reference, "involvement_key": key}
    try:
        if number and taken_out and taken_out.is_valid():
            operations.take_out_place(**told, **taken_out.cleaned_data, number=number)
            return redirect_with(request, "Taken out of the map", "maps:safety_map", reference, key)
        if not taken_out and form.is_valid():
            seen = {name: form.cleaned_data[name] for name in ("seen_number", "key")}
            operations.put_place(**told, **seen, place=form.new, number=number)
            return redirect_with(request, "It is on the map", "maps:safety_map", reference, key)
    except Refused as refusal:
        form.refuse(refusal)
        view = queries.map_to_change(who, reference, key, at)
    meanwhile = view.stands if form.missed(len(view.versions)) else None
    if meanwhile:
        form.has_now_seen(len(view.versions))
    return render_page(request, MapPlace(view, form.place, form, meanwhile))


def _form(request: PageRequest, view: MapView, number: int | None) -> PlaceForm:
    return PlaceForm(
        form_data(request),
        at=request.at,
        times=view.times,
        place=_row(view, number),
        is_sketch=ground().is_sketch,
        known=queries.places_to_name(request.professional, view.heading.incident_id, request.at),
        initial={"seen_number": len(view.versions), "key": uuid4()},
    )


def _take_out(request: PageRequest, view: MapView) -> KeyedForm | None:
    """Taking a row out asks nothing of what the form says."""
    data = form_data(request)
    if data is None or isinstance(data, KeptText) or data.get("do") != TAKE_OUT:
        return None
    return KeyedForm(data, at=request.at)


def _row(view: MapView, number: int | None) -> PlaceLine | None:
    """The row of the version that stands, or as it was last said: somebody may have taken it out meanwhile."""
    if view.stands is None:
        raise NotFound("safety map")
    if number is None:
        return None
    found = next((row for version in view.versions if (row := version.place(number))), None)
    if found is None:
        raise NotFound("place")
    return found
