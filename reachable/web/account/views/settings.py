"""A reader's own settings."""

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.directory import operations
from reachable.web.account import forms, pages, steps
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest


@page(Permission.SIGN_IN, keep_text=False)
def settings(request: PageRequest) -> HttpResponse:
    me = request.professional
    now = {"letters_only": me.letters_only, "shortcuts_off": me.shortcuts_off}
    form = forms.SettingsForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid():
        operations.set_reading(by=me, at=request.at, **form.cleaned_data)
        return redirect_with(request, "Settings saved", "account:settings")
    return render_page(request, pages.Settings(form, steps.is_demo(request)))
