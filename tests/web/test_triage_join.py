"""Two reports of one event, side by side."""

import pytest
from django.test import Client
from django.urls import reverse

from reachable.audit.models import EntryAbout
from reachable.directory.models import Professional
from reachable.incidents.choices import Part, Phase
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.people.matching import SamePerson
from reachable.people.models import Belonging
from tests.counting import query_count
from tests.factories import AT, Cast, reported_incident, with_team
from tests.signing_in import SignIn
from tests.web.young_people import assert_declares_everybody_it_shows, shown

pytestmark = pytest.mark.django_db
NHS = "999 000 0018"


@pytest.fixture
def mace_client(client: Client, mace: Professional, sign_in: SignIn) -> Client:
    return sign_in(client, mace)


@pytest.fixture
def into(ward: Professional) -> Incident:
    return reported_incident(ward)


@pytest.fixture
def report(school: Professional, into: Incident) -> Incident:
    """Kai by another name, and somebody new."""
    people = (ReportedYoungPerson(given_names="K", parts=(Part.PRESENT,)), ReportedYoungPerson(given_names="Jay"))
    return reported_incident(school, young_people=people)


def address(report: Incident, into: Incident) -> str:
    return reverse("incidents:join", args=[report.reference, into.reference])


def test_both_reports_stand_side_by_side(mace_client: Client, report: Incident, into: Incident) -> None:
    answer = mace_client.get(address(report, into))
    text = answer.content.decode()
    for words in (
        f"Join {report.reference} to {into.reference}",
        "Kai Mensah (A/0001)",
        "Jay (B/0002)",
        "The same as Kai Mensah (A/0001)",
        "Somebody else: add to the incident",
        "near in time; much the same place",
        f"{report.reference} becomes part of {into.reference}. Nothing is lost",
        address(into, report),
    ):
        assert words in text
    assert_declares_everybody_it_shows(answer)
    assert len(shown(answer)) == 3


def test_comparing_is_a_look_at_everybody_in_both(mace_client: Client, report: Incident, into: Incident) -> None:
    before = EntryAbout.objects.count()
    mace_client.get(address(report, into))
    assert EntryAbout.objects.count() == before + 3


def test_nobody_is_taken_for_the_same_without_being_it(mace_client: Client, report: Incident, into: Incident) -> None:
    assert "selected" not in mace_client.get(address(report, into)).content.decode()


def test_the_same_identity_is_answered_beforehand(mace_client: Client, into: Incident, school: Professional) -> None:
    kai = into.involvements.get()
    person = Belonging.objects.get(record=kai.record).person
    # Recorded with the number first, so that the second report can be asked about it.
    numbered = ReportedYoungPerson(given_names="Ella", nhs_number=NHS)
    first = reported_incident(school, young_people=(numbered,))
    ella = first.involvements.get()
    same = SamePerson(Belonging.objects.get(record=ella.record).person.key)
    second = reported_incident(
        school, young_people=(ReportedYoungPerson(given_names="Ella", nhs_number=NHS, answer=same),)
    )
    text = mace_client.get(address(second, first)).content.decode()
    assert f'<option value="{ella.key}" selected>' in text
    assert str(person.key) not in text


def test_joining_moves_the_young_people(mace_client: Client, report: Incident, into: Incident) -> None:
    kai = into.involvements.get()
    answer = mace_client.post(address(report, into), {"who_0": str(kai.key), "who_1": "NEW"})
    assert answer["Location"] == reverse("incidents:overview", args=[into.reference])
    report.refresh_from_db()
    assert (report.phase, report.joined_into_id) == (Phase.JOINED, into.pk)
    assert {i.record.given_names for i in into.involvements.all()} == {"Kai", "Jay"}
    assert Part.PRESENT in {part.part for part in kai.parts.all()}
    assert f"{report.reference} is now part of {into.reference}" in mace_client.get(answer["Location"]).content.decode()


def test_everybody_has_to_be_said(mace_client: Client, report: Incident, into: Incident) -> None:
    text = mace_client.post(address(report, into), {"who_1": "NEW"}).content.decode()
    assert "Choose who this is: K (A/0002)" in text
    report.refresh_from_db()
    assert report.phase == Phase.PROVISIONAL


def test_two_cannot_be_the_same_one(mace_client: Client, report: Incident, into: Incident) -> None:
    kai = str(into.involvements.get().key)
    text = mace_client.post(address(report, into), {"who_0": kai, "who_1": kai}).content.decode()
    assert "Two young people of the report cannot both be Kai Mensah (A/0001)" in text


def test_a_report_that_was_joined_already_is_refused(mace_client: Client, report: Incident, into: Incident) -> None:
    answers = {"who_0": "NEW", "who_1": "NEW"}
    mace_client.post(address(report, into), answers)
    again = mace_client.post(address(report, into), answers)
    assert again.status_code in (200, 404)
    assert into.involvements.count() == 3


def test_a_report_is_not_joined_to_itself(mace_client: Client, into: Incident) -> None:
    assert mace_client.get(address(into, into)).status_code == 404


def test_only_those_on_duty_who_may_open_both_can_join(
    client: Client, cast: Cast, report: Incident, into: Incident, sign_in: SignIn
) -> None:
    sign_in(client, cast.priya)
    assert client.get(address(report, into)).status_code == 403
    with_team(cast, into)
    sign_in(client, cast.mace)
    assert client.get(address(report, into)).status_code == 404
    assert client.post(address(report, into), {"who_0": "NEW", "who_1": "NEW"}).status_code == 404
    assert client.get(address(into, report)).status_code == 404


def test_the_page_costs_the_same_with_more_young_people(
    mace_client: Client, into: Incident, report: Incident, school: Professional
) -> None:
    more = tuple(ReportedYoungPerson(given_names=f"Lee {n}") for n in range(8))
    many = reported_incident(school, at=AT, young_people=more)
    mace_client.get(address(report, into))
    with query_count(at_most=45) as before:
        mace_client.get(address(report, into))
    with query_count(at_most=45) as after:
        mace_client.get(address(many, into))
    assert len(before) == len(after)
