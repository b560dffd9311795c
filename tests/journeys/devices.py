"""What a person holds in the other hand: an authenticator app, a passkey, the post that came in."""

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page

from reachable.jobs.work import Worker
from reachable.outbox.transports import transport

STEP_SECONDS = 30
LINK = re.compile(r"https?://\S+")


def app_code(secret: str, *, ahead: int = 0) -> str:
    """The six numbers that an authenticator app shows for this key (RFC 6238).

    `ahead=1` is the next one: the server takes no code twice, and accepts one step of a clock that is fast.
    """
    counter = struct.pack(">Q", int(time.time()) // STEP_SECONDS + ahead)
    digest = hmac.digest(base64.b32decode(secret.replace(" ", "")), counter, hashlib.sha1)
    start = digest[-1] & 0xF
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


@contextmanager
def passkey_in(page: Page, *, willing: bool = True) -> Iterator[None]:
    """A device with a passkey and, if `willing`, the right finger on it, for as long as the block runs."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": willing,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    try:
        yield
    finally:
        session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": made["authenticatorId"]})
        session.detach()


class Postman:
    """The worker's round: what is queued becomes files in the outbox, and is read from there."""

    def deliver(self) -> int:
        return Worker(transport()).once()

    def letters_to(self, address: str) -> list[str]:
        """The texts of what this address was sent, newest last."""
        files = sorted(Path(settings.OUTBOX_FOLDER).glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        letters = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]
        bodies = [letter.get_body(("plain",)) for letter in letters if letter["To"] == address]
        return [str(body.get_content()) for body in bodies if body is not None]

    def link_to(self, address: str) -> str:
        """The link in the newest letter to this address."""
        found = LINK.search(self.letters_to(address)[-1])
        assert found is not None, "the letter has no link"
        return found.group()
