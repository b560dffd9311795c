"""What stands around every page: navigation, the message of the last step, the lock, the handling line."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from reachable.common.permission_codes import Permission

from . import flash, session


@dataclass(frozen=True)
class NavItem:
    name: str
    text: str
    route: str
    permission: Permission


NAVIGATION = (
    NavItem("my-work", "My work", "home:my_work", Permission.SIGN_IN),
    NavItem("incidents", "Incidents", "incidents:incidents", Permission.SEE_INCIDENTS),
    NavItem("report", "Report an incident", "incidents:report", Permission.REPORT_INCIDENT),
    NavItem("contexts", "Places and groups", "contexts:contexts", Permission.SEE_CONTEXTS),
    NavItem("reports", "Reports", "reports:reports", Permission.SEE_REPORTS),
    NavItem("directory", "Directory", "directory:directory", Permission.SEE_DIRECTORY),
    NavItem("audit", "Audit", "audit:search", Permission.SEARCH_AUDIT),
    NavItem("deliveries", "Deliveries", "directory:deliveries", Permission.SEE_DELIVERIES),
    NavItem("help", "Help and keys", "home:help", Permission.SIGN_IN),
)
_ROUTES = {
    "lock_url": "account:lock",
    "sign_out_url": "account:sign_out",
    "sign_in_url": "account:sign_in",
    "extend_url": "account:extend",
    "unlock_url": "account:unlock",
    "settings_url": "account:settings",
    "guide_url": "home:guide",
    "deadlines_url": "responses:deadlines",
}


def of(request: Any, page: Any) -> dict[str, Any]:
    """The context of a page's template."""
    professional = None if getattr(request, "is_locked", False) else getattr(request, "professional", None)
    forms = [form for form in page.page_forms if form is not None]
    summary = [item for form in forms for item in form.error_summary]
    return {
        **bare(page),
        **{name: _address(route) for name, route in _ROUTES.items()},
        "request": request,
        "at": getattr(page, "at", None) or getattr(request, "at", None),
        "professional": professional,
        "navigation": _navigation(professional, page.nav) if professional else [],
        "flash": _message(request),
        "kept_forms": getattr(request, "kept_forms", []),
        "error_summary": summary,
        "document_title": f"{'Error: ' if summary else ''}{page.title} – Reachable",
    }


def _message(request: Any) -> flash.Flash | None:
    """Held back at a screen that is locked or was left: it may name a young person, and waits for its reader."""
    state = getattr(request, "session_state", None)
    return None if state in (session.State.LOCKED, session.State.LOST) else flash.take(request)


def bare(page: Any) -> dict[str, Any]:
    """As much as can be said without reading the session or the database."""
    return {
        "page": page,
        "at": None,
        "professional": None,
        "navigation": [],
        "flash": None,
        "kept_forms": [],
        "error_summary": [],
        "document_title": f"{page.title} – Reachable",
        "demo": settings.DEMO,
        "version": settings.VERSION,
        "idle_seconds": settings.IDLE_SECONDS,
    }


def _navigation(professional: Any, current: str) -> list[dict[str, Any]]:
    return [
        {"text": item.text, "href": address, "current": item.name == current}
        for item in NAVIGATION
        if professional.holds(item.permission) and (address := _address(item.route))
    ]


def _address(route: str) -> str:
    """An area that is not installed has no entry."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
