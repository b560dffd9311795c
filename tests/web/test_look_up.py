"""Is anything held? Exact details, whom to ring, and not a word more."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from reachable.audit.models import Entry
from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, LookUp
from tests.counting import costs_the_same
from tests.factories import Cast, reported_incident, with_team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_attempts_counted")]
SignedIn = Callable[[Professional], Client]
ADDRESS = reverse("incidents:look_up")
BORN = {"date_of_birth-day": "4", "date_of_birth-month": "3", "date_of_birth-year": "2011"}
KAI = {"how": "CHILD", "given_names": "Kai", "family_name": "Mensah", **BORN}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    kai = ReportedYoungPerson(given_names="Kai", family_name="Mensah", date_of_birth=date(2011, 3, 4))
    return with_team(cast, reported_incident(cast.hana, young_people=(kai,)))


@pytest.fixture
def night_line(db: None, at: datetime) -> None:
    directory.set_duty_line(
        by=None, at=at, role=RoleCode.EMERGENCY_DUTY_SENIOR, name="Emergency duty", telephone="01632 960200"
    )


def answer(client: Client, sent: dict[str, str]) -> str:
    """What stands in the box of the answer; empty where there is none."""
    page = " ".join(client.post(ADDRESS, sent).content.decode().split())
    return page.partition('id="answer">')[2].partition("</div>")[0]


def test_the_list_of_incidents_leads_to_it(signed_in: SignedIn, cast: Cast) -> None:
    page = signed_in(cast.ward).get(reverse("incidents:incidents")).content.decode()
    assert f'href="{ADDRESS}"' in page
    assert f'href="{ADDRESS}"' not in signed_in(cast.joy).get(reverse("incidents:incidents")).content.decode()


def test_it_says_held_and_whom_to_ring_and_nothing_of_the_incident(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    client = signed_in(cast.ward)
    for sent in (KAI, {"how": "REFERENCE", "reference": f" {incident.reference.lower()} "}):
        box = answer(client, sent)
        assert "Held:" in box
        assert "Hana Malik" in box
        assert 'href="tel:01632960123"' in box
        for secret in ("Waterloo", "Stabbing", "Victim", "Hospital", incident.reference, "21 ", "(A)", "Head of"):
            assert secret not in box


def test_the_answer_is_the_same_for_one_and_for_several_of_the_same_lead(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    client = signed_in(cast.ward)
    before = answer(client, KAI)
    other = with_team(cast, reported_incident(cast.hana))
    other.involvements.update(record=incident.involvements.get().record)
    assert answer(client, KAI) == before


def test_nothing_held_does_not_mean_that_nobody_knows_them(
    signed_in: SignedIn, cast: Cast, incident: Incident, night_line: None
) -> None:
    page = signed_in(cast.ward).post(ADDRESS, {**KAI, "given_names": "Kay"}).content.decode()
    assert "Nothing is held under exactly these details" in page
    assert "That does not mean that nobody knows them" in page
    assert 'href="tel:01632960200"' in page
    assert "Hana Malik" not in page


def test_what_the_reader_may_open_is_named_with_a_link(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    box = answer(signed_in(cast.priya), KAI)
    assert f'href="{reverse("incidents:overview", args=(incident.reference,))}"' in box
    assert "ring" not in box


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"how": ""}, "Select whether you know the child"),
        ({"given_names": ""}, "given names"),
        ({"date_of_birth-day": ""}, "Date of birth must include a day"),
        ({"how": "REFERENCE", "reference": ""}, "incident reference"),
        ({"how": "REFERENCE", "reference": "12"}, "Enter the whole reference, like INC-2026-0012"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_counted(
    signed_in: SignedIn, cast: Cast, incident: Incident, change: dict[str, str], says: str
) -> None:
    page = signed_in(cast.ward).post(ADDRESS, {**KAI, **change}).content.decode()
    assert "There is a problem" in page
    assert says.lower() in page.lower()
    assert not LookUp.objects.exists()


def test_after_twenty_it_says_when_the_next_is_possible(signed_in: SignedIn, cast: Cast, at: datetime) -> None:
    client = signed_in(cast.ward)
    for _ in range(20):
        operations.look_up(by=cast.ward, at=at, details=operations.ExactDetails(reference="INC-2026-0099"))
    page = client.post(ADDRESS, KAI).content.decode()
    assert "You have asked 20 times in the last hour" in page
    assert "again at 23:15" in page
    refused = Entry.objects.get(verb="was-refused", by_key=str(cast.ward.key))
    assert "too-often" in refused.codes
    assert "Mensah" not in refused.codes
    assert 'id="answer"' not in page


def test_each_is_in_the_audit_and_no_address_carries_a_name(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    answered = signed_in(cast.ward).post(ADDRESS, KAI)
    assert answered.status_code == 200
    assert "no-store" in answered["Cache-Control"]
    assert Entry.objects.filter(verb="held-looked-up", by_key=str(cast.ward.key)).count() == 1


@pytest.mark.parametrize("who", ["joy", "ig", "admin"])
def test_it_is_for_those_who_safeguard(signed_in: SignedIn, cast: Cast, who: str) -> None:
    client = signed_in(getattr(cast, who))
    assert (client.get(ADDRESS).status_code, client.post(ADDRESS, KAI).status_code) == (403, 403)


def test_an_answer_costs_the_same_however_many_there_are(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.ward)

    def more() -> None:
        for _ in range(3):
            other = with_team(cast, reported_incident(cast.hana))
            other.involvements.update(record=incident.involvements.get().record)

    costs_the_same(lambda: client.get(ADDRESS), more, at_most=13)
