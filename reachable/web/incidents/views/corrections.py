"""Adding to or correcting what was reported, who a young person is, and which adults were hurt or are suspected."""

from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.incidents.queries import PersonView
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.corrections import CorrectFactsForm, CorrectYoungPersonForm
from ..forms.report_people import ADULT, AdultCard
from ..pages.corrections import AddAdult, CorrectFacts, CorrectYoungPerson

OVERVIEW, PAGE = "incidents:overview", "incidents:young_person"


@page(Permission.SEE_INCIDENTS)
def correct_facts(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = incident_queries.facts_as_recorded(who, reference, at)
    form = CorrectFactsForm(form_data(request), at=at, standing=view.standing, number=view.number)
    seen = view.number
    if form.is_valid():
        sent = form.cleaned_data
        seen = sent["seen_number"]
        try:
            incident_operations.record_facts(
                by=who, at=at, reference=reference, changes=form.facts(), seen_number=seen, because=sent["because"]
            )
        except Refused as refusal:
            if isinstance(refusal, Stale):
                view = incident_queries.facts_as_recorded(who, reference, at)
                form.take_over(view.standing, view.as_seen(seen), view.number)
            form.refuse(refusal)
        else:
            return _to_the_incident(request, reference)
    return render_page(request, CorrectFacts(view=view, form=form, seen_number=seen))


def _to_the_incident(request: PageRequest, reference: str) -> HttpResponse:
    """A report without a lead belongs to the duty roles of its area: correcting that may shut it to the writer."""
    done = "What was reported is saved"
    try:
        incident_queries.heading(request.professional, reference, request.at)
    except NotFound:
        then = f"{reference} belongs to the duty roles of another area now. They were told."
        return redirect_with(request, done, "incidents:incidents", then=then)
    return redirect_with(request, done, OVERVIEW, reference, then="What stood before stays on record.")


@page(Permission.REPORT_INCIDENT)
def correct_young_person(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = incident_queries.person_as_recorded(who, reference, key, at)
    form, stale = _person_form(request, view), False
    if form.is_valid():
        sent = form.cleaned_data
        try:
            held = incident_operations.correct_young_person(
                by=who, at=at, reference=reference, involvement_key=key, entry=form.entry(),
                seen_version=sent["seen_number"], reason=sent["reason"],
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                view = incident_queries.person_as_recorded(who, reference, key, at)
                form.has_now_seen(view.version)
        else:
            agencies = ", ".join(dict.fromkeys(match.held_by for match in held))
            then = f"They may be held already by {agencies}: ring them." if held else "What stood before stays."
            return redirect_with(request, f"Young person {view.line.letter} is saved", PAGE, reference, key, then=then)
    return render_page(request, CorrectYoungPerson(view=view, form=form, stale=stale))


def _person_form(request: PageRequest, view: PersonView) -> CorrectYoungPersonForm:
    names = ("given_names", "family_name", "date_of_birth", "approximate_age", "nhs_number")
    initial = {name: getattr(view, name) for name in names}
    return CorrectYoungPersonForm(
        form_data(request),
        at=request.at,
        initial={**initial, "seen_number": view.version},
        standing_accuracy=view.dob_accuracy,
    )


@page(Permission.REPORT_INCIDENT)
def add_adult(request: PageRequest, reference: str) -> HttpResponse:
    heading = incident_queries.heading(request.professional, reference, request.at)
    card = AdultCard(form_data(request), at=request.at, kind=ADULT, card_id="0", called="Adult")
    if card.is_valid():
        try:
            incident_operations.add_adult(
                by=request.professional, at=request.at, reference=reference, facts=card.facts()
            )
        except Refused as refusal:
            card.refuse(refusal)
        else:
            return redirect_with(request, "The adult was added", OVERVIEW, reference)
    return render_page(request, AddAdult(heading=heading, form=card))
