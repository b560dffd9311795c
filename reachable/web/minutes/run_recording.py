"""What is recorded of an item beside notes: answers about young people, actions, what is decided for each."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.meetings import operations
from reachable.meetings.queries import OutcomeLine, RunView
from reachable.web.shared import flash
from reachable.web.shared.cards import NOTHING_NEW, as_they_were, save_changed
from reachable.web.shared.page import page

from .run_actions import ActionForm
from .run_desk import Desk, at_the_desk
from .run_outcomes import OutcomeForm
from .run_rows import rows_of


@page(Permission.SEE_INCIDENTS, name="meeting-answers")
@require_POST
@at_the_desk
def answers(desk: Desk, key: UUID) -> HttpResponse:
    """The rows of an item: only what was changed is recorded, each row by itself."""
    view = desk.view(key)
    forms = rows_of(view, at=desk.at, data=desk.request.POST)
    answering = partial(operations.answer_in_meeting, meeting=desk.meeting, item_key=key)
    outcome = save_changed(forms, by=desk.by, at=desk.at, answer=answering)
    if not outcome.refused and not desk.is_fragment:
        return _said(desk, key, len(outcome.recorded))
    view = desk.view(key)
    cards = [card for row in view.answers for card in row.cards]
    drawn = as_they_were(cards, desk.maker(view), outcome, desk.request.POST)
    rows = {one.view.key: one for one in drawn}
    if outcome.refused:
        return desk.refused(view, rows=rows)
    return desk.page(view, rows=rows)


def _said(desk: Desk, key: UUID, count: int) -> HttpResponse:
    if not count:
        flash.say(desk.request, NOTHING_NEW, kind="notice")
        return desk.moved(key, "answers")
    return desk.done(f"{count} answer{'' if count == 1 else 's'} recorded", key, "answers")


@page(Permission.SEE_INCIDENTS, name="meeting-action")
@require_POST
@at_the_desk
def action(desk: Desk) -> HttpResponse:
    view = desk.view(_item_in(desk))
    form = ActionForm(view, desk.request.POST, at=desk.at)
    item = view.item.key if view.item else None
    if form.is_valid():
        new = form.agreed()
        try:
            made = operations.agree_action(by=desk.by, at=desk.at, meeting=desk.meeting, new=new)
        except Refused as refusal:
            form.place(refusal)
        else:
            desk.forget("action-key", new.key)
            return desk.done("Action added", item, "actions", then=made.what, focus="action")
    return desk.refused(view, action=form)


def _item_in(desk: Desk) -> UUID | None:
    try:
        return UUID(desk.request.POST.get("action-item", ""))
    except ValueError:
        return None


@page(Permission.SEE_INCIDENTS, name="meeting-outcome")
@at_the_desk
def outcome(desk: Desk, key: UUID) -> HttpResponse:
    """What is decided for one young person; then on to the next for whom nothing is decided yet."""
    view = desk.view()
    item = next((one.key for one in view.items if one.ends_in_outcome), None)
    if desk.request.method != "POST":
        return redirect(desk.address(item, "outcome", about=str(key)))
    view = desk.view(item)
    line = _line(view, key)
    form = OutcomeForm(line, view, at=desk.at, data=desk.request.POST)
    if form.is_valid() and _decide(desk, form):
        rest = [one for one in desk.view(item).outcomes if not one.is_said]
        about = str(rest[0].young_person.key) if rest else str(key)
        return desk.done(f"Recorded for {line.young_person.label}", item, "outcome", about=about)
    return desk.refused(desk.view(item), outcome=form)


def _decide(desk: Desk, form: OutcomeForm) -> bool:
    """False: the form says why not. What is sent twice counts once."""
    key, seen = form.line.young_person.key, form.cleaned_data["seen_number"]
    told = {"by": desk.by, "at": desk.at, "meeting": desk.meeting, "involvement_key": key}
    try:
        operations.set_outcome(**told, record=form.record, seen_number=seen)
    except Stale as newer:
        if form.record != form.stands:
            form.has_now_seen(newer.current.number)
            form.refuse(newer)
            return False
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True


def _line(view: RunView, key: UUID) -> OutcomeLine:
    for one in view.outcomes:
        if one.young_person.key == key:
            return one
    raise NotFound("young person")
