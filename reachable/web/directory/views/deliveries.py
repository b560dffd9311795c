"""What mail went out, what waits, what failed."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.outbox import operations, queries
from reachable.outbox.choices import Status
from reachable.web.shared import flash
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from .. import pages

LAST_PAGE = 100_000


@page(Permission.SEE_DELIVERIES)
def deliveries(request: PageRequest) -> HttpResponse:
    who, asked, number = request.professional, request.GET.get("status", ""), request.GET.get("page", "")
    status = Status(asked) if asked in Status.values else None
    wanted = min(int(number), LAST_PAGE) if number.isascii() and number.isdigit() and len(number) < 10 else 1
    shown = pages.Deliveries(
        found=queries.recent(who, page=wanted, status=status),
        counts=queries.counts(who),
        status=status,
        last_tick=queries.last_tick(),
        shows_files=queries.shows_files(),
        at=request.at,
    )
    return render_page(request, shown)


@page(Permission.SEE_DELIVERIES)
def delivery_files(request: PageRequest) -> HttpResponse:
    return render_page(request, pages.DeliveryFiles(queries.file_messages(request.professional)))


@page(Permission.SEE_DELIVERIES)
@require_POST
def send_again(request: PageRequest, key: UUID) -> HttpResponse:
    try:
        operations.send_again(by=request.professional, key=key, at=request.at)
    except Refused as refusal:
        flash.say(request, str(refusal), kind="notice")
        return redirect("directory:deliveries")
    return redirect_with(request, "It is waiting to be sent again", "directory:deliveries")
