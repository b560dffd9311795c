"""A briefing is signed by a second person, given a chair and readers, issued and withdrawn."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.directory import queries as directory_queries
from reachable.sharing import operations, queries
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms import ChairForm, IssueForm, ReadersForm, ReadOutForm, SignForm, WithdrawForm
from ..pages import Chair, Issue, Readers, ReadOut, Sign, Withdraw

PAGE = "briefings:briefing"


@page(Permission.SIGN_BRIEFINGS, name="sign-briefing")
def sign(request: PageRequest, briefing: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.briefing(who, briefing, at)
    form = SignForm(form_data(request), at=at, initial={"sha256": view.sha256})
    if form.is_valid():
        try:
            operations.sign_briefing(by=who, at=at, briefing=briefing, sha256=form.cleaned_data["sha256"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, f"{briefing} signed", PAGE, briefing)
    return render_page(request, Sign(view, form))


@page(Permission.WRITE_BRIEFINGS, name="briefing-chair")
def chair(request: PageRequest, briefing: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.briefing(who, briefing, at)
    first = {"chair": view.chair_key, "police": view.police_key, "held_at": view.held_at}
    form = ChairForm(form_data(request), at=at, people=queries.chairs(who), initial=first)
    if form.is_valid():
        try:
            operations.name_chair(by=who, at=at, briefing=briefing, **form.named)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "Saved who chairs it", PAGE, briefing)
    return render_page(request, Chair(view, form))


@page(Permission.WRITE_BRIEFINGS, name="briefing-readers")
def readers(request: PageRequest, briefing: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.briefing(who, briefing, at)
    people = queries.to_choose(who, [one.professional_key for one in view.readers if one.professional_key])
    agencies = [(str(one.key), one.name) for one in directory_queries.agencies()]
    form = ReadersForm(form_data(request), at=at, people=people, agencies=agencies)
    if form.is_valid():
        try:
            operations.add_readers(by=who, at=at, briefing=briefing, **form.named)
        except Refused as refusal:
            form.refuse(refusal, "professional" if refusal.field == "professionals" else "")
        else:
            return redirect_with(request, "Added", "briefings:readers", briefing)
    return render_page(request, Readers(view, form))


@page(Permission.WRITE_BRIEFINGS, name="remove-briefing-reader")
@require_POST
def remove_reader(request: PageRequest, briefing: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    try:
        operations.remove_reader(by=who, at=at, briefing=briefing, reader=key)
    except Refused as refusal:
        return redirect_with(request, str(refusal), "briefings:readers", briefing)
    return redirect_with(request, "Taken off the list", "briefings:readers", briefing)


@page(Permission.WRITE_BRIEFINGS, name="briefing-read-out")
def read_out(request: PageRequest, briefing: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.briefing(who, briefing, at)
    line = next((one for one in view.readers if one.key == key), None)
    if line is None:
        raise NotFound("reader")
    form = ReadOutForm(form_data(request), at=at, initial={"told_at": at})
    if form.is_valid():
        told_at = form.cleaned_data["told_at"]
        try:
            operations.say_read_out(by=who, at=at, briefing=briefing, reader=key, told_at=told_at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "Saved that it was read out", "briefings:readers", briefing)
    return render_page(request, ReadOut(view, line, form))


@page(Permission.WRITE_BRIEFINGS, name="issue-briefing")
def issue(request: PageRequest, briefing: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.briefing(who, briefing, at)
    form = IssueForm(form_data(request), at=at, initial={"sha256": view.sha256})
    if form.is_valid():
        try:
            operations.issue_briefing(by=who, at=at, briefing=briefing, sha256=form.cleaned_data["sha256"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "Its readers have a mail that says to sign in, and nothing else."
            return redirect_with(request, f"{briefing} issued", PAGE, briefing, then=then)
    return render_page(request, Issue(view, form))


@page(Permission.WRITE_BRIEFINGS, name="withdraw-briefing")
def withdraw(request: PageRequest, briefing: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.briefing(who, briefing, at)
    form = WithdrawForm(form_data(request), at=at)
    if form.is_valid():
        try:
            operations.withdraw_briefing(by=who, at=at, briefing=briefing, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, f"{briefing} withdrawn", PAGE, briefing)
    return render_page(request, Withdraw(view, form))
