"""Typed text that outlives a lost or locked session: kept encrypted for the same professional, for 30 minutes."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

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
    request.text_was_kept = True
    known = request.session.get(_KNOWN, [])
    if form not in known:
        request.session[_KNOWN] = [*known, form][-20:]
    return _as_posted(payload)


def keep_post(request: HttpRequest, professional: Any, at: Any) -> None:
    """Keep what a POST carried when its session turned out to be lost or locked."""
    _keep(professional, request.path, {k: request.POST.getlist(k) for k in request.POST}, at)


def keep_on_lock(request: PageRequest, professional: Any) -> None:
    """Keep what the page held when its reader pressed Lock: one form without script, all changed ones with it."""
    for path, fields in _forms_on_lock(request):
        if path.startswith("/") and not path.startswith("//"):
            _keep(professional, path, fields, request.at)


def drop(request: PageRequest) -> None:
    directory_operations.drop_text(by=request.professional, form=request.path, at=request.at)
    request.session[_KNOWN] = [path for path in request.session.get(_KNOWN, []) if path != request.path]


def drop_after_success(request: PageRequest, response: HttpResponse) -> None:
    saved = request.method == "POST" and 300 <= response.status_code < 400
    if saved and request.path in request.session.get(_KNOWN, []):
        drop(request)


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


def _keep(professional: Any, path: str, fields: dict[str, Any], at: Any) -> None:
    payload = {
        name: values
        for name, values in fields.items()
        if name not in _MACHINERY and not any(word in name.lower() for word in _SECRET_WORDS)
    }
    typed = any(str(value).strip() for values in payload.values() for value in values)
    if typed and len(json.dumps(payload)) <= _LONGEST:
        directory_operations.keep_text(
            by=professional, form=path, payload=payload, at=at, purpose=KeptPurpose.LOST_SESSION
        )


def _as_posted(payload: dict[str, Any]) -> KeptText:
    data = KeptText(mutable=True)
    for name, values in payload.items():
        data.setlist(name, [str(value) for value in values])
    return data
