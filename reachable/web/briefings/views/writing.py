"""A briefing is begun, written and looked at, for the incident's team."""

from uuid import uuid4

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotPermitted, Refused, Stale
from reachable.sharing import operations, queries
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms import FindingsForm, StartForm, WriteForm
from ..pages import Briefing, Briefings, Findings, New, Write

PAGE = "briefings:briefing"


@page(Permission.SEE_INCIDENTS)
def briefings(request: PageRequest, reference: str) -> HttpResponse:
    return render_page(request, Briefings(queries.briefings(request.professional, reference, request.at)))


@page(Permission.WRITE_BRIEFINGS, name="new-briefing")
def new(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.briefings(who, reference, at)
    if not view.may_write:
        raise NotPermitted
    form = StartForm(form_data(request), at=at, places=view.places, initial={"key": uuid4()})
    if form.is_valid():
        try:
            row = operations.start_briefing(by=who, at=at, reference=reference, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, f"{row.reference} begun", "briefings:write", row.reference)
    return render_page(request, New(view.heading, form))


@page(Permission.WRITE_BRIEFINGS)
def briefing(request: PageRequest, briefing: str) -> HttpResponse:
    return render_page(request, Briefing(queries.briefing(request.professional, briefing, request.at)))


@page(Permission.WRITE_BRIEFINGS, name="write-briefing")
def write(request: PageRequest, briefing: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.briefing(who, briefing, at)
    first = {"seen_number": view.number, **view.words.by_part}
    form = WriteForm(form_data(request), at=at, prompts=view.prompts, initial=first)
    stale = False
    if form.is_valid():
        told = {"by": who, "at": at, "briefing": briefing, "seen_number": form.cleaned_data["seen_number"]}
        try:
            operations.write_briefing(**told, words=form.words)
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                form.has_now_seen(view.number)
        else:
            then = "What was found in it stands beside the text."
            return redirect_with(request, "Saved and checked", "briefings:write", briefing, then=then)
    return render_page(request, Write(view, form, stale))


@page(Permission.WRITE_BRIEFINGS, name="briefing-findings")
def findings(request: PageRequest, briefing: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.briefing(who, briefing, at)
    first = {"sha256": view.sha256, "made_out": view.made_out, "small_group": view.small_group}
    form = FindingsForm(form_data(request), at=at, found=view.look_again, initial=first)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("sha256", "made_out", "small_group")}
        try:
            operations.answer_findings(by=who, at=at, briefing=briefing, answers=form.answers, **said)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "Saved", PAGE, briefing)
    return render_page(request, Findings(view, form))
