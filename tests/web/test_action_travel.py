"""The page of an action that makes contact: what whoever goes is told, and setting off, arriving, being back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from reachable.incidents.choices import FactKind
from reachable.incidents.models import TeamMember
from reachable.responses import operations
from reachable.responses.models import Action, CameEarly
from tests.counting import query_count
from tests.domain.clearing_hands import FOUR_HOURS
from tests.domain.fact_hands import say
from tests.domain.incident_hands import involved
from tests.factories import AT, Cast
from tests.web.contact_hands import VISIT, act, address, proposed
from tests.web.reading import text_of as text
from tests.web.sheets import response
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
CHECK_IN = "Hana Malik, 01632 960123, before and after"


@pytest.fixture
def incident(cast: Cast):
    return response(cast, 2)


@pytest.fixture
def visit(cast: Cast, incident) -> Action:
    return proposed(cast, incident)


@pytest.fixture
def directed(cast: Cast, incident, visit) -> Action:
    """Cleared five minutes ago, so that what is recorded now came after it."""
    clearance = operations.NewClearance(
        mode="HOME_VISIT",
        place="at home",
        risk="SOME",
        because="Two known to carry knives may be near",
        mitigations=["TWO_TOGETHER"],
        check_in=CHECK_IN,
        until_at=AT + FOUR_HOURS,
    )
    TeamMember.objects.update(from_at=AT - FOUR_HOURS)  # she was on the team when she was directed
    operations.clear_and_direct(
        by=cast.hana,
        at=AT - timedelta(minutes=5),
        reference=incident.reference,
        involvement_key=involved(incident).key,
        clearance=clearance,
        action_keys=[visit.key],
    )
    visit.refresh_from_db()
    return visit


def shown(client, action: Action) -> str:
    page = client.get(reverse("responses:action", args=[action.key]))
    assert_declares_everybody_it_shows(page)
    return text(page)


@pytest.mark.clause("STF-1")
def test_a_proposed_one_says_what_is_missing_and_who_can_settle_it(cast: Cast, signed_in, visit) -> None:
    html = shown(signed_in(cast.priya), visit)
    assert "A: do not make contact yet" in html
    assert "the risk to staff has not been assessed" in html
    assert "Hana Malik can settle it" in html
    assert "Clear it" not in html
    assert "Set off" not in html
    html = shown(signed_in(cast.hana), visit)
    assert f"?action={visit.key}" in html
    assert "Clear it" in html


@pytest.mark.clause("STF-1")
@pytest.mark.clause("CTX-18")
def test_the_mitigations_are_printed_in_the_instruction(cast: Cast, signed_in, directed) -> None:
    html = shown(signed_in(cast.priya), directed)
    for words in ("A visit at home", "at home", "Two go together", CHECK_IN, "tomorrow 02:15", "Set off"):
        assert words in html
    assert "do not make contact yet" not in html


def test_setting_off_arriving_and_being_back_are_one_press_each(cast: Cast, signed_in, directed) -> None:
    client = signed_in(cast.priya)
    for step, field, offers in (
        ("action_set_off", "set_off_at", ("Arrived", "Back and safe")),
        ("action_arrived", "arrived_at", ("Back and safe",)),
        ("action_back", "back_at", ()),
    ):
        assert act(client, directed, step).status_code == 302
        directed.refresh_from_db()
        assert getattr(directed, field) == AT
        html = shown(client, directed)
        found = [words for words in ("Arrived", "Back and safe") if f"{words}<span" in html]
        assert found == list(offers)
    assert "Set off<span" not in shown(client, directed)


def test_the_address_of_a_step_cannot_be_opened(cast: Cast, signed_in, directed) -> None:
    client = signed_in(cast.priya)
    for step in ("action_set_off", "action_arrived", "action_back"):
        assert client.get(reverse(f"responses:{step}", args=[directed.key])).status_code == 405


@pytest.mark.clause("STF-1")
@pytest.mark.clause("CTX-18")
def test_no_address_gets_round_the_gate(cast: Cast, signed_in, incident, visit) -> None:
    page = act(signed_in(cast.priya), visit, "action_set_off")
    assert "There is a problem" in text(page)
    assert "Do not make contact yet" in text(page)
    visit.refresh_from_db()
    assert visit.set_off_at is None


@pytest.mark.clause("CTX-18")
def test_what_lapsed_it_stands_first_and_nobody_sets_off(cast: Cast, signed_in, incident, directed) -> None:
    say(cast.sam, incident, FactKind.NEW_THREAT, involvement_key=involved(incident).key)
    client = signed_in(cast.priya)
    html = shown(client, directed)
    assert "Do not go on: the clearance lapsed: a new threat (A), today 22:15" in html
    assert html.index("Do not go on") < html.index("How contact is made")
    assert "Set off<span" not in html
    page = act(client, directed, "action_set_off")
    assert "lapsed: a new threat" in text(page)
    directed.refresh_from_db()
    assert directed.set_off_at is None


@pytest.mark.clause("CTX-18")
def test_a_lapse_on_the_way_shows_the_manager_whom_to_ring(cast: Cast, signed_in, incident, directed) -> None:
    act(signed_in(cast.priya), directed, "action_set_off")
    say(cast.sam, incident, FactKind.NEW_THREAT, involvement_key=involved(incident).key)
    client = signed_in(cast.hana)
    for html in (shown(client, directed), text(client.get(address("contact", incident)))):
        assert "Do not go on: the clearance lapsed: a new threat (A)" in html
        assert "Ring Priya Nair <a" in html
        assert 'href="tel:01632960123"' in html
    html = text(client.get(address("contact", incident)))
    assert "On the way now" in html
    assert "Back and safe" in html
    assert CHECK_IN in html


def test_a_manager_says_for_the_worker_that_they_are_back(cast: Cast, signed_in, incident, directed) -> None:
    act(signed_in(cast.priya), directed, "action_set_off")
    client = signed_in(cast.hana)
    directed.refresh_from_db()
    back = reverse("responses:action_back", args=[directed.key])
    done = client.post(back, {"version": str(directed.version), "next": address("contact", incident)})
    assert done["Location"] == address("contact", incident)
    html = text(client.get(address("contact", incident)))
    assert "On the way now" not in html
    assert act(signed_in(cast.sam), directed, "action_arrived").status_code == 403


def test_arriving_before_it_was_directed_is_recorded_and_rings_the_bell(cast: Cast, signed_in, visit) -> None:
    assert act(signed_in(cast.priya), visit, "action_arrived").status_code == 302
    visit.refresh_from_db()
    assert visit.arrived_at == AT
    assert CameEarly.objects.get().gate == "contact"


def test_my_work_says_where_it_stands(cast: Cast, signed_in, incident, visit, directed) -> None:
    client = signed_in(cast.priya)
    html = text(client.get("/"))
    assert VISIT in html
    assert "Set off<span" in html
    say(cast.sam, incident, FactKind.NEW_THREAT, involvement_key=involved(incident).key)
    html = text(client.get("/"))
    assert "Do not go on: the clearance lapsed: a new threat (A)" in html
    assert "Set off<span" not in html


def test_the_list_of_actions_says_where_it_stands(cast: Cast, signed_in, incident, directed) -> None:
    client = signed_in(cast.priya)
    where = reverse("responses:actions", args=[incident.reference])
    act(client, directed, "action_set_off")
    assert "On the way" in text(client.get(where))
    say(cast.sam, incident, FactKind.NEW_THREAT, involvement_key=involved(incident).key)
    assert "Do not go on" in text(client.get(where))


def test_the_page_costs_a_fixed_number_of_statements(cast: Cast, signed_in, directed, visit) -> None:
    client = signed_in(cast.hana)
    shown(client, directed)
    with query_count(at_most=40):
        shown(client, directed)
