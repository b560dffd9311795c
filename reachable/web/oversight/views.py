"""Phases, hand-overs and days to come of one incident."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse

from reachable.common import clock
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.incidents import queries as incident_queries
from reachable.oversight import operations as oversight
from reachable.oversight import queries
from reachable.web.shared.forms import Form
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from . import forms, pages

HOME = "oversight:way_back"


@page(Permission.SEE_INCIDENTS)
def more(request: PageRequest, reference: str) -> HttpResponse:
    heading = incident_queries.heading(request.professional, reference, request.at)
    return render_page(request, pages.More(heading, request.professional.holds))


@page(Permission.SEE_INCIDENTS)
def way_back(request: PageRequest, reference: str) -> HttpResponse:
    view = queries.way_back(request.professional, reference, request.at)
    return render_page(request, pages.WayBack(view.heading, view))


def _done(request: PageRequest, form: Form, do: Callable[[], object], says: str, reference: str) -> HttpResponse | None:
    """Does it and goes back, or None where the form comes back with what is wrong."""
    if not form.is_valid():
        return None
    try:
        do()
    except Refused as refusal:
        form.refuse(refusal)
        return None
    return redirect_with(request, says, HOME, reference)


@page(Permission.STAND_DOWN)
def stabilise(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    heading = incident_queries.heading(who, reference, at)
    form = forms.StabiliseForm(form_data(request), at=at)

    def do() -> None:
        oversight.begin_stabilisation(by=who, at=at, reference=reference, **form.cleaned_data)

    says = ("Everything that is open goes on. The questions of the weeks to come open with it.",)
    shown = pages.Task(heading, form, "Say that stabilisation begins", "Stabilisation begins", says)
    return _done(request, form, do, "Stabilisation has begun", reference) or render_page(request, shown)


@page(Permission.STAND_DOWN)
def stand_down(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.way_back(who, reference, at)
    form = forms.StandDownForm(form_data(request), at=at)

    def do() -> None:
        oversight.stand_down(by=who, at=at, reference=reference, **form.cleaned_data)

    title = "Hand over to business as usual"
    shown = pages.StandDown(view.heading, form, title, title, view=view)
    return _done(request, form, do, "The response is business as usual", reference) or render_page(request, shown)


@page(Permission.STAND_DOWN)
def begin_again(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    heading = incident_queries.heading(who, reference, at)
    form = forms.BeginAgainForm(form_data(request), at=at, initial={"other": request.GET.get("after", "")[:20]})

    def do() -> None:
        oversight.begin_again(by=who, at=at, reference=reference, **form.cleaned_data)

    says = ("The response runs again from now. Nothing that was handed over is undone.",)
    shown = pages.Task(heading, form, "Begin the response again", "Begin again", says)
    return _done(request, form, do, "The response runs again", reference) or render_page(request, shown)


def _team(request: PageRequest, reference: str) -> list[tuple[str, str]]:
    heading = incident_queries.heading(request.professional, reference, request.at)
    team = incident_queries.team(request.professional, heading.incident_id, request.at)
    members = {str(one.key): f"{one.name}, {one.agency}" for one in team}
    return sorted(members.items(), key=lambda one: one[1])


@page(Permission.MANAGE_TEAM)
def hand_over(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.way_back(who, reference, at)
    owned = [
        (f"{one.kind}:{one.line}", f"{one.words} ({one.letter})" if one.letter else one.words)
        for one in view.of("owned")
    ]
    form = forms.HandOverForm(form_data(request), at=at, lines=owned, people=_team(request, reference))

    def do() -> None:
        oversight.hand_over(by=who, at=at, reference=reference, **form.offer)

    says = () if owned else ("Everything that is open has an owner in business as usual.",)
    shown = pages.Task(view.heading, form, "Hand over what is open", "Hand over", says)
    return _done(request, form, do, "Handed over. It counts once they accept it", reference) or render_page(
        request, shown
    )


@page(Permission.SEE_INCIDENTS, name="answer-hand-over")
def answer(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.way_back(who, reference, at)
    line = next((one for one in view.offered if one.key == key), None)
    if line is None:
        raise NotFound("hand-over")
    if not line.is_mine:
        raise NotPermitted("Whoever it was offered to answers it, once.")
    form = forms.AnswerForm(form_data(request), at=at)

    def do() -> None:
        if form.cleaned_data["answer"] == "accept":
            oversight.accept_hand_over(by=who, at=at, key=key)
        else:
            oversight.decline_hand_over(by=who, at=at, key=key, because=form.cleaned_data["because"])

    letter = f" ({line.letter})" if line.letter else ""
    shown = pages.Task(view.heading, form, f"Take on: {line.words}{letter}", "Save", (line.what,))
    return _done(request, form, do, "Saved", reference) or render_page(request, shown)


@page(Permission.ANSWER_CONSIDERATIONS)
def add_day(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    heading = incident_queries.heading(who, reference, at)
    first = {"kind": request.GET.get("kind", "")[:20], "owner": str(who.key)}
    form = forms.DayForm(form_data(request), at=at, initial=first, people=_team(request, reference))

    def do() -> None:
        oversight.add_later_date(by=who, at=at, reference=reference, **form.day(clock.local_date(at)))

    shown = pages.Task(heading, form, "Write down a day to come", "Save the day")
    return _done(request, form, do, "The day is written down", reference) or render_page(request, shown)


@page(Permission.ANSWER_CONSIDERATIONS)
def finish_day(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.way_back(who, reference, at)
    line = next((one for one in view.later if one.key == key and not one.done), None)
    if line is None:
        raise NotFound("day")
    form = forms.FinishDayForm(form_data(request), at=at)

    def do() -> None:
        oversight.finish_later_date(by=who, at=at, reference=reference, key=key, **form.cleaned_data)

    shown = pages.Task(view.heading, form, f"Looked ahead: {line.kind.lower()}", "Save", (line.words,))
    return _done(request, form, do, "Saved", reference) or render_page(request, shown)
