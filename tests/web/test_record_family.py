"""Family and household: who belongs to it, somebody who may be held, and what each may be told."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, Involvement, NetworkPerson
from reachable.people.models import Association, Doubt, MayBeTold, Person
from tests.counting import costs_the_same
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.record_hands import address, shown
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
NOT_KNOWN = {"lives_with": "NOT_KNOWN", "responsibility": "NOT_KNOWN", "told": "NOT_KNOWN"}
AMA = {
    "who": "NEW", "stage": "ADULT", "given_names": "Ama", "family_name": "Mensah", "kind": "PARENT",
    "lives_with": "YES", "responsibility": "YES", "told": "YES", "telephone": "07700 900123", "safe_to_ring": "YES",
    "told_by": "Kai",
}  # fmt: skip
ELLA = ReportedYoungPerson(given_names="Ella", family_name="Mensah", date_of_birth=date(2014, 3, 2))
TYPED_ELLA = {
    **NOT_KNOWN, "who": "NEW", "stage": "YOUNG_PERSON", "given_names": "Ella", "family_name": "Mensah",
    "date_of_birth-day": "2", "date_of_birth-month": "3", "date_of_birth-year": "2014", "kind": "SIBLING",
}  # fmt: skip


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.mace))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def add(client: Client, kai: Involvement, sent: dict[str, str]) -> str:
    answer = client.post(address(kai, "add_relative"), sent)
    return "" if answer.status_code == 302 else answer.content.decode()


def test_a_mother_is_added_and_shown_with_what_she_may_be_told(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    client = signed_in(cast.priya)
    assert "What are they to Kai Mensah (A)?" in shown(client, address(kai, "add_relative"))
    assert add(client, kai, AMA) == ""
    page = shown(client, address(kai))
    assert "Ama Mensah (N1)</a></strong>, parent" in page
    assert "Lives with them: yes · parental responsibility: yes · may be told" in page
    assert "07700 900123</a>, safe to ring: yes" in page
    mother = NetworkPerson.objects.get()
    record = reverse("people:record", args=(kai.incident.reference, mother.key))
    assert record in page
    page = shown(client, record)
    assert "What is recorded of Ama Mensah (N1)</h1>" in page
    assert "son or daughter" in page
    assert "Ethnicity" not in page, "of an adult far less is asked"
    assert "Write down what they said" not in page


def test_a_sibling_of_the_incident_is_chosen(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    ella = operations.add_young_person(by=cast.hana, at=AT, reference=kai.incident.reference, facts=ELLA)
    client = signed_in(cast.priya)
    assert "Ella Mensah (B)" in shown(client, address(kai, "add_relative"))
    sent = {**NOT_KNOWN, "who": str(ella.key), "kind": "SIBLING"}
    assert add(client, kai, sent) == ""
    assert "That is recorded already." in add(client, kai, sent)
    assert "Ella Mensah (B)</a></strong>, brother or sister" in shown(client, address(kai))
    assert "Kai Mensah (A)</a></strong>, brother or sister" in shown(client, address(ella))


def test_their_own_child_is_tied_the_other_way_about(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.priya)
    sent = {**NOT_KNOWN, "who": "NEW", "stage": "YOUNG_PERSON", "approximate_age": "0", "kind": "CHILD"}
    assert add(client, kai, sent) == ""
    tie = Association.objects.get()
    assert (tie.one, tie.kind) == (kai.record, "PARENT")
    assert "son or daughter" in shown(client, address(kai))


@pytest.mark.parametrize("answer", ["same", "NO", "NOT_SURE"])
def test_somebody_like_them_who_is_held_is_asked_about_in_place(
    signed_in: SignedIn, cast: Cast, kai: Involvement, answer: str
) -> None:
    reported_incident(cast.ward, young_people=(ELLA,))
    people = Person.objects.count()
    client = signed_in(cast.priya)
    asked = client.post(address(kai, "add_relative"), TYPED_ELLA)
    page = asked.content.decode()
    assert "is held by Norwich General Hospital" in page
    assert 'value="Mensah"' in page
    assert_declares_everybody_it_shows(asked)
    held = str(asked.looks[1].about[0])
    assert add(client, kai, {**TYPED_ELLA, "same_0": ""}) != ""
    assert add(client, kai, {**TYPED_ELLA, "same_0": held if answer == "same" else answer}) == ""
    assert Person.objects.count() - people == (0 if answer == "same" else 1)
    assert Doubt.objects.filter(settled="").count() == (1 if answer == "NOT_SURE" else 0)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"who": ""}, "Answer “Who is it?”"),
        ({"kind": ""}, "Say what they are to Kai Mensah (A)"),
        ({"approximate_age": "12"}, "Add a young person instead"),
        ({"told": "NO"}, "Say why they may not be told."),
        ({"who": "somebody"}, "Select one of the answers on the page"),
    ],
)
def test_a_wrong_entry_is_named_and_nothing_is_lost(
    signed_in: SignedIn, cast: Cast, kai: Involvement, change: dict[str, str], says: str
) -> None:
    page = add(signed_in(cast.priya), kai, {**AMA, **change})
    assert says in page
    assert 'value="Ama"' in page
    assert not Association.objects.exists()


def test_what_she_may_be_told_changes_and_what_was_said_stays(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    client = signed_in(cast.priya)
    add(client, kai, AMA)
    where = address(kai, "told", NetworkPerson.objects.get().key)
    page = shown(client, where)
    assert "What Ama Mensah (N1) may be told</h1>" in page
    assert 'value="07700 900123"' in page
    sent = {**NOT_KNOWN, "told": "NO"}
    assert "Say why they may not be told." in client.post(where, sent).content.decode()
    assert client.post(where, {**sent, "told_because": "Tells his father"}).status_code == 302
    page = shown(client, address(kai))
    assert 'Must not be told</strong>: <span class="app-typed">Tells his father' in page
    assert MayBeTold.objects.count() == 2


def test_a_reader_of_letters_sees_no_names(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.priya)
    add(client, kai, AMA)
    Professional.objects.filter(pk=cast.priya.pk).update(letters_only=True)
    told = address(kai, "told", NetworkPerson.objects.get().key)
    for where in (address(kai), address(kai, "add_relative"), told):
        page = shown(client, where)
        assert not any(name in page for name in ("Mensah", "Ama"))
        assert "N1" in page


@pytest.mark.parametrize("name", ["add_relative"])
def test_strangers_find_nothing(signed_in: SignedIn, cast: Cast, kai: Involvement, name: str) -> None:
    assert signed_in(cast.stranger).get(address(kai, name)).status_code == 404
    assert signed_in(cast.admin).get(address(kai, name)).status_code == 403


def test_somebody_of_another_incident_is_not_found(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.hana)
    add(client, kai, AMA)
    mother = NetworkPerson.objects.get()
    other = with_team(cast, reported_incident(cast.mace))
    for where in (
        reverse("people:record", args=(other.reference, mother.key)),
        reverse("people:told", args=(other.reference, other.involvements.get().key, mother.key)),
    ):
        assert client.get(where).status_code == 404


def test_the_form_costs_the_same_however_many_are_here(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.priya)
    add(client, kai, AMA)

    def more() -> None:
        for number in range(3):
            facts = ReportedYoungPerson(given_names=f"Child{number}")
            operations.add_young_person(by=cast.hana, at=AT, reference=kai.incident.reference, facts=facts)

    costs_the_same(lambda: client.get(address(kai, "add_relative")), more, at_most=22)
