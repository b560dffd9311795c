"""One young person in an incident: where now, which roles; and adding somebody who is found to be in it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from reachable.common import clock
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.incidents.choices import Where
from reachable.incidents.queries import YoungPersonView
from reachable.people.matching import PossibleMatches
from reachable.responses import queries as response_queries
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest
from reachable.web.shared.same_person import SamePersonForm

from ..forms.report_people import YOUNG, YoungPersonCard
from ..forms.young_people import ChooseWhereaboutsForm, EndPartForm, RecordPartForm, WhereaboutsForm
from ..pages.young_people import AddYoungPerson, ChooseWhereabouts, EndPart, RecordPart, YoungPerson
from . import places

PAGE = "incidents:young_person"


@page(Permission.SEE_INCIDENTS)
def young_person(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = incident_queries.young_person(who, reference, key, at)
    first = {"seen_number": view.line.whereabouts_number}
    form = WhereaboutsForm(form_data(request), at=at, initial=first, before=_where(view), **places.names())
    stale = False
    if form.is_valid():
        try:
            incident_operations.record_whereabouts(
                by=who, at=at, reference=reference, involvement_key=key, **form.statement
            )
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                view = incident_queries.young_person(who, reference, key, at)
                form.has_now_seen(view.line.whereabouts_number)
        else:
            return redirect_with(request, f"Recorded where {view.line.label} is", PAGE, reference, key)
    actions = response_queries.actions_for(who, reference, at)
    mine = tuple(action for action in actions if action.standing_letter == view.line.letter)
    strands = tuple(response_queries.strands_about(who, reference, key, at))
    before = response_queries.answers_before(who, view.heading, key) if view.line.known_before else ()
    return render_page(request, YoungPerson(view, form, mine, strands, stale, before))


def _where(view: YoungPersonView) -> str:
    """What stands now, in words; empty where nothing is known."""
    line = view.line
    if line.where in ("", Where.NOT_KNOWN):
        return ""
    return ", ".join(words for words in (line.where_label, line.place) if words)


@page(Permission.SEE_INCIDENTS)
def choose_whereabouts(request: PageRequest, reference: str, key: UUID, number: int) -> HttpResponse:
    who, at = request.professional, request.at
    view = incident_queries.young_person(who, reference, key, at)
    form = ChooseWhereaboutsForm(form_data(request), at=at, initial={"seen_number": view.line.whereabouts_number})
    stale = False
    if form.is_valid():
        try:
            incident_operations.choose_whereabouts(
                by=who, at=at, reference=reference, involvement_key=key, number=number, **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                form.has_now_seen(view.line.whereabouts_number)
        else:
            then = "What else was said stays on record."
            return redirect_with(request, f"Recorded where {view.line.label} is", PAGE, reference, key, then=then)
    chosen = next((said for said in view.whereabouts if said.number == number), None)
    if chosen is None:
        raise NotFound("statement")
    return render_page(request, ChooseWhereabouts(view, chosen, form, stale))


@page(Permission.SEE_INCIDENTS)
def record_part(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    view = incident_queries.young_person(request.professional, reference, key, request.at)
    form = RecordPartForm(form_data(request), at=request.at, parts=view.parts_to_add)
    if form.is_valid():
        try:
            incident_operations.record_part(
                by=request.professional, at=request.at, reference=reference, involvement_key=key, **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, f"The role of {view.line.label} is recorded", PAGE, reference, key)
    return render_page(request, RecordPart(view=view, form=form))


@page(Permission.SEE_INCIDENTS)
def end_part(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    view = incident_queries.young_person(request.professional, reference, key, request.at)
    first = {"ended_on": clock.local_date(request.at)}
    form = EndPartForm(form_data(request), at=request.at, parts=view.parts_to_end, initial=first)
    if form.is_valid():
        try:
            incident_operations.end_part(
                by=request.professional, at=request.at, reference=reference, involvement_key=key, **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "The date and the reason stay on record."
            return redirect_with(request, f"A role of {view.line.label} has ended", PAGE, reference, key, then=then)
    return render_page(request, EndPart(view=view, form=form))


@page(Permission.REPORT_INCIDENT)
def add_young_person(request: PageRequest, reference: str) -> HttpResponse:
    heading = incident_queries.heading(request.professional, reference, request.at)
    card = YoungPersonCard(form_data(request), at=request.at, kind=YOUNG, card_id="0", called="Young person")
    question = None
    if card.is_valid() and card.is_untouched:
        card.refuse("Say at least one thing about this young person: a role, a name, an age, or where now.")
    if card.is_valid():
        try:
            added, question = _add(request, reference, card)
        except Refused as refusal:
            card.refuse(refusal)
        else:
            if added is not None:
                then = "Immediate safety is asked about this young person now."
                done = f"Young person {added.letter} was added"
                return redirect_with(request, done, PAGE, reference, added.key, then=then)
    return render_page(request, AddYoungPerson(heading=heading, form=card, question=question))


def _add(request: PageRequest, reference: str, card: YoungPersonCard) -> tuple[Any, SamePersonForm | None]:
    """The young person added; or the question whether it is somebody held, asked in place."""
    common = {"by": request.professional, "at": request.at, "reference": reference}
    try:
        return incident_operations.add_young_person(**common, facts=card.facts()), None
    except PossibleMatches as asked:
        answered = SamePersonForm.name_of(0) in request.POST
        name = card.name or "this young person"
        data = request.POST if answered else None
        question = SamePersonForm(data, at=request.at, matches=asked.matches, names=[name])
        if not question.is_valid():
            return None, question
        facts = card.facts(question.answers()[0])
        return incident_operations.add_young_person(**common, facts=facts), None
