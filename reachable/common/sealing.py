"""Encryption of the few secrets that are stored: second factors, recovery codes, kept text, links that let somebody in.

The first of FIELD_KEYS encrypts, all of them decrypt, so that a key can be replaced without a break.
"""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class Unreadable(Exception):
    """None of the keys that are configured made this."""


def _fernet() -> MultiFernet:
    if not settings.FIELD_KEYS:
        raise ImproperlyConfigured("FIELD_KEYS is empty: nothing can be encrypted")
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])


def encrypt(clear: bytes) -> bytes:
    return _fernet().encrypt(clear)


def decrypt(encrypted: bytes) -> bytes:
    try:
        return _fernet().decrypt(encrypted)
    except InvalidToken as error:
        raise Unreadable("encrypted under a key that is no longer configured") from error


def encrypt_text(clear: str) -> str:
    return encrypt(clear.encode()).decode()


def decrypt_text(encrypted: str) -> str:
    return decrypt(encrypted.encode()).decode()


def renew(encrypted: bytes) -> bytes:
    """The same secret under the newest key."""
    return _fernet().rotate(encrypted)
