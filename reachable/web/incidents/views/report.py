"""Reporting an incident: three short pages, a draft between them, and a receipt."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from reachable.common import clock
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.incidents.facts import Report
from reachable.people import queries as people_queries
from reachable.people.matching import Answer, EntryRefused, Match, PossibleMatches, to_ask
from reachable.web.incidents import drafts
from reachable.web.incidents.drafts import Draft
from reachable.web.incidents.forms.report import WhatForm
from reachable.web.incidents.forms.report_people import ADULT, MOST, TOO_MANY, YOUNG, PeopleForm, ids_of, next_id
from reachable.web.incidents.pages.report import (
    ReportPeople,
    ReportReceipt,
    ReportStart,
    ReportWhat,
)
from reachable.web.incidents.pages.report import (
    report_check as check_page,
)
from reachable.web.incidents.views import places
from reachable.web.shared import flash
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest
from reachable.web.shared.same_person import SamePersonForm

AGAIN = "again"  # in the address: the page is shown with what is wrong on it
FIRST_CARD = {YOUNG: ["0"]}
BLANK_CARDS = {YOUNG: ["9999"], ADULT: ["9999"]}


@page(Permission.REPORT_INCIDENT)
def report(request: PageRequest) -> HttpResponse:
    if request.method == "POST" and "discard" in request.POST:
        drafts.drop(request, _key(request.POST["discard"]))
        return redirect_with(request, "Draft deleted", "incidents:report")
    if request.method == "POST":
        return redirect("incidents:report_what", drafts.begin(request).key)
    return render_page(request, ReportStart(tuple(drafts.unfinished(request))))


@page(Permission.REPORT_INCIDENT)
def report_what(request: PageRequest, key: UUID) -> HttpResponse:
    if sent := _receipt_of(request, key):
        return sent
    draft = drafts.find(request, key)
    form = WhatForm(_data(request, draft.what), at=request.at)
    if request.method == "POST" and form.is_valid():
        try:
            drafts.save(request, replace(draft, what=form.typed_for_later(drafts.typed(request.POST))))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("incidents:report_people" if draft.people is None else "incidents:report_check", key)
    return render_page(request, ReportWhat(form))


@page(Permission.REPORT_INCIDENT)
def report_people(request: PageRequest, key: UUID) -> HttpResponse:
    if sent := _receipt_of(request, key):
        return sent
    draft = drafts.find(request, key)
    if request.method == "POST" and "do" in request.POST:
        return _with_other_cards(request, draft, request.POST["do"])
    data = _data(request, draft.people)
    first = drafts.as_posted(FIRST_CARD, with_errors=False) if data is None else data
    form = PeopleForm(first, at=request.at, **places.names())
    if request.method == "POST" and form.is_valid():
        try:
            drafts.save(request, replace(draft, people=drafts.typed(request.POST)))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("incidents:report_check", key)
    blank = PeopleForm(drafts.as_posted(BLANK_CARDS, with_errors=False), at=request.at, **places.names())
    return render_page(request, ReportPeople(form, blank, reverse("incidents:report_what", args=[key])))


@page(Permission.REPORT_INCIDENT)
def report_check(request: PageRequest, key: UUID) -> HttpResponse:
    if sent := _receipt_of(request, key):
        return sent
    read = _read(request, drafts.find(request, key))
    if isinstance(read, HttpResponse):
        return read
    held = people_queries.matches(request.professional, read.entries, clock.local_date(request.at))
    form = _questions(request, read, to_ask(held))
    if request.method == "POST" and form.is_valid():
        answer = _send(request, read, form)
        if isinstance(answer, HttpResponse):
            return answer
        form = answer
    shown = check_page(request.professional, read.draft, read.report({}), form, read.card_ids, request.at)
    return render_page(request, shown)


@page(Permission.REPORT_INCIDENT)
def receipt(request: PageRequest, reference: str) -> HttpResponse:
    found = incident_queries.receipt(request.professional, reference, request.at)
    return render_page(request, ReportReceipt(found))


@dataclass(frozen=True)
class Read:
    """A draft whose pages hold nothing that is wrong."""

    draft: Draft
    what: WhatForm
    people: PeopleForm

    @property
    def entries(self) -> list[Any]:
        return [card.entry() for card in self.people.young_people()]

    @property
    def names(self) -> list[str]:
        return [f"{card.name} ({card.called})" if card.name else card.called for card in self.people.young_people()]

    @property
    def card_ids(self) -> list[str]:
        return [card.card_id for card in self.people.young_people()]

    def report(self, answers: dict[int, Answer]) -> Report:
        young = enumerate(self.people.young_people())
        return Report(
            key=self.draft.key,
            young_people=tuple(card.facts(answers.get(index)) for index, card in young),
            adults=tuple(card.facts() for card in self.people.adults),
            **self.what.facts(),
        )


def _read(request: PageRequest, draft: Draft) -> Read | HttpResponse:
    """What the draft says, or the way back to the page on which something is wrong."""
    what = WhatForm(drafts.as_posted(draft.what), at=request.at)
    people = PeopleForm(drafts.as_posted(draft.people or {}), at=request.at)
    for form, name in ((what, "incidents:report_what"), (people, "incidents:report_people")):
        if not form.is_valid():
            return redirect(f"{reverse(name, args=[draft.key])}?{AGAIN}=yes")
    return Read(draft, what, people)


def _questions(request: PageRequest, read: Read, matches: dict[int, tuple[Match, ...]]) -> SamePersonForm:
    return SamePersonForm(form_data(request), at=request.at, matches=matches, names=read.names)


def _send(request: PageRequest, read: Read, form: SamePersonForm) -> HttpResponse | SamePersonForm:
    """Send the report; where it is refused, the form comes back and says why."""
    try:
        incident = incident_operations.report_incident(
            by=request.professional, at=request.at, report=read.report(form.answers())
        )
    except PossibleMatches as asked:  # recorded by somebody else since this page was opened
        form = _questions(request, read, {**form.matches, **asked.matches})
        form.is_valid()
        return form
    except EntryRefused as refusal:
        form.refuse(f"{[*read.names, *(card.called for card in read.people.adults)][refusal.index]}: {refusal}")
        return form
    except Refused as refusal:
        form.refuse(refusal)
        return form
    drafts.drop(request, read.draft.key)
    return redirect("incidents:receipt", incident.reference)


def _with_other_cards(request: PageRequest, draft: Draft, what: str) -> HttpResponse:
    """Add or remove a card without losing what stands in the others; nothing is checked yet."""
    verb, _, rest = what.partition("-")
    kind, _, card_id = rest.partition("-")
    if kind not in (YOUNG, ADULT):
        raise NotFound("card")
    ids, shown = ids_of(request.POST, kind), f"{kind}-cards"
    if verb == "remove":
        ids = [known for known in ids if known != card_id]
    elif len(ids) >= MOST:
        flash.say(request, TOO_MANY, kind="notice")
    else:
        ids = [*ids, next_id(ids)]
        shown = f"{kind}-{ids[-1]}"
    drafts.save(request, replace(draft, people={**drafts.typed(request.POST), kind: ids}))
    return redirect(f"{reverse('incidents:report_people', args=[draft.key])}#{shown}")


def _data(request: PageRequest, typed: drafts.Typed | None) -> QueryDict | None:
    """What was posted, or kept over a lost session, or stands in the draft; None before anything was typed."""
    data = form_data(request)
    if data is None and typed:
        return drafts.as_posted(typed, with_errors=AGAIN in request.GET)
    return data


def _receipt_of(request: PageRequest, key: UUID) -> HttpResponse | None:
    """Where a report that was sent already leads, however often its button is pressed."""
    reference = incident_queries.report_reference(request.professional, key)
    return redirect("incidents:receipt", reference) if reference else None


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("draft") from None
