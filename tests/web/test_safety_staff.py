"""Support for staff: who is offered a debrief or supervision, and when; never what was said."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import operations as incident_operations
from reachable.incidents.models import Incident
from reachable.safety import operations
from reachable.safety.choices import SupportKind
from reachable.safety.models import StaffSupport
from tests.counting import costs_the_same
from tests.factories import AT, Cast, agency, reported_incident, with_team
from tests.web.reading import text_of
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def staff(incident: Incident) -> str:
    return reverse("safety:staff", args=[incident.reference])


def one(support: StaffSupport) -> str:
    return reverse("safety:staff_support", args=[support.incident.reference, support.key])


def offered(by: Professional, incident: Incident, whose: str = "police", **more: Any) -> StaffSupport:
    told = {"by": by, "at": AT, "reference": incident.reference, "agency_key": agency(whose).key}
    return operations.offer_support(**told, **{"kind": SupportKind.DEBRIEF, **more})


def sent(whose: str = "police", **more: str) -> dict[str, str]:
    return {"kind": "DEBRIEF", "agency": str(agency(whose).key), "team": "", "state": "OFFERED", **more}


@pytest.mark.clause("STF-2")
def test_support_is_offered_booked_and_held(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.hana)
    page = client.get(staff(incident))
    assert_declares_everybody_it_shows(page)
    text = text_of(page)
    gaps = text[text.index("Nothing is offered yet to") : text.index("Those who work on an incident")]
    assert "Norfolk Constabulary" in gaps
    assert "<textarea" not in text
    page = text_of(client.post(staff(incident), sent(team="Response team"), follow=True))
    assert "Norfolk Constabulary, Response team" in page
    assert "Norfolk Constabulary" not in page[: page.index("Those who work on an incident")]
    support = StaffSupport.objects.get()
    shown = client.get(one(support))
    assert "Debrief for Norfolk Constabulary, Response team" in text_of(shown)
    day = {"booked_on-day": "25", "booked_on-month": "11", "booked_on-year": "2026"}
    booked = {"seen_number": "1", "state": "BOOKED", **day}
    assert "Booked</strong> Wed 25 Nov" in text_of(client.post(one(support), booked, follow=True))
    ahead = {name.replace("booked", "held"): value for name, value in day.items()}
    early = client.post(one(support), {"seen_number": "2", "state": "HELD", **ahead})
    assert "must be today or in the past" in text_of(early)
    page = client.post(one(support), {"seen_number": "2", "state": "HELD"}, follow=True)
    assert "Held</strong> day not known" in text_of(page)


@pytest.mark.clause("STF-2")
def test_a_worker_is_not_named(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    page = text_of(signed_in(cast.hana).post(staff(incident), sent(team="Sam Okafor")))
    assert "That is somebody&#39;s name" in page
    assert not StaffSupport.objects.exists()


def test_once_for_a_team(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    offered(cast.hana, incident)
    page = text_of(signed_in(cast.hana).post(staff(incident), sent()))
    assert "That is recorded for this team already" in page


@pytest.mark.clause("STF-2")
def test_a_booking_that_has_passed_asks_whether_it_was_held(
    signed_in: SignedIn, cast: Cast, incident: Incident, set_clock: Callable[[datetime], None]
) -> None:
    offered(cast.hana, incident, state="BOOKED", on=AT.date())
    assert "Was it held?" not in text_of(signed_in(cast.hana).get(staff(incident)))
    set_clock(AT + timedelta(days=1))
    assert "Was it held?" in text_of(signed_in(cast.hana).get(staff(incident)))


def test_the_second_of_two_is_shown_what_the_first_said(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    support, client = offered(cast.hana, incident), signed_in(cast.hana)
    told = {"by": cast.hana, "at": AT, "reference": incident.reference, "support_key": support.key}
    operations.step_support(**told, seen_version=1, state="WANTED")
    page = text_of(client.post(one(support), {"seen_number": "1", "state": "NOT_WANTED"}))
    assert "Meanwhile <strong>Hana Malik</strong> said: wanted" in page
    assert client.post(one(support), {"seen_number": "2", "state": "NOT_WANTED"}).status_code == 302


@pytest.mark.clause("STF-2")
def test_the_team_reads_and_managers_of_staff_record_their_own(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    told = {"by": cast.hana, "at": AT, "reference": incident.reference, "why": "Works on it"}
    incident_operations.add_to_team(**told, professional_key=cast.ward.key)
    police, ward = offered(cast.hana, incident), offered(cast.hana, incident, "hospital")
    reader = signed_in(cast.priya)
    page = text_of(reader.get(staff(incident)))
    assert "Norfolk Constabulary" in page
    assert "Change…" not in page
    assert "For which agency?" not in page
    assert reader.post(staff(incident), sent()).status_code == 403
    assert reader.get(one(police)).status_code == 403
    client = signed_in(cast.ward)
    page = text_of(client.get(staff(incident)))
    assert one(ward) in page
    assert one(police) not in page
    assert client.get(one(police)).status_code == 403
    assert "Select one of the answers" in text_of(client.post(staff(incident), sent("police")))
    assert client.post(staff(incident), sent("hospital", kind="SUPERVISION")).status_code == 302
    assert StaffSupport.objects.count() == 3


@pytest.mark.parametrize(("who", "status"), [("admin", 403), ("stranger", 404), ("manager", 404)])
def test_who_does_not_get_there(signed_in: SignedIn, cast: Cast, incident: Incident, who: str, status: int) -> None:
    support, client = offered(cast.hana, incident), signed_in(getattr(cast, who))
    assert client.get(staff(incident)).status_code == status
    assert client.post(staff(incident), sent()).status_code == status
    assert client.get(one(support)).status_code == (403 if who == "stranger" else status)
    assert StaffSupport.objects.count() == 1


def test_the_page_costs_the_same_with_more_of_them(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.hana)
    offered(cast.hana, incident)

    def more() -> None:
        for number in range(4):
            support = offered(cast.hana, incident, team=f"Team {number}")
            told = {"by": cast.hana, "at": AT, "reference": incident.reference, "support_key": support.key}
            operations.step_support(**told, seen_version=1, state="WANTED")

    costs_the_same(lambda: client.get(staff(incident)), more, at_most=22)
