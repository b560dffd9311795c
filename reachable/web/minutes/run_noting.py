"""Notes: written, changed, taken back, not agreed with, their wording cleared."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.meetings import operations, queries
from reachable.meetings.choices import NoteKind
from reachable.meetings.operations import NewNote
from reachable.meetings.queries import NoteLine, RunView
from reachable.web.shared.page import page, render_page

from . import run_pages
from .run_desk import Desk, at_the_desk
from .run_forms import BecauseForm, ClearNoteForm, DissentForm, NoteForm, as_it_stands


@page(Permission.SEE_INCIDENTS, name="meeting-note")
@require_POST
@at_the_desk
def note(desk: Desk) -> HttpResponse:
    form = NoteForm(desk.request.POST, at=desk.at)
    item = form.cleaned_data["item"] if form.is_valid() else None
    if item is not None:
        new = NewNote(key=form.cleaned_data["key"], **form.said)
        try:
            operations.add_note(by=desk.by, at=desk.at, meeting=desk.meeting, item_key=item, new=new)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            desk.forget("note-key", new.key)
            return desk.done(f"{_label(form)} noted", item, "notes", focus="note")
    view = desk.view(form.cleaned_data.get("item"))
    return desk.refused(view, note=form.offer(view))


def _told(desk: Desk, key: UUID) -> dict[str, Any]:
    return {"by": desk.by, "at": desk.at, "meeting": desk.meeting, "note_key": key}


def _label(form: NoteForm) -> str:
    return str(NoteKind(form.cleaned_data["kind"]).label)


def _found(desk: Desk, key: UUID) -> tuple[RunView, NoteLine]:
    """The note on the page of its item."""
    item = queries.item_of_note(desk.by, desk.meeting, key, desk.at)
    view = desk.view(item)
    line = next((one for one in view.notes if one.key == key), None)
    if line is None:
        raise NotFound("note")
    return view, line


def _page(desk: Desk, view: RunView, line: NoteLine, **filled: Any) -> HttpResponse:
    people = [(str(one.key), f"{one.name}, {one.agency}") for one in view.attendance if one.was_there]
    forms = {
        "form": NoteForm(initial=as_it_stands(line), at=desk.at),
        "back": BecauseForm(prefix="back", at=desk.at),
        "dissent": DissentForm(people, prefix="dissent", at=desk.at),
        "clear": ClearNoteForm(prefix="clear", initial={"wording": line.cleared_words or line.words}, at=desk.at),
        **filled,
    }
    forms["form"].offer(view)
    return render_page(desk.request, run_pages.Note(view, line, **forms))


@page(Permission.SEE_INCIDENTS, name="change-meeting-note")
@at_the_desk
def change_note(desk: Desk, key: UUID) -> HttpResponse:
    """Where somebody changed it meanwhile, both are shown, and saving again goes on from theirs."""
    if desk.request.method != "POST":
        return _page(desk, *_found(desk, key))
    form = NoteForm(desk.request.POST, at=desk.at)
    stale = False
    if form.is_valid():
        try:
            row = operations.change_note(
                **_told(desk, key), seen_version=form.cleaned_data["seen_version"], **form.changed
            )
        except Stale as newer:
            form.has_now_seen(newer.current.version)
            form.refuse(newer)
            stale = True
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return desk.done("Note changed", row.item.key, f"note-{key}")
    return _page(desk, *_found(desk, key), form=form, stale=stale)


@page(Permission.SEE_INCIDENTS, name="take-back-meeting-note")
@require_POST
@at_the_desk
def take_back_note(desk: Desk, key: UUID) -> HttpResponse:
    form = BecauseForm(desk.request.POST, prefix="back", at=desk.at)
    if form.is_valid():
        try:
            row = operations.take_back_note(
                by=desk.by, at=desk.at, meeting=desk.meeting, note_key=key, **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return desk.done(
                "Note taken back", row.item.key, f"note-{key}", then="It stays in the minutes, struck out."
            )
    return _page(desk, *_found(desk, key), back=form)


@page(Permission.SEE_INCIDENTS, name="clear-meeting-note")
@require_POST
@at_the_desk
def clear_note(desk: Desk, key: UUID) -> HttpResponse:
    form = ClearNoteForm(desk.request.POST, prefix="clear", at=desk.at)
    if form.is_valid():
        try:
            row = operations.clear_note(**_told(desk, key), wording=form.cleaned_data["wording"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "Records of the young people it concerns carry this wording and no other."
            return desk.done("Wording cleared", row.item.key, f"note-{key}", then=then)
    return _page(desk, *_found(desk, key), clear=form)


@page(Permission.SEE_INCIDENTS, name="meeting-dissent")
@require_POST
@at_the_desk
def dissent(desk: Desk, key: UUID) -> HttpResponse:
    view, line = _found(desk, key)
    people = [(str(one.key), one.name) for one in view.attendance if one.was_there]
    form = DissentForm(people, desk.request.POST, prefix="dissent", at=desk.at)
    if form.is_valid():
        given = form.cleaned_data
        try:
            operations.record_dissent(**_told(desk, key), attendee_key=UUID(given["attendee"]), words=given["words"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return desk.done("Noted that somebody does not agree", line.item_key, f"note-{key}")
    return _page(desk, view, line, dissent=form)
