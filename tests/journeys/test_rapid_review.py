"""The rapid review from the notification to what follows: agencies are asked, one is asked again, the panel reads."""

import re
from datetime import timedelta

import pytest

from reachable.common import clock
from reachable.incidents.models import Incident
from reachable.sharing.models import RapidReview
from tests.domain import notices_hands
from tests.factories import Cast
from tests.journeys.after import refused, saves, the_night
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard
from tests.journeys.responding import pictured
from tests.journeys.sending import TheClock

OURS = "Open to the family team since May; two visits missed while he was moved."
FACTS = "He was stabbed in the thigh; he had been missing twice in May."


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch) -> TheClock:
    return the_night(monkeypatch)


@pytest.fixture
def incident(night: TheClock, cast: Cast) -> Incident:
    """It is decided that the notification is owed; Maggie of the police sits on the panel."""
    incident = notices_hands.led(cast)
    notices_hands.decide(cast.hana, incident)
    return incident


def on_the_review(who: Keyboard, incident: Incident) -> None:
    who.goto("notices:review", reference=incident.reference)
    who.expects("Rapid review")


def chooses(who: Keyboard, label: str, holds: str) -> None:
    box = who.page.get_by_label(label)
    box.select_option(value=box.locator("option").filter(has_text=holds).first.get_attribute("value"))


def notifies(hana: Keyboard, incident: Incident) -> None:
    """That it was sent opens the review, whose last day is the fifteenth working day from the next one."""
    hana.goto("notices:sent", reference=incident.reference)
    hana.page.get_by_role("heading", level=1).wait_for()
    hana.axe()
    hana.fill_date("When was it sent?", clock.local(clock.now()))
    hana.fill("By whom?", "Hana Malik")
    hana.fill("Reference", "SIN-2026-71")
    saves(hana)
    on_the_review(hana, incident)
    hana.sees("reference SIN-2026-71", "Nobody is named who runs it.", "The panel has no day yet.", "11 Dec")


def plans(hana: Keyboard) -> None:
    hana.follow("Say who runs it, and when the panel meets")
    hana.expects("Who runs the rapid review, and when its panel meets")
    hana.fill("Who runs it?", "Ann Moss, partnership manager")
    hana.fill_date("When does the panel meet?", clock.local(clock.now() + timedelta(days=12)))
    saves(hana)
    hana.expects("Rapid review")
    hana.sees("Ann Moss, partnership manager runs it.")


def asks(hana: Keyboard, agency: str, **whom: str) -> None:
    hana.follow("Ask an agency for its summary")
    hana.expects("Ask an agency for its summary")
    chooses(hana, "Which agency?", agency)
    if "account" in whom:
        chooses(hana, "Who on the team writes it?", whom["account"])
    else:
        hana.fill("Or whom do you ask in another way?", whom["words"])
    saves(hana)
    hana.expects("Rapid review")


def asks_agencies(hana: Keyboard, night: TheClock, incident: Incident) -> None:
    asks(hana, "Norfolk Children's Services", account="Priya Nair")
    asks(hana, "Norfolk Constabulary", words="Duty inspector, 01632 960140")
    hana.sees("Agency summaries: 0 of 2 are in", "(ring them)")
    hana.fits()
    night.passes(days=6)


def writes_hers(priya: Keyboard, incident: Incident) -> None:
    """Nothing of the review is hers but what her own agency says."""
    priya.goto("notices:notices", reference=incident.reference)
    priya.expects("Notices")
    priya.page.get_by_role("link", name=re.compile("summary", re.IGNORECASE)).first.click()
    priya.page.get_by_label("The summary, or where it is to be found").wait_for()
    priya.axe()
    priya.fits()
    saves(priya)
    refused(priya)
    priya.fill("The summary, or where it is to be found", OURS)
    saves(priya)
    priya.expects("Notices")
    priya.sees("The summary is in")
    priya.expected_status.add(404)
    priya.goto("notices:review", reference=incident.reference)
    priya.expects("Page not found", status=404)


def asks_again(hana: Keyboard, incident: Incident) -> None:
    on_the_review(hana, incident)
    hana.sees("Agency summaries: 1 of 2 are in")
    pictured(hana, "rapid-review", 1100)
    hana.page.get_by_role("button", name="Ask again").click()
    hana.expects("Rapid review")
    hana.sees("That it was asked for again is recorded", "Asked again 1 time")
    hana.page.get_by_role("link", name=re.compile("Write down")).click()
    hana.page.get_by_label("The summary, or where it is to be found").fill("Read out by telephone; kept by police.")
    saves(hana)
    hana.expects("Rapid review")
    hana.sees("Agency summaries: 2 of 2 are in")


def writes_the_review(hana: Keyboard) -> None:
    hana.follow("Write the review")
    hana.expects("Write the rapid review")
    hana.fill("The facts, as far as they can readily be established", FACTS)
    saves(hana)
    hana.expects("Rapid review")
    hana.sees("Version 1, Hana Malik", FACTS)


def the_panel_reads(maggie: Keyboard, incident: Incident) -> None:
    on_the_review(maggie, incident)
    maggie.sees(FACTS, "Agency summaries: 2 of 2 are in")
    maggie.page.get_by_role("link", name=re.compile("Read the summary of Norfolk Children's Services")).click()
    maggie.sees(OURS)
    maggie.axe()


def decides(hana: Keyboard, incident: Incident) -> None:
    on_the_review(hana, incident)
    hana.follow("Decide what follows")
    hana.expects("What follows the rapid review")
    hana.choose("What follows?", "A local child safeguarding practice review")
    saves(hana)
    refused(hana)
    hana.fill("Why?", "Three agencies knew and none had the whole of it.")
    saves(hana)
    hana.expects("Rapid review")


def sends(hana: Keyboard, incident: Incident) -> None:
    on_the_review(hana, incident)
    hana.follow("Record that it was sent")
    hana.expects("The rapid review was sent")
    hana.fill_date("When was it sent?", clock.local(clock.now()))
    saves(hana)
    hana.expects("Rapid review")
    hana.fits()
    hana.prints("A local child safeguarding practice review", FACTS)


@pytest.mark.clause("NOT-3")
def test_a_rapid_review_goes_from_the_notification_to_what_follows(
    at_keyboard: AtKeyboard, cast: Cast, night: TheClock, incident: Incident
) -> None:
    hana = at_keyboard(cast.hana)
    notifies(hana, incident)
    plans(hana)
    asks_agencies(hana, night, incident)
    writes_hers(at_keyboard(cast.priya), incident)
    hana = at_keyboard(cast.hana)
    asks_again(hana, incident)
    writes_the_review(hana)
    the_panel_reads(at_keyboard(cast.mace), incident)
    decides(hana, incident)
    night.passes(days=7)
    sends(at_keyboard(cast.hana), incident)
    review = RapidReview.objects.get(incident=incident)
    assert review.decided == "LOCAL"
    assert review.sent_at == night.at
