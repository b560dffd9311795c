"""Who is in as a guest: a mark in a session of nobody, for one place at one meeting.

A guest reaches the pages of this area that are declared with `guest_page`, and no other: for every other page there is
nobody signed in. The mark goes with an hour without a request, with the place, and as soon as somebody signs in.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from reachable.meetings import queries
from reachable.meetings.choices import UseFor
from reachable.web.shared import session
from reachable.web.shared.page import ANYBODY, with_looks_written
from reachable.web.shared.request import PageRequest

P = ParamSpec("P")
IDLE = timedelta(minutes=60)
_MARK, _ADDRESS = "guest", "guest_address"


@dataclass(frozen=True)
class Guest:
    """`professional` has no account and holds no role; `use` is what they said it is for, while it holds."""

    professional: Any
    meeting: str
    use: UUID | None


GuestView = Callable[Concatenate[PageRequest, Guest, P], HttpResponse]


def guest_page(view: GuestView[P]) -> Callable[Concatenate[PageRequest, P], HttpResponse]:
    """Declare a page of a guest: whoever is none is sent to the door; the look is theirs, and written first."""
    name = getattr(view, "__name__", "page").replace("_", "-")

    @functools.wraps(view)
    def declared(request: PageRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        guest = guest_of(request)
        if guest is None:
            return redirect("guests:enter")
        response = view(request, guest, *args, **kwargs)
        return with_looks_written(request, name, response, by=guest.professional)

    declared.__dict__.update(
        permission=ANYBODY, while_locked=False, keep_text=False, page_name=name, by_itself=False, is_for_guests=True
    )
    return declared


def let_in(request: PageRequest, place: UUID) -> None:
    request.session.cycle_key()
    request.session.pop(_ADDRESS, None)
    request.session[_MARK] = {"place": str(place), "seen_at": request.at.isoformat()}


def guest_of(request: PageRequest) -> Guest | None:
    """Whoever is signed in, or on the way to it, is no guest, and stops being one."""
    mark = request.session.get(_MARK)
    if mark is None:
        return None
    found = None
    if not is_somebody_else(request) and request.at - datetime.fromisoformat(mark["seen_at"]) <= IDLE:
        found = queries.guest_of(None, UUID(mark["place"]), request.at)
    if found is None:
        request.session.pop(_MARK)
        return None
    request.session[_MARK] = {**mark, "seen_at": request.at.isoformat()}
    who, meeting = found
    use = UUID(mark["use"]) if "use" in mark else None
    holds = queries.holding_use(who, meeting, request.at, use_for=UseFor.OPEN, use_key=use) if use else None
    return Guest(who, meeting, holds)


def remember_use(request: PageRequest, use: UUID) -> None:
    request.session[_MARK] = {**request.session[_MARK], "use": str(use)}


def let_out(request: PageRequest) -> None:
    """Nobody is signed in here, so the whole session may go."""
    request.session.flush()


def is_somebody_else(request: Any) -> bool:
    return request.user.is_authenticated or request.session_state is not session.State.NOBODY


def remember_address(request: PageRequest, address: str) -> None:
    """To which the code went, if one did; it is never in an address of this site."""
    request.session[_ADDRESS] = address


def address_of(request: PageRequest) -> str:
    return str(request.session.get(_ADDRESS, ""))


def without_address(response: HttpResponse) -> HttpResponse:
    """The browser tells nobody the path of this page. Not `no-referrer`: forms would then be sent without an origin."""
    response["Referrer-Policy"] = "strict-origin"
    return response
