"""Saying a connection, contesting it, keeping it and removing it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from reachable.directory.models import Professional
from reachable.incidents.models import GroupRelation, Incident, NetworkPerson
from reachable.people.choices import AssociationKind
from reachable.people.models import Association, GroupLink
from tests.counting import costs_the_same
from tests.factories import AT, Cast
from tests.web.network_hands import SOURCE, added, address, friendship_of, incident_of_two, mapped, person_key, read

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    incident = incident_of_two(cast)
    mapped(cast, incident)
    return incident


@pytest.fixture
def lena(cast: Cast, incident: Incident) -> NetworkPerson:
    return added(cast.priya, incident, "Lena", "Novak")


def typed(incident: Incident, **changes: Any) -> dict[str, Any]:
    pair = {"one": person_key(incident, "A"), "other": person_key(incident, "B"), "kind": "SIBLING"}
    return {**SOURCE, **pair, **changes}


def date_of(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def test_two_people_are_connected(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.priya)
    assert "Until when may it stand without a review?" in read(client, address(incident, "connect"))
    assert client.post(address(incident, "connect"), typed(incident)).status_code == 302
    page = read(client, address(incident))
    assert "Kai Mensah (A) is a brother or sister of Ella Mensah (B)" in page
    assert "A neighbour" in page


def test_a_connection_can_be_said_from_either_end(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    sent = typed(incident, kind="EXPLOITS:back")
    assert signed_in(cast.priya).post(address(incident, "connect"), sent).status_code == 302
    row = Association.objects.get()
    assert row.kind == AssociationKind.EXPLOITS
    assert row.one.given_names == "Ella"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"one": ""}, "Choose who is connected"),
        ({"kind": ""}, "Choose how they are connected"),
        ({"source": ""}, "Say how they know it"),
        ({"kind": "CARER"}, "That is said of an adult"),
        (date_of("review_on", date(2026, 11, 20)), "That day has passed"),
        (date_of("review_on", date(2027, 11, 20)), "at the latest"),
        (date_of("observed_on", date(2027, 1, 1)), "must be today or in the past"),
    ],
)
def test_a_wrong_entry_is_named_and_nothing_is_lost(
    signed_in: SignedIn, cast: Cast, incident: Incident, change: dict[str, str], says: str
) -> None:
    sent = typed(incident, **{"kind": "FRIEND", **change}, words="Seen on the bus")
    page = signed_in(cast.priya).post(address(incident, "connect"), sent).content.decode()
    assert says in page
    assert "Seen on the bus" in page
    assert Association.objects.count() == 0


def test_nobody_is_connected_with_himself(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    sent = typed(incident, other=person_key(incident, "A"))
    assert "Choose two people" in signed_in(cast.priya).post(address(incident, "connect"), sent).content.decode()


def test_police_alone_grade_and_say_that_it_is_for_police(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    assert "Police grade" not in read(signed_in(cast.priya), address(incident, "connect"))
    client = signed_in(cast.sam)
    assert "Police only" in read(client, address(incident, "connect"))
    graded = {"source_grade": "1", "information_grade": "B", "handling": "POLICE", "handling_words": "No further"}
    assert client.post(address(incident, "connect"), typed(incident, **graded)).status_code == 302
    page = read(client, address(incident))
    assert "police grade 1 B" in page
    assert "No further" in page


def test_who_is_no_police_does_not_grade_by_hand(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    sent = typed(incident, source_grade="1", information_grade="B", handling="POLICE")
    signed_in(cast.priya).post(address(incident, "connect"), sent)
    row = Association.objects.get()
    assert (row.source_grade, row.handling) == ("", "TEAM")


def test_words_that_label_are_saved_and_a_gentler_one_is_offered(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    client = signed_in(cast.priya)
    sent = typed(incident, words="He is a known gang member")
    assert client.post(address(incident, "connect"), sent).status_code == 302
    page = read(client, address(incident))
    assert "You wrote “gang member”" in page
    assert Association.objects.get().words == "He is a known gang member"


def test_a_link_to_a_group_is_reported(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.priya)
    sent = {**SOURCE, "person": person_key(incident, "A"), "group_name": " Northside "}
    assert client.post(address(incident, "link_to_group"), sent).status_code == 302
    assert GroupLink.objects.get().group.name == "Northside"
    page = read(client, address(incident))
    assert "Northside" in page
    assert 'data-shape="group"' in page
    assert "Spoken of here already: Northside" in read(client, address(incident, "link_to_group"))


def test_how_two_groups_stand_is_said_of_groups(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.priya)
    sent = {**SOURCE, "one_name": "Northside", "other_name": "Larkman boys", "stance": "OPPOSING"}
    assert client.post(address(incident, "relate_groups"), sent).status_code == 302
    assert GroupRelation.objects.count() == 1
    page = read(client, address(incident))
    assert "Larkman boys" in page
    assert 'data-drawn="conflict"' in page


def test_a_connection_is_contested(signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson) -> None:
    client = signed_in(cast.priya)
    where = address(incident, "contest", "association", friendship_of(lena).key)
    assert "Lena Novak (N1) is a friend of Kai Mensah (A)" in read(client, where)
    assert "Say who contests it" in client.post(where, {"words": "Not so"}).content.decode()
    assert client.post(where, {"words": "Not so", "contested_by": "Lena"}).status_code == 302
    assert "Not so" in read(client, address(incident))


def test_a_connection_is_kept_for_a_reason(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    client, row = signed_in(cast.priya), friendship_of(lena)
    where = address(incident, "keep", "association", row.key)
    until = (AT + timedelta(days=100)).date()
    assert "Say why it is still needed" in client.post(where, date_of("review_on", until)).content.decode()
    sent = {**date_of("review_on", until), "because": "Seen together last week"}
    assert client.post(where, sent).status_code == 302
    row.refresh_from_db()
    assert row.review_on == until


def test_removing_says_what_vanishes_and_then_it_is_gone(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    client = signed_in(cast.priya)
    where = address(incident, "remove", "association", friendship_of(lena).key)
    page = read(client, where)
    assert "What will be gone, and where" in page
    assert "<li>" in page.partition("What will be gone, and where")[2].partition("</ul>")[0]
    assert "Say why it is removed" in client.post(where, {}).content.decode()
    assert client.post(where, {"because": "WRONG"}).status_code == 302
    page = read(client, address(incident))
    assert "is a friend of" not in page
    assert Association.objects.count() == 0
    assert client.get(where).status_code == 404


def test_a_connection_of_another_incident_is_not_found(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    other = incident_of_two(cast)
    key = friendship_of(lena).key
    for name in ("contest", "keep", "remove"):
        assert signed_in(cast.priya).get(address(other, name, "association", key)).status_code == 404
        assert signed_in(cast.priya).get(address(incident, name, "group-link", key)).status_code == 404


def test_the_forms_cost_the_same_with_more_people(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    client = signed_in(cast.priya)

    def more() -> None:
        for name in ("Amara", "Tomas", "Abdi"):
            added(cast.priya, incident, name, "Okoro", to="B")

    costs_the_same(lambda: client.get(address(incident, "connect")), more, at_most=60)


def test_who_may_not_remove_a_connection_is_not_offered_it(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    """Whoever recorded it, whoever leads or a manager may."""
    signed_in(cast.hana).post(address(incident, "connect"), typed(incident))
    row = Association.objects.get()
    for who, offered in ((cast.hana, True), (cast.priya, False)):
        page = read(signed_in(who), address(incident))
        assert address(incident, "contest", "association", row.key) in page
        assert (address(incident, "remove", "association", row.key) in page) is offered
