"""The page on which a meeting is held: started, shown to the room, asked what is new, ended."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.directory import operations as directory_operations
from reachable.directory.choices import KeptPurpose
from reachable.meetings import operations, queries
from reachable.web.shared import dates, flash
from reachable.web.shared.page import Look, page, redirect_with, render_page, with_looks
from reachable.web.shared.request import PageRequest

from . import run_pages
from .run_desk import Desk, at_the_desk
from .run_forms import EndForm

_NOT_KEPT = ("csrfmiddlewaretoken", "form", "at_item")


def key_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@page(Permission.SEE_INCIDENTS, name="meeting-run")
@require_GET
@at_the_desk
def run(desk: Desk) -> HttpResponse:
    view = desk.view(key_in(desk.request.GET.get("item", "")))
    if view.heading.is_planned:
        return render_page(desk.request, run_pages.Start(view))
    return desk.page(view)


@page(Permission.SEE_INCIDENTS, name="start-meeting")
@require_POST
@at_the_desk
def start(desk: Desk) -> HttpResponse:
    try:
        operations.start_meeting(by=desk.by, at=desk.at, meeting=desk.meeting)
    except Refused as refusal:
        flash.say(desk.request, str(refusal), kind="notice")
    return desk.moved(None)


@page(Permission.SEE_INCIDENTS, name="meeting-news", by_itself=True)
@require_GET
@at_the_desk
def live(desk: Desk) -> HttpResponse:
    """What an open page asks for every few seconds: whether anything changed, and who is typing."""
    since = desk.request.GET.get("since", "0")
    known = int(since) if since.isascii() and since.isdigit() and len(since) < 9 else 0
    found = queries.live(desk.by, desk.meeting, desk.at, use=desk.use, since=known)
    answer = JsonResponse(
        {
            "revision": found.revision,
            "changed": found.is_changed,
            "state": found.state,
            "typing": list(found.typing),
            "token": get_token(desk.request),
        }
    )
    return with_looks(answer, [Look()])


@page(Permission.SEE_INCIDENTS, name="meeting-typing")
@require_POST
def typing(request: PageRequest, meeting: str) -> HttpResponse:
    """Who types where, and what is typed as a private draft: kept for its writer alone until it is recorded."""
    item = key_in(request.POST.get("at_item", ""))
    operations.say_typing(by=request.professional, at=request.at, meeting=meeting, item_key=item)
    form = request.POST.get("form", "")
    if form.startswith(reverse("minutes:run", args=[meeting])):
        payload = {name: request.POST.getlist(name) for name in request.POST if name not in _NOT_KEPT}
        directory_operations.keep_text(
            by=request.professional, form=form, payload=payload, at=request.at, purpose=KeptPurpose.DRAFT
        )
    return JsonResponse({"saved": dates.time_of_day(request.at)})


@page(Permission.SEE_INCIDENTS, name="meeting-shared-view", by_itself=True)
@at_the_desk
def shared(desk: Desk) -> HttpResponse:
    """For the projector. POST: from now on, or no longer, it is being shown to the room."""
    if desk.request.method == "POST":
        shown = desk.request.POST.get("shown") == "yes"
        operations.set_shared_view(by=desk.by, at=desk.at, meeting=desk.meeting, shown=shown)
        return redirect("minutes:shared", desk.meeting) if shown else desk.moved(None)
    view = queries.shared_view(desk.by, desk.meeting, desk.at, use=desk.use)
    return render_page(desk.request, run_pages.Shared(view))


@page(Permission.SEE_INCIDENTS, name="end-meeting")
@at_the_desk
def end(desk: Desk) -> HttpResponse:
    form = EndForm(desk.request.POST or None, at=desk.at)
    if form.is_valid():
        try:
            ended_at = form.cleaned_data["ended_at"]
            operations.end_meeting(by=desk.by, at=desk.at, meeting=desk.meeting, ended_at=ended_at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "What is left to say before its minutes are agreed stands here."
            return redirect_with(desk.request, "The meeting has ended", "minutes:conclude", desk.meeting, then=then)
    return render_page(desk.request, run_pages.End(desk.view(), form))
