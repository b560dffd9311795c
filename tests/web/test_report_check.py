"""Page 3 of a report: check and send."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reachable.audit.models import Entry, EntryAbout
from reachable.directory.models import KeptText, Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Part, Phase, Where
from reachable.incidents.models import Incident
from reachable.people.models import Belonging
from reachable.responses.models import Response
from tests.counting import query_count
from tests.signing_in import SignIn
from tests.web.reporting import KAI, WHAT, address, begin, filled, sent
from tests.web.young_people import assert_declares_everybody_it_shows, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward_client(client: Client, ward: Professional, sign_in: SignIn) -> Client:
    return sign_in(client, ward)


@pytest.fixture
def held(priya: Professional, sign_in: SignIn) -> str:
    """Kai is held by children's services already; the key of the person."""
    incident = sent(sign_in(Client(), priya))
    return str(Belonging.objects.get(record=incident.involvements.get().record).person.key)


def test_the_page_shows_what_was_said_with_a_way_back_to_each_answer(ward_client: Client) -> None:
    key = filled(ward_client)
    text = ward_client.get(address("check", key)).content.decode()
    for words in (
        "page 3 of 3",
        "About today 21:40",
        "Waterloo Park, by the bandstand, NR3 3HX",
        "Stabbing or slashing",
        "The park warden",
        "Kai Mensah (A)",
        "In hospital: Norwich General, Cley ward",
        "Born 3 April 2011",
        f"{address('what', key)}#id_weapon",
        f"{address('people', key)}#young-0",
    ):
        assert words in text


@pytest.mark.clause("DEF-3")
def test_the_page_says_what_opens_and_how_the_three_parts_stand(ward_client: Client) -> None:
    text = ward_client.get(address("check", filled(ward_client))).content.decode()
    for words in (
        "Opens at once: Tonight, Immediate safety",
        "Most serious violence, or a weapon",
        "A young person under 18 is involved.",
        "Outside the family",
        "it counts as that",
    ):
        assert words in text


def test_what_is_not_known_is_listed_as_questions(ward_client: Client) -> None:
    text = ward_client.get(address("check", filled(ward_client, what={}, people={}))).content.decode()
    assert "Is anybody still in danger now?" in text
    assert "Which young people are involved?" in text
    assert "counts as met until shown otherwise" in text


def test_danger_now_is_answered_with_999(ward_client: Client) -> None:
    key = filled(ward_client, what={**WHAT, "still_danger": "YES"})
    assert "Ring 999 now" in ward_client.get(address("check", key)).content.decode()


def test_sending_opens_the_incident_and_drops_the_draft(ward_client: Client, ward: Professional) -> None:
    incident = sent(ward_client, people={**KAI, "young-0-expected_discharge_at-day": ""})
    assert incident.phase == Phase.PROVISIONAL
    assert (incident.postcode, incident.told_by, incident.happened_about) == ("NR3 3HX", "The park warden", True)
    kai = incident.involvements.get()
    assert [part.part for part in kai.parts.all()] == [Part.VICTIM]
    assert kai.whereabouts.get().where == Where.HOSPITAL
    assert Response.objects.filter(incident_id=incident.pk).exists()
    assert not KeptText.objects.exists()


def test_sending_twice_leads_to_the_same_receipt(ward_client: Client) -> None:
    key = filled(ward_client)
    first = ward_client.post(address("check", key))
    second = ward_client.post(address("check", key))
    assert (
        first["Location"] == second["Location"] == reverse("incidents:receipt", args=[Incident.objects.get().reference])
    )
    for page in ("what", "people", "check"):
        assert ward_client.get(address(page, key))["Location"] == first["Location"]
    assert Incident.objects.count() == 1


def test_everything_may_be_not_known(ward_client: Client) -> None:
    incident = sent(ward_client, what={}, people={})
    assert incident.title == "Incident"


def test_somebody_held_is_asked_about_and_nothing_is_told_of_them(ward_client: Client, held: str) -> None:
    answer = ward_client.get(address("check", filled(ward_client)))
    text = answer.content.decode()
    assert "Somebody with the same name and date of birth is held by Norfolk Children&#39;s Services." in text
    assert "Is it the same person as Kai Mensah (A)?" in text
    assert not any("checked" in box for box in text.split("<input")[1:] if "same_0" in box)
    assert shown(answer) == {held}
    assert_declares_everybody_it_shows(answer)


def test_being_asked_is_a_look_at_the_person_held(ward_client: Client, ward: Professional, held: str) -> None:
    ward_client.get(address("check", filled(ward_client)))
    numbers = EntryAbout.objects.filter(key=held).values("number")
    look = Entry.objects.get(verb="looked-at", number__in=numbers, by_key=ward.key)
    assert "asked whether a young person reported is held already" in look.codes


def test_sending_without_an_answer_is_refused(ward_client: Client, held: str) -> None:
    answer = ward_client.post(address("check", filled(ward_client)))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Say whether Kai Mensah (A) is the same person as the one held" in text
    assert 'href="#id_same_0"' in text
    assert 'id="id_same_0"' in text
    assert Incident.objects.count() == 1


@pytest.mark.parametrize(("chosen", "is_same"), [("SAME", True), ("NO", False), ("NOT_SURE", False)])
def test_the_answer_decides_whose_record_it_is(ward_client: Client, held: str, chosen: str, is_same: bool) -> None:
    key = filled(ward_client)
    ward_client.post(address("check", key), {"same_0": held if chosen == "SAME" else chosen})
    [kai] = Incident.objects.get(report_key=key).involvements.all()
    assert (str(Belonging.objects.get(record=kai.record).person.key) == held) is is_same


def test_an_answer_about_somebody_who_was_not_offered_is_refused(ward_client: Client, held: str) -> None:
    key = filled(ward_client)
    answer = ward_client.post(address("check", key), {"same_0": "11111111-1111-4111-8111-111111111111"})
    assert answer.status_code == 200
    assert "Select one of the answers" in answer.content.decode()


def test_somebody_recorded_in_between_is_asked_about_too(
    ward_client: Client, priya: Professional, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = filled(ward_client)
    report_incident = incidents.report_incident

    def while_another_report_comes_in(**report: Any) -> Incident:
        monkeypatch.setattr(incidents, "report_incident", report_incident)
        sent(sign_in(Client(), priya))
        return report_incident(**report)

    monkeypatch.setattr(incidents, "report_incident", while_another_report_comes_in)
    answer = ward_client.post(address("check", key))
    assert answer.status_code == 200
    assert "Say whether Kai Mensah (A) is the same person as the one held" in answer.content.decode()
    assert_declares_everybody_it_shows(answer)
    assert shown(answer)


def test_a_draft_with_something_wrong_leads_back_to_its_page(ward_client: Client) -> None:
    key = begin(ward_client)
    ward_client.post(address("people", key), {**KAI, "young-0-approximate_age": "15", "do": "add-young"})
    answer = ward_client.get(address("check", key))
    assert answer["Location"] == f"{address('people', key)}?again=yes"
    assert "not both" in ward_client.get(answer["Location"]).content.decode()


def test_the_page_costs_the_same_with_more_young_people(ward_client: Client, held: str) -> None:
    one = filled(ward_client)
    others = {f"young-{n}-given_names": f"Jay {n}" for n in range(1, 6)}
    six = filled(ward_client, people={**KAI, **others, "young": [str(n) for n in range(6)]})
    ward_client.get(address("check", one))
    with query_count(at_most=24) as before:
        ward_client.get(address("check", one))
    with query_count(at_most=24) as after:
        ward_client.get(address("check", six))
    assert len(before) == len(after)
