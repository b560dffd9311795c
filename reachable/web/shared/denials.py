"""What somebody who is signed in asked for and was not shown: an entry in the audit, and never a flood of them.

Somebody who tries one reference after the other shows up here and nowhere else. The same address counts once in ten
minutes, and one professional fills at most `MOST` entries in an hour; the last of them says so.
"""

import hashlib
import logging
from typing import Any

from django.core.cache import cache

from reachable.audit import log as audit_log
from reachable.common import references

NOT_FOUND, NOT_PERMITTED, TOO_OFTEN = "not-found", "not-permitted", "too-often"
ONCE_IN = 600  # seconds
AN_HOUR = 3600
MOST = 100
logger = logging.getLogger(__name__)


def note(request: Any, why: str, *, reference: str = "") -> None:
    """`reference` where it stood in a form: then it is the one that was tried, and not that of the page.

    Only codes are kept: whatever else stands in an address may be a name.
    """
    who, match = getattr(request, "professional", None), getattr(request, "resolver_match", None)
    if who is None or match is None:
        return
    given = {"reference": "", **match.kwargs, **({"reference": reference} if reference else {})}
    codes = {name: str(value) for name, value in given.items() if name != "reference" and _is_code(name, value)}
    incident = str(given["reference"]) if _is_code("reference", given["reference"]) else ""
    page = getattr(match.func, "page_name", "page")
    try:
        number = _count(who, f"{why} {page} {incident} {sorted(codes.items())}")
        if number > MOST:
            return
        if number == MOST:
            codes["more"] = "not-recorded-in-this-hour"
        audit_log.refusal(page, by=who, at=request.at, why=why, incident=incident, codes=codes)
    except Exception as failure:  # nothing is shown, so the answer may go out without its entry
        logger.error("a refusal at %s could not be recorded: %s", page, type(failure).__name__)


def _is_code(name: str, value: object) -> bool:
    """Keys of records and references of incidents; never words."""
    return name == "key" or references.INCIDENT.fullmatch(str(value)) is not None


def _count(who: Any, what: str) -> int:
    """Which one of this hour it is; beyond `MOST` where this very thing was noted a moment ago."""
    digest = hashlib.sha256(what.encode()).hexdigest()
    if not cache.add(f"refused:{who.key}:{digest}", "noted", ONCE_IN):
        return MOST + 1
    counter = f"refused:{who.key}:count"
    cache.add(counter, 0, AN_HOUR)
    return int(cache.incr(counter))
