"""The list of incidents, and opening one on duty."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import ConnectionKind
from reachable.incidents.models import Incident
from tests.counting import costs_the_same
from tests.factories import Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
LIST = "/incidents/"
ON_DUTY = "/incidents/open-on-duty/"


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.mace))


def test_an_empty_list_says_what_it_is_for(signed_in: SignedIn, cast: Cast) -> None:
    page = signed_in(cast.priya).get(LIST).content.decode()
    assert "No incident is open to you" in page
    assert reverse("incidents:report") in page


def test_each_line_says_phase_lead_time_and_number_of_young_people(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    page = " ".join(signed_in(cast.priya).get(LIST).content.decode().split())
    assert f">{incident.reference}</a> Stabbing or slashing, Waterloo Park" in page
    assert "Lead Hana Malik" in page
    assert "1 young person" in page
    assert "responding, provisional" in page
    assert "today 21:25" in page
    assert "Mensah" not in page


def test_nobody_finds_an_incident_of_another_team(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    assert incident.reference not in signed_in(cast.stranger).get(LIST).content.decode()


@pytest.mark.parametrize(("name", "sees"), [("hana", True), ("priya", False)])
def test_reports_to_look_at_are_for_the_duty_roles(signed_in: SignedIn, cast: Cast, name: str, sees: bool) -> None:
    assert (reverse("incidents:triage") in signed_in(getattr(cast, name)).get(LIST).content.decode()) is sees


def test_the_wrong_role_gets_403(signed_in: SignedIn, cast: Cast) -> None:
    assert signed_in(cast.admin).get(LIST).status_code == 403


def test_the_list_costs_the_same_however_long_it_is(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.hana)
    costs_the_same(lambda: client.get(LIST), lambda: [reported_incident(cast.mace) for _ in range(3)], at_most=16)


def test_only_the_emergency_duty_team_is_offered_to_open_another(signed_in: SignedIn, cast: Cast) -> None:
    assert ON_DUTY in signed_in(cast.edt).get(LIST).content.decode()
    assert ON_DUTY not in signed_in(cast.hana).get(LIST).content.decode()
    assert signed_in(cast.hana).get(ON_DUTY).status_code == 403


def test_on_duty_the_exact_reference_and_a_reason_open_an_incident(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    client = signed_in(cast.edt)
    typed = {"reference": f" {incident.reference.lower()} ", "because": "Ward rang about discharge"}
    answer = client.post(ON_DUTY, typed, follow=True)
    assert answer.redirect_chain == [(reverse("incidents:overview", args=(incident.reference,)), 302)]
    assert "open to you for 12 hours" in answer.content.decode()


def test_not_existing_and_not_allowed_read_the_same(
    signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime
) -> None:
    client = signed_in(cast.edt)
    client.post(ON_DUTY, {"reference": incident.reference, "because": "x"})
    operations.declare_connection(by=cast.edt, at=at, reference=incident.reference, kind=ConnectionKind.RELATED)
    answers = []
    for reference in (incident.reference, "INC-2026-9999"):
        page = client.post(ON_DUTY, {"reference": reference, "because": "x"})
        assert page.status_code == 200
        answers.append(page.content.decode().count("No running incident with this reference can be opened by you"))
    assert answers == [2, 2]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"reference": "0012", "because": "x"}, "Enter the whole reference, like INC-2026-0012"),
        ({"reference": "INC-2026-0001", "because": ""}, "Answer “Why you open it”"),
    ],
)
def test_a_wrong_entry_is_named(signed_in: SignedIn, cast: Cast, typed: dict[str, str], says: str) -> None:
    page = signed_in(cast.edt).post(ON_DUTY, typed).content.decode()
    assert says in page
    assert "There is a problem" in page
