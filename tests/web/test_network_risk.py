"""What is decided about whoever may be at risk, in its place and on a page of its own; and both sides."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import GroupStance
from reachable.incidents.models import Incident, NetworkPerson
from reachable.responses.models import Action, Disposition
from tests.counting import costs_the_same
from tests.factories import AT, Cast
from tests.web.network_hands import TOLD, added, address, friendship_of, incident_of_two, mapped, person_key, read
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
NO_ACTION = {"code": "NO_ACTION_NOW", "because": "Lives in Leeds", "seen_number": "0"}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    incident = incident_of_two(cast)
    mapped(cast, incident)
    return incident


@pytest.fixture
def lena(cast: Cast, incident: Incident) -> NetworkPerson:
    return added(cast.priya, incident, "Lena", "Novak")


def answer(client: Client, incident: Incident, member: NetworkPerson, *, in_place: bool = False, **sent: Any) -> Any:
    headers = {"X-Fragment": "risk"} if in_place else {}
    return client.post(address(incident, "dispose", member.key), {**NO_ACTION, **sent}, headers=headers)


def test_no_action_now_is_recorded_with_why(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    client = signed_in(cast.priya)
    page = read(client, address(incident, "dispose", lena.key))
    assert "Lena Novak (N1) is a friend of Kai Mensah (A)" in page
    assert answer(client, incident, lena).status_code == 302
    page = read(client, address(incident))
    assert "Lives in Leeds" in page
    assert "Everybody has an answer." in page
    assert "without an answer" not in page


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"code": ""}, "Choose one of the three answers"),
        ({"because": ""}, "Say why"),
        ({"what": "Ring the school"}, "Choose who does it"),
    ],
)
def test_an_answer_that_is_not_whole_is_refused_and_nothing_is_lost(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson, change: dict[str, str], says: str
) -> None:
    page = answer(signed_in(cast.priya), incident, lena, **{"because": "Lives in Leeds", **change}).content.decode()
    assert says in page
    assert Disposition.objects.count() == 0


def test_in_its_place_the_line_comes_back_as_it_stands(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    added(cast.priya, incident, "Amara", "Okoro", to="B")
    response = answer(signed_in(cast.priya), incident, lena, in_place=True)
    assert response.status_code == 200
    assert_declares_everybody_it_shows(response)
    line = response.content.decode()
    assert 'data-count="1 of 2 without an answer"' in line
    assert "Lives in Leeds" in line
    assert "<html" not in line


def test_safeguard_now_gives_a_letter_and_an_action(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    client = signed_in(cast.priya)
    due = clock.local(timezone.now() + timedelta(hours=20))
    sent = {
        "code": "SAFEGUARD_NOW", "because": "Named in a threat", "what": "Move the front-door lock up the list",
        "owner": f"p:{cast.priya.key}", "due": f"{due:%Y-%m-%dT%H:%M}", "contact": "no",
    }  # fmt: skip
    response = answer(client, incident, lena, in_place=True, **sent)
    assert response.status_code == 200, response.content.decode()
    assert "Lena Novak (C)" in response.content.decode()
    assert Action.objects.get(what=sent["what"]).owner == cast.priya
    page = read(client, address(incident))
    assert "Safeguard now" in page
    assert "the action" in page


def test_words_that_mean_contact_are_asked_about_once_more(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    client = signed_in(cast.priya)
    due = clock.local(timezone.now() + timedelta(hours=20))
    sent = {
        "code": "SAFEGUARD_NOW", "because": "Named in a threat", "what": "Visit her at home",
        "owner": f"p:{cast.priya.key}", "due": f"{due:%Y-%m-%dT%H:%M}", "contact": "no",
    }  # fmt: skip
    page = answer(client, incident, lena, **sent).content.decode()
    assert "Does this send somebody to a young person or their family?" in page
    assert Disposition.objects.count() == 0
    assert answer(client, incident, lena, **sent, asked="Visit her at home").status_code == 302


def test_two_who_answer_at_once_are_shown_both(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    answer(signed_in(cast.sam), incident, lena, because="Police hold nothing")
    client = signed_in(cast.priya)
    page = answer(client, incident, lena, code="OWN_WORKER", worker="Tomasz Wilk").content.decode()
    assert "Meanwhile Sam Okafor answered" in page
    assert "Police hold nothing" in page
    assert "Tomasz Wilk" in page
    assert answer(client, incident, lena, code="OWN_WORKER", worker="Tomasz Wilk", seen_number="1").status_code == 302


def test_who_is_not_on_the_list_has_no_answer(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    kai = incident.involvements.get(position=0)
    assert signed_in(cast.priya).get(address(incident, "dispose", kai.key)).status_code == 404


def test_a_minute_taker_does_not_answer(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    operations.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.joy.key, why="Takes the minutes"
    )
    assert answer(signed_in(cast.joy), incident, lena).status_code == 403


def test_both_sides_show_who_is_exposed_where_and_whether_there_is_a_plan(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    told = {"by": cast.priya, "at": AT, "reference": incident.reference, "provenance": TOLD}
    operations.link_to_group(**told, person=person_key(incident, "A"), group_name="Northside")
    lena_key = lena.record.belongings.get(until_at=None).person.key
    operations.link_to_group(**told, person=lena_key, group_name="Larkman boys")
    operations.relate_groups(**told, one_name="Northside", other_name="Larkman boys", stance=GroupStance.OPPOSING)
    page = read(signed_in(cast.priya), address(incident, "both_sides"))
    sides = [part.partition("</h2>")[0].rpartition(">")[2] for part in page.split('id="side-')[1:]]
    assert set(sides[:2]) == {"Reported links to Northside", "Reported links to Larkman boys"}
    assert "Kai Mensah (A)" in page
    assert "No answer yet" in page
    assert "Where now" in page


@pytest.mark.clause("CTX-9", "STA-4")
def test_nobody_stands_on_a_side_without_who_reported_it_and_what_contests_it(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    told = {"by": cast.priya, "at": AT, "reference": incident.reference, "provenance": TOLD}
    link = operations.link_to_group(**told, person=person_key(incident, "A"), group_name="Northside")
    stance = operations.relate_groups(**told, one_name="Northside", other_name="Southend", stance=GroupStance.OPPOSING)
    for about, row in (("group-link", link), ("group-relation", stance)):
        operations.contest(
            by=cast.priya, at=AT, reference=incident.reference, about=about, key=row.key, words="It is not so",
            contested_by="His mother",
        )  # fmt: skip
    page = read(signed_in(cast.priya), address(incident, "both_sides"))
    side = page.partition("Reported links to Northside</h2>")[2].partition("</section>")[0]
    assert "a link to Northside: " in side
    assert "told by the young person" in side
    assert "It is not so" in side
    assert "(contested by His mother: “It is not so”)" in page.partition('id="side-')[0]


@pytest.mark.clause("CTX-9")
def test_what_contests_a_connection_stands_where_it_puts_somebody_on_the_list(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    row = friendship_of(lena)
    operations.contest(
        by=cast.priya, at=AT, reference=incident.reference, about="association", key=row.key, words="She moved away",
        contested_by="Lena",
    )  # fmt: skip
    page = read(signed_in(cast.priya), address(incident, "dispose", lena.key))
    assert "is a friend of Kai Mensah (A) (contested by Lena: “She moved away”)" in page
    list_of = read(signed_in(cast.priya), address(incident)).partition("data-risk>")[2]
    assert "(contested by Lena: “She moved away”)" in list_of


def test_without_opposing_groups_it_says_what_is_missing(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    page = read(signed_in(cast.priya), address(incident, "both_sides"))
    assert address(incident, "relate_groups") in page


def test_both_sides_cost_the_same_with_more_people(
    signed_in: SignedIn, cast: Cast, incident: Incident, lena: NetworkPerson
) -> None:
    client = signed_in(cast.priya)

    def more() -> None:
        for name in ("Amara", "Tomas", "Abdi"):
            added(cast.priya, incident, name, "Okoro", to="B")

    costs_the_same(lambda: client.get(address(incident, "both_sides")), more, at_most=80)
