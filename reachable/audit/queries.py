"""What the information-governance lead can ask of the audit. Each search is itself an entry.

A page is counted from `up_to`, the last entry when the first page was asked for: pass it on to the next page, and
what is written meanwhile (the search itself, too) does not shift the rows.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from reachable.common import clock
from reachable.common.actors import Actor

from . import log
from .choices import LOOKED_AT, SEARCHED
from .models import Entry, EntryAbout, EntryWords, Head
from .permissions import check_can_search_audit

ROWS = 50
LOOKS = 500


@dataclass(frozen=True)
class AuditEntry:
    number: int
    at: datetime
    verb: str
    by_key: str  # empty for the system
    incident: str
    about: tuple[str, ...]
    codes: dict[str, Any]
    words: str | dict[str, Any] | None
    words_erased: bool


@dataclass(frozen=True)
class AuditPage:
    entries: tuple[AuditEntry, ...]
    page: int
    has_next: bool
    up_to: int


def entries_about(
    professional: Actor,
    young_person_key: object,
    *,
    also: Iterable[object] = (),
    page: int = 1,
    up_to: int | None = None,
    at: datetime | None = None,
) -> AuditPage:
    """Who recorded or looked at anything about this young person, the latest first.

    `also` are the other keys of the same person: what was recorded of somebody before he was found to be another.
    """
    keys = [str(young_person_key), *map(str, also)]
    last = _begin(professional, {"search": "about", "page": page}, keys, up_to, at)
    concerned = EntryAbout.objects.filter(key__in=keys, number__lte=last).values("number")
    return _page(Entry.objects.filter(number__in=concerned), page, last)


def entries_by(
    professional: Actor,
    professional_key: object,
    *,
    page: int = 1,
    up_to: int | None = None,
    at: datetime | None = None,
) -> AuditPage:
    """What this professional recorded and looked at, the latest first."""
    key = str(professional_key)
    last = _begin(professional, {"search": "by", "professional": key, "page": page}, (), up_to, at)
    return _page(Entry.objects.filter(by_key=key, number__lte=last), page, last)


def entries_of(
    professional: Actor,
    reference: str,
    *,
    page: int = 1,
    up_to: int | None = None,
    at: datetime | None = None,
) -> AuditPage:
    """What was recorded and looked at in this incident, the latest first. It is not asked whether there is one."""
    last = _begin(professional, {"search": "incident", "page": page}, (), up_to, at, incident=reference)
    return _page(Entry.objects.filter(incident=reference, number__lte=last), page, last)


def latest(professional: Actor, *, page: int = 1, up_to: int | None = None, at: datetime | None = None) -> AuditPage:
    """The whole audit, the latest first."""
    last = _begin(professional, {"search": "latest", "page": page}, (), up_to, at)
    return _page(Entry.objects.filter(number__lte=last), page, last)


@dataclass(frozen=True)
class Looked:
    """That a page was opened, and the keys of the young people whom it showed."""

    page: str
    at: datetime
    about: tuple[str, ...]


@log.operation
def looks_of(professional: Actor, professional_key: object, *, incident: str, at: datetime) -> list[Looked]:
    """Which pages of one incident somebody opened, the latest first, at most `LOOKS`; asking is an entry.

    For a caller who has checked that `professional` answers for the incident: whoever searches the whole audit has
    the other questions.
    """
    key = str(professional_key)
    codes = {"search": "by", "professional": key}
    log.record(SEARCHED, by=professional, at=at, incident=incident, codes=codes)
    looks = Entry.objects.filter(incident=incident, by_key=key, verb=LOOKED_AT).order_by("-number")[:LOOKS]
    entries = list(looks)
    about: dict[int, list[str]] = defaultdict(list)
    concerned = EntryAbout.objects.filter(number__in=[entry.number for entry in entries])
    for number, person in concerned.values_list("number", "key"):
        about[number].append(person)
    return [Looked(str(json.loads(e.codes).get("page", "")), e.at, tuple(about[e.number])) for e in entries]


@log.operation
def _begin(
    professional: Actor,
    codes: dict[str, Any],
    about: Iterable[str],
    up_to: int | None,
    at: datetime | None,
    *,
    incident: str = "",
) -> int:
    """Check, write down that the search is made, and say up to which entry it reads."""
    check_can_search_audit(professional)
    last = Head.objects.values_list("number", flat=True).get()
    log.record(SEARCHED, by=professional, at=at or clock.now(), incident=incident, about=about, codes=codes)
    return last if up_to is None else min(up_to, last)


def _page(entries: QuerySet[Entry], page: int, up_to: int) -> AuditPage:
    start = (max(page, 1) - 1) * ROWS
    found = list(entries.order_by("-number")[start : start + ROWS + 1])
    shown = found[:ROWS]
    numbers = [entry.number for entry in shown]
    about: dict[int, list[str]] = defaultdict(list)
    for number, key in EntryAbout.objects.filter(number__in=numbers).order_by("key").values_list("number", "key"):
        about[number].append(key)
    words = dict(EntryWords.objects.filter(number__in=numbers).values_list("number", "words"))
    return AuditPage(
        entries=tuple(_shown(entry, about[entry.number], words.get(entry.number)) for entry in shown),
        page=max(page, 1),
        has_next=len(found) > ROWS,
        up_to=up_to,
    )


def _shown(entry: Entry, about: Iterable[str], words: str | None) -> AuditEntry:
    return AuditEntry(
        number=entry.number,
        at=entry.at,
        verb=entry.verb,
        by_key=entry.by_key,
        incident=entry.incident,
        about=tuple(about),
        codes=json.loads(entry.codes),
        words=None if words is None else json.loads(words),
        words_erased=bool(entry.words_digest) and words is None,
    )
