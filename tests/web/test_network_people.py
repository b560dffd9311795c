"""Somebody around the incident: adding them, their page, naming them at risk, bringing them in, removing them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, NetworkPerson
from reachable.people.choices import AssociationKind, Stage
from reachable.people.matching import SamePerson
from reachable.people.models import Association, Person
from tests.counting import costs_the_same
from tests.factories import Cast, reported_incident, with_team
from tests.web.network_hands import (
    SOURCE,
    added,
    address,
    incident_of_two,
    mapped,
    person_key,
    read,
)
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
_BORN = date(2012, 4, 3)
LENA = {
    **SOURCE, "stage": "YOUNG_PERSON", "given_names": "Lena", "family_name": "Novak", "approximate_age": "14",
    "why": "Was with Kai that evening",
}  # fmt: skip


@pytest.fixture
def incident(cast: Cast) -> Incident:
    incident = incident_of_two(cast)
    mapped(cast, incident)
    return incident


@pytest.fixture
def lena(cast: Cast, incident: Incident) -> NetworkPerson:
    return added(cast.priya, incident, "Lena", "Novak")


def add(client: Client, incident: Incident, **sent: Any) -> Any:
    return client.post(address(incident, "add_to_network"), {**LENA, **sent})


def test_who_is_added_before_it_is_said_why_is_led_to_that_question(signed_in: SignedIn, cast: Cast) -> None:
    client, unmapped = signed_in(cast.priya), incident_of_two(cast)
    answer = add(client, unmapped)
    assert answer["Location"] == address(unmapped)
    assert "Why is the network around this incident mapped?" in read(client, address(unmapped))


def test_somebody_is_added_with_a_connection(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.priya)
    read(client, address(incident, "add_to_network"))
    answer = add(client, incident, kind="FRIEND", connected_to=person_key(incident, "A"), named_at_risk="on")
    assert answer.status_code == 302
    page = read(client, answer["Location"])
    assert "Lena Novak (N1), about 14" in page
    assert "N1 was added" in page
    assert "Lena Novak (N1) is a friend of Kai Mensah (A)" in page
    assert "Named as at risk" in page


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"why": ""}, "Say why they matter to this incident"),
        ({"source": ""}, "Say how they know it"),
        ({"kind": "FRIEND"}, "Say both how they are connected and with whom"),
        ({"approximate_age": "40"}, "Check it, or add an adult instead"),
        ({"nhs_number": "12"}, "not an NHS number"),
    ],
)
def test_a_wrong_entry_is_named_and_nothing_is_lost(
    signed_in: SignedIn, cast: Cast, incident: Incident, change: dict[str, str], says: str
) -> None:
    page = add(signed_in(cast.priya), incident, **change).content.decode()
    assert says in page
    assert 'value="Lena"' in page
    assert NetworkPerson.objects.count() == 0


def test_somebody_held_already_is_asked_about_and_not_doubled(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    held_as = ReportedYoungPerson(given_names="Lena", family_name="Novák", date_of_birth=_BORN)
    elsewhere = with_team(cast, reported_incident(cast.mace, young_people=(held_as,)))
    held = Person.objects.get(belongings__record__in=elsewhere.involvements.values("record"))
    client, born = signed_in(cast.priya), {"approximate_age": ""}
    born |= {"date_of_birth-day": "3", "date_of_birth-month": "4", "date_of_birth-year": "2012"}
    answer = add(client, incident, **born)
    assert answer.status_code == 200
    assert_declares_everybody_it_shows(answer)
    page = answer.content.decode()
    assert "Is it the same person as Lena Novak?" in page
    assert "Novák" not in page, "nothing of another incident is told"
    assert NetworkPerson.objects.count() == 0
    answer = add(client, incident, **born, same_0=str(held.key))
    assert answer.status_code == 302
    assert NetworkPerson.objects.get().record.belongings.get(until_at=None).person == held


def test_their_page_says_what_is_said_and_the_way_to_the_incident(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    page = read(signed_in(cast.priya), address(incident, "member", lena.key))
    assert "Around the incident, with no role in it." in page
    assert "Was with Kai that evening" in page
    assert "Kai Mensah (A)</strong>, directly" in page
    for name in ("name_at_risk", "bring_in", "remove_person"):
        assert address(incident, name, lena.key) in page
    assert reverse("people:record", args=(incident.reference, lena.key)) in page


def test_of_somebody_in_the_incident_it_leads_to_their_page_there(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    kai = incident.involvements.get(position=0)
    page = read(signed_in(cast.priya), address(incident, "member", kai.key))
    assert "In the incident: victim" in page
    assert f"/incidents/{incident.reference}/young-people/{kai.key}/" in page
    assert address(incident, "remove_person", kai.key) not in page


def test_nobody_has_a_page_before_there_is_a_reason(signed_in: SignedIn, cast: Cast) -> None:
    incident = incident_of_two(cast)
    kai = incident.involvements.get(position=0)
    assert signed_in(cast.priya).get(address(incident, "member", kai.key)).status_code == 404


def test_they_are_named_at_risk_and_no_longer(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    client, where = signed_in(cast.priya), address(incident, "name_at_risk", lena.key)
    read(client, where)
    assert client.post(where, {"named": "yes", "why": "Named in a clip"}).status_code == 302
    assert "Named as at risk: Named in a clip" in read(client, address(incident, "member", lena.key))
    assert client.post(where, {"named": "no", "why": "It was somebody else"}).status_code == 302
    lena.refresh_from_db()
    assert lena.named_at_risk is False


def test_they_are_brought_into_the_incident_with_a_letter(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    client, where = signed_in(cast.priya), address(incident, "bring_in", lena.key)
    read(client, where)
    assert "There is a problem" in client.post(where, {}).content.decode()
    assert client.post(where, {"part": "PRESENT"}).status_code == 302
    page = read(client, address(incident))
    assert "Lena Novak (C)" in page
    assert incident.involvements.count() == 3


def test_an_adult_gets_no_letter(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    darren = added(
        cast.priya, incident, "Darren", "Pike", kind=AssociationKind.SUPPORTIVE_ADULT, stage=Stage.ADULT, age=29
    )
    client = signed_in(cast.priya)
    assert address(incident, "bring_in", darren.key) not in read(client, address(incident, "member", darren.key))
    page = client.post(address(incident, "bring_in", darren.key), {"part": "PRESENT"}).content.decode()
    assert "Only young people are given a letter" in page


def test_removing_somebody_says_what_vanishes_and_then_it_is_gone(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    client, where = signed_in(cast.priya), address(incident, "remove_person", lena.key)
    page = read(client, where)
    assert "What will be gone, and where" in page
    assert "<li>" in page.partition("What will be gone, and where")[2].partition("</ul>")[0]
    assert client.post(where, {"because": "NOT_NEEDED"}).status_code == 302
    page = read(client, address(incident))
    assert "Lena" not in page
    assert "N1 was removed" in page
    assert Association.objects.count() == 0
    assert client.get(address(incident, "member", lena.key)).status_code == 404


def test_who_neither_brought_them_in_nor_leads_does_not_remove_them(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    amara = added(cast.hana, incident, "Amara", "Okoro")
    answer = signed_in(cast.priya).post(address(incident, "remove_person", amara.key), {"because": "WRONG"})
    assert answer.status_code == 403
    assert NetworkPerson.objects.filter(key=amara.key).exists()


def test_a_page_costs_the_same_with_more_people(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    client = signed_in(cast.priya)

    def more() -> None:
        for name in ("Amara", "Tomas", "Abdi"):
            added(cast.priya, incident, name, "Okoro", to="B")

    costs_the_same(lambda: client.get(address(incident, "member", lena.key)), more, at_most=60)


def test_who_is_known_through_another_incident_is_shown_and_not_changed_here(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    again = ReportedYoungPerson(
        given_names="Kai",
        family_name="Mensah",
        date_of_birth=date(2011, 1, 5),
        answer=SamePerson(person_key(incident, "A")),
    )
    other = with_team(cast, reported_incident(cast.mace, young_people=(again,)))
    zoe = added(cast.priya, other, "Zoe", "Marsh")
    client = signed_in(cast.priya)
    page = read(client, address(incident))
    assert "Zoe Marsh (N1/" in page
    assert "Known through another incident. To answer, add them to this network." in page
    assert client.get(address(incident, "dispose", zoe.key)).status_code == 404
    page = read(client, address(incident, "member", zoe.key))
    assert "Known through another incident that you may open." in page
    assert address(incident, "remove_person", zoe.key) not in page
    sent = {
        **SOURCE,
        "one": person_key(incident, "B"),
        "kind": "FRIEND",
        "other": zoe.record.belongings.get(until_at=None).person.key,
    }
    page = client.post(address(incident, "connect"), sent).content.decode()
    assert "One of them is known through another incident only." in page
