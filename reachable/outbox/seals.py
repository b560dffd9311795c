"""Links and codes that let somebody in, and calendar entries, are kept sealed until they are sent, and erased then.

Whoever reads the database or a backup must not be able to accept an invitation or choose a password, nor learn where
a meeting is held.
"""

from reachable.common import sealing


def seal(link: str) -> bytes:
    return sealing.encrypt(link.encode()) if link else b""


def unseal(sealed: bytes | memoryview) -> str:
    """Raises `sealing.Unreadable` where no configured key made it."""
    return sealing.decrypt(bytes(sealed)).decode() if sealed else ""


def seal_bytes(content: bytes) -> bytes:
    return sealing.encrypt(content) if content else b""


def unseal_bytes(sealed: bytes | memoryview) -> bytes:
    return sealing.decrypt(bytes(sealed)) if sealed else b""
