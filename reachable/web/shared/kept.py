"""Typed text that outlives a lost or locked session: kept encrypted for the same professional, for 30 minutes."""

import json
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import Resolver404, resolve

from reachable.common.refusals import Refused
from reachable.directory import operations as directory_operations
from reachable.directory import queries as directory_queries
from reachable.directory.choices import KeptPurpose

from .request import PageRequest

DISCARD = "discard_kept_text"
MINUTES = 30
_KNOWN = "kept_forms"  # paths whose kept text this session has shown, so that saving drops it
_SECRET_WORDS = ("password", "passphrase", "otp", "token", "secret", "recovery", "credential")
_MACHINERY = ("csrfmiddlewaretoken", DISCARD, "lock_from", "kept", "idle", "next")
_LONGEST = 200_000


class KeptText(QueryDict):
    """Posted text of an earlier session; a form filled from it shows no errors and is never valid."""


def form_data(request: PageRequest, path: str = "") -> QueryDict | None:
    """What fills a form: the POST; on GET the text kept for this person and form, if any; else None.

    `path` is the address that the form posts to, where that is not the page's own.
    """
    if request.method == "POST":
        return request.POST
    if request.professional is None:
        return None
    form = path or request.path
    payload = directory_queries.kept_text(request.professional, form, request.at)
    if payload is None:
        return None
    request.kept_forms.append(form)
    known = request.session.get(_KNOWN, [])
    if form not in known:
        request.session[_KNOWN] = [*known, form][-20:]
    return _as_posted(payload)


def keep_post(request: HttpRequest, professional: Any, at: datetime) -> bool:
    """Keep what a POST carried when its session turned out to be lost or locked."""
    fields = {name: [str(value) for value in request.POST.getlist(name)] for name in request.POST}
    return _keep(professional, request.path, fields, at)


def keep_on_lock(request: PageRequest, professional: Any) -> bool:
    """Keep what the page held when its reader pressed Lock: one form without script, all changed ones with it."""
    forms = [(path, fields) for path, fields in _forms_on_lock(request) if _is_kept_at(path)]
    return any([_keep(professional, path, fields, request.at) for path, fields in forms])


def _is_kept_at(path: str) -> bool:
    """Whether the page at this address keeps what was typed: forms with passwords and codes do not."""
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    return bool(getattr(view, "keep_text", False))


def keep_unread(request: Any) -> bool:
    """Keep a post of more fields than Django reads. Its CSRF token was not reached, so the browser's word must do."""
    view = getattr(request.resolver_match, "func", None)
    if getattr(request, "professional", None) is None or not getattr(view, "keep_text", False):
        return False
    if not comes_from_us(request) or request.content_type != "application/x-www-form-urlencoded":
        return False
    fields: dict[str, list[str]] = {}
    for name, value in parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True):
        fields.setdefault(name, []).append(value)
    return _keep(request.professional, request.path, fields, request.at)


def comes_from_us(request: HttpRequest) -> bool:
    """Whether the browser itself says that one of our own pages sent this."""
    origin = request.META.get("HTTP_ORIGIN", "")
    return bool(origin) and origin == f"{request.scheme}://{request.get_host()}"


def discard(request: PageRequest) -> None:
    """The reader does not want what was kept for the forms of this page."""
    for form in request.POST.getlist(DISCARD):
        _drop(request, form)


def _drop(request: PageRequest, form: str) -> None:
    directory_operations.drop_text(by=request.professional, form=form, at=request.at)
    request.session[_KNOWN] = [path for path in request.session.get(_KNOWN, []) if path != form]


def drop_after_success(request: PageRequest, response: HttpResponse) -> None:
    saved = request.method == "POST" and 300 <= response.status_code < 400
    if saved and request.path in request.session.get(_KNOWN, []):
        _drop(request, request.path)


def _forms_on_lock(request: PageRequest) -> list[tuple[str, dict[str, list[str]]]]:
    if "kept" not in request.POST:
        fields = {k: [str(v) for v in request.POST.getlist(k)] for k in request.POST}
        return [(request.POST.get("lock_from", "").partition("?")[0], fields)]
    forms: list[tuple[str, dict[str, list[str]]]] = []
    try:
        for entry in json.loads(request.POST["kept"])[:20]:
            fields = {}
            for name, value in entry["fields"]:
                fields.setdefault(str(name), []).append(str(value))
            forms.append((str(entry["path"]).partition("?")[0], fields))
    except (ValueError, TypeError, KeyError):
        return []  # not what our own script sends
    return forms


def _keep(professional: Any, path: str, fields: dict[str, list[str]], at: datetime) -> bool:
    payload = {
        name: values
        for name, values in fields.items()
        if name not in _MACHINERY and not any(word in name.lower() for word in _SECRET_WORDS)
    }
    typed = any(value.strip() for values in payload.values() for value in values)
    if not typed or len(json.dumps(payload)) > _LONGEST:
        return False
    try:
        directory_operations.keep_text(
            by=professional, form=path, payload=payload, at=at, purpose=KeptPurpose.LOST_SESSION
        )
    except Refused:
        return False
    return True


def _as_posted(payload: dict[str, Any]) -> KeptText:
    data = KeptText(mutable=True)
    for name, values in payload.items():
        data.setlist(name, [str(value) for value in values])
    return data
