"""Links that let somebody in are kept sealed until they are sent, and erased then.

Whoever reads the database or a backup must not be able to accept an invitation or choose a password.
"""

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])


def seal(link: str) -> bytes:
    return _keys().encrypt(link.encode()) if link else b""


def unseal(sealed: bytes | memoryview) -> str:
    return _keys().decrypt(bytes(sealed)).decode() if sealed else ""
