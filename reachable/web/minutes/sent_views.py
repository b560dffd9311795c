"""The actions of a meeting: how they stand, and sending them to everybody who was asked."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.meetings import operations, queries
from reachable.web.shared import purpose
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from . import conclude_pages
from .conclude_forms import SendActionsForm


@page(Permission.SEE_INCIDENTS, name="meeting-actions")
@require_GET
def actions(request: PageRequest, meeting: str) -> HttpResponse:
    """Opening it is also that somebody saw what was sent to them."""
    use = purpose.opened_use(request, meeting)
    if use is None:
        return purpose.to_purpose(request, meeting)
    operations.see_actions(by=request.professional, at=request.at, meeting=meeting)
    view = queries.actions_view(request.professional, meeting, request.at, use=use)
    return render_page(request, conclude_pages.Actions(view))


@page(Permission.SEE_INCIDENTS, name="send-meeting-actions")
def send_actions(request: PageRequest, meeting: str) -> HttpResponse:
    who, at = request.professional, request.at
    use = purpose.opened_use(request, meeting)
    if use is None:
        return purpose.to_purpose(request, meeting)
    view = queries.actions_view(who, meeting, at, use=use)
    form = SendActionsForm(form_data(request), at=at)
    if form.is_valid():
        try:
            sent = operations.send_actions(by=who, at=at, meeting=meeting, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            missed = f"Not reached, so ring them: {', '.join(sent.not_reached)}." if sent.not_reached else ""
            return redirect_with(request, f"Sent to {sent.count}", "minutes:actions", meeting, then=missed)
    return render_page(request, conclude_pages.SendActions(view, form))
