"""Pages whose address is a secret."""

from django.http import HttpResponse


def without_address(response: HttpResponse) -> HttpResponse:
    """The browser tells nobody the path of this page. Not `no-referrer`: forms would then be sent without an origin."""
    response["Referrer-Policy"] = "strict-origin"
    return response
