"""One use of what belongs to a meeting, as who asked and who decides see it; all uses of one meeting; legal duties."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.meetings import operations, queries
from reachable.meetings.queries import UseLine, UsesView, UseView
from reachable.web.shared.fields import RadiosField, TextareaField
from reachable.web.shared.forms import Form
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import Look, Page, page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from .paging import page_number

NO_NAMES = "Name young people by their letter, if at all"


class DecideUseForm(Form):
    may_be_used = RadiosField(
        label="May it be used like this?",
        choices=(("yes", "Yes, for a day and for nothing else"), ("no", "No")),
        missing="Say whether it may be used like this",
    )
    because = TextareaField(
        label="Why?", hint=f"Whoever asked reads it. {NO_NAMES}", rows=2, max_length=300, missing="Say why"
    )


class ReviewUseForm(Form):
    review = TextareaField(
        label="What did you find?", hint=NO_NAMES, rows=3, max_length=500, missing="Say what you found"
    )


@dataclass(frozen=True)
class PurposeAsked(Page):
    """No young person is on it. `form` is None for a reader who has nothing to decide."""

    template: ClassVar[str] = "sharing/purpose_asked.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    view: UseView
    form: DecideUseForm | ReviewUseForm | None

    @property
    def title(self) -> str:
        return f"A use of what belongs to {self.view.line.meeting}"

    @property
    def button(self) -> str:
        return "Record the decision" if self.view.may_decide else "Record what you found"


@page(Permission.SIGN_IN)
def purpose_asked(request: PageRequest, meeting: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.purpose_use(who, meeting, key, at)
    form: DecideUseForm | ReviewUseForm | None = None
    if view.may_decide:
        form = DecideUseForm(form_data(request), at=at)
    elif view.may_review:
        form = ReviewUseForm(form_data(request), at=at)
    if form is not None and form.is_valid():
        try:
            done = _record(request, meeting, key, form)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, done, "sharing:purpose_asked", meeting, key)
    return render_page(request, PurposeAsked(view, form))


def _record(request: PageRequest, meeting: str, key: UUID, form: DecideUseForm | ReviewUseForm) -> str:
    who, at, said = request.professional, request.at, form.cleaned_data
    if isinstance(form, ReviewUseForm):
        operations.review_use(by=who, at=at, meeting=meeting, key=key, review=said["review"])
        return "Looked at, and recorded"
    may_be_used = said["may_be_used"] == "yes"
    operations.decide_use(by=who, at=at, meeting=meeting, key=key, may_be_used=may_be_used, because=said["because"])
    return "Agreed to. Whoever asked is told" if may_be_used else "Refused. Whoever asked is told"


@dataclass(frozen=True)
class Uses(Page):
    template: ClassVar[str] = "sharing/uses.html"
    nav: ClassVar[str] = "incidents"
    view: UsesView

    @property
    def title(self) -> str:
        return f"Who used what belongs to {self.view.meeting}"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.view.incident),)


@page(Permission.SEE_INCIDENTS)
def uses(request: PageRequest, meeting: str) -> HttpResponse:
    view = queries.uses_of(request.professional, meeting, request.at, page=page_number(request))
    return render_page(request, Uses(view))


@dataclass(frozen=True)
class LegalDuties(Page):
    """References of meetings, who asks and why; no young person and no incident."""

    template: ClassVar[str] = "sharing/legal_duties.html"
    nav: ClassVar[str] = "audit"
    title: ClassVar[str] = "Legal duties: uses that wait for you"
    lines: tuple[UseLine, ...]

    @property
    def waiting(self) -> tuple[UseLine, ...]:
        return tuple(one for one in self.lines if one.is_waiting)

    @property
    def decided(self) -> tuple[UseLine, ...]:
        return tuple(one for one in self.lines if not one.is_waiting)


@page(Permission.DECIDE_LEGAL_DUTY)
def legal_duties(request: PageRequest) -> HttpResponse:
    return render_page(request, LegalDuties(queries.legal_duties(request.professional, request.at)))
