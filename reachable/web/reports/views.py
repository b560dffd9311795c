"""The reports, and each of them as a file."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from reachable.common import clock
from reachable.common.permission_codes import Permission
from reachable.incidents.choices import Area
from reachable.oversight import operations, queries
from reachable.oversight.queries import Asked
from reachable.web.shared.page import Look, page, render_page, with_looks
from reachable.web.shared.request import PageRequest

from . import charts, csv_file, forms, pages


@page(Permission.SEE_REPORTS)
@require_safe
def reports(request: PageRequest) -> HttpResponse:
    return render_page(request, pages.Reports())


@page(Permission.SEE_REPORTS, name="report-timeliness")
@require_safe
def timeliness(request: PageRequest) -> HttpResponse:
    return _report(request, "timeliness")


@page(Permission.SEE_REPORTS, name="report-actions")
@require_safe
def actions(request: PageRequest) -> HttpResponse:
    return _report(request, "actions")


@page(Permission.SEE_REPORTS, name="report-attendance")
@require_safe
def attendance(request: PageRequest) -> HttpResponse:
    return _report(request, "attendance")


@page(Permission.SEE_REPORTS, name="report-levels")
@require_safe
def levels(request: PageRequest) -> HttpResponse:
    return _report(request, "levels")


@page(Permission.SEE_REPORTS, name="report-disproportionality")
@require_safe
def disproportionality(request: PageRequest) -> HttpResponse:
    return _report(request, "disproportionality")


@page(Permission.SEE_REPORTS)
@require_safe
def report_csv(request: PageRequest, code: str) -> HttpResponse:
    who, form = request.professional, _form(request)
    asked = _asked(form)
    if asked is None:
        found = queries.report(who, code, Asked(), request.at)
        return redirect(f"reports:{found.code}")
    found = queries.report(who, code, asked, request.at)
    operations.take_report(by=who, at=request.at, code=code, asked=asked)
    area = str(Area(asked.area).label) if asked.area else "all of it"
    text = csv_file.csv_of(found, asked, area=area, by_role=who.role_names, at=request.at)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    day = clock.local_date(request.at)
    response["Content-Disposition"] = f'attachment; filename="{code}-{day:%Y-%m-%d}.csv"'
    return with_looks(response, [Look()])


def _report(request: PageRequest, code: str) -> HttpResponse:
    form = _form(request)
    asked = _asked(form)
    found = None if asked is None else queries.report(request.professional, code, asked, request.at)
    drawn = () if found is None else tuple(charts.chart(one, f"chart-{n}") for n, one in enumerate(found.drawings))
    again = forms.address_of(form.cleaned_data) if form.is_valid() else ""
    return render_page(request, pages.ReportPage(code, form, found, drawn, again))


def _form(request: PageRequest) -> forms.AskedForm:
    return forms.AskedForm(request.GET if forms.is_asked(request.GET) else None, at=request.at)


def _asked(form: forms.AskedForm) -> Asked | None:
    """None where what was asked cannot be read."""
    if not form.is_bound:
        return Asked()
    if not form.is_valid():
        return None
    typed = form.cleaned_data
    return Asked(typed["from_on"], typed["until_on"], typed["area"])
