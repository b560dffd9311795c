"""Safety maps of an area, counted together."""

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.contexts import queries
from reachable.web.shared.page import page, render_page
from reachable.web.shared.request import PageRequest

from ..pages.maps import Aggregate


@page(Permission.SEE_CONTEXTS, name="safety-maps-counted")
def aggregate(request: PageRequest, reference: str) -> HttpResponse:
    return render_page(request, Aggregate(queries.counted_maps(request.professional, reference, request.at)))
