"""Ringing and saying so in place, a late answer and why, a deadline set on screen, a move to another edition."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from reachable.common import clock
from reachable.responses import editions, operations
from reachable.responses.models import Answer
from tests import guides
from tests.factories import Cast, agency
from tests.journeys.conftest import AtKeyboard
from tests.journeys.reporting import given_numbers_to_ring
from tests.journeys.responding import STRAND, card_of, given_a_response, given_an_action, given_an_answer, shown

CODE = "safe-to-return"


@pytest.mark.parametrize("javascript", [True, False])
def test_who_rings_says_what_came_of_it_beside_the_number(
    at_keyboard: AtKeyboard, cast: Cast, javascript: bool
) -> None:
    given_numbers_to_ring()
    incident = given_a_response(cast)
    action = given_an_action(cast, incident, "Agree with the school who is at the gate", hours=2)
    given_an_action(
        cast, incident, "Decide on a threat to life warning", owner_key=None, agency_key=agency("police").key
    )
    hana = at_keyboard(cast.hana, javascript=javascript)
    hana.expects("My work")
    row = hana.page.locator(".app-work").filter(has_text="at the gate")
    row.get_by_text("Rang…").click()
    hana.press("No answer", within=row)
    hana.sees("Call recorded", "Rang 01632 960123: no answer (Hana Malik, today")
    row.get_by_text("Rang…").click()
    hana.expects("My work")
    hana.fits()
    row.get_by_label("Spoke to").fill("Joy Adeyemi")
    hana.page.keyboard.press("Enter")
    hana.sees("Rang 01632 960123, spoke to Joy Adeyemi")
    hana.goto("responses:action", key=action.key)
    hana.page.get_by_text("Rang…").click()
    hana.expects("Agree with the school who is at the gate")
    hana.fits()


def test_a_late_answer_says_why(at_keyboard: AtKeyboard, cast: Cast) -> None:
    operations.set_deadline(
        by=cast.hana, at=clock.now() - timedelta(days=1), code=CODE, text="1h after incident", kind="local",
        source="Norfolk protocol for the first night", edition="October 2026", because="Agreed",
        seen_number=0,
    )  # fmt: skip
    incident = given_a_response(cast)
    card = card_of(cast, incident, CODE, "A")
    priya = at_keyboard(cast.priya)
    priya.goto("responses:sheet", reference=incident.reference, code=STRAND)
    on_page = shown(priya, card)
    priya.prints("local", "Norfolk protocol for the first night. Edition: October 2026")
    on_page.locator("summary").filter(has_text="and edition of this deadline").click()
    priya.expects("Immediate safety")
    priya.sees("Norfolk protocol for the first night. Edition: October 2026")
    priya.fits()
    on_page.get_by_label("Not needed", exact=True).check()
    on_page.get_by_label("Because").fill("He stays in hospital")
    priya.press("Save this answer", within=on_page)
    on_page.get_by_text("Say why it is late").wait_for()
    on_page.get_by_label("Why is it late?").fill("The ward would not say")
    priya.press("Save this answer", within=on_page)
    on_page.get_by_text("Recorded").wait_for()
    assert Answer.objects.get().late_because == "The ward would not say"
    priya.goto("responses:answer", reference=incident.reference, key=card.key)
    priya.expects(f"Kai Mensah (A) {card.ask}", title="A: ")
    priya.sees("late: The ward would not say")


def test_a_deadline_is_found_by_typing_and_set(at_keyboard: AtKeyboard, cast: Cast) -> None:
    given_a_response(cast)
    hana = at_keyboard(cast.hana)
    hana.goto("responses:deadlines")
    hana.expects("Deadlines")
    hana.fits()
    hana.fill("Find a question", "go home, to the area")
    ask = editions.in_force().consideration(CODE)[1].ask
    hana.follow(ask)
    hana.expects(ask)
    hana.fits()
    hana.fill("How many", "3")
    hana.choose("Whose deadline it is", "Local")
    hana.fill("Source", "Our protocol")
    hana.fill("Why it is changed", "Agreed with the police in October")
    hana.press("Set this deadline")
    hana.sees("Deadline set", "1 open question keeps its old deadline", "3 hours after the report to us (local)")
    hana.expects(ask)
    hana.follow("Give it back the deadline of the playbook")
    hana.expects(f"Back to the playbook: {ask}")
    hana.fits()
    hana.fill("Why", "It did not help")
    hana.press("Give it back")
    hana.sees("As in the playbook again", "Back to that of the playbook")
    hana.goto("responses:deadlines")
    hana.prints("as in the playbook", "Statutory", "Children Act 2004 section 16C(1)", "Edition: Working Together 2023")


def test_an_incident_is_moved_to_the_edition_in_force(
    at_keyboard: AtKeyboard, cast: Cast, tmp_path: Path, settings: Settings
) -> None:
    guide = guides.first(tmp_path, settings)
    incident = given_a_response(cast)
    given_an_answer(cast, incident, "siblings-at-risk", "A", "NOT_NEEDED", "An only child")
    guides.ship(guide, settings, retire=("siblings-at-risk", "threat-to-life"))
    hana = at_keyboard(cast.hana)
    hana.goto("responses:edition", reference=incident.reference)
    hana.expects("The guide it works under")
    hana.fits()
    hana.sees("What would change", guides.ADDED_ASK, guides.NEW_WORDS)
    hana.press("Move this incident to the edition in force")
    hana.sees("Moved to the edition in force", "How it was moved")
    hana.goto("responses:sheet", reference=incident.reference, code=STRAND)
    hana.expects("Immediate safety")
    hana.sees(guides.ADDED_ASK, guides.NEW_WORDS, "no longer asked")
    hana.fits()
    hana.goto("responses:edition", reference=incident.reference)
    hana.sees("This incident works under the edition in force")
