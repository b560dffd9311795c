"""What the journeys about a record share: opening it, what is on it, and what it looks like to whoever may not read."""

import re
from datetime import timedelta
from typing import Any

from playwright.sync_api import Locator

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.models import Involvement
from reachable.people.choices import AddressUse
from reachable.people.facts import NewAccount, NewAddress
from tests.factories import Cast
from tests.journeys.keyboard import Keyboard

HEADING = "What is recorded of Kai Mensah (A)"
SAID = "He had it in his sleeve and I ran"


def opens(who: Keyboard, kai: Involvement, name: str = "record", **more: object) -> None:
    who.goto(f"people:{name}", reference=kai.incident.reference, key=kai.key, **more)


def on(kai: Involvement, by: Professional) -> dict[str, Any]:
    return {"by": by, "at": clock.now(), "reference": kai.incident.reference, "key": kai.key}


def given_a_placement(cast: Cast, kai: Involvement) -> None:
    """Priya recorded it; Sam may read it too."""
    facts = NewAddress(
        AddressUse.PLACEMENT, line1="4 Sedge Lane", town="Fakenham", postcode="NR21 8AA", readers=(cast.sam.key,)
    )
    incidents.add_address(**on(kai, cast.priya), new=facts)


def given_what_he_said(cast: Cast, kai: Involvement) -> None:
    said = NewAccount("What happened?", SAID, clock.now() - timedelta(hours=1), "Only me, on the ward")
    incidents.record_account(**on(kai, cast.priya), new=said)


def arrives(who: Keyboard, *seen: str) -> None:
    who.expects(HEADING)
    who.sees(*seen)


def adding(who: Keyboard, what: str) -> Locator:
    """The link of one line of the record; a reader who hears links alone hears of which."""
    return who.page.get_by_role("link", name=re.compile(rf"^Add\s*: {what}"))


def finds_shut(who: Keyboard, kai: Involvement, name: str, status: int, **more: object) -> None:
    who.expected_status.add(status)
    opens(who, kai, name, **more)
    who.expects({403: "Your role does not allow this", 404: "Page not found"}[status])
