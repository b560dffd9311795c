"""The family and the household of somebody: who belongs to it, and what they may be told."""

from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.people.matching import PossibleMatches
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, render_page
from reachable.web.shared.request import PageRequest
from reachable.web.shared.same_person import SamePersonForm

from ..forms.record_family import RelativeForm, ToldForm, as_said
from ..pages.record_family import AddRelative, Told
from .record import back, back_to, of, read, saved, told_of


@page(Permission.READ_RECORDS)
def add_relative(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    heading, whom = incident_queries.whom(request.professional, reference, key, request.at)
    everybody = incident_queries.everybody(request.professional, heading.incident_id, request.at)
    here = tuple(one for one in everybody if one.person_key != whom.person_key)
    listed = [(str(one.key), one.label) for one in here]
    form = RelativeForm(form_data(request), at=request.at, here=listed, label=whom.label)
    question = None
    if form.is_valid():
        try:
            mark, question = _add(request, reference, key, form)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            if mark:
                return back_to(request, heading, whom, f"{mark} is recorded as family of {whom.mark}")
    return render_page(request, AddRelative(heading, whom, here, form, question))


def _add(request: PageRequest, reference: str, key: UUID, form: RelativeForm) -> tuple[str, SamePersonForm | None]:
    """The mark of the relative; or the question whether it is somebody held, asked in place."""
    told = told_of(request, reference, key)
    try:
        return incident_operations.add_relative(**told, new=form.new()), None
    except PossibleMatches as asked:
        answered = request.POST if SamePersonForm.name_of(0) in request.POST else None
        question = SamePersonForm(answered, at=request.at, matches=asked.matches, names=[form.name])
        if not question.is_valid():
            return "", question
        return incident_operations.add_relative(**told, new=form.new(question.answers()[0])), None


@page(Permission.READ_RECORDS)
def told(request: PageRequest, reference: str, key: UUID, relative: UUID) -> HttpResponse:
    view = read(request, reference, key)
    one = next((line for line in view.family if line.key == relative), None)
    if one is None:
        raise NotFound("relative")
    form = ToldForm(form_data(request), at=request.at, initial=as_said(one.line.telling))
    say = incident_operations.say_who_may_be_told
    if saved(form, lambda: say(**of(request, view), relative_key=relative, **form.statement)):
        return back(request, view, "Recorded what they may be told", "What was said before stays on record.")
    return render_page(request, Told(view.heading, view.whom, one, form))
