"""What an administrator can do for somebody's account: nobody does it for himself."""

from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.directory import operations, queries
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from .. import forms, pages

DONE = {
    forms.SWITCH_OFF: "{} can no longer sign in",
    forms.SWITCH_ON: "{} can sign in again",
    forms.CLEAR: "{} sets up a second factor at the next sign-in",
}


@page(Permission.INVITE_PROFESSIONALS)
def account(request: PageRequest, key: UUID) -> HttpResponse:
    person = queries.professional(request.professional, key)
    if person.account is None:
        raise NotFound("This professional has no account.")
    form = forms.AccountForm(form_data(request), at=request.at, is_on=person.account.is_active)
    if form.is_valid():
        what = form.cleaned_data["what"]
        who = {"by": request.professional, "at": request.at, "professional": person}
        try:
            if what == forms.CLEAR:
                operations.clear_second_factors(**who)
            else:
                operations.switch_account(**who, on=what == forms.SWITCH_ON)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect_with(request, DONE[what].format(person.name), "directory:professional", key)
    return render_page(request, pages.Account(person, form))
