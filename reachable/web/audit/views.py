"""The information-governance lead searches the audit. Each search is itself an entry."""

from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from reachable.audit import queries
from reachable.audit.queries import AuditPage
from reachable.common import references
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.directory import queries as directory_queries
from reachable.incidents import queries as incident_queries
from reachable.people import queries as people_queries
from reachable.people.matching import Entry, Match
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, render_page
from reachable.web.shared.request import PageRequest

from . import forms, pages, rows

NOBODY = "Nobody is held under this. Check what you typed."
INCIDENT = "incident-reference"  # in the address of the search


class Which(TypedDict):
    page: int
    up_to: int | None


@page(Permission.SEARCH_AUDIT)
def search(request: PageRequest) -> HttpResponse:
    who = request.professional
    incident = forms.IncidentForm(request.GET if INCIDENT in request.GET else None, at=request.at, prefix="incident")
    if incident.is_valid():
        return redirect("audit:incident", incident.cleaned_data["reference"])
    matches: tuple[Match, ...] = ()
    form = forms.YoungPersonForm(form_data(request), at=request.at)
    if form.is_valid():
        try:
            matches = _look_up(who, form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            if len(matches) == 1:
                return redirect("audit:young_person", matches[0].person_key)
            if not matches:
                form.refuse(NOBODY, form.last_shown)
    asked = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:100]
    professionals = tuple(directory_queries.professionals(who, asked))
    return render_page(request, pages.Search(form, incident, matches, professionals, asked))


def _look_up(who: Any, typed: dict[str, Any]) -> tuple[Match, ...]:
    """Exact, never a likeness. The answer says no more than which key the entries carry."""
    if typed["how"] == forms.KEY:
        return (Match(typed["key"], (), ""),)
    if typed["how"] == forms.REFERENCE:
        key = incident_queries.person_key_of(who, typed["reference"], typed["letter"])
        return (Match(key, (), ""),) if key else ()
    if typed["how"] == forms.NHS_NUMBER:
        entry = Entry(nhs_number=typed["nhs_number"])
    else:
        entry = Entry(typed["given_names"], typed["family_name"], typed["born"])
    return people_queries.exact_matches(who, [entry]).get(0, ())


@page(Permission.SEARCH_AUDIT)
def latest(request: PageRequest) -> HttpResponse:
    found = queries.latest(request.professional, at=request.at, **_which(request))
    return _entries(
        request,
        found,
        title="The latest entries",
        intro="Everything that was recorded and looked at, the latest first.",
        empty="The audit holds no entry on this page.",
    )


@page(Permission.SEARCH_AUDIT)
def about_young_person(request: PageRequest, key: UUID) -> HttpResponse:
    also = people_queries.keys_of_one_person(request.professional, key)[1:]
    found = queries.entries_about(request.professional, key, also=also, at=request.at, **_which(request))
    return _entries(
        request,
        found,
        person_key=key,
        title="Entries about one young person",
        intro="Who recorded or looked at anything about this young person, the latest first.",
        empty="Nobody has recorded or looked at anything under this key.",
    )


@page(Permission.SEARCH_AUDIT)
def by_professional(request: PageRequest, key: UUID) -> HttpResponse:
    person = directory_queries.professional(request.professional, key)
    found = queries.entries_by(request.professional, key, at=request.at, **_which(request))
    return _entries(
        request,
        found,
        title=f"Entries by {person.name}",
        intro=f"Recorded or looked at by {person.name} ({person.job_title}, {person.agency.name}), the latest first.",
        empty=f"{person.name} has recorded and looked at nothing yet.",
    )


@page(Permission.SEARCH_AUDIT)
def of_incident(request: PageRequest, reference: str) -> HttpResponse:
    if not references.is_incident(reference):
        raise NotFound  # words in an address stay out of the audit
    found = queries.entries_of(request.professional, reference, at=request.at, **_which(request))
    return _entries(
        request,
        found,
        reference=reference,
        title=f"Entries of {reference}",
        intro="What was recorded and looked at in this incident, the latest first.",
        empty="Nobody has recorded or looked at anything under this reference.",
    )


def _entries(request: PageRequest, found: AuditPage, **words: Any) -> HttpResponse:
    names = directory_queries.names(request.professional, rows.keys_in(found.entries))
    return render_page(request, pages.Entries(found=found, rows=rows.rows(found.entries, names), **words))


def _which(request: PageRequest) -> Which:
    """Which page, counted from which entry; what is not a number means the first page, from the last entry."""
    return {"page": _number(request.GET.get("page", "")) or 1, "up_to": _number(request.GET.get("up_to", ""))}


def _number(text: str) -> int | None:
    whole = text.isascii() and text.isdigit() and len(text) < 12
    return int(text) if whole else None
