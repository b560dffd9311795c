"""For load balancers and whoever watches the service: no names, no counts, no secrets."""

from django.db import DatabaseError
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from reachable.outbox import queries
from reachable.web.shared.page import ANYBODY, page
from reachable.web.shared.request import PageRequest

from .. import worker


@page(ANYBODY)
@require_safe
def health(request: PageRequest) -> HttpResponse:
    """503 only when the database does not answer: a late worker is no reason to take the pages away."""
    try:
        last = queries.last_tick()
    except DatabaseError:
        return HttpResponse("not ok\ndatabase: does not answer\n", status=503, content_type="text/plain")
    state = "late" if worker.is_late(last, request.at) else "ok"
    lines = ("ok", "database: ok", f"worker: {state}. {worker.words(last, request.at)}.")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
