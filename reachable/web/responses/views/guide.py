"""The guide as it is asked here: its deadlines, and the edition that an incident works under."""

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.responses import operations, queries
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from .. import pages
from ..deadline_forms import BackForm, DeadlineForm


@page(Permission.SEE_DIRECTORY)
def deadlines(request: PageRequest) -> HttpResponse:
    return render_page(request, pages.Deadlines(queries.deadlines(request.professional)))


@page(Permission.SEE_DIRECTORY)
def deadline(request: PageRequest, code: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.deadline(who, code, at)
    if request.method != "POST" and not who.holds(Permission.EDIT_DEADLINES):
        return render_page(request, pages.Deadline(view, None))
    form = DeadlineForm(view, form_data(request), at=at)
    if form.is_valid():
        try:
            operations.set_deadline(by=who, at=at, code=code, **form.arguments)
        except Refused as refusal:
            form.place(refusal)
        else:
            return redirect_with(request, "Deadline set", "responses:deadline", code, then=_left_alone(view))
    return render_page(request, pages.Deadline(view, form))


@page(Permission.EDIT_DEADLINES)
def deadline_reset(request: PageRequest, code: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.deadline(who, code, at)
    form = BackForm(view, form_data(request), at=at)
    if form.is_valid():
        because, seen = form.cleaned_data["because"], form.seen_number
        try:
            operations.reset_deadline(by=who, at=at, code=code, because=because, seen_number=seen)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(
                request, "As in the playbook again", "responses:deadline", code, then=_left_alone(view)
            )
    return render_page(request, pages.DeadlineReset(view, form))


def _left_alone(view: queries.DeadlineView) -> str:
    many = view.still_open
    if not many:
        return "It holds for what is asked from now on."
    keep = "1 open question keeps its old deadline" if many == 1 else f"{many} open questions keep their old deadline"
    return f"It holds for what is asked from now on. {keep}."


@page(Permission.SEE_INCIDENTS)
def edition(request: PageRequest, reference: str) -> HttpResponse:
    who, at, refused = request.professional, request.at, ""
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            operations.move_to_edition_in_force(by=who, at=at, reference=reference, seen_hash=seen)
        except Refused as refusal:
            refused = str(refusal)
        else:
            words, then = "Moved to the edition in force", "What it adds is asked from now on. Answers stay."
            return redirect_with(request, words, "responses:edition", reference, then=then)
    return render_page(request, pages.Edition(queries.edition(who, reference, at), refused))
