"""Entries for calendars and codes that let somebody in: sealed until they are sent, and erased then."""

import uuid
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from reachable.audit import log
from reachable.outbox import operations
from reachable.outbox.choices import Message
from reachable.outbox.models import Delivery
from tests.domain.test_outbox_queue import ADMINISTRATOR, NOON, taken


@log.operation
def tell(message: Message, **more: Any) -> UUID:
    return operations.queue(message, to="hana@council.example", at=NOON, professional_key=uuid.uuid4(), **more)


ENTRY = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nLOCATION:Room 3, T\xc5\xb7'r Cyngor\r\nEND:VCALENDAR\r\n"


@pytest.mark.django_db
def test_an_entry_for_a_calendar_is_sealed_until_sent_and_then_erased() -> None:
    key = tell(Message.MEETING_INVITED, link="/answer/x/", calendar=ENTRY)
    assert b"Room 3" not in bytes(Delivery.objects.get(key=key).calendar_sealed)
    claimed = taken()
    assert claimed.letter is not None
    assert claimed.letter.calendar == ENTRY
    operations.record_error(claimed, at=NOON, error="TimeoutError")
    again = taken(at=NOON + timedelta(minutes=1))
    assert again.letter == claimed.letter
    operations.record_sent(again, at=NOON)
    assert bytes(Delivery.objects.get(key=key).calendar_sealed) == b""
    waiting = tell(Message.MEETING_CANCELLED, calendar=ENTRY.replace(b"REQUEST", b"CANCEL"))
    assert operations.cancel(by=ADMINISTRATOR, key=waiting, at=NOON)
    assert bytes(Delivery.objects.get(key=waiting).calendar_sealed) == b""


@pytest.mark.django_db
def test_a_code_is_sealed_until_sent_and_then_erased() -> None:
    key = tell(Message.GUEST_CODE, code="ABCD2345")
    assert b"ABCD2345" not in bytes(Delivery.objects.get(key=key).link_sealed)
    claimed = taken()
    assert claimed.letter is not None
    assert "\n\nABCD2345\n\nhttp://testserver/guest/code/\n\n" in claimed.letter.body
    operations.record_sent(claimed, at=NOON)
    assert bytes(Delivery.objects.get(key=key).link_sealed) == b""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("message", "more"),
    [
        (Message.NAMED_LEAD, {"calendar": ENTRY}),
        (Message.NAMED_LEAD, {"code": "ABCD2345"}),
        (Message.MEETING_INVITED, {"link": "/answer/x/"}),
        (Message.MEETING_INVITED, {"link": "/answer/x/", "calendar": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"}),
        (Message.MEETING_INVITED, {"link": "/answer/x/", "calendar": ENTRY.replace(b"REQUEST", b"PUBLISH")}),
        (Message.GUEST_CODE, {}),
        (Message.GUEST_CODE, {"code": "Kai Mensah"}),
        (Message.GUEST_CODE, {"code": "ABCD2345", "link": "/x/"}),
    ],
)
def test_an_entry_and_a_code_go_only_with_texts_that_have_room_for_them(message: Message, more: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"entry|code|link"):
        tell(message, **more)
