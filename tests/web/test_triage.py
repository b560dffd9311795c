"""Reports without a lead, for those on duty."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reachable.audit.models import Entry
from reachable.directory.models import Professional
from tests.counting import costs_the_same
from tests.factories import AT, Cast, reported_incident, with_team
from tests.signing_in import SignIn

pytestmark = pytest.mark.django_db
TRIAGE = "/incidents/triage/"


@pytest.fixture
def mace_client(client: Client, mace: Professional, sign_in: SignIn) -> Client:
    return sign_in(client, mace)


def test_reports_are_shown_with_those_that_look_alike(
    mace_client: Client, ward: Professional, school: Professional
) -> None:
    first = reported_incident(ward, young_people=())
    second = reported_incident(school, at=AT + timedelta(minutes=4), young_people=())
    far = reported_incident(school, place="Hunstanton pier", young_people=())
    text = mace_client.get(TRIAGE).content.decode()
    assert text.index(second.reference) < text.index(first.reference)
    assert f"May be the same as {first.reference}" in text
    assert f"May be the same as {second.reference}" not in text  # a pair is compared once
    assert "Near in time; much the same place" in text
    assert "Wendy Barrow, Norwich General Hospital" in text
    assert reverse("incidents:join", args=[second.reference, first.reference]) in text
    assert reverse("incidents:overview", args=[far.reference]) in text
    assert f"May be the same as {far.reference}" not in text


def test_no_young_person_is_named(mace_client: Client, ward: Professional) -> None:
    reported_incident(ward)
    text = mace_client.get(TRIAGE).content.decode()
    assert "1 young person" in text
    assert "Kai" not in text


def test_with_nothing_to_look_through_the_page_says_what_it_is_for(mace_client: Client, cast: Cast) -> None:
    with_team(cast, reported_incident(cast.hana))
    text = mace_client.get(TRIAGE).content.decode()
    assert "A new report stands here until a lead is named" in text
    assert "INC-" not in text


def test_those_said_to_be_different_are_no_longer_shown_as_alike(
    mace_client: Client, ward: Professional, school: Professional
) -> None:
    first, second = reported_incident(ward), reported_incident(school, young_people=())
    apart = reverse("incidents:keep_apart", args=[first.reference, second.reference])
    answer = mace_client.post(apart)
    assert answer["Location"] == TRIAGE
    text = mace_client.get(TRIAGE).content.decode()
    assert "kept apart" in text
    assert "May be the same" not in text
    assert Entry.objects.filter(verb="reports-kept-apart", incident=first.reference).exists()
    assert mace_client.get(apart).status_code == 404


def test_who_is_not_on_duty_is_told_so(client: Client, priya: Professional, sign_in: SignIn) -> None:
    sign_in(client, priya)
    assert client.get(TRIAGE).status_code == 403
    assert client.post("/incidents/INC-2026-0001/apart/INC-2026-0002/").status_code == 403


def test_the_page_costs_the_same_with_more_reports(mace_client: Client, ward: Professional) -> None:
    reported_incident(ward)

    def more() -> None:
        for _ in range(3):
            reported_incident(ward, young_people=())

    costs_the_same(lambda: mace_client.get(TRIAGE), more, at_most=22)
