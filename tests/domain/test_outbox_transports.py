"""Ways out: a folder of files, and SMTP against a relay on this machine."""

import os
import socketserver
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes, message_from_string
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.outbox import queries, transports
from reachable.outbox.transports import FileFolder, Letter, NotSent, Smtp

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def letter(to: str = "hana@council.gov.uk") -> Letter:
    return Letter(key=uuid.uuid4(), to=to, subject="An action is waiting", body="Sign in.\n", queued_at=NOON)


@dataclass
class Relay:
    """As much of a mail server as the client talks to. `answers` replaces what it says to a verb."""

    answers: dict[str, str] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)
    port: int = 0


class Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        relay: Relay = self.server.relay  # type: ignore[attr-defined]  # set by the fixture
        self._say("220 relay ready")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            if verb == "DATA" and "DATA" not in relay.answers:
                self._say("354 go on")
                text = b"".join(iter(self.rfile.readline, b".\r\n")).decode()
                relay.taken.append(text)
                self._say(relay.answers.get("END", "250 taken"))
            elif relay.answers.get(verb) == "hang up":
                return
            else:
                self._say(relay.answers.get(verb, "221 bye" if verb == "QUIT" else "250 relay"))

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def relay() -> Iterator[Relay]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.daemon_threads = True
        server.relay = Relay(port=server.server_address[1])  # type: ignore[attr-defined]  # read by Conversation
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server.relay  # type: ignore[attr-defined]  # as above
        server.shutdown()


def smtp(relay: Relay) -> Smtp:
    return Smtp(host="127.0.0.1", port=relay.port)


def test_smtp_hands_a_message_over_to_one_address(relay: Relay) -> None:
    one = letter()
    smtp(relay).send(one)
    (text,) = relay.taken
    mail = message_from_string(text)
    assert mail["To"] == "hana@council.gov.uk"
    assert mail["Message-ID"] == f"<{one.key}@reachable.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_payload().strip() == "Sign in."


def test_smtp_sends_the_same_bytes_again_after_an_interruption(relay: Relay) -> None:
    one = letter()
    smtp(relay).send(one)
    smtp(relay).send(one)
    assert relay.taken[0] == relay.taken[1]


ENTRY = "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nLOCATION:Room 3\\, Tŷ'r Cyngor\r\nEND:VCALENDAR\r\n".encode()


def with_entry() -> Letter:
    return replace(letter(), calendar=ENTRY)


def test_an_entry_goes_as_another_reading_of_the_text_and_as_a_file() -> None:
    mail = message_from_bytes(with_entry().mail().message().as_bytes())
    assert mail.get_content_type() == "multipart/mixed"
    text, entry, file = [part for part in mail.walk() if not part.is_multipart()]
    assert text.get_content_type() == "text/plain"
    assert (entry.get_content_type(), entry.get_param("method"), entry.get_content_charset()) == (
        "text/calendar",
        "CANCEL",
        "utf-8",
    )
    assert (file.get_content_type(), file.get_filename()) == ("application/ics", "meeting.ics")
    assert file.get_payload(decode=True) == ENTRY
    whole = entry.get_payload(decode=True)
    assert isinstance(whole, bytes)
    assert whole.replace(b"\r\n", b"\n") == ENTRY.replace(b"\r\n", b"\n")


def test_a_mail_with_an_entry_is_the_same_bytes_on_a_second_attempt(relay: Relay, tmp_path: Path) -> None:
    one = with_entry()
    smtp(relay).send(one)
    smtp(relay).send(one)
    assert relay.taken[0] == relay.taken[1]
    FileFolder(tmp_path / "first").send(one)
    FileFolder(tmp_path / "second").send(one)
    first, second = ((tmp_path / name / f"{one.key}.eml").read_bytes() for name in ("first", "second"))
    assert first == second
    assert b"multipart/alternative" in first


@pytest.mark.parametrize(
    ("answers", "error", "permanent"),
    [
        ({"RCPT": "550 no such person hana@council.gov.uk"}, "SMTPRecipientsRefused 550", True),
        ({"RCPT": "451 come back later"}, "SMTPRecipientsRefused 451", False),
        ({"MAIL": "530 sign in first"}, "SMTPSenderRefused 530", False),
        ({"END": "554 not now"}, "SMTPDataError 554", False),
        ({"MAIL": "hang up"}, "SMTPServerDisconnected", False),
    ],
)
def test_smtp_names_the_error_and_the_code_and_no_words(
    relay: Relay, answers: dict[str, str], error: str, permanent: bool
) -> None:
    relay.answers = answers
    with pytest.raises(NotSent) as problem:
        smtp(relay).send(letter())
    assert (problem.value.error, problem.value.permanent) == (error, permanent)


def test_a_relay_that_is_clumsy_at_the_end_has_still_taken_the_message(relay: Relay) -> None:
    relay.answers = {"QUIT": "hang up"}
    smtp(relay).send(letter())
    assert len(relay.taken) == 1


def test_a_relay_that_is_not_there_is_an_error_to_try_again(relay: Relay) -> None:
    with pytest.raises(NotSent) as problem:
        Smtp(host="127.0.0.1", port=1).send(letter())
    assert (problem.value.error, problem.value.permanent) == ("ConnectionRefusedError", False)


@pytest.mark.parametrize("domain", ["council.example", "EXAMPLE", "a.test", "b.invalid", "example.com", "localhost"])
def test_smtp_refuses_addresses_where_nobody_lives(relay: Relay, domain: str) -> None:
    with pytest.raises(NotSent, match="ReservedAddress") as problem:
        smtp(relay).send(letter(f"hana@{domain}"))
    assert problem.value.permanent
    assert relay.taken == []


def test_smtp_is_encrypted_unless_the_relay_is_on_this_machine(settings: Settings) -> None:
    for address, port, starttls, tls in (
        ("smtp://user:p%40ss@relay.council.gov.uk", 587, True, False),
        ("smtps://relay.council.gov.uk", 465, False, True),
        ("smtp://127.0.0.1:2525", 2525, False, False),
    ):
        settings.OUTBOX_SMTP = address
        backend = Smtp.from_settings()._backend()
        assert (backend.port, backend.use_tls, backend.use_ssl) == (port, starttls, tls)
    settings.OUTBOX_SMTP = "smtp://user:p%40ss@relay.council.gov.uk"
    assert Smtp.from_settings().password == "p@ss"


@pytest.mark.parametrize("address", ["", "relay", "http://relay", "smtp://", "smtp://relay:port"])
def test_a_wrong_smtp_address_is_named_and_not_shown(settings: Settings, address: str) -> None:
    settings.OUTBOX_SMTP = address
    with pytest.raises(ImproperlyConfigured, match="REACHABLE_SMTP") as problem:
        Smtp.from_settings()
    assert address == "" or address not in str(problem.value).replace("smtp://user:password@host:port", "")


def test_the_file_outbox_writes_a_delivery_once_however_often_it_is_sent(tmp_path: Path) -> None:
    one = letter("hana@council.example")
    FileFolder(tmp_path).send(one)
    file = tmp_path / f"{one.key}.eml"
    before = file.stat()
    FileFolder(tmp_path).send(one)
    assert [p.name for p in tmp_path.iterdir()] == [file.name]
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert oct(before.st_mode & 0o777) == "0o600"


def test_the_file_outbox_clears_away_what_a_killed_worker_left_half_written(tmp_path: Path) -> None:
    one = letter("hana@council.example")
    (tmp_path / f".{one.key}.dead").write_bytes(b"Subj")
    FileFolder(tmp_path).send(one)
    assert [p.name for p in tmp_path.iterdir()] == [f"{one.key}.eml"]


def test_a_folder_that_cannot_be_written_is_an_error_to_try_again(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotSent) as problem:
        FileFolder(tmp_path / "file").send(letter())
    assert not problem.value.permanent
    assert os.sep not in problem.value.error


@dataclass(frozen=True)
class Administrator:
    key: uuid.UUID = field(default_factory=uuid.uuid4)

    def holds(self, permission: Permission) -> bool:
        return permission == Permission.SEE_DELIVERIES


def test_the_file_outbox_is_read_on_screen_in_a_demo_and_nowhere_else(settings: Settings, tmp_path: Path) -> None:
    settings.OUTBOX_FOLDER = tmp_path
    one = letter("hana@council.example")
    transports.transport().send(one)
    (shown,) = queries.file_messages(Administrator())
    assert (shown.key, shown.to, shown.subject) == (str(one.key), one.to, one.subject)
    assert "Sign in." in shown.body
    settings.OUTBOX_TRANSPORT = "reachable.outbox.transports.Smtp"
    with pytest.raises(NotFound):
        queries.file_messages(Administrator())
