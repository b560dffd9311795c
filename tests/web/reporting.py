"""Filling in a report, page by page, as a browser without script does."""

from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from reachable.incidents.models import Incident

WHAT: dict[str, Any] = {
    "when": "AT",
    "happened_at-day": "21",
    "happened_at-month": "11",
    "happened_at-year": "2026",
    "happened_at-time": "21:40",
    "happened_about": "on",
    "place": "Waterloo Park, by the bandstand",
    "postcode": "nr33hx",
    "area": "NORWICH",
    "description": "Two boys ran off towards the road.",
    "offence": "STABBING",
    "weapon": "KNIFE",
    "setting": "STREET",
    "threats": "YES",
    "threats_words": "“We know where your mum lives”",
    "social_media": "NOT_KNOWN",
    "still_danger": "NO",
    "teller": "SOMEBODY",
    "told_by": "The park warden",
}
KAI: dict[str, Any] = {
    "young": ["0"],
    "young-0-given_names": "Kai",
    "young-0-family_name": "Mensah",
    "young-0-date_of_birth-day": "3",
    "young-0-date_of_birth-month": "4",
    "young-0-date_of_birth-year": "2011",
    "young-0-parts": ["VICTIM"],
    "young-0-where": "HOSPITAL",
    "young-0-hospital": "Norwich General, Cley ward",
}


def begin(client: Client) -> UUID:
    """Presses the button on the first page; the key of the draft."""
    answer = client.post(reverse("incidents:report"))
    assert answer.status_code == 302
    return UUID(answer["Location"].split("/")[3])


def address(page: str, key: UUID) -> str:
    return reverse(f"incidents:report_{page}", args=[key])


def filled(client: Client, what: dict[str, Any] | None = None, people: dict[str, Any] | None = None) -> UUID:
    """A draft with its first two pages saved."""
    key = begin(client)
    answer = client.post(address("what", key), WHAT if what is None else what)
    assert answer.status_code == 302, answer.content.decode()
    answer = client.post(address("people", key), KAI if people is None else people)
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == address("check", key)
    return key


def sent(client: Client, **pages: Any) -> Incident:
    """A report that was sent through the pages."""
    answer = client.post(address("check", filled(client, **pages)))
    assert answer.status_code == 302, answer.content.decode()
    return Incident.objects.get(reference=answer["Location"].split("/")[2])
