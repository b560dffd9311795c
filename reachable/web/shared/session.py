"""Who a session belongs to, whether it is fully signed in, locked, or was left too long.

A session counts as signed in only after a second factor, or after choosing a person in the demo.
It ends after `IDLE_SECONDS` without a request and `SESSION_COOKIE_AGE` after it began.
"""

from datetime import datetime, timedelta
from enum import Enum
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from . import flash, kept
from .request import PageRequest

SECOND_FACTOR = "second-factor"
DEMO = "demo"
_TOUCH_SECONDS = 15  # the time of the last request is written this often, not on every request


class State(Enum):
    NOBODY = "nobody"  # also: the password was right and the second factor is still to come
    PRESENT = "present"
    LOCKED = "locked"
    LOST = "lost"  # left too long, or older than a session may become


def begin(request: HttpRequest, *, how: str, at: datetime) -> None:
    """Call once Django's login has happened and the second factor has passed (or a demo person was chosen)."""
    if how == DEMO and not settings.DEMO:
        raise RuntimeError("the demo does not exist here")
    request.session.pop("locked_at", None)
    request.session.cycle_key()
    request.session["signed_in_by"] = how
    request.session["second_factor_at" if how == SECOND_FACTOR else "demo"] = at.isoformat()
    request.session["began_at"] = request.session["seen_at"] = at.isoformat()


def state(request: HttpRequest, at: datetime) -> State:
    if not request.user.is_authenticated or not _fully(request):
        return State.NOBODY
    idle = timedelta(seconds=settings.IDLE_SECONDS + _TOUCH_SECONDS)
    if at - _read(request, "seen_at") > idle:
        return State.LOST
    if at - _read(request, "began_at") > timedelta(seconds=settings.SESSION_COOKIE_AGE):
        return State.LOST
    return State.LOCKED if is_locked(request) else State.PRESENT


def touch(request: HttpRequest, at: datetime) -> None:
    if (at - _read(request, "seen_at")).total_seconds() >= _TOUCH_SECONDS:
        request.session["seen_at"] = at.isoformat()


def lock(request: PageRequest) -> HttpResponse:
    """Lock the session in every tab at once; what the page held comes back after unlocking.

    Where the page says that nobody has touched it for too long, the session ends instead.
    """
    was_kept = True  # by the first of two presses
    if not is_locked(request):
        request.session["locked_at"] = request.at.isoformat()
        request.session.save()  # first of all: the screen must be shut even where what follows fails
        was_kept = kept.keep_on_lock(request, request.professional)
    if request.POST.get("idle"):
        return end_lost(request, text_was_kept=was_kept, back_to=request.POST.get("lock_from", ""))
    return _at_the_door("account:unlock", request.POST.get("lock_from", ""), request)


def end_lost(request: HttpRequest, *, text_was_kept: bool, back_to: str = "") -> HttpResponse:
    """End a session that was left too long, and say so at the door."""
    request.session.flush()
    message = f"You were signed out after {settings.IDLE_SECONDS // 60} minutes without activity"
    kept_for = f"What you typed is kept for {kept.MINUTES} minutes. Sign in as the same person to carry on."
    flash.say(request, message, kept_for if text_was_kept else "", kind="notice")
    if back_to:
        return _at_the_door(settings.LOGIN_URL, back_to, request)
    return to_sign_in(request)


def unlock(request: PageRequest) -> None:
    """Call after the password or second factor was checked again."""
    request.session.pop("locked_at", None)
    request.session["seen_at"] = request.at.isoformat()
    request.session.cycle_key()


def is_locked(request: HttpRequest) -> bool:
    return "locked_at" in request.session


def to_sign_in(request: HttpRequest) -> HttpResponse:
    return _to(settings.LOGIN_URL, request)


def to_unlock(request: HttpRequest) -> HttpResponse:
    return _to("account:unlock", request)


def safe_next(request: HttpRequest, otherwise: str = "/") -> str:
    """Where to go after signing in or unlocking: a path of this site, or `otherwise`."""
    return safe_path(request, request.POST.get("next") or request.GET.get("next") or "", otherwise)


def safe_path(request: HttpRequest, address: str, otherwise: str = "/") -> str:
    """The address if it is a path of this site, or `otherwise`.

    A bare word would do for Django too, which then looks for a page of that name.
    """
    is_path = address.startswith("/") and address.isprintable()
    return address if is_path and _is_ours(address, request) else otherwise


def _to(place: str, request: HttpRequest) -> HttpResponse:
    return _at_the_door(place, page_of(request), request)


def _at_the_door(place: str, back_to: str, request: HttpRequest) -> HttpResponse:
    query = urlencode({"next": safe_path(request, back_to)})
    return redirect(f"{resolve_url(place)}?{query}")


def page_of(request: HttpRequest) -> str:
    """The page to come back to: of a POST, the page that held the form, since its address may answer POST only."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    referer = request.META.get("HTTP_REFERER", "")
    if referer and _is_ours(referer, request):
        parts = urlsplit(referer)
        return parts.path + (f"?{parts.query}" if parts.query else "")
    return request.path


def _is_ours(address: str, request: HttpRequest) -> bool:
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())


def _fully(request: HttpRequest) -> bool:
    if "second_factor_at" in request.session:
        return True
    return bool(settings.DEMO) and "demo" in request.session


def _read(request: HttpRequest, key: str) -> datetime:
    """A time from the session; one that is missing counts as long ago."""
    return datetime.fromisoformat(request.session.get(key, "2000-01-01T00:00:00+00:00"))
