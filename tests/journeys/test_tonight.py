"""The first night: the duty worker finds the report, answers what she can, hands over on one page, names the lead."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from reachable.common import clock
from reachable.incidents.choices import Part, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from tests.factories import Cast, reported_incident
from tests.journeys.conftest import AtKeyboard
from tests.journeys.devices import Postman
from tests.journeys.keyboard import Keyboard
from tests.journeys.reporting import given_numbers_to_ring, scroll_to

STORY = "Two groups met at the bus station. A boy was stabbed in the thigh and walked in with a friend."
HOLDS = "Who holds this until the morning, and on which number?"
QUESTION = "Where is the young person now, and how badly hurt?"


@pytest.fixture
def outbox(settings: Settings, tmp_path: Path) -> Path:
    """A folder of its own, so that only this journey's letters are in it."""
    settings.OUTBOX_FOLDER = tmp_path
    return tmp_path


def given_a_report_of_the_night(cast: Cast) -> Incident:
    given_numbers_to_ring()
    at = clock.now()
    kai = ReportedYoungPerson(
        given_names="Kai", family_name="Mensah", approximate_age=15, parts=(Part.VICTIM,), where=Where.HOSPITAL,
        place="Norwich General, Cley ward", expected_discharge_at=at + timedelta(hours=30),
    )  # fmt: skip
    friend = ReportedYoungPerson(approximate_age=16, parts=(Part.WITNESS,), where=Where.MISSING)
    return reported_incident(
        cast.ward, at=at, happened_at=at - timedelta(minutes=50), happened_about=True, description=STORY,
        place="Bus station, Castle Meadow", young_people=(kai, friend),
    )  # fmt: skip


def when_she_finds_it_in_her_work(edith: Keyboard) -> None:
    edith.expects("My work")
    edith.sees("1 report without a lead", "Bus station, Castle Meadow")
    edith.fits()
    edith.follow("INC-2026-0001")
    edith.expects("INC-2026-0001 Stabbing or slashing, Bus station, Castle Meadow")
    edith.sees("Nobody leads this yet", "01632 960771", "Everything runs provisionally")
    edith.fits()


def answer_about(who: Keyboard, whom: str, ask: str, answer: str, because: str = "", **boxes: str) -> None:
    """One answer on Tonight, in place: a cell of the table opens its card."""
    who.page.get_by_role("link", name=f"({whom}: {ask})").click()
    card = who.page.locator("[data-card]:focus")
    card.wait_for()
    card = who.page.locator(f"#{card.get_attribute('id')}")
    card.get_by_label(answer, exact=True).check()
    for label, words in {"Because": because, **boxes}.items():
        if words:
            card.get_by_label(label).fill(words)
    card.get_by_role("button", name="Save this answer").click()
    card.get_by_text(re.compile(r"^Recorded \d\d:\d\d$")).wait_for()


def pages_printed(who: Keyboard) -> int:
    who.page.emulate_media(media="print")
    printed = who.page.pdf(format="A4")
    who.page.emulate_media(media="null")
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", printed))


def test_the_duty_worker_answers_hands_over_and_names_the_lead(
    at_keyboard: AtKeyboard, cast: Cast, outbox: Path, postman: Postman
) -> None:
    incident = given_a_report_of_the_night(cast)
    edith = at_keyboard(cast.edt)
    when_she_finds_it_in_her_work(edith)
    edith.follow("Tonight")
    edith.expects("Tonight")
    edith.sees("0 of 8 questions are answered")
    answer_about(edith, "A", QUESTION, "Already in place", "In theatre at 01:10, the ward rang")
    answer_about(edith, "B", QUESTION, "Not yet known")
    number = {"Number that is answered": "01632 960770"}
    answer_about(edith, "Incident", HOLDS, "Already in place", "Edith Lamb has it until 08:00", **number)
    edith.axe()
    edith.page.reload()
    edith.expects("Tonight")
    edith.sees("2 of 8 questions are answered", "Being found out", "Edith Lamb has it until 08:00")
    edith.fits()
    edith.page.set_viewport_size({"width": 1100, "height": 612})
    scroll_to(edith, "questions are answered")
    edith.picture("tonight", full_page=False)
    edith.press("The handover for the morning")
    edith.expects(f"Handover of {incident.reference}")
    edith.prints(
        "In theatre at 01:10, the ward rang",
        "Edith Lamb has it until 08:00",
        "01632 960771",
        STORY,
        "discharge expected",
    )
    edith.fits()
    edith.page.set_viewport_size({"width": 1100, "height": 850})
    scroll_to(edith, "Handover of")
    edith.picture("handover", full_page=False)
    assert pages_printed(edith) == 1
    then_she_names_the_lead(edith, cast, outbox, postman)


def then_she_names_the_lead(edith: Keyboard, cast: Cast, outbox: Path, postman: Postman) -> None:
    postman.deliver()
    for letter in outbox.glob("*.eml"):
        letter.unlink()
    edith.goto("incidents:name_lead", reference="INC-2026-0001")
    edith.expects("Name the lead")
    edith.fits()
    edith.fill("Find by name, job, agency or role", "head of social work")
    edith.press("Narrow the list")
    edith.sees("1 found.")
    edith.select("Professional", "Hana Malik, Head of Social Work, Norfolk Children's Services")
    edith.fill("Why this professional", "Leads the response from 08:00")
    edith.picture("name-the-lead")
    edith.press("Name this professional")
    edith.expects("Team of INC-2026-0001")
    edith.sees("Hana Malik is now Lead", "A mail to them is on its way")
    postman.deliver()
    letters = postman.letters_to(cast.hana.email)
    assert len(letters) == 1
    for told in ("Kai", "Mensah", "INC-", "Castle", "bus station", "Edith"):
        assert told not in letters[0]


def test_without_script_one_button_saves_the_night(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_a_report_of_the_night(cast)
    edith = at_keyboard(cast.edt, javascript=False, width=320)
    edith.goto("responses:tonight_about", reference=incident.reference, letter="A")
    edith.expects("Tonight")
    edith.fits()
    card = edith.page.locator("[data-card]").filter(has_text=QUESTION)
    card.get_by_label("Already in place", exact=True).check()
    card.get_by_label("Because").fill("In theatre")
    edith.press("Save what I changed")
    edith.sees("1 answer recorded")
    edith.page.get_by_role("link", name=f"(B: {QUESTION})").click()
    edith.expects(f"Name not known (B) {QUESTION}", title=QUESTION)
    edith.fits()
    edith.page.get_by_label("Not yet known", exact=True).check()
    edith.press("Save this answer")
    edith.expects("Tonight")
    edith.sees("Answer recorded", "B: Not known")


def test_six_young_people_still_hand_over_on_one_page(at_keyboard: AtKeyboard, cast: Cast) -> None:
    given_numbers_to_ring()
    at = clock.now()
    people = tuple(
        ReportedYoungPerson(given_names=name, family_name="Mensah", approximate_age=15, parts=(Part.PRESENT,))
        for name in ("Kai", "Jay", "Ella", "Dara", "Lio", "Mina")
    )
    incident = reported_incident(cast.ward, at=at, happened_at=at, description=STORY, young_people=people)
    edith = at_keyboard()
    edith.take_over_session_of(cast.edt)
    edith.goto("responses:handover", reference=incident.reference)
    edith.expects(f"Handover of {incident.reference}")
    assert pages_printed(edith) == 1
