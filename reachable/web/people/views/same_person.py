"""Whether somebody of an incident is the same person as somebody else: looking at both, saying so, taking it back."""

from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.incidents.queries import TwoView
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.same_person import LATER, SAME, SamePersonAnswerForm, TakeApartForm
from ..pages.same_person import SamePerson, SamePersonAnswer, SamePersonApart

PAGE = "people:same_person"


@page(Permission.ANSWER_CONSIDERATIONS)
def same_person(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    view = incident_queries.same_person(request.professional, reference, key, request.at)
    return render_page(request, SamePerson(view))


@page(Permission.ANSWER_CONSIDERATIONS)
def same_person_answer(request: PageRequest, reference: str, key: UUID, other: UUID) -> HttpResponse:
    view = incident_queries.two_people(request.professional, reference, key, other, request.at)
    form = SamePersonAnswerForm(form_data(request), at=request.at, may_be_same=view.may_open)
    if form.is_valid():
        try:
            return _answered(request, view, form)
        except Refused as refusal:
            form.refuse(refusal)
    return render_page(request, SamePersonAnswer(view, form))


def _answered(request: PageRequest, view: TwoView, form: SamePersonAnswerForm) -> HttpResponse:
    who, at, reference, key = request.professional, request.at, view.heading.reference, view.who.key
    answer = form.cleaned_data["answer"]
    if answer == LATER:
        return redirect_with(request, "Nothing was changed", PAGE, reference, key, then="It can be looked at later.")
    common = {"by": who, "at": at, "reference": reference, "who": key, "other": view.other.person_key}
    if answer != SAME:
        incident_operations.say_two_people(**common, because=form.because)
        message = f"Recorded that {view.who.label} and the other are two people"
        return redirect_with(request, message, PAGE, reference, key, then="Nobody is asked about these two again.")
    merging = incident_operations.say_same_person(**common, because=form.because)
    _, everybody = incident_queries.with_young_people(who, reference, at)
    line = next((one for one in everybody if one.person_key == merging.kept.key), None)
    then = "If that was wrong, they can be taken apart again, with all that each had."
    if line is None:
        return redirect_with(request, "They are one person now", PAGE, reference, key, then=then)
    message = f"They are one person now, as {line.label}"
    return redirect_with(request, message, "incidents:young_person", reference, line.key, then=then)


@page(Permission.ANSWER_CONSIDERATIONS)
def same_person_apart(request: PageRequest, reference: str, key: UUID, merging: UUID) -> HttpResponse:
    view, together = incident_queries.coming_apart(request.professional, reference, key, merging, request.at)
    form = TakeApartForm(form_data(request), at=request.at)
    if form.is_valid():
        try:
            incident_operations.take_apart(
                by=request.professional,
                at=request.at,
                reference=reference,
                who=key,
                merging=merging,
                **form.cleaned_data,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "Each has again what was said of them."
            return redirect_with(request, "They are two people again", PAGE, reference, key, then=then)
    return render_page(request, SamePersonApart(view, together, form))
