"""A briefing as its readers see it, what they ask, and what is answered."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.sharing import operations, queries
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms import AnswerForm, AskForm
from ..pages import Answer, Ask, Mine, Read

READ = "briefings:read"


@page(Permission.SIGN_IN, name="briefings-of-mine")
def mine(request: PageRequest) -> HttpResponse:
    return render_page(request, Mine(queries.briefings_sent_to(request.professional)))


@page(Permission.SIGN_IN, name="read-briefing")
def read(request: PageRequest, briefing: str) -> HttpResponse:
    who, at = request.professional, request.at
    operations.open_briefing(by=who, at=at, briefing=briefing)
    return render_page(request, Read(queries.briefing_to_read(who, briefing, at)))


@page(Permission.SIGN_IN, name="confirm-briefing")
@require_POST
def confirm(request: PageRequest, briefing: str) -> HttpResponse:
    try:
        operations.confirm_read(by=request.professional, at=request.at, briefing=briefing)
    except Refused as refusal:
        return redirect_with(request, str(refusal), READ, briefing)
    return redirect_with(request, "Saved that you have read it", READ, briefing)


@page(Permission.SIGN_IN, name="ask-about-briefing")
def ask(request: PageRequest, briefing: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.briefing_to_read(who, briefing, at)
    if not view.is_reader:
        raise NotPermitted
    form = AskForm(form_data(request), at=at, initial={"key": uuid4()})
    if form.is_valid():
        try:
            operations.ask_question(by=who, at=at, briefing=briefing, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "Sent", READ, briefing, then="You get a mail when it is answered.")
    return render_page(request, Ask(view, form))


@page(Permission.WRITE_BRIEFINGS, name="answer-about-briefing")
def answer(request: PageRequest, briefing: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.briefing(who, briefing, at)
    question = next((one for one in view.questions if one.key == key), None)
    if question is None:
        raise NotFound("question")
    form = AnswerForm(form_data(request), at=at, initial={"to": "ONE"})
    if form.is_valid():
        said = {"answer": form.cleaned_data["answer"], "sure": form.cleaned_data["sure"]}
        to_all = form.cleaned_data["to"] == "ALL"
        try:
            operations.answer_question(by=who, at=at, briefing=briefing, question=key, to_all=to_all, **said)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, "Answered", "briefings:briefing", briefing)
    return render_page(request, Answer(view, question, form))
