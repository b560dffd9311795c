"""What journalists asked: anybody on the team records it, whoever answered."""

from uuid import UUID, uuid4

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused, Stale
from reachable.sharing import operations, queries
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.enquiries import AnswerEnquiryForm, EnquiryForm
from ..pages.enquiries import Enquiries, Enquiry


@page(Permission.SEE_INCIDENTS, name="media-enquiries")
def enquiries(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.enquiries(who, reference, at)
    form = EnquiryForm(form_data(request), at=at, initial={"key": uuid4()})
    if form.is_valid():
        try:
            made = operations.log_enquiry(by=who, at=at, reference=reference, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "Say who answered once somebody has."
            return redirect_with(request, "Recorded what was asked", "media:enquiry", reference, made.key, then=then)
    return render_page(request, Enquiries(view, queries.who_speaks(who, view.heading), form))


@page(Permission.SEE_INCIDENTS, name="media-enquiry")
def enquiry(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.enquiry(who, reference, key, at)
    versions = [(str(one.key), one.label) for one in view.choices]
    form = AnswerEnquiryForm(form_data(request), at=at, versions=versions)
    stale = False
    if form.is_valid():
        try:
            operations.answer_enquiry(by=who, at=at, reference=reference, enquiry_key=key, **form.said)
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                view = queries.enquiry(who, reference, key, at)
        else:
            return redirect_with(request, "Recorded the answer", "media:enquiries", reference)
    shown = form if stale or view.line.answered_at is None else None
    return render_page(request, Enquiry(view, queries.who_speaks(who, view.heading), shown, stale))
