"""Agreed minutes: read, printed for a purpose, and what is added to them."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.meetings import operations, queries
from reachable.meetings.choices import UseFor
from reachable.meetings.queries import MinutesView
from reachable.meetings.queries.minutes import PRINTED
from reachable.web.shared import purpose
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from . import conclude_pages
from .conclude_forms import AddendumForm


@page(Permission.SEE_INCIDENTS)
@require_GET
def minutes(request: PageRequest, meeting: str) -> HttpResponse:
    """With ?print=yes for printing, for which the purpose is asked each time."""
    is_printed = request.GET.get("print") == "yes"
    if is_printed:
        use = purpose.spent_use(request, meeting, UseFor.PRINT, PRINTED)
    else:
        use = purpose.opened_use(request, meeting)
    if use is None:
        asked = (UseFor.PRINT, PRINTED) if is_printed else (UseFor.OPEN, "")
        return purpose.to_purpose(request, meeting, *asked)
    view = queries.minutes_view(request.professional, meeting, request.at, use=use, for_print=is_printed)
    return render_page(request, conclude_pages.Minutes(view, view.heading.may_run, is_printed))


@page(Permission.SEE_INCIDENTS, name="add-to-minutes")
def addendum(request: PageRequest, meeting: str) -> HttpResponse:
    who, at = request.professional, request.at
    use = purpose.opened_use(request, meeting)
    if use is None:
        return purpose.to_purpose(request, meeting)
    view = queries.minutes_view(who, meeting, at, use=use)
    form = AddendumForm(form_data(request), at=at, notes=_notes(view), is_chair=view.heading.is_chair)
    if form.is_valid():
        try:
            operations.add_addendum(by=who, at=at, meeting=meeting, **form.cleaned())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "Records that are made from now on follow it. Those that were filed are marked as replaced."
            return redirect_with(request, "Added to the minutes", "minutes:minutes", meeting, then=then)
    return render_page(request, conclude_pages.Addendum(view, form))


def _notes(view: MinutesView) -> tuple[tuple[str, str], ...]:
    """That this reader may read, in order, each by its item and how it begins."""
    return tuple(
        (note.key, f"{item.number}. {note.kind_label}: {note.words[:60]}")
        for item in view.items
        for note in item.notes
        if note.taken_out is None
    )
