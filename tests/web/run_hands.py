"""A meeting that runs, and what its forms send."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from reachable.incidents.models import Incident
from reachable.meetings import operations
from reachable.meetings.models import AgendaItem, Meeting
from tests.factories import Cast
from tests.web.sheets import response


def running(cast: Cast, at: datetime, *, young: int = 1, kind: str = "strategy", **new: Any) -> Meeting:
    """Of an incident with so many young people: Hana chairs, Priya takes the minutes, it began now."""
    return started(cast, response(cast, young), at, kind=kind, **new)


def started(cast: Cast, incident: Incident, at: datetime, *, kind: str = "strategy", **new: Any) -> Meeting:
    meeting = convened(cast, incident, at, kind=kind, **new)
    return operations.start_meeting(by=cast.hana, at=at, meeting=meeting.reference)


def convened(cast: Cast, incident: Incident, at: datetime, *, kind: str = "strategy", **new: Any) -> Meeting:
    given: dict[str, Any] = {
        "starts_at": at + timedelta(minutes=1),
        "ends_at": at + timedelta(hours=2),
        "chair_key": cast.hana.key,
        "minute_taker_key": None,
        "purposes": ("safeguarding", "prevention"),
    }
    new_meeting = operations.NewMeeting(kind=kind, **{**given, **new})
    return operations.convene_meeting(by=cast.hana, at=at, reference=incident.reference, new=new_meeting)


def says_why(client: Client, meeting: Meeting) -> None:
    """The purpose of this session, as the page that asks leaves it."""
    page = reverse("sharing:purpose", args=[meeting.reference])
    answer = client.post(page, {"use_for": "OPEN", "purpose": "for:safeguarding"})
    assert answer.status_code == 302


def item_of(meeting: Meeting, code: str) -> AgendaItem:
    return meeting.items.get(code=code)


def address(name: str, meeting: Meeting, *args: Any) -> str:
    return reverse(f"minutes:{name}", args=[meeting.reference, *args])


def a_note(item: AgendaItem, words: str = "He was followed from college", **more: Any) -> dict[str, Any]:
    given = {"key": str(uuid4()), "item": str(item.key), "words": words, "kind": "FACT", "audience": "TEAM", **more}
    return {f"note-{name}": value for name, value in given.items()}


def an_action(item: AgendaItem, who: str = "priya", what: str = "Write to the landlord", **more: Any) -> dict[str, Any]:
    given = {"key": str(uuid4()), "item": str(item.key), "owner": who, "what": what, "due": "in-2h", **more}
    return {f"action-{name}": value for name, value in given.items()}
