"""An empty page and a plain form of one row, for somebody signed in: what Django itself costs."""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse  # noqa: TID251  # it is a page
from django.urls import path

from reachable.incidents.models import PhaseChange

MIDDLEWARE = [
    "scripts.bench.empty.Here",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]


class Here:
    """Leads the request to the one page below, whatever the project's addresses are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return self.get_response(request)


def empty(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    return HttpResponse("<!doctype html><title>Empty</title>")


class OneRow(forms.ModelForm):
    """What anybody would write first: a form that saves one row."""

    class Meta:
        model = PhaseChange
        fields = ("incident", "number", "phase", "reason", "by", "at")


def one_row(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    form = OneRow(request.POST)
    if not form.is_valid():
        return HttpResponse(str(form.errors), status=400)
    form.save()
    return HttpResponse(status=302, headers={"Location": "/empty/"})


urlpatterns = [path("empty/", empty), path("row/", one_row)]
