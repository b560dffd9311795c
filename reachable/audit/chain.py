"""How one entry is bound to the one before. Pure functions: no database, no clock."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings

GENESIS = "0" * 64  # what the first entry is bound to


@dataclass(frozen=True)
class Payload:
    """Everything about an entry that its mac covers; words are covered through their digest."""

    number: int
    at: datetime
    verb: str
    by_key: str
    incident: str
    codes: str
    about: tuple[str, ...]
    words_digest: str
    key_id: str

    def digest(self) -> bytes:
        text = canonical(
            [
                self.number,
                self.at.astimezone(UTC).isoformat(timespec="microseconds"),
                self.verb,
                self.by_key,
                self.incident,
                self.codes,
                sorted(self.about),
                self.words_digest,
                self.key_id,
            ]
        )
        return hashlib.sha256(text.encode()).digest()


def canonical(value: Any) -> str:
    """One JSON text for one value, in ASCII so that every database stores the same bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=str)


def words_digest(words: str, salt: str) -> str:
    """The salt is deleted with the words, so that what is left cannot be guessed back."""
    return hashlib.sha256(f"{salt}:{words}".encode()).hexdigest()


def mac(key: bytes, previous: str, payload: Payload) -> str:
    return hmac.new(key, previous.encode() + payload.digest(), hashlib.sha256).hexdigest()


def keys() -> dict[str, bytes]:
    """Keys by id, the newest first: it makes new entries, the others verify old ones."""
    return _parse(tuple(settings.AUDIT_KEYS))


def newest_key() -> tuple[str, bytes]:
    for key_id, key in keys().items():
        return key_id, key
    raise RuntimeError("settings.AUDIT_KEYS is empty: the audit cannot be written.")


def unique(keys: Iterable[object]) -> tuple[str, ...]:
    """Keys of young people as text, each once, in one order."""
    return tuple(sorted({str(key) for key in keys}))


@lru_cache(maxsize=8)
def _parse(pairs: Sequence[str]) -> dict[str, bytes]:
    parsed = {}
    for pair in pairs:
        key_id, _, value = pair.partition(":")
        parsed[key_id] = bytes.fromhex(value)
    return parsed
