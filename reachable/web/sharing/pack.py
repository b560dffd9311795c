"""The pack of a meeting, on the screen and as a file for its reader. It is made when asked for, and never kept."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from reachable.common.permission_codes import Permission
from reachable.meetings.choices import UseFor
from reachable.sharing import operations, queries
from reachable.sharing.documents import as_pdf
from reachable.web.shared.page import page, render_page, with_looks
from reachable.web.shared.purpose import opened_use, spent_use, to_purpose
from reachable.web.shared.request import PageRequest

from . import pack_pages


@page(Permission.SEE_INCIDENTS, name="meeting-pack")
@require_GET
def pack(request: PageRequest, meeting: str) -> HttpResponse:
    use = opened_use(request, meeting)
    if use is None:
        return to_purpose(request, meeting)
    return render_page(request, pack_pages.Pack(queries.pack(request.professional, meeting, request.at, use=use)))


@page(Permission.SEE_INCIDENTS, name="meeting-pack-to-print")
@require_GET
def pack_pdf(request: PageRequest, meeting: str) -> HttpResponse:
    """Each time it is asked what it is printed for, and each time leaves a row in the sharing log."""
    use = spent_use(request, meeting, UseFor.PRINT, operations.PACK)
    if use is None:
        return to_purpose(request, meeting, UseFor.PRINT, operations.PACK)
    who, at = request.professional, request.at
    view = queries.pack(who, meeting, at, use=use, use_for=UseFor.PRINT, item_key=operations.PACK)
    made = as_pdf(queries.pack_paper(view))
    operations.give_pack(by=who, at=at, pack=view, use=use)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{view.heading.reference}-pack.pdf"'
    return with_looks(response, pack_pages.looks_of(view))
