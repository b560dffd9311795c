"""Links that let somebody in are kept sealed until they are sent, and erased then.

Whoever reads the database or a backup must not be able to accept an invitation or choose a password.
"""

from reachable.common import sealing


def seal(link: str) -> bytes:
    return sealing.encrypt(link.encode()) if link else b""


def unseal(sealed: bytes | memoryview) -> str:
    """Raises `sealing.Unreadable` where no configured key made it."""
    return sealing.decrypt(bytes(sealed)).decode() if sealed else ""
