"""What is sealed under holds: the information-governance lead reads it with a reason, each time recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.incidents.operations import SealedThing
from reachable.incidents.queries import HoldLine, HoldsView, SealedLine
from reachable.web.shared.forms import Form
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import Look, Page, page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from .forms import EndHoldForm, PlaceHoldForm, ReadSealedForm

PURPOSE = "sealed"


@dataclass(frozen=True)
class HeldIncidents(Page):
    template: ClassVar[str] = "audit/sealed.html"
    nav: ClassVar[str] = "audit"
    title: ClassVar[str] = "Holds and what is sealed"
    button: ClassVar[str] = "Place the hold"
    has_keepable_form: ClassVar[bool] = True
    lines: tuple[SealedLine, ...]
    form: PlaceHoldForm

    @property
    def looks(self) -> tuple[Look, ...]:
        return tuple(Look(incident=line.reference, purpose=PURPOSE) for line in self.lines) or (Look(),)


@dataclass(frozen=True)
class SealedOf(Page):
    """`things`: what was read, where a reason was given."""

    template: ClassVar[str] = "audit/sealed_of.html"
    nav: ClassVar[str] = "audit"
    button: ClassVar[str] = "Read what is sealed"
    view: HoldsView
    form: ReadSealedForm
    things: Sequence[SealedThing] = ()

    @property
    def title(self) -> str:
        return f"Sealed for {self.view.reference}"

    @property
    def looks(self) -> tuple[Look, ...]:
        people = dict.fromkeys(key for thing in self.things for key in thing.copy.people)
        return (Look(incident=self.view.reference, about=tuple(people), purpose=PURPOSE),)


@dataclass(frozen=True)
class EndHoldOf(Page):
    template: ClassVar[str] = "audit/sealed_end_hold.html"
    nav: ClassVar[str] = "audit"
    title: ClassVar[str] = "End this hold?"
    button: ClassVar[str] = "End the hold"
    has_keepable_form: ClassVar[bool] = True
    view: HoldsView
    line: HoldLine
    form: Form

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.view.reference, purpose=PURPOSE),)


@page(Permission.SEARCH_AUDIT)
def sealed(request: PageRequest) -> HttpResponse:
    form = PlaceHoldForm(form_data(request), at=request.at)
    if form.is_valid():
        try:
            incident_operations.place_hold(by=request.professional, at=request.at, **form.cleaned_data)
        except NotFound:
            form.refuse("There is no incident with this reference.", "reference")
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "Hold placed", "audit:sealed_of", form.cleaned_data["reference"])
    return render_page(request, HeldIncidents(tuple(incident_queries.held_incidents(request.professional)), form))


@page(Permission.SEARCH_AUDIT, keep_text=False)
def sealed_of(request: PageRequest, reference: str) -> HttpResponse:
    """Asking is one thing and reading another: what is sealed is shown once, in answer to a reason."""
    who, at = request.professional, request.at
    view = incident_queries.holds(who, reference, at)
    form = ReadSealedForm(form_data(request), at=at)
    things: Sequence[SealedThing] = ()
    if form.is_valid():
        try:
            things = incident_operations.read_sealed(by=who, at=at, reference=reference, **form.cleaned_data)
        except NotFound:
            form.refuse("Nothing is sealed for this incident.")
        except Refused as refusal:
            form.refuse(refusal)
    return render_page(request, SealedOf(view, form, things))


@page(Permission.SEARCH_AUDIT)
def end_hold_of(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = incident_queries.holds(who, reference, at)
    line = next((one for one in view.running if one.key == key), None)
    if line is None:
        raise NotFound("hold")
    form = EndHoldForm(form_data(request), at=at)
    if form.is_valid():
        try:
            incident_operations.end_hold(by=who, at=at, reference=reference, key=key, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "The hold has ended", "audit:sealed_of", reference)
    return render_page(request, EndHoldOf(view, line, form))
