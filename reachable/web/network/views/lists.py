"""Bringing in a partner's list: upload, columns, rows, confirm, progress; and undoing it as a whole."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.incidents.choices import ListState
from reachable.incidents.partner_lists import Unreadable
from reachable.incidents.partner_lists.staged import look_through
from reachable.incidents.queries import ListView
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest
from reachable.web.shared.uploads import was_too_large

from ..forms.lists import ColumnsForm, RowsForm, UploadForm
from ..pages.lists import ListColumns, ListProgress, ListRows, Lists, UndoList
from ..steps import take_steps

PAGES = {ListState.COLUMNS: "network:list_columns", ListState.ROWS: "network:list_rows"}
TOO_LARGE = "The file is larger than 5 MB. Leave only the people who are relevant to this incident, and no pictures."


@page(Permission.BRING_LIST)
def lists(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    heading = incident_queries.heading(who, reference, at)
    form = UploadForm(form_data(request), at=at, files=request.FILES or None)
    if was_too_large(request):
        form.refuse_file(TOO_LARGE)
    elif form.is_valid():
        words = {name: value for name, value in form.cleaned_data.items() if name != "file"}
        file = form.cleaned_data["file"]
        try:
            staged = look_through(file.read(), file.name)
            kept = incident_operations.stage_list(by=who, at=at, reference=reference, staged=staged, **words)
        except Unreadable as wrong:
            form.refuse(wrong.sentence, "file")
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("network:list_columns", reference, kept.key)
    shown = tuple(incident_queries.lists_of(who, reference, at))
    return render_page(request, Lists(heading, form, shown))


def _open(request: PageRequest, reference: str, key: UUID) -> ListView:
    return incident_queries.partner_list(request.professional, reference, key, request.at)


def _where_it_stands(view: ListView) -> HttpResponse:
    to = PAGES.get(ListState(view.line.state), "network:list_progress")
    return redirect(to, view.heading.reference, view.line.key)


@page(Permission.BRING_LIST)
def list_columns(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = _open(request, reference, key)
    if view.table is None or view.columns is None:
        return _where_it_stands(view)
    first = {"seen_number": view.version}
    form = ColumnsForm(form_data(request), at=at, table=view.table, columns=view.columns, initial=first)
    if form.is_valid():
        rows, skipped = incident_queries.find_rows(who, reference, view.table, form.chosen, at)
        seen = form.cleaned_data["seen_number"]
        settled = {"table": view.table, "columns": form.chosen, "rows": rows, "skipped": skipped, "seen_version": seen}
        try:
            incident_operations.settle_columns(by=who, at=at, reference=reference, key=key, **settled)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("network:list_rows", reference, key)
    return render_page(request, ListColumns(view, form))


@page(Permission.BRING_LIST)
def list_rows(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = _open(request, reference, key)
    if view.line.state != ListState.ROWS:
        return _where_it_stands(view)
    confirming = "confirm" in request.POST
    first = {"seen_number": view.version}
    form = RowsForm(form_data(request), at=at, rows=view.rows, confirming=confirming, initial=first)
    if form.is_valid():
        common = {"by": who, "at": at, "reference": reference, "key": key}
        seen = form.cleaned_data["seen_number"]
        try:
            kept = incident_operations.decide_rows(**common, decisions=form.decisions, seen_version=seen)
            if confirming:
                incident_operations.confirm_list(**common, seen_version=kept.version)
                return redirect("network:list_progress", reference, key)
        except Refused as refusal:
            view = _open(request, reference, key)
            form.refuse(refusal)
            form.has_now_seen(view.version)
        else:
            return redirect_with(request, "Saved. Nothing is brought in yet.", "network:list_rows", reference, key)
    return render_page(request, ListRows(view, form))


@page(Permission.BRING_LIST)
def list_progress(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = _open(request, reference, key)
    if view.line.state in PAGES:
        return _where_it_stands(view)
    if request.method == "POST":
        undoing = view.line.state == ListState.UNDOING
        step = incident_operations.undo_some if undoing else incident_operations.write_some
        take_steps(lambda: step(by=who, at=at, reference=reference, key=key), request.POST.get("steps", ""))
        return redirect("network:list_progress", reference, key)
    return render_page(request, ListProgress(view))


@page(Permission.BRING_LIST)
def undo_list(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = _open(request, reference, key)
    refusal = ""
    if request.method == "POST":
        try:
            incident_operations.begin_undoing(by=who, at=at, reference=reference, key=key)
        except Refused as refused:
            refusal = str(refused)
        else:
            return redirect("network:list_progress", reference, key)
    return render_page(request, UndoList(view, refusal))
