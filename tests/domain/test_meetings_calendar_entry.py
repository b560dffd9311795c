"""The calendar entry of a meeting, read by a second parser that shares no code with the one that writes it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from reachable.meetings.calendar_entry import CANCEL, REQUEST, entry
from reachable.meetings.models import Attendee, Meeting

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def meeting(**changes: Any) -> Meeting:
    values: dict[str, Any] = {
        "key": UUID(int=7),
        "reference": "MTG-2026-0007",
        "incident": Incident(reference="INC-2026-0012"),
        "kind": "complex-strategy",
        "starts_at": NOON + HOUR,
        "ends_at": NOON + 2 * HOUR,
        "place": "Room 3, County Hall",
        "sequence": 3,
    }
    return Meeting(**values | changes)


def made(*, method: str = REQUEST, at: datetime = NOON, **changes: Any) -> bytes:
    attendee = Attendee(professional=Professional(name="Gareth Pugh", email="gareth@surgery.example"))
    return entry(meeting(**changes), attendee, method=method, at=at)


def read(calendar: bytes) -> Any:
    return vobject.readOne(calendar.decode())


@pytest.mark.parametrize(("method", "status"), [(REQUEST, "CONFIRMED"), (CANCEL, "CANCELLED")])
def test_another_parser_reads_what_was_meant(method: str, status: str) -> None:
    found = read(made(method=method, link="https://video.example/room/7"))
    event = found.vevent
    assert found.method.value == method
    assert event.status.value == status
    assert event.uid.value == f"{UUID(int=7)}@reachable.example"
    assert event.sequence.value == "3"
    assert event.summary.value == "Multi-agency meeting MTG-2026-0007"
    assert event.location.value == "Room 3, County Hall"
    assert event.url.value == "https://video.example/room/7"
    assert event.organizer.value == "mailto:reachable@reachable.example"
    assert event.attendee.value == "mailto:gareth@surgery.example"
    assert event.dtstart.value.astimezone(UTC) == NOON + HOUR
    assert event.dtend.value.astimezone(UTC) == NOON + 2 * HOUR
    assert event.dtstamp.value == NOON
    assert getattr(event, "class").value == "PRIVATE"


def test_it_says_nothing_but_when_and_where() -> None:
    text = made().decode()
    assert {line.partition(":")[0].partition(";")[0] for line in _lines(text, "VEVENT")} == {
        *("UID", "DTSTAMP", "SEQUENCE", "STATUS", "SUMMARY", "DTSTART", "DTEND", "LOCATION"),
        *("CLASS", "TRANSP", "ORGANIZER", "ATTENDEE"),
    }
    for word in ("INC-", "strategy", "Gareth Pugh", "answer"):
        assert word not in text


def _lines(text: str, part: str) -> list[str]:
    whole = text.replace("\r\n ", "").split("\r\n")
    return whole[whole.index(f"BEGIN:{part}") + 1 : whole.index(f"END:{part}")]


def test_it_is_the_same_bytes_each_time() -> None:
    assert made() == made()


def _hours(day: date) -> Iterator[tuple[datetime, datetime]]:
    """Each half hour of a day on which the clocks change, as a meeting of half an hour."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - HOUR
    yield from pairwise(start + number * HOUR / 2 for number in range(52))


@pytest.mark.parametrize("day", [date(2026, 10, 25), date(2027, 3, 28), date(2027, 3, 29)])
def test_the_hour_is_right_on_a_day_on_which_the_clocks_change(day: date) -> None:
    for starts_at, ends_at in _hours(day):
        event = read(made(starts_at=starts_at, ends_at=ends_at)).vevent
        assert (event.dtstart.value.astimezone(UTC), event.dtend.value.astimezone(UTC)) == (starts_at, ends_at)


def test_it_stands_in_norfolk_time_with_the_rules_of_its_zone() -> None:
    summer = datetime(2027, 7, 1, 9, tzinfo=UTC)
    text = made(starts_at=summer, ends_at=summer + HOUR).decode()
    assert "DTSTART;TZID=Europe/London:20270701T100000\r\n" in text
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in text
    assert _lines(text, "VTIMEZONE")[0] == "TZID:Europe/London"


def test_a_meeting_in_the_hour_that_comes_twice_is_told_in_utc() -> None:
    twice = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert clock.local(twice).fold == 1
    text = made(starts_at=twice, ends_at=twice + HOUR).decode()
    assert "DTSTART:20261025T013000Z" in text
    assert "TZID" not in text


@pytest.mark.parametrize(
    "place",
    [
        "Room 3\r\nATTENDEE:mailto:somebody@elsewhere.example",
        "Room 3\nBEGIN:VEVENT\nEND:VCALENDAR",
        'Hall "A"; second floor, left: \\n not a line, \\, nor a comma',
        "Ystafell Glyndŵr, Tŷ’r Cyngor, Caffè Nero – Größe 3 🏢 " * 3,
        "a" * 200,
        "\x00\x07 Room\t3 ",
        "",
    ],
)
def test_a_place_is_a_place_whatever_stands_in_it(place: str) -> None:
    calendar = made(place=place)
    event = read(calendar).vevent
    said = getattr(event, "location", None)
    assert (said.value if said else "") == " ".join("".join(c if c.isprintable() else " " for c in place).split())
    assert len(event.contents["attendee"]) == 1
    assert len(read(calendar).contents["vevent"]) == 1


@given(place=st.text(max_size=200))
def test_no_text_breaks_out_of_the_place(place: str) -> None:
    calendar = made(place=place)
    assert max(len(line) for line in calendar.split(b"\r\n")) <= 75
    found = read(calendar)
    assert list(found.contents) == ["version", "prodid", "calscale", "method", "vtimezone", "vevent"]
    assert found.vevent.summary.value == "Multi-agency meeting MTG-2026-0007"
    assert [len(rows) for rows in found.vevent.contents.values()] == [1] * len(found.vevent.contents)
