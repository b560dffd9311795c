"""Taking the files of records, saying that they were filed, and asking whom a number stands for."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.meetings.choices import UseFor
from reachable.sharing import operations, queries
from reachable.sharing.documents import stamp_of
from reachable.sharing.documents.bundle import CONTENT_TYPES, as_zip, bundle
from reachable.sharing.documents.bundle import record_file as made_file
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import Look, page, redirect_with, render_page, with_looks
from reachable.web.shared.purpose import opened_use, spent_use, to_purpose
from reachable.web.shared.request import PageRequest

from . import record_pages as pages
from .record_forms import FiledForm, NumberForm
from .records import opened


@page(Permission.SEE_INCIDENTS)
@require_GET
def record_file(request: PageRequest, meeting: str, key: UUID, kind: str) -> HttpResponse:
    """One file of one record; each time it is asked what it is for."""
    if kind not in CONTENT_TYPES:
        raise Http404
    who, at, item = request.professional, request.at, str(key)
    use = spent_use(request, meeting, UseFor.EXPORT, item)
    if use is None:
        return to_purpose(request, meeting, UseFor.EXPORT, item)
    document = queries.record_document(who, meeting, key, at=at, use=use)
    made = made_file(document, kind, stamp=stamp_of(who.name, at))
    operations.take_record(by=who, at=at, meeting=meeting, record_key=key, kind=kind, use=use)
    return _file(made.name, made.content, CONTENT_TYPES[kind])


@page(Permission.SEE_INCIDENTS)
@require_GET
def all_records(request: PageRequest, meeting: str) -> HttpResponse:
    """Those that are final, each as three files, with a list of them."""
    who, at = request.professional, request.at
    use = spent_use(request, meeting, UseFor.EXPORT, meeting)
    if use is None:
        return to_purpose(request, meeting, UseFor.EXPORT, meeting)
    documents = queries.all_documents(who, meeting, at=at, use=use)
    made = as_zip(bundle(documents, meeting=meeting, stamp=stamp_of(who.name, at)), at)
    operations.take_all_records(by=who, at=at, meeting=meeting, use=use)
    return _file(f"{meeting}-records.zip", made, "application/zip")


def _file(name: str, content: bytes, content_type: str) -> HttpResponse:
    """Whose it is was written down by the operation; that a file was asked for is a look of its own."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return with_looks(response, [Look(purpose="record file")])


@page(Permission.SEE_INCIDENTS)
def file_record(request: PageRequest, meeting: str, key: UUID) -> HttpResponse:
    use = opened_use(request, meeting)
    if use is None:
        return to_purpose(request, meeting)
    view, of = opened(request, meeting, key, use)
    form = FiledForm(
        form_data(request),
        at=request.at,
        initial={"reference": view.row.filed_reference, "filed_at": view.row.filed_at or request.at},
    )
    if form.is_valid():
        try:
            operations.say_filed(
                by=request.professional, at=request.at, meeting=meeting, record_key=key, **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            left = max(of.to_file - (view.row.filed_at is None), 0)
            then = f"{left} of this meeting {'is' if left == 1 else 'are'} still to file." if left else "All are filed."
            return redirect_with(request, "The record is filed", "sharing:records", meeting, then=then)
    return render_page(request, pages.FileRecord(meeting, of.incident, view, (view.row.person_key,), form))


@page(Permission.RESOLVE_NUMBERS, name="number-resolved")
def numbers(request: PageRequest, meeting: str, key: UUID) -> HttpResponse:
    """One number at a time, with why: it is shown once, and written down."""
    use = opened_use(request, meeting)
    if use is None:
        return to_purpose(request, meeting)
    who, at = request.professional, request.at
    found = queries.numbers_view(who, meeting, key, at=at, use=use)
    view, of = opened(request, meeting, key, use)
    form = NumberForm(form_data(request), at=at, numbers=found)
    resolved = None
    if form.is_valid():
        number, because = int(form.cleaned_data["number"]), form.cleaned_data["because"]
        try:
            resolved = operations.resolve_number(
                by=who, at=at, meeting=meeting, record_key=key, number=number, because=because
            )
        except Refused as refusal:
            form.refuse(refusal)
    about = (view.row.person_key, *((resolved.person_key,) if resolved else ()))
    return render_page(request, pages.Numbers(meeting, of.incident, view, about, form, found, resolved))
