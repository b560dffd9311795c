"""How this follows the guide: each clause, where it lives, how far."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.playbook import coverage
from reachable.responses.gates import GATES
from reachable.web.home.guide_places import place_of
from tests.counting import query_count
from tests.factories import Cast, reported_incident

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
GUIDE = "/guide/"


def read(client: Client) -> str:
    return " ".join(client.get(GUIDE).content.decode().split())


def row(html: str, clause: str) -> str:
    """The entry of one clause."""
    return html.partition(f'id="{clause}"')[2].partition("</li>")[0]


def test_every_clause_stands_there_under_its_section(cast: Cast, signed_in: SignedIn) -> None:
    html = read(signed_in(cast.priya))
    clauses = coverage.register(settings.CLAUSES_FILE)
    assert [clause["id"] for clause in clauses if f'id="{clause["id"]}"' not in html] == []
    assert html.count("data-filter-item") == len(clauses)
    assert html.index("Considering immediate safety</h2>") < html.index('id="SAF-1"') < html.index('id="SAF-14"')


def test_a_clause_says_where_it_is_asked_and_in_which_strand(cast: Cast, signed_in: SignedIn) -> None:
    html = row(read(signed_in(cast.priya)), "SAF-13")
    assert "threat to life" in html
    assert "(Immediate safety)" in html
    assert "Asked" in html


def test_what_a_policy_carries_is_enforced(cast: Cast, signed_in: SignedIn) -> None:
    assert '<strong class="app-state app-state--well">Enforced</strong>' in row(read(signed_in(cast.priya)), "DEF-3")


def test_a_gate_says_what_it_will_hold_back_until_it_does(cast: Cast, signed_in: SignedIn) -> None:
    html = read(signed_in(cast.priya))
    waiting = [gate for gate in GATES.values() if not gate.enforced]
    assert f"Gates not yet enforced <strong>{len(waiting)}</strong>" in html
    for gate in waiting:
        for clause in gate.clauses:
            assert f"Will hold back: {gate.refuses}" in row(html, clause)
            assert "Asked, gate not yet enforced" in row(html, clause)
    assert "gate not yet enforced" not in row(html, "SAF-1")


def test_the_counts_at_the_top_add_up_to_the_register(cast: Cast, signed_in: SignedIn) -> None:
    html = read(signed_in(cast.priya))
    counted = [int(html.partition(f"{word} <strong>")[2].partition("<")[0]) for word in ("Asked", "Enforced")]
    carried = int(html.partition("Not yet carried <strong>")[2].partition("<")[0])
    assert sum(counted) + carried == len(coverage.register(settings.CLAUSES_FILE))
    assert carried == 0


def test_it_shows_no_incident_and_no_young_person(cast: Cast, signed_in: SignedIn) -> None:
    incident = reported_incident(cast.hana)
    html = read(signed_in(cast.hana))
    assert incident.reference not in html
    assert "Mensah" not in html
    assert "data-young-person" not in html


def test_every_page_leads_to_it(cast: Cast, signed_in: SignedIn, client: Client) -> None:
    assert f'href="{reverse("home:guide")}"' in signed_in(cast.priya).get(reverse("home:help")).content.decode()


def test_nobody_reads_it_without_signing_in(client: Client) -> None:
    assert client.get(GUIDE).status_code == 302
    assert reverse("home:guide") not in client.get(reverse("account:sign_in")).content.decode()


def test_it_costs_no_more_than_the_page_around_it(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.priya)
    client.get(GUIDE)
    with query_count(at_most=10):
        client.get(GUIDE)


def test_each_clause_leads_to_the_page_on_which_it_is_worked(cast: Cast, signed_in: SignedIn) -> None:
    incident = reported_incident(cast.hana)
    client = signed_in(cast.hana)
    html = read(client)
    for clause in coverage.register(settings.CLAUSES_FILE):
        address = reverse("home:clause_place", args=[clause["id"]])
        assert f'href="{address}"' in html, clause["id"]
        place = place_of(clause["id"])
        wanted = reverse(place.page, args=[incident.reference] if place.within else [])
        assert client.get(address)["Location"] == wanted, clause["id"]


def test_without_an_incident_a_clause_says_where_it_would_be_worked(cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.stranger).get(reverse("home:clause_place", args=["STA-1"]), follow=True)
    assert "STA-1 is worked in an incident: The way back" in page.content.decode()
    assert signed_in(cast.stranger).get(reverse("home:clause_place", args=["NIL-1"])).status_code == 404
