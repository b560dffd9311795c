"""The pages about meetings that come back."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from reachable.meetings.models import Meeting, Series
from tests.counting import costs_the_same
from tests.domain.incident_hands import involved
from tests.domain.test_meeting_series import begun, planning
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.reading import text_of
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
KEY = "6f9619ff-8b86-4d11-b42d-00c04fc964ff"


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def page_of(incident: Incident, name: str, *keys: object) -> str:
    return reverse(f"meetings:{name}", args=[incident.reference, *keys])


def sent(owner: Professional, **changes: str) -> dict[str, str]:
    day = {"next_on-day": "30", "next_on-month": "11", "next_on-year": "2026"}
    words = {"reason": "The park at night", "outcome": "Who patrols, and when"}
    facts = {"key": KEY, "kind": "locality-mapping", "every_weeks": "4", "owner": str(owner.key)}
    return {**facts, **day, **words, **changes}


@pytest.mark.clause("STA-4")
def test_from_the_first_word_to_convening_the_next(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.hana)
    assert "No meetings come back" in text_of(client.get(page_of(incident, "series")))
    form = client.get(page_of(incident, "new_series"))
    assert_declares_everybody_it_shows(form)
    page = text_of(client.post(page_of(incident, "new_series"), sent(cast.hana), follow=True))
    assert "Locality mapping meeting: the incident" in page
    assert "Every 4 weeks. The next by Mon 30 Nov" in page
    assert "Not convened yet" in page
    row = Series.objects.get()
    address = f"{page_of(incident, 'convene')}?series={row.key}"
    assert address in page.replace("&amp;", "&")
    offered = text_of(client.get(address))
    assert str(row.key) in offered
    assert 'value="30"' in offered


@pytest.mark.clause("STA-5")
def test_the_next_is_convened_from_the_list(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    row, client = planning(cast.hana, incident), signed_in(cast.hana)
    when = {"starts_at-day": "30", "starts_at-month": "11", "starts_at-year": "2026", "starts_at-time": "10:00"}
    facts = {"key": KEY, "series": str(row.key), "kind": "child-planning", "length": "60", "purposes": "safeguarding"}
    young = {"young_people": str(involved(incident).key), "chair": str(cast.hana.key)}
    assert client.post(page_of(incident, "convene"), {**facts, **when, **young}).status_code == 302
    assert Meeting.objects.get().series == row
    page = client.get(page_of(incident, "series"))
    assert_declares_everybody_it_shows(page)
    assert "Planned: " in text_of(page)
    assert "Convene the next" not in text_of(page)
    wrong = client.post(page_of(incident, "convene"), {**facts, **when, **young, "key": str(row.key), "series": "x"})
    assert wrong.status_code == 200


def test_late_ones_stand_first(
    signed_in: SignedIn, cast: Cast, incident: Incident, set_clock: Callable[[datetime], None]
) -> None:
    begun(cast.hana, incident, every_weeks=1)
    begun(cast.hana, incident, next_on=(AT + timedelta(days=2)).date(), reason="The bus station")
    set_clock(AT + timedelta(days=4))
    page = text_of(signed_in(cast.sam).get(page_of(incident, "series")))
    assert page.index("The bus station") < page.index("The park at night")
    assert "Late</strong>" in page
    assert "Convene the next" not in page


def test_they_end_with_a_reason(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    row, client = planning(cast.hana, incident), signed_in(cast.hana)
    form = client.get(page_of(incident, "end_series", row.key))
    assert_declares_everybody_it_shows(form)
    assert "Say why they end" in text_of(client.post(page_of(incident, "end_series", row.key), {"because": ""}))
    page = text_of(client.post(page_of(incident, "end_series", row.key), {"because": "He moved away"}, follow=True))
    assert "He moved away" in page[page.index("Ended") :]


def test_what_is_owed(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.hana)
    page = text_of(client.post(page_of(incident, "new_series"), {"key": KEY}))
    for words in ("Choose which meetings come back", "Say what these meetings are for", "Say what is to come of them"):
        assert words in page
    page = text_of(client.post(page_of(incident, "new_series"), sent(cast.hana, kind="child-planning")))
    assert "There is a problem" in page
    assert not Series.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("sam", 403), ("stranger", 404), ("manager", 404), ("admin", 403)])
def test_who_does_not_get_there(signed_in: SignedIn, cast: Cast, incident: Incident, who: str, status: int) -> None:
    row, client = begun(cast.hana, incident), signed_in(getattr(cast, who))
    assert client.post(page_of(incident, "new_series"), sent(cast.hana)).status_code == status
    assert client.post(page_of(incident, "end_series", row.key), {"because": "x"}).status_code == status
    read = {"sam": 200, "admin": 403}.get(who, 404)
    assert client.get(page_of(incident, "series")).status_code == read
    row.refresh_from_db()
    assert row.ended_at is None


def test_the_page_costs_the_same_with_more_of_them(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.hana)
    planning(cast.hana, incident)

    def more() -> None:
        for _ in range(3):
            planning(cast.hana, incident)

    costs_the_same(lambda: client.get(page_of(incident, "series")), more, at_most=24)
