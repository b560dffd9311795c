"""The order of the gates: headers, who this is, is the view declared, and what a refusal looks like."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from reachable.common import clock
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.directory import queries as directory_queries

from . import denials, errors, kept, session

GetResponse = Callable[[HttpRequest], HttpResponse]
_PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


class SecurityHeaders:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Content-Security-Policy"] = settings.SECURE_CSP
        response["Permissions-Policy"] = _PERMISSIONS_POLICY
        response["X-Frame-Options"] = settings.X_FRAME_OPTIONS
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cache-Control"] = "no-store"  # Back shows nothing on a shared computer
        return response


class PlainAddresses:
    """No page has a null character in its address, and nobody searches for one: PostgreSQL fails over it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path:
            return errors.bad_request(request)
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "%20").replace("\0", "%20")
        return self.get_response(request)


class WhoIsThis:
    """Sets `request.professional` and `request.at`; ends sessions left too long; holds locked ones."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.at = clock.now()
        request.professional = None
        request.kept_forms = []
        request.session_state = session.state(request, request.at)
        request.is_locked = request.session_state is session.State.LOCKED
        request.owner = None
        if request.session_state is not session.State.NOBODY:
            request.owner = directory_queries.professional_for_account(request.user)
        if request.session_state is session.State.PRESENT:
            request.professional = request.owner
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Runs after the CSRF check, so that nothing of a forged post is ever kept."""
        if request.session_state is session.State.PRESENT and not getattr(view, "by_itself", False):
            session.touch(request, request.at)
        if request.session_state is session.State.LOST:
            return self._lost(request, view)
        if request.session_state is session.State.LOCKED:
            return self._locked(request, view)
        return None

    def _lost(self, request: Any, view: Any) -> HttpResponse | None:
        response = session.end_lost(request, text_was_kept=self._keep(request, view))
        request.session_state = session.State.NOBODY
        return response if _needs_sign_in(view) else None

    def _locked(self, request: Any, view: Any) -> HttpResponse | None:
        if getattr(view, "while_locked", False):
            request.professional = request.owner
            return None
        self._keep(request, view)
        return session.to_unlock(request)

    @staticmethod
    def _keep(request: Any, view: Any) -> bool:
        if request.method != "POST" or request.owner is None:
            return False
        if "lock_from" in request.POST:  # Lock was pressed, but too late
            return kept.keep_on_lock(request, request.owner)
        if not getattr(view, "keep_text", False):
            return False
        return kept.keep_post(request, request.owner, request.at)


class DenyUndeclared:
    """A view without `@page` answers nobody."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not hasattr(view, "permission"):
            return errors.forbidden(request)
        return None


class Refusals:
    """Turns what the rooms raise into pages that say no more than they should."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        match exception:
            case NotFound():
                denials.note(request, denials.NOT_FOUND)
                return errors.not_found(request)
            case NotPermitted():
                denials.note(request, denials.NOT_PERMITTED)
                return errors.forbidden(request)
            case Refused():
                return errors.refused(request, exception)
        return None


def _needs_sign_in(view: Any) -> bool:
    return getattr(view, "permission", None) is not None
