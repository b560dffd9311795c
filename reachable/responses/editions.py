"""The guide as data: the edition in force, and the edition that an incident keeps."""

from datetime import datetime
from functools import lru_cache

from django.conf import settings

from reachable.playbook import edition, load
from reachable.playbook.schema import Playbook

from .models import Edition


@lru_cache(maxsize=4)
def _in_force(folder: str, county: str) -> tuple[Playbook, str, str]:
    playbook = load.load(settings.PLAYBOOK_FOLDER, county)
    text = edition.canonical(playbook)
    return playbook, text, edition.content_hash(text)


@lru_cache(maxsize=32)
def _parsed(content_hash: str, text: str) -> Playbook:
    return edition.from_canonical(text)


def in_force() -> Playbook:
    """What a newly opened incident is asked."""
    return _in_force(str(settings.PLAYBOOK_FOLDER), settings.PLAYBOOK_COUNTY)[0]


def hash_in_force() -> str:
    """What the text of the edition in force comes to; another text has another."""
    return _in_force(str(settings.PLAYBOOK_FOLDER), settings.PLAYBOOK_COUNTY)[2]


def store_in_force(at: datetime) -> tuple[Edition, Playbook]:
    """The stored edition in force; stored the first time that an incident opens under it."""
    playbook, text, content_hash = _in_force(str(settings.PLAYBOOK_FOLDER), settings.PLAYBOOK_COUNTY)
    stored, _ = Edition.objects.get_or_create(
        content_hash=content_hash,
        defaults={"county": playbook.county, "name": playbook.edition_name, "text": text, "stored_at": at},
    )
    return stored, playbook


def of(stored: Edition) -> Playbook:
    """The words that the incident was opened under."""
    return _parsed(stored.content_hash, stored.text)


@lru_cache(maxsize=32)
def stored(content_hash: str) -> Playbook:
    """As `of`, where only the hash was read; the words under a hash never change."""
    return of(Edition.objects.get(content_hash=content_hash))


def newest(county: str) -> Playbook | None:
    """The edition of a county that was stored last; None while no incident was opened under one."""
    found = Edition.objects.filter(county=county).order_by("-stored_at", "-pk").first()
    return of(found) if found else None


def starting_with(digits: str) -> Playbook | None:
    """The one stored edition whose hash starts so; None where there is none, or more than one."""
    found = Edition.objects.filter(content_hash__startswith=digits)[:2]
    return of(found[0]) if len(found) == 1 else None
