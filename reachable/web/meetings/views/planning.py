"""The meetings of an incident; convening, changing and cancelling one."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse

from reachable.common import clock
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotPermitted, Refused, Stale
from reachable.meetings import operations, queries
from reachable.meetings.queries import ChangeView, ConveneView, MeetingHeading
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.planning import USUAL_LENGTH, CancelForm, ChangeMeetingForm, ConveneForm, PurposesForm, YoungPeopleForm
from ..only_while import until_it_ends, while_planned
from ..pages.planning import CancelMeeting, ChangeMeeting, Convene, Meetings, Purposes, YoungPeople

_FIELD_OF = {"chair_key": "chair", "minute_taker_key": "minute_taker", "ends_at": "length"}
ONE, SEVERAL = "strategy", "complex-strategy"  # the kinds that most meetings are of


@page(Permission.SEE_INCIDENTS)
def meetings(request: PageRequest, reference: str) -> HttpResponse:
    return render_page(request, Meetings(queries.meetings_of(request.professional, reference, request.at)))


@page(Permission.CONVENE_MEETINGS)
def convene(request: PageRequest, reference: str) -> HttpResponse:
    view = queries.convene_view(request.professional, reference, request.at)
    form = ConveneForm(form_data(request), at=request.at, initial=_proposed(request, view), **_offered(view))
    if form.is_valid():
        try:
            made = _convened(request, reference, form)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            then = "Nobody is invited yet. Ask people for its seats, then send the invitations."
            return redirect_with(request, "The meeting is planned", "meeting:meeting", made, then=then)
    return render_page(request, Convene(view, form))


def _convened(request: PageRequest, reference: str, form: ConveneForm) -> str:
    """Answers its reference."""
    told: dict[str, Any] = {"by": request.professional, "at": request.at, "reference": reference}
    new, of_series = operations.NewMeeting(**form.said), form.cleaned_data["series"]
    if of_series:
        return operations.convene_next(**told, series_key=of_series, new=new).reference
    return operations.convene_meeting(**told, new=new).reference


def _offered(view: ConveneView) -> dict[str, Any]:
    return {
        "kinds": [(one.code, one.title, one.why) for one in view.kinds],
        "young_people": [(str(one.key), f"{one.label}, {one.part_words}") for one in view.young_people],
        "chairs": [(str(one.key), one.label) for one in view.chairs],
        "takers": [(str(one.key), one.label) for one in view.takers],
        "purposes": [(one.code, one.title, one.why) for one in view.purposes],
    }


def _proposed(request: PageRequest, view: ConveneView) -> dict[str, Any]:
    """What most would choose: whoever asks chairs it where they may, and the purposes are those of the kind."""
    kinds = {one.code: one for one in view.kinds}
    usual = SEVERAL if len(view.young_people) > 1 else ONE
    code = next((one for one in (request.GET.get("kind", ""), usual) if one in kinds), "")
    today = clock.local_date(request.at + timedelta(hours=1))
    next_of = _next_of(request, view)
    mine = str(request.professional.key)
    return {
        "key": uuid4(),
        "kind": code,
        "young_people": [str(one.key) for one in view.young_people],
        "starts_at": {"day": str(today.day), "month": str(today.month), "year": str(today.year), "time": ""},
        "length": USUAL_LENGTH,
        "chair": mine if any(str(one.key) == mine for one in view.chairs) else "",
        "purposes": list(kinds[code].purposes) if code else [],
        **next_of,
    }


def _next_of(request: PageRequest, view: ConveneView) -> dict[str, Any]:
    """What is known of the next of meetings that come back, where one of them is convened."""
    try:
        key = UUID(request.GET.get("series", ""))
    except ValueError:
        return {}
    _, line = queries.one_series(request.professional, view.heading.reference, key, request.at)
    kind = next((one for one in view.kinds if one.code == line.kind), None)
    day = max(line.next_on, clock.local_date(request.at))
    found: dict[str, Any] = {
        "series": line.key,
        "kind": line.kind,
        "starts_at": {"day": str(day.day), "month": str(day.month), "year": str(day.year), "time": ""},
        "purposes": list(kind.purposes) if kind else [],
    }
    return {**found, "young_people": [str(line.young_person.key)]} if line.young_person else found


@page(Permission.CONVENE_MEETINGS)
@while_planned
def change_meeting(request: PageRequest, meeting: str) -> HttpResponse:
    who, at = request.professional, request.at
    heading, now = _planned(request, meeting), queries.change_view(who, meeting, at)
    chairs, takers = [[(str(one.key), one.label) for one in found] for found in (now.chairs, now.takers)]
    form = ChangeMeetingForm(form_data(request), at=at, initial=_as_it_is(heading, now), chairs=chairs, takers=takers)
    stale = False
    if form.is_valid():
        try:
            change, seen = operations.MeetingChange(**form.said), form.cleaned_data["seen_number"]
            changed = operations.change_meeting(by=who, at=at, meeting=meeting, change=change, seen_version=seen)
        except Refused as refusal:
            refuse(form, refusal)
            if stale := isinstance(refusal, Stale):
                heading = _planned(request, meeting)
                form.has_now_seen(heading.version)
        else:
            then = "Whoever was invited is sent what changed." if changed.invited_at else ""
            return redirect_with(request, "The meeting is changed", "meeting:meeting", meeting, then=then)
    return render_page(request, ChangeMeeting(heading, form, stale))


def _as_it_is(heading: MeetingHeading, now: ChangeView) -> dict[str, Any]:
    return {
        "seen_number": heading.version,
        "starts_at": heading.starts_at,
        "length": str(int((heading.ends_at - heading.starts_at).total_seconds() // 60)),
        "place": heading.place,
        "link": heading.link,
        "not_for": heading.not_for,
        "chair": str(now.chair_key),
        "minute_taker": str(now.minute_taker_key or ""),
    }


@page(Permission.CONVENE_MEETINGS)
@until_it_ends
def proposed_purposes(request: PageRequest, meeting: str) -> HttpResponse:
    who, at = request.professional, request.at
    heading, now = _planned(request, meeting), queries.change_view(who, meeting, at)
    initial = {
        "seen_number": heading.version,
        "purposes": now.purpose_codes,
        "own_purpose": "\n".join(now.own_purposes),
    }
    offered = [(one.code, one.title, one.why) for one in now.purposes]
    form = PurposesForm(form_data(request), at=at, initial=initial, purposes=offered)
    stale = False
    if form.is_valid():
        try:
            operations.change_purposes(by=who, at=at, meeting=meeting, **form.said)
        except Refused as refusal:
            refuse(form, refusal)
            if stale := isinstance(refusal, Stale):
                heading = _planned(request, meeting)
                form.has_now_seen(heading.version)
        else:
            return redirect_with(request, "The purposes are changed", "meeting:meeting", meeting)
    return render_page(request, Purposes(heading, form, stale))


@page(Permission.CONVENE_MEETINGS)
@until_it_ends
def meeting_young_people(request: PageRequest, meeting: str) -> HttpResponse:
    who, at = request.professional, request.at
    _planned(request, meeting)
    view = queries.prepare(who, meeting, at)
    covered = [str(one.key) for one in view.heading.covered]
    everybody = sorted((*view.heading.covered, *view.not_covered), key=lambda one: (len(one.letter), one.letter))
    offered = [(str(one.key), f"{one.label}, {one.part_words}") for one in everybody]
    form = YoungPeopleForm(form_data(request), at=at, initial={"young_people": covered}, young_people=offered)
    if form.is_valid():
        try:
            operations.set_covered(by=who, at=at, meeting=meeting, **form.said)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "Saved whom the meeting discusses", "meeting:meeting", meeting)
    return render_page(request, YoungPeople(view, form))


def _planned(request: PageRequest, meeting: str) -> MeetingHeading:
    """Of a meeting that this reader may change."""
    heading = queries.meeting_heading(request.professional, meeting, request.at)
    check_may_change(heading)
    return heading


def check_may_change(heading: MeetingHeading) -> None:
    if not heading.may_change:
        raise NotPermitted("Whoever convened this meeting, chairs it or takes its minutes can do that.")


@page(Permission.CONVENE_MEETINGS)
@while_planned
def cancel_meeting(request: PageRequest, meeting: str) -> HttpResponse:
    heading = _planned(request, meeting)
    form = CancelForm(form_data(request), at=request.at)
    if form.is_valid():
        try:
            gone = operations.cancel_meeting(
                by=request.professional, at=request.at, meeting=meeting, **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "Whoever was invited is told." if gone.invited_at else ""
            return redirect_with(request, "The meeting is cancelled", "meeting:meeting", meeting, then=then)
    return render_page(request, CancelMeeting(heading, form))


def refuse(form: Any, refusal: Refused) -> None:
    """At the box in which it was typed."""
    form.refuse(refusal, _FIELD_OF.get(refusal.field, ""))
