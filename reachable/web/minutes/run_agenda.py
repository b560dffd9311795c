"""The agenda while the meeting runs: the next item, one left out, one added, a restricted part; what it is all for."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.meetings import operations
from reachable.web.shared import flash
from reachable.web.shared.page import page, redirect_with, render_page

from . import run_pages
from .run_desk import Desk, at_the_desk
from .run_forms import AddItemForm, BecauseForm, PurposesForm, RestrictedForm


def _next_after(desk: Desk, key: UUID) -> UUID | None:
    following = desk.view(key).next_item
    return following.key if following else None


def _cover(desk: Desk, key: UUID, told: dict[str, Any]) -> UUID | None:
    """The item is covered, and the next that is not done is taken."""
    operations.cover_item(**told, item_key=key)
    following = _next_after(desk, key)
    if following is not None:
        operations.take_item(**told, item_key=following)
    return following or key


def _take(desk: Desk, key: UUID, told: dict[str, Any]) -> UUID | None:
    operations.take_item(**told, item_key=key)
    return key


def _cover_only(desk: Desk, key: UUID, told: dict[str, Any]) -> UUID | None:
    operations.cover_item(**told, item_key=key)
    return key


_DO: dict[str, Callable[[Desk, UUID, dict[str, Any]], UUID | None]] = {
    "next": _cover,
    "take": _take,
    "cover": _cover_only,
}


@page(Permission.SEE_INCIDENTS, name="meeting-item")
@require_POST
@at_the_desk
def item(desk: Desk, key: UUID) -> HttpResponse:
    """`do`: "next" covers it and takes the next; "take"; "cover"; "pass" leaves it out, with why."""
    told = {"by": desk.by, "at": desk.at, "meeting": desk.meeting}
    do = desk.request.POST.get("do", "")
    if do == "pass":
        return _pass(desk, key, told)
    try:
        to = _DO.get(do, _take)(desk, key, told)
    except Refused as refusal:
        flash.say(desk.request, str(refusal), kind="notice")
        to = key
    return desk.moved(to, "item")


def _pass(desk: Desk, key: UUID, told: dict[str, Any]) -> HttpResponse:
    form = BecauseForm(desk.request.POST, prefix="pass", at=desk.at)
    if form.is_valid():
        try:
            operations.pass_over_item(**told, item_key=key, because=form.cleaned_data["because"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return desk.done("Marked as not reached", _next_after(desk, key) or key, "item")
    return desk.refused(desk.view(key), passing=form)


@page(Permission.SEE_INCIDENTS, name="add-meeting-item")
@require_POST
@at_the_desk
def add_item(desk: Desk) -> HttpResponse:
    form = AddItemForm(desk.request.POST, at=desk.at)
    if form.is_valid():
        told = {"by": desk.by, "at": desk.at, "meeting": desk.meeting}
        try:
            made = operations.add_item(**told, title=form.cleaned_data["title"], key=form.cleaned_data["key"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return desk.done("Item added", made.key, "item", then="It stands at the end of the agenda.")
    return desk.refused(desk.view(), add=form)


@page(Permission.SEE_INCIDENTS, name="meeting-restricted-part")
@require_POST
@at_the_desk
def restricted(desk: Desk, key: UUID) -> HttpResponse:
    """From now on only those who stay read what is noted."""
    view = desk.view(key)
    people = [(str(one.key), one.name) for one in view.attendance if one.is_there]
    form = RestrictedForm(people, desk.request.POST, at=desk.at)
    if form.is_valid():
        stay = [UUID(one) for one in form.cleaned_data["stay"]]
        told = {"by": desk.by, "at": desk.at, "meeting": desk.meeting, "item_key": key}
        try:
            operations.begin_restricted(**told, because=form.cleaned_data["because"], stay=stay)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "Only those who stay read what is noted until it ends."
            return desk.done("The restricted part has begun", key, "item", then=then)
    return desk.refused(view, restricted=form)


@page(Permission.SEE_INCIDENTS, name="end-restricted-part")
@require_POST
@at_the_desk
def end_restricted(desk: Desk) -> HttpResponse:
    try:
        operations.end_restricted(by=desk.by, at=desk.at, meeting=desk.meeting)
    except Refused as refusal:
        flash.say(desk.request, str(refusal), kind="notice")
        return desk.moved(None, "item")
    return desk.done("The restricted part has ended", None, "item", then="Those who left can come back.")


@page(Permission.SEE_INCIDENTS, name="meeting-purposes")
@at_the_desk
def purposes(desk: Desk) -> HttpResponse:
    view = desk.view()
    form = PurposesForm(view, desk.request.POST or None, at=desk.at)
    if form.is_valid():
        try:
            operations.agree_purposes(by=desk.by, at=desk.at, meeting=desk.meeting, **form.agreed)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "What belongs to this meeting may be used for nothing else without a decision."
            return redirect_with(desk.request, "Purposes agreed", desk.address(), then=then)
    return render_page(desk.request, run_pages.Purposes(view, form))
