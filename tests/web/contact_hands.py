"""What the tests of contact share: a proposed visit, and what the screen of a manager sends."""

from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

from django.urls import reverse

from reachable.incidents.models import Incident
from reachable.responses.models import Action
from tests.domain.clearing_hands import FOUR_HOURS
from tests.factories import AT, Cast
from tests.web.sheets import add_action

VISIT = "Visit Kai at home and speak with his mother"


def proposed(cast: Cast, incident: Incident, what: str = VISIT, **new: Any) -> Action:
    """Priya is to go; nobody has directed it."""
    return add_action(cast, incident, what, makes_contact=True, **new)


def address(name: str, incident: Incident, *keys: Any, **query: Any) -> str:
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(f"safety:{name}", args=[incident.reference, *keys]) + (f"?{asked}" if asked else "")


def said(**changes: Any) -> dict[str, Any]:
    """A visit by two, as the screen sends it."""
    given = {
        "mode": "HOME_VISIT",
        "place": "at home",
        "risk": "SOME",
        "because": "Two known to carry knives may be near",
        "mitigations": ["TWO_TOGETHER", "CHECK_IN"],
        "check_in": "Hana Malik, 01632 960123",
        "until_at": (AT + FOUR_HOURS).isoformat(),
        "opened": AT.isoformat(),
    }
    return {**given, **changes}


def act(client: Any, action: Action, step: str, **fields: str) -> Any:
    action.refresh_from_db()
    sent = {"version": str(action.version), **fields}
    return client.post(reverse(f"responses:{step}", args=[action.key]), sent)


SOON = timedelta(minutes=5)


class _Form(HTMLParser):
    """The boxes of the form of the page, as a browser sends them untouched."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.inside, self.select = False, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = a.get("id") == "page-form"
        if not self.inside:
            return
        unticked = a.get("type") in ("radio", "checkbox") and "checked" not in a
        if tag == "input" and a.get("name") and not unticked:
            self.sent.setdefault(a["name"], []).append(a.get("value", ""))
        elif tag == "select":
            self.select = a["name"]
        elif tag == "option" and self.select and ("selected" in a or self.select not in self.sent):
            self.sent[self.select] = [a.get("value", "")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False


def as_it_stands(page: Any) -> dict[str, list[str]]:
    reader = _Form()
    reader.feed(page.content.decode())
    return reader.sent
