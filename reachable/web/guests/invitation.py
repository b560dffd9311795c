"""Answering an invitation by the link in it. Opening the page changes nothing; pressing the button does."""

import hashlib

from allauth.core import ratelimit
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_variables

from reachable.common.refusals import NotFound, Refused
from reachable.meetings import operations, queries
from reachable.web.shared import flash
from reachable.web.shared.page import ANYBODY, page, render_page
from reachable.web.shared.request import PageRequest

from . import pages
from .door import without_address
from .forms import AnswerForm

TOO_MANY = "There were too many attempts. Wait some minutes and try again, or ring whoever asked you."


@page(ANYBODY)
@sensitive_variables("token")
def answer_invitation(request: PageRequest, token: str) -> HttpResponse:
    try:
        view = queries.invitation(None, token, request.at)
        initial = {"coming": view.coming, "words": view.words}
        form = AnswerForm(request.POST if request.method == "POST" else None, at=request.at, initial=initial)
        if form.is_valid() and _may_try(request, token):
            operations.answer_invitation(by=None, token=token, at=request.at, **form.cleaned_data)
            flash.say(request, "Your answer is sent", "You can change it here until the meeting begins.")
            return without_address(redirect(request.path))
    except NotFound:
        return without_address(render_page(request, pages.NoInvitation(), status=404))
    except Refused as refusal:
        form.refuse(refusal)
    return without_address(render_page(request, pages.Answer(view, form)))


def _may_try(request: PageRequest, token: str) -> bool:
    key = hashlib.sha256(token.encode()).hexdigest()
    if not ratelimit.consume(request, action="answer_invitation", key=key):
        raise Refused(TOO_MANY)
    return True
