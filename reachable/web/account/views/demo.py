"""The demo's way in: choose one of the invented professionals. Outside the demo this page does not exist."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect

from reachable.common.refusals import NotFound
from reachable.directory import queries
from reachable.web.account import pages, steps
from reachable.web.shared import session
from reachable.web.shared.page import ANYBODY, page, render_page
from reachable.web.shared.request import PageRequest


@page(ANYBODY)
def demo(request: PageRequest) -> HttpResponse:
    if not settings.DEMO:
        raise NotFound
    next_page = session.safe_next(request)
    if request.method == "POST":
        account = queries.demo_account(request.POST.get("key", ""))
        professional = queries.professional_for_account(account)
        if professional is None:
            raise NotFound
        steps.begin_demo(request, account, professional)
        return redirect(next_page)
    return render_page(request, pages.Demo(tuple(queries.demo_professionals()), next_page))
