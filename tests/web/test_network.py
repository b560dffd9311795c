"""The page of the network: the reason first, then the table, the picture, and who may now be at risk."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reachable.audit import queries as audit
from reachable.directory import operations as directory
from reachable.directory.choices import AgencyKind, RoleCode
from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.models import Incident, NetworkPerson
from reachable.people.choices import AssociationKind, Handling, Stage
from tests.counting import costs_the_same
from tests.factories import AT, Cast
from tests.web.network_hands import TOLD, added, address, friendship_of, incident_of_two, mapped, person_key, read

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return incident_of_two(cast)


@pytest.fixture
def lena(cast: Cast, incident: Incident) -> NetworkPerson:
    mapped(cast, incident)
    return added(cast.priya, incident, "Lena", "Novak")


def test_without_a_reason_nobody_is_shown_and_the_reason_is_asked_for(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    page = read(signed_in(cast.priya), address(incident))
    assert "Why is the network around this incident mapped?" in page
    assert "build trust" in page
    assert "Kai" not in page.replace("brothers and friends of Kai", "")
    assert "data-young-person" not in page


def test_the_reason_is_recorded_and_stands_at_the_top(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.priya)
    answer = client.post(address(incident), {"words": "His brothers may be next.", "seen_number": "0"})
    assert answer.status_code == 302
    page = read(client, address(incident))
    assert "His brothers may be next." in page
    assert "Priya Nair" in page
    assert "Change the reason" in page


def test_a_reason_must_be_given(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    page = signed_in(cast.priya).post(address(incident), {"words": " ", "seen_number": "0"}).content.decode()
    assert "Say why the network is mapped" in page


def test_only_who_manages_the_team_may_map_further(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    assert "How far?" not in read(signed_in(cast.priya), address(incident))
    client = signed_in(cast.hana)
    assert "How far?" in read(client, address(incident))
    sent = {"words": "Two groups", "hops": "2", "because_two": "", "seen_number": "0"}
    assert "Say why one is not enough" in client.post(address(incident), sent).content.decode()
    assert client.post(address(incident), {**sent, "because_two": "Friends of friends"}).status_code == 302
    assert "Friends of friends" in read(client, address(incident))


def test_the_table_says_who_is_connected_who_says_so_and_until_when(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    page = read(signed_in(cast.priya), address(incident))
    assert "Lena Novak (N1) is a friend of Kai Mensah (A)" in page
    assert "told by the young person" in page
    assert "by Priya Nair" in page
    key = friendship_of(lena).key
    for name in ("contest", "keep", "remove"):
        assert address(incident, name, "association", key) in page


def test_victims_are_said_to_be_victims_and_adults_to_be_adults(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    added(cast.priya, incident, "Darren", "Pike", kind=AssociationKind.SUPPORTIVE_ADULT, stage=Stage.ADULT, age=29)
    page = read(signed_in(cast.priya), address(incident))
    assert 'data-detail="about 15, victim"' in page
    assert 'data-shape="adult"' in page
    assert 'data-detail="about 29, adult"' in page


def test_a_contested_connection_shows_the_contest_beside_it(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    operations.contest(
        by=cast.priya, at=AT, reference=incident.reference, about="association", key=friendship_of(lena).key,
        words="They have not spoken since June", contested_by="Lena",
    )  # fmt: skip
    page = read(signed_in(cast.priya), address(incident))
    assert "Contested" in page
    assert "They have not spoken since June" in page
    assert "1 contested" in page
    assert "data-contested" in page


def test_what_is_old_says_so_in_words(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    mapped(cast, incident)
    added(cast.priya, incident, "Lena", "Novak", observed_on=(AT - timedelta(days=120)).date())
    page = read(signed_in(cast.priya), address(incident))
    assert "Older than 90 days" in page
    assert "data-stale" in page


def test_a_protected_source_is_read_by_police_alone(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    mapped(cast, incident)
    added(cast.sam, incident, "Lena", "Novak", told_by="Old Mr Pim", source_protected=True)
    assert "Old Mr Pim" in read(signed_in(cast.sam), address(incident))
    page = read(signed_in(cast.priya), address(incident))
    assert "Old Mr Pim" not in page
    assert "source protected" in page


def test_a_connection_for_police_alone_is_a_gap_for_others(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    pair = {"one": person_key(incident, "A"), "other": person_key(incident, "B")}
    for_police = operations.Provenance(**{**vars(TOLD), "handling": Handling.POLICE})
    told = {"by": cast.sam, "at": AT, "reference": incident.reference, "provenance": for_police}
    operations.associate(**told, **pair, kind=AssociationKind.IN_CONFLICT)
    assert "is in conflict with" in read(signed_in(cast.sam), address(incident))
    page = read(signed_in(cast.priya), address(incident))
    assert "is in conflict with" not in page
    assert "1 connection you cannot see" in page
    assert "ask " in page


def test_the_filters_work_without_script(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    added(cast.priya, incident, "Amara", "Okoro", kind=AssociationKind.COUSIN, to="B")
    page = read(signed_in(cast.priya), address(incident) + "?kind=FRIEND")
    assert "1 of 2 shown" in page
    page = read(signed_in(cast.priya), f"{address(incident)}?person={person_key(incident, 'B')}")
    assert "1 of 2 shown" in page


def test_who_may_be_at_risk_is_counted_and_each_has_three_answers(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    page = read(signed_in(cast.priya), address(incident))
    assert "1 of 1 without an answer" in page
    for words in ("Safeguard now", "Through their own worker", "No action now"):
        assert words in page
    assert address(incident, "dispose", lena.key) in page


def test_a_minute_taker_reads_it_and_does_not_answer(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    operations.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.joy.key, why="Takes the minutes"
    )
    page = read(signed_in(cast.joy), address(incident))
    assert "Lena Novak (N1)" in page
    assert address(incident, "dispose", lena.key) not in page


def test_letters_only_shows_marks_and_no_name(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    directory.set_letters_only(by=cast.priya, at=AT, on=True)
    client = signed_in(cast.priya)
    pages = [address(incident), address(incident, "member", lena.key), address(incident, "both_sides")]
    pages += [address(incident, "dispose", lena.key), address(incident, "connect")]
    for where in pages:
        page = read(client, where)
        assert "N1" in page
        assert [name for name in ("Lena", "Novak", "Mensah", "Ella") if name in page] == []


def test_nothing_of_a_person_of_this_page_is_in_an_address(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    page = read(signed_in(cast.priya), address(incident))
    addresses = [part.split('"')[0] for part in page.split('href="')[1:]]
    assert [one for one in addresses if "lena" in one.lower() or "mensah" in one.lower()] == []


def test_the_look_names_everybody_on_the_map(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    read(signed_in(cast.priya), address(incident))
    lena_key = lena.record.belongings.get(until_at=None).person.key
    entries = [
        entry for entry in audit.entries_about(cast.ig, lena_key).entries if entry.codes.get("page") == "network"
    ]
    assert [entry.incident for entry in entries] == [incident.reference]


def test_it_costs_the_same_with_more_people(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    client = signed_in(cast.priya)

    def more() -> None:
        for number, name in enumerate(("Amara", "Tomas", "Abdi", "Sofia")):
            added(cast.priya, incident, name, "Okoro" * (number + 1), to="B")

    costs_the_same(lambda: client.get(address(incident)), more, at_most=60)


def test_the_incident_leads_to_it_for_those_who_may_see_it(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    overview = reverse("incidents:overview", args=(incident.reference,))
    assert address(incident) in signed_in(cast.priya).get(overview).content.decode()
    mentors = directory.create_agency(by=None, at=AT, code="mentors", name="Norwich Mentors", kind=AgencyKind.VOLUNTARY)
    mentor = directory.create_professional(
        by=None, at=AT, name="Moses Bell", email="moses.bell@mentors.example", job_title="Mentor",
        agency=mentors, roles=[RoleCode.VOLUNTARY_PARTNER], opens_account=True, is_demo_persona=True,
    )  # fmt: skip
    operations.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=mentor.key, why="Mentors Kai"
    )
    assert address(incident) not in signed_in(mentor).get(overview).content.decode()
