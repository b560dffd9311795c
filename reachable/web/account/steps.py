"""The steps of signing in. Half signed in: the password was right, the second factor is still to come.

Also how long a proof lasts: a second factor is changed only shortly after its owner has proved who he is.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest

from reachable.directory import operations, queries
from reachable.web.shared import session
from reachable.web.shared.request import PageRequest

HALF_LASTS = timedelta(minutes=10)
PROOF_LASTS = timedelta(minutes=10)
_HALF = "half_at"
_NEXT = "half_next"
_PROVED = "proved_at"


def password_was_right(request: PageRequest, account: Any, next_page: str) -> None:
    """A new session that opens nothing but the second factor."""
    request.session.flush()
    auth.login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[_HALF] = request.at.isoformat()
    request.session[_NEXT] = next_page


def half_signed_in(request: PageRequest) -> Any | None:
    """The professional whose password was right within the last ten minutes, or None."""
    if not request.user.is_authenticated or not _is_recent(request, _HALF, HALF_LASTS):
        return None
    return queries.professional_for_account(request.user)


def finish(request: PageRequest, professional: Any, how: str) -> str:
    """The second factor has passed. Answers where to go."""
    session.begin(request, how=session.SECOND_FACTOR, at=request.at)
    request.session.pop(_HALF, None)
    next_page: str = request.session.pop(_NEXT, "/")
    note_proof(request)
    operations.note_signed_in(by=professional, at=request.at, how=how)
    return next_page


def begin_demo(request: PageRequest, account: Any, professional: Any) -> None:
    request.session.flush()
    auth.login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    session.begin(request, how=session.DEMO, at=request.at)
    operations.note_signed_in(by=professional, at=request.at, how=session.DEMO)


def is_demo(request: HttpRequest) -> bool:
    """An invented person, who has neither password nor second factor."""
    return bool(settings.DEMO) and request.session.get("signed_in_by") == session.DEMO


def note_proof(request: PageRequest) -> None:
    request.session[_PROVED] = request.at.isoformat()


def is_proved(request: PageRequest) -> bool:
    return is_demo(request) or _is_recent(request, _PROVED, PROOF_LASTS)


def _is_recent(request: PageRequest, key: str, lasts: timedelta) -> bool:
    written = request.session.get(key, "")
    return bool(written) and request.at - datetime.fromisoformat(written) <= lasts
