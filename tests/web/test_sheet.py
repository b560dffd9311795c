"""A strand as one sheet: cards, the grid over several young people, and who may open it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from reachable.common import clock
from reachable.incidents import operations as incidents
from reachable.incidents.choices import FactKind
from reachable.responses import operations, queries
from reachable.responses.choices import AnswerCode
from reachable.responses.models import Action
from tests.counting import costs_the_same, query_count
from tests.domain.incident_hands import told
from tests.factories import AT, Cast
from tests.web.sheets import STRAND, add_action, answer, card_of, response, sheet_of
from tests.web.young_people import assert_declares_everybody_it_shows, shown

pytestmark = pytest.mark.django_db


def _address(reference: str) -> str:
    return reverse("responses:sheet", args=[reference, STRAND])


@pytest.mark.clause("SAF-7")
def test_a_card_asks_with_its_clause_its_deadline_and_its_boxes(cast: Cast, signed_in) -> None:
    incident = response(cast)
    html = signed_in(cast.priya).get(_address(incident.reference)).content.decode()
    card = card_of(cast, incident, "safe-to-return")
    assert f'id="card-{card.key}"' in html
    for words in (card.ask, "SAF-7", "our default", "Why it is asked", "Not yet known", "Area where it happened"):
        assert words in html
    assert all(str(label) in html for label in AnswerCode.labels)
    assert card.suggests[0][0] in html


def test_one_young_person_has_no_grid_and_every_card(cast: Cast, signed_in) -> None:
    incident = response(cast)
    answered = signed_in(cast.priya).get(_address(incident.reference))
    html = answered.content.decode()
    view = sheet_of(cast, incident)
    assert html.count("data-card ") == view.total
    assert "at a glance" not in html
    assert_declares_everybody_it_shows(answered)


def test_the_grid_shows_every_gap_and_leads_to_each_card(cast: Cast, signed_in) -> None:
    incident = response(cast, 3)
    card = card_of(cast, incident, "safe-to-return", "B")
    answer(cast, incident, card)
    shown = signed_in(cast.priya).get(_address(incident.reference))
    html = shown.content.decode()
    view = sheet_of(cast, incident)
    assert "Kai Mensah (A)" in html
    assert html.count("data-card ") == len(view.incident_cards)
    assert html.count(">unanswered<") >= len(view.young_person_cards) - 1
    assert ">Not known<" in html
    assert reverse("responses:answer", args=[incident.reference, card.key]) in html
    assert_declares_everybody_it_shows(shown)


def test_each_young_person_has_a_form_of_their_own(cast: Cast, signed_in) -> None:
    incident = response(cast, 2)
    client = signed_in(cast.priya)
    asked = client.get(_address(incident.reference), {"about": "B"})
    address = reverse("responses:sheet_about", args=[incident.reference, STRAND, "B"])
    assert asked["Location"] == address
    shown = client.get(address)
    assert shown.content.decode().count("data-card ") == len(sheet_of(cast, incident).cards_for("B"))
    assert f'action="{address}"' in shown.content.decode()
    assert_declares_everybody_it_shows(shown)


@pytest.mark.parametrize("letter", ["Z", "a", "%20"])
def test_a_letter_that_nobody_has_is_not_found(cast: Cast, signed_in, letter: str) -> None:
    incident = response(cast, 2)
    address = reverse("responses:sheet_about", args=[incident.reference, STRAND, letter])
    assert signed_in(cast.priya).get(address).status_code == 404


def test_earlier_answers_stay_on_the_card(cast: Cast, signed_in) -> None:
    incident = response(cast)
    card = card_of(cast, incident, "safe-to-return")
    answer(cast, incident, card)
    card = card_of(cast, incident, "safe-to-return")
    answer(cast, incident, card, "IN_PLACE", because="Grandmother has a room", record_fields={"home": "safe"})
    html = signed_in(cast.priya).get(_address(incident.reference)).content.decode()
    assert "Earlier: Already in place, Sam Okafor, today 22:15 · 1 more" in html
    assert "Grandmother has a room" in html


def test_who_may_not_answer_reads_the_cards_without_boxes(cast: Cast, signed_in) -> None:
    incident = response(cast)
    incidents.add_to_team(
        by=cast.hana,
        at=incident.reported_at,
        reference=incident.reference,
        professional_key=cast.joy.key,
        why="Minutes",
    )
    html = signed_in(cast.joy).get(_address(incident.reference)).content.decode()
    assert "Why it is asked" in html
    assert 'type="radio"' not in html


def test_a_stranger_is_told_that_there_is_nothing(cast: Cast, signed_in) -> None:
    incident = response(cast)
    client = signed_in(cast.stranger)
    assert client.get(_address(incident.reference)).status_code == 404
    assert client.get(reverse("responses:sheet", args=[incident.reference, "no-such-strand"])).status_code == 404


def test_the_wrong_role_is_told_so(cast: Cast, signed_in) -> None:
    incident = response(cast)
    assert signed_in(cast.admin).get(_address(incident.reference)).status_code == 403


@pytest.mark.parametrize("letter", ["", "B"])
def test_a_sheet_for_six_young_people_costs_at_most_thirty_statements(cast: Cast, signed_in, letter: str) -> None:
    incident = response(cast, 6)
    client = signed_in(cast.priya)
    address = (
        reverse("responses:sheet_about", args=[incident.reference, STRAND, letter])
        if letter
        else _address(incident.reference)
    )

    def more() -> None:
        for code in ("safe-to-return", "threat-to-life"):
            for person in "ABCDEF":
                answer(cast, incident, card_of(cast, incident, code, person))
        for number in range(5):
            add_action(cast, incident, f"Write letter {number}")

    costs_the_same(lambda: client.get(address), more, at_most=30)


def test_a_sheet_for_one_costs_no_more_than_one_for_six(cast: Cast, signed_in) -> None:
    incident = response(cast)
    client = signed_in(cast.priya)
    client.get(_address(incident.reference))
    with query_count(at_most=30):
        client.get(_address(incident.reference))


@pytest.mark.clause("SAF-1")
def test_a_card_whose_action_was_withdrawn_is_a_gap_again(cast: Cast, signed_in) -> None:
    incident = response(cast, 2)
    card = card_of(cast, incident, "threat-to-life", "A")
    new = operations.NewAction("Write to the family", AT + timedelta(hours=2), owner_key=cast.priya.key)
    answer(cast, incident, card, "ACTION_NEEDED", actions=[new])
    client = signed_in(cast.hana)
    grid = reverse("responses:sheet", args=[incident.reference, STRAND])
    cell = f'data-cell-of="{card.key}"'
    assert f"<td {cell}" in client.get(grid).content.decode()
    operations.withdraw_action(
        by=cast.priya, at=AT, action_key=Action.objects.get().key, seen_version=1, because="Not possible"
    )
    html = client.get(grid).content.decode()
    assert f'<td class="app-grid__gap" {cell}' in html
    assert ">No action now</span>" in html.partition(cell)[2].partition("</td>")[0]
    about = client.get(reverse("responses:sheet_about", args=[incident.reference, STRAND, "A"])).content.decode()
    drawn = about.partition(f'id="card-{card.key}"')[2].partition("</section>")[0]
    assert "no action now: answer again" in drawn
    assert '<details class="app-fold"' not in drawn, "it stands open among what is to be answered"
    night = client.get(reverse("responses:tonight", args=[incident.reference])).content.decode()
    assert f'<td class="app-grid__gap" {cell}' in night
    handover = client.get(reverse("responses:handover", args=[incident.reference])).content.decode()
    assert "Action needed, no action now" in handover


def test_what_is_overdue_and_what_is_due_next_stand_at_the_top_and_in_the_grid(
    cast: Cast, signed_in, set_clock
) -> None:
    incident = response(cast, 2)
    address = _address(incident.reference)
    in_time = signed_in(cast.hana).get(address).content.decode()
    assert "· next <details" in in_time
    assert "overdue" not in in_time
    set_clock(AT + timedelta(hours=30))
    client = signed_in(cast.hana)
    late = client.get(address).content.decode()
    owed = queries.sheet(cast.hana, incident.reference, STRAND, clock.now()).young_person_cards
    overdue = [card for card in owed if card.is_overdue]
    assert re.search(r">\s*\d+ overdue", late)
    assert late.count('unanswered, <strong class="app-late">overdue</strong>') == len(overdue) > 0
    of_jay = client.get(reverse("responses:sheet_about", args=[incident.reference, STRAND, "B"])).content.decode()
    assert f"{sum(card.letter == 'B' for card in overdue)} overdue" in of_jay
    assert f"0 of {sum(card.letter == 'B' for card in owed)} answered" in of_jay


def test_what_is_not_known_is_counted_at_the_top(cast: Cast, signed_in) -> None:
    incident = response(cast)
    answer(cast, incident, card_of(cast, incident, "safe-address"))
    html = signed_in(cast.hana).get(reverse("responses:sheet", args=[incident.reference, STRAND])).content.decode()
    assert "answered, 1 not yet known" in html


@pytest.mark.parametrize("page", ["sheet", "card", "tonight", "handover", "actions"])
def test_the_strands_stand_in_the_navigation_of_every_page(cast: Cast, signed_in, page: str) -> None:
    incident = response(cast)
    args = {"sheet": [STRAND], "card": [card_of(cast, incident, "threat-to-life").key]}.get(page, [])
    name = {"card": "answer"}.get(page, page)
    html = signed_in(cast.hana).get(reverse(f"responses:{name}", args=[incident.reference, *args])).content.decode()
    strands = reverse("responses:strands", args=[incident.reference])
    here = ' aria-current="page"' if page in ("sheet", "card") else ""
    assert f'href="{strands}"{here}>Strands</a>' in html


def test_a_strand_that_asks_nothing_about_young_people_names_none(cast: Cast, signed_in) -> None:
    incident = response(cast, 2)
    told(cast.hana, incident, FactKind.MEDIA_INTEREST)
    page = signed_in(cast.hana).get(reverse("responses:sheet", args=[incident.reference, "media"]))
    assert page.status_code == 200
    assert_declares_everybody_it_shows(page)
    assert shown(page) == set()
    assert "/strands/media/about/" not in page.content.decode()
