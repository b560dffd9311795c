"""Saying in a test's session for which purpose material of a meeting is opened, printed, taken or shared."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from reachable.meetings.choices import UseFor


def say(
    client: Client, meeting: str, use_for: str = UseFor.OPEN, item: str = "", *, next: str = "/", **answers: str
) -> HttpResponse:
    """Through the page that asks; without answers, for safeguarding."""
    sent = {"purpose": "for:safeguarding", "use_for": use_for, "item": item, "next": next}
    return client.post(reverse("sharing:purpose", args=[meeting]), {**sent, **answers})
