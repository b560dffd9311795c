"""A release, its versions, and pasting one."""

from uuid import UUID, uuid4

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused, Stale
from reachable.sharing import operations, queries
from reachable.sharing.queries import VersionView
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.releases import NewReleaseForm, NewVersionForm
from ..pages.releases import NewRelease, NewVersion, Release, Version

NEXT = "Next: the three principles, who is consulted, and the Senior Investigating Officer."


@page(Permission.LEAD_MEDIA)
def new_release(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.media(who, reference, at)
    form = NewReleaseForm(form_data(request), at=at, initial={"key": uuid4()})
    if form.is_valid():
        try:
            made = operations.begin_release(by=who, at=at, reference=reference, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "Version 1 is kept", "media:version", reference, made.key, then=NEXT)
    return render_page(request, NewRelease(view, form))


@page(Permission.SEE_INCIDENTS, name="media-release")
def release(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    return render_page(request, Release(queries.release(request.professional, reference, key, request.at)))


@page(Permission.SEE_INCIDENTS, name="media-version")
def version(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    return render_page(request, Version(queries.version(request.professional, reference, key, request.at)))


@page(Permission.LEAD_MEDIA)
def new_version(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    last = _newest(request, reference, key)
    first = {"text": last.text, "seen_number": last.line.number}
    form = NewVersionForm(form_data(request), at=at, initial=first)
    stale = False
    if form.is_valid():
        told = {"by": who, "at": at, "reference": reference}
        try:
            made = operations.paste_version(**told, release_key=key, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                last = _newest(request, reference, key)
                form.has_now_seen(last.line.number)
        else:
            said = f"Version {made.number} is kept"
            return redirect_with(
                request, said, "media:version", reference, made.key, then=f"All is asked again. {NEXT}"
            )
    return render_page(request, NewVersion(last, form, stale))


def _newest(request: PageRequest, reference: str, key: UUID) -> VersionView:
    found = queries.release(request.professional, reference, key, request.at)
    return queries.version(request.professional, reference, found.versions[0].key, request.at)
