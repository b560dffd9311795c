"""Ways out: a folder of files for a demo, SMTP for the rest.

A transport either returns (the message was handed over) or raises `NotSent`, which names a class and a
code and nothing that was in the message.
"""

import os
import smtplib
import uuid
from abc import ABC, abstractmethod
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Self
from urllib.parse import SplitResult, unquote, urlsplit
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.utils.module_loading import import_string

from . import policies

TIMEOUT_SECONDS = 20
LOOPBACK = ("localhost", "127.0.0.1", "::1")
RESERVED = ("example", "test", "invalid", "localhost", "example.com", "example.net", "example.org")


class NotSent(Exception):
    """`permanent`: trying again cannot help, so the delivery fails at once and somebody sees it."""

    def __init__(self, error: str, *, permanent: bool = False) -> None:
        super().__init__(error)
        self.error = error
        self.permanent = permanent


@dataclass(frozen=True)
class Letter:
    """Everything of a mail is fixed when it is queued: a second attempt sends the very same bytes."""

    key: UUID
    to: str
    subject: str
    body: str
    queued_at: datetime
    calendar: bytes = b""

    def mail(self, backend: EmailBackend | None = None) -> EmailMessage:
        host = settings.MAIL_FROM.rpartition("@")[2] or "localhost"
        headers = {
            "Message-ID": f"<{self.key}@{host}>",
            "Date": format_datetime(self.queued_at),
            "Auto-Submitted": "auto-generated",
        }
        mail = _Mail(self.subject, self.body, settings.MAIL_FROM, [self.to], connection=backend, headers=headers)
        mail.boundary = self.key.hex
        if self.calendar:
            # As another reading of the text, for programs that offer to answer; and as a file, for those that do not.
            kind = f"text/calendar; method={policies.method_of(self.calendar)}"
            mail.attach_alternative(self.calendar.decode(), kind)
            mail.attach("meeting.ics", self.calendar, "application/ics")
        return mail


class _Mail(EmailMultiAlternatives):
    """Its parts are divided by what the delivery is called, and by nothing that chance makes."""

    boundary = ""

    def message(self, *args: Any, **kwargs: Any) -> Any:
        whole = super().message(*args, **kwargs)
        for number, part in enumerate(part for part in whole.walk() if part.is_multipart()):
            part.set_boundary(f"=_{self.boundary}_{number}")
        return whole


class Transport(ABC):
    @classmethod
    @abstractmethod
    def from_settings(cls) -> Self: ...

    @abstractmethod
    def send(self, letter: Letter) -> None: ...


def transport() -> Transport:
    kind: type[Transport] = import_string(settings.OUTBOX_TRANSPORT)
    return kind.from_settings()


def leaves_files() -> bool:
    return issubclass(import_string(settings.OUTBOX_TRANSPORT), FileFolder)


@dataclass(frozen=True)
class FileFolder(Transport):
    """One file for each delivery, named by its key: complete or not there, and never a second one."""

    folder: Path

    @classmethod
    def from_settings(cls) -> Self:
        return cls(Path(settings.OUTBOX_FOLDER))

    def send(self, letter: Letter) -> None:
        try:
            self._write(letter)
        except OSError as error:
            raise NotSent(f"{type(error).__name__} {error.errno or ''}".strip()) from error

    def _write(self, letter: Letter) -> None:
        final = self.folder / f"{letter.key}.eml"
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not final.exists():
            half = self.folder / f".{letter.key}.{uuid.uuid4().hex}"
            with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(letter.mail().message().as_bytes())
                file.flush()
                os.fsync(file.fileno())
            # link() refuses to replace: of two workers with the same delivery one writes it and the other finds it.
            with suppress(FileExistsError):
                os.link(half, final)
            self._make_lasting()
        for left_over in self.folder.glob(f".{letter.key}.*"):
            left_over.unlink(missing_ok=True)

    def _make_lasting(self) -> None:
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@dataclass(frozen=True)
class Smtp(Transport):
    """A relay: STARTTLS or TLS from the start; in clear only to a relay on this machine."""

    host: str
    port: int
    username: str = ""
    password: str = ""
    tls_from_start: bool = False

    @classmethod
    def from_settings(cls) -> Self:
        wrong = ImproperlyConfigured("REACHABLE_SMTP must be smtp://user:password@host:port or smtps://…")
        try:
            address: SplitResult = urlsplit(settings.OUTBOX_SMTP)
            port = address.port
        except ValueError as error:
            raise wrong from error
        if address.scheme not in ("smtp", "smtps") or not address.hostname or not settings.MAIL_FROM:
            raise wrong
        on_this_machine = address.hostname in LOOPBACK
        default_port = 465 if address.scheme == "smtps" else 25 if on_this_machine else 587
        return cls(
            host=address.hostname,
            port=port or default_port,
            username=unquote(address.username or ""),
            password=unquote(address.password or ""),
            tls_from_start=address.scheme == "smtps",
        )

    def send(self, letter: Letter) -> None:
        domain = letter.to.rpartition("@")[2].casefold()
        # Nobody lives under these names: such an address comes from a demo or a test and must not leave.
        if any(domain == name or domain.endswith("." + name) for name in RESERVED):
            raise NotSent("ReservedAddress", permanent=True)
        backend = self._backend()
        try:
            backend.open()
            letter.mail(backend).send()
        except smtplib.SMTPRecipientsRefused as error:
            refused = max(code for code, _ in error.recipients.values())
            raise NotSent(f"SMTPRecipientsRefused {refused}", permanent=refused >= 500) from error
        except (smtplib.SMTPException, OSError) as error:
            code = getattr(error, "smtp_code", "")
            raise NotSent(f"{type(error).__name__} {code}".strip()) from error
        finally:
            # Once the relay has taken the message, a clumsy goodbye must not look like a failure.
            with suppress(smtplib.SMTPException, OSError):
                backend.close()

    def _backend(self) -> EmailBackend:
        return EmailBackend(
            host=self.host,
            port=self.port,
            username=self.username,
            password=self.password,
            use_tls=not self.tls_from_start and self.host not in LOOPBACK,
            use_ssl=self.tls_from_start,
            timeout=TIMEOUT_SECONDS,
        )
