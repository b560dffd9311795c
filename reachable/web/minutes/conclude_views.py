"""Concluding a meeting: the checklist, why a seat was empty, agreeing the minutes."""

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotPermitted, Refused, Stale
from reachable.meetings import operations, queries
from reachable.meetings.queries import ConcludeView
from reachable.sharing import operations as sharing
from reachable.web.shared import purpose
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from . import conclude_pages
from .conclude_forms import AgreeForm, WhyEmptyForm


@page(Permission.SEE_INCIDENTS, name="conclude-meeting")
def conclude(request: PageRequest, meeting: str) -> HttpResponse:
    who, at = request.professional, request.at
    use = purpose.opened_use(request, meeting)
    if use is None:
        return purpose.to_purpose(request, meeting)
    view = queries.conclude_view(who, meeting, at, use=use)
    seats = _seats(request, view)
    code = request.POST.get("seat", "")
    form = seats.get(code)
    if form is not None and form.is_valid():
        try:
            operations.say_why_empty(by=who, at=at, meeting=meeting, code=code, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "Said why the seat was empty", "minutes:conclude", meeting)
    return render_page(request, conclude_pages.Conclude(view, seats))


def _seats(request: PageRequest, view: ConcludeView) -> dict[str, WhyEmptyForm]:
    """Of each seat of which nobody said why; the one that was sent is filled."""
    if not view.may_settle:
        return {}
    codes = [line.of for line in view.lines if line.settles == "seat" and not line.met]
    sent = request.POST.get("seat", "")
    data = form_data(request)
    return {code: WhyEmptyForm(data if code == sent else None, at=request.at, prefix=f"seat-{code}") for code in codes}


@page(Permission.CHAIR_MEETINGS, name="agree-minutes")
def agree(request: PageRequest, meeting: str) -> HttpResponse:
    who, at = request.professional, request.at
    use = purpose.opened_use(request, meeting)
    if use is None:
        return purpose.to_purpose(request, meeting)
    view = queries.conclude_view(who, meeting, at, use=use)
    form = AgreeForm(form_data(request), at=at, initial={"seen_revision": view.revision})
    stale = False
    if form.is_valid():
        try:
            operations.agree_minutes(by=who, at=at, meeting=meeting, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                view = queries.conclude_view(who, meeting, at, use=use)
                form.has_now_seen(view.revision)
        else:
            then = f"{_prepare_records(request, meeting)} Then send the actions."
            return redirect_with(request, "The minutes are agreed", "minutes:conclude", meeting, then=then)
    return render_page(request, conclude_pages.Agree(view, form, stale))


def _prepare_records(request: PageRequest, meeting: str) -> str:
    """The records of young people follow from the minutes. That they cannot be made now takes nothing from these."""
    try:
        made = sharing.prepare_records(by=request.professional, at=request.at, meeting=meeting)
    except (Refused, NotPermitted):
        return "Prepare the record of each young person."
    return f"Records of young people ready to be checked: {len(made)}."
