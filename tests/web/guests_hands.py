"""What the tests of the pages of guests do by hand."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.meetings import operations as meetings
from reachable.meetings.models import Meeting
from reachable.meetings.operations import AgreedAction
from reachable.responses.models import Action
from tests.domain.inviting_hands import GUEST, code_of, guest_in
from tests.factories import AT, Cast

NOT_COMPARED = {"django_session", "django_cache", "sqlite_sequence"}


def rows_of_everything() -> dict[str, list[Any]]:
    """Every row of every table, but those that remember a browser and count its attempts."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            if table not in NOT_COMPARED:
                cursor.execute(f'SELECT * FROM "{table}"')
                found[table] = sorted(repr(row) for row in cursor.fetchall())
    return found


def get_in(client: Client, *, purpose: bool = True) -> Client:
    """The GP, through the door: the address, the code from the mail, and for what."""
    cache.clear()
    assert client.post(reverse("guests:enter"), {"email": GUEST}).status_code == 302
    answer = client.post(reverse("guests:code"), {"code": code_of(GUEST)})
    assert answer["Location"] == reverse("guests:meeting"), answer.content.decode()
    if purpose:
        said = client.post(reverse("guests:purpose"), {"purpose": "safeguarding"})
        assert said["Location"] == reverse("guests:meeting"), said.content.decode()
    return client


def given_action(
    cast: Cast, meeting: Meeting, owner: Professional | None = None, what: str = "Write the report"
) -> Action:
    """The meeting runs, and gives the GP something to do about Kai (A)."""
    meeting.refresh_from_db()
    if meeting.state == "PLANNED":
        meetings.start_meeting(by=cast.hana, at=AT, meeting=meeting.reference)
    owner = owner or guest_in(cast, meeting)
    kai = meeting.incident.involvements.get(position=0)
    new = AgreedAction(uuid4(), what, AT + timedelta(days=1), f"p:{owner.key}", about_key=kai.key)
    return meetings.agree_action(by=cast.hana, at=AT, meeting=meeting.reference, new=new)


def press(client: Client, action: Action, step: str, *, address: str = "", **more: str) -> Any:
    action.refresh_from_db()
    sent = {"step": step, "version": str(action.version), **more}
    return client.post(address or reverse("guests:action", args=[action.key]), sent)


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())
