"""One message carried to the next page: what was done, and what follows."""

from typing import TypedDict

from django.http import HttpRequest

_KEY = "flash"


class Flash(TypedDict):
    message: str
    then: str
    kind: str


def say(request: HttpRequest, message: str, then: str = "", *, kind: str = "success") -> None:
    """`kind` is "success" or "notice"."""
    request.session[_KEY] = {"message": message, "then": then, "kind": kind}


def take(request: HttpRequest) -> Flash | None:
    session = getattr(request, "session", None)
    if session is None or _KEY not in session:
        return None
    taken: Flash = session.pop(_KEY)
    return taken
