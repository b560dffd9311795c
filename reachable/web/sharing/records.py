"""The records of a meeting: one for each young person, read by a human eye before it is final."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.sharing import operations, queries
from reachable.sharing.choices import RecordState
from reachable.sharing.queries import RecordsView, RecordView
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.purpose import opened_use, to_purpose
from reachable.web.shared.request import PageRequest

from . import record_pages as pages
from .record_forms import FinalForm, MarkForm, WithholdForm


@page(Permission.SEE_INCIDENTS, name="meeting-records")
@require_GET
def records(request: PageRequest, meeting: str) -> HttpResponse:
    use = opened_use(request, meeting)
    if use is None:
        return to_purpose(request, meeting)
    view = queries.records_view(request.professional, meeting, at=request.at, use=use)
    return render_page(request, pages.Records(view))


@page(Permission.SEE_INCIDENTS, name="make-records")
@require_POST
def prepare(request: PageRequest, meeting: str) -> HttpResponse:
    made = operations.prepare_records(by=request.professional, at=request.at, meeting=meeting)
    many = f"{len(made)} record{'s' if len(made) != 1 else ''} made" if made else "Every record is up to date"
    then = "Read each, and make it final." if made else ""
    return redirect_with(request, many, "sharing:records", meeting, then=then)


def opened(request: PageRequest, meeting: str, key: UUID, use: UUID) -> tuple[RecordView, RecordsView]:
    """The record, and the meeting that it is of."""
    who, at = request.professional, request.at
    view = queries.record_view(who, meeting, key, at=at, use=use)
    return view, queries.records_view(who, meeting, at=at, use=use)


@page(Permission.SEE_INCIDENTS, name="meeting-record")
@require_GET
def record(request: PageRequest, meeting: str, key: UUID) -> HttpResponse:
    use = opened_use(request, meeting)
    if use is None:
        return to_purpose(request, meeting)
    return _preview(request, meeting, key, use, None)


def _preview(request: PageRequest, meeting: str, key: UUID, use: UUID, sent: FinalForm | None) -> HttpResponse:
    view, of = opened(request, meeting, key, use)
    is_to_check = view.can_check and view.row.state == RecordState.TO_CHECK
    final = sent or FinalForm(at=request.at, initial={"seen_number": str(view.version)})
    marks = tuple(
        (
            hit,
            MarkForm(
                at=request.at,
                prefix=f"mark-{number}",
                people=view.choices,
                initial={"person": str(hit.person or ""), "words": hit.was},
            ),
        )
        for number, hit in enumerate(pages.hits(view, pages.OPEN_KINDS) if is_to_check else [])
    )
    shown = queries.previewed(view)
    return render_page(request, pages.Record(meeting, of.incident, view, shown, final if is_to_check else None, marks))


@page(Permission.SEE_INCIDENTS)
def check_record(request: PageRequest, meeting: str, key: UUID) -> HttpResponse:
    """What becomes of words in one paragraph: doubtful ones, or those that a reader found."""
    use = opened_use(request, meeting)
    if use is None:
        return to_purpose(request, meeting)
    view, of = opened(request, meeting, key, use)
    asked = str(request.POST.get("paragraph", request.GET.get("paragraph", "")))
    segments = pages.places(view).get(asked)
    if segments is None or not view.can_check:
        raise NotFound("paragraph")
    initial = {"paragraph": asked, "seen_number": str(view.version), "words": request.GET.get("words", "")[:200]}
    form = MarkForm(form_data(request), at=request.at, people=view.choices, initial=initial)
    if form.is_valid() and _decided(request, meeting, key, form):
        return redirect_with(request, "Decided", f"{_address(meeting, key)}#{asked}", then=_what_follows(view))
    shown = queries.previewed(view)
    return render_page(request, pages.CheckRecord(meeting, of.incident, view, shown, form, asked, segments))


def _decided(request: PageRequest, meeting: str, key: UUID, form: MarkForm) -> bool:
    sent = form.cleaned_data
    try:
        operations.decide_mark(
            by=request.professional,
            at=request.at,
            meeting=meeting,
            record_key=key,
            seen_version=sent["seen_number"],
            paragraph=sent["paragraph"],
            words=sent["words"],
            decision=sent["decision"],
            person=form.chosen,
        )
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True


def _address(meeting: str, key: UUID) -> str:
    return reverse("sharing:record", args=[meeting, key])


def _what_follows(view: RecordView) -> str:
    left = max(view.undecided - 1, 0)
    return f"{left} more to decide." if left else "Read it to the end; then it can be made final."


@page(Permission.SEE_INCIDENTS)
@require_POST
def final_record(request: PageRequest, meeting: str, key: UUID) -> HttpResponse:
    use = opened_use(request, meeting)
    if use is None:
        return to_purpose(request, meeting, next=_address(meeting, key))
    form = FinalForm(form_data(request), at=request.at)
    if form.is_valid():
        seen = form.cleaned_data["seen_number"]
        try:
            operations.make_final(
                by=request.professional, at=request.at, meeting=meeting, record_key=key, seen_version=seen
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "Take its file, put it on Liquidlogic, and say here that it is filed."
            return redirect_with(request, "The record is final", "sharing:record", meeting, key, then=then)
    return _preview(request, meeting, key, use, form)


@page(Permission.SEE_INCIDENTS, name="withhold-household")
def withhold(request: PageRequest, meeting: str, key: UUID) -> HttpResponse:
    """The chair leaves the names of a young person's own household out of the record, or names them again."""
    use = opened_use(request, meeting)
    if use is None:
        return to_purpose(request, meeting)
    who, at = request.professional, request.at
    view = queries.records_view(who, meeting, at=at, use=use)
    row = next((one for one in view.rows if one.young_person_key == key), None)
    if row is None:
        raise NotFound("young person")
    if request.method == "POST" and row.household_unnamed:
        operations.name_household(by=who, at=at, meeting=meeting, young_person=key)
        return redirect_with(request, "The household is named again", "sharing:records", meeting)
    form = WithholdForm(form_data(request), at=at)
    if form.is_valid() and _withheld(request, meeting, key, form):
        return redirect_with(request, "The household is left out", "sharing:records", meeting)
    return render_page(request, pages.Withhold(view, row, form))


def _withheld(request: PageRequest, meeting: str, key: UUID, form: WithholdForm) -> bool:
    because = form.cleaned_data["because"]
    try:
        operations.withhold_household(
            by=request.professional, at=request.at, meeting=meeting, young_person=key, because=because
        )
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True
