"""The sharing log of an incident: what went to whom and why; and recording that something is not shared."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, cast
from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.incidents import queries as incident_queries
from reachable.incidents.queries import Heading, YoungPersonLine
from reachable.meetings import queries as meeting_queries
from reachable.outbox.choices import WhatIsShared
from reachable.sharing import operations, queries
from reachable.sharing.queries import LogView
from reachable.web.shared.fields import CheckboxesField, RadiosField, SelectField, TextareaField, TextField
from reachable.web.shared.forms import Form
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import Look, Page, page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from .paging import page_number


@dataclass(frozen=True)
class SharingLog(Page):
    template: ClassVar[str] = "sharing/log.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "What was shared, and what was not"
    view: LogView

    @property
    def looks(self) -> tuple[Look, ...]:
        """Those whom the rows name, and those whom the list of letters offers."""
        named = {one.person_key for line in self.view.lines for one in line.about}
        offered = {one.person_key for one in self.view.young_people}
        return (Look(incident=self.view.heading.reference, about=tuple(sorted(named | offered))),)


@page(Permission.SEE_INCIDENTS, name="sharing-log")
def log(request: PageRequest, reference: str) -> HttpResponse:
    asked = {"meeting": request.GET.get("meeting", "")[:20], "letter": request.GET.get("letter", "")[:3]}
    view = queries.sharing_log(request.professional, reference, request.at, page=page_number(request), **asked)
    return render_page(request, SharingLog(view))


class NotSharedForm(Form):
    """`about` are letters' keys; nobody chosen: it is about the incident."""

    what = RadiosField(label="What is not shared?", choices=WhatIsShared.choices, small=True, missing="Say what it is")
    words = TextField(
        label="What exactly?",
        hint="In a few words, for example: the note of the school nurse. Name young people by their letter",
        max_length=200,
        missing="Say in a few words what it is",
    )
    with_whom = TextField(
        label="With whom is it not shared?", hint="Name, role or agency", max_length=200, missing="Say with whom"
    )
    about = CheckboxesField(label="About whom?", choices=(), required=False, small=True)
    meeting = SelectField(label="From which meeting? (optional)", choices=(), required=False)
    because = TextareaField(
        label="Why is it not shared?",
        hint="Where there is a duty to share, what would be more detrimental to the child than not sharing",
        rows=3,
        max_length=500,
        missing="Say why it is not shared",
    )

    def __init__(
        self, *args: Any, young_people: Iterable[YoungPersonLine], meetings: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cast(CheckboxesField, self.fields["about"]).choices = [(str(one.key), one.label) for one in young_people]
        cast(SelectField, self.fields["meeting"]).choices = list(meetings)

    @property
    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "about": [UUID(key) for key in self.cleaned_data["about"]]}


@dataclass(frozen=True)
class NotShared(Page):
    template: ClassVar[str] = "sharing/not_shared.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Record a decision not to share"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Record it"
    heading: Heading
    young_people: tuple[YoungPersonLine, ...]
    form: NotSharedForm

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=tuple(one.person_key for one in self.young_people)),)


@page(Permission.SEE_INCIDENTS)
def not_shared(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    heading, young = incident_queries.with_young_people(who, reference, at)
    held = meeting_queries.meetings_of(who, reference, at).meetings
    meetings = [(one.reference, f"{one.reference}: {one.title}") for one in held]
    form = NotSharedForm(form_data(request), at=at, young_people=young, meetings=meetings)
    if form.is_valid():
        try:
            operations.decide_not_to_share(by=who, at=at, reference=reference, **form.arguments)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "Recorded: not shared", "sharing:log", reference)
    return render_page(request, NotShared(heading, tuple(young), form))
