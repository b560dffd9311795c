"""Agencies whose professionals can be invited."""

from django.http import HttpResponse
from django.utils.text import slugify

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.directory import operations
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from .. import forms, pages


@page(Permission.INVITE_PROFESSIONALS)
def add_agency(request: PageRequest) -> HttpResponse:
    form = forms.AgencyForm(form_data(request), at=request.at)
    if form.is_valid():
        code = slugify(form.cleaned_data["name"])[:60]
        try:
            if not code:
                raise Refused("The name needs at least one letter from A to Z.", field="name")
            operations.create_agency(by=request.professional, at=request.at, code=code, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "You can invite its professionals now."
            return redirect_with(request, f"{form.cleaned_data['name']} added", "directory:directory", then=then)
    return render_page(request, pages.AddAgency(form))
