"""Signing in without walking through the pages for it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.test import Client

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.web.shared import session

SignIn = Callable[[Client, Professional], Client]


def sign_in(client: Client, professional: Professional) -> Client:
    """The client's session as it is after password and second factor."""
    assert professional.account is not None, f"{professional.name} has no account"
    client.force_login(professional.account, backend=settings.AUTHENTICATION_BACKENDS[0])
    request = HttpRequest()
    request.session = client.session
    session.begin(request, how=session.SECOND_FACTOR, at=clock.now())
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
    return client
