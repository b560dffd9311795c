"""A boy is reported under a false name: put together with his twin by mistake, taken apart, and found to be himself."""

from datetime import date, timedelta

from reachable.common import clock
from reachable.incidents.choices import FactKind, Part, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from tests.domain.incident_hands import involved, told
from tests.factories import Cast, reported_incident, with_team
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard

BORN = date(2010, 3, 4)


def given_twins_and_a_false_name(cast: Cast) -> Incident:
    """A and B are the twins; C said that he was Tomas, and is one of them."""
    at = clock.now() - timedelta(hours=2)
    people = (
        ReportedYoungPerson(
            "Rokas", "Petrauskas", date_of_birth=BORN, parts=(Part.SUSPECTED,), where=Where.MISSING
        ),
        ReportedYoungPerson("Lukas", "Petrauskas", date_of_birth=BORN, parts=(Part.SIBLING,), where=Where.HOME),
        ReportedYoungPerson(
            "Tomas", "Jankus", approximate_age=16, parts=(Part.PRESENT,), where=Where.HOSPITAL, place="Cley ward"
        ),
    )  # fmt: skip
    incident = with_team(cast, reported_incident(cast.ward, at=at, happened_at=at, young_people=people), at=at)
    told(cast.sam, incident, FactKind.ARRESTED, "C", at=at, place="The ward")
    return incident


def compared(hana: Keyboard, incident: Incident, letter: str, beside: str) -> None:
    """From the page of the letter to the two beside each other."""
    hana.goto("incidents:young_person", reference=incident.reference, key=involved(incident, letter).key)
    hana.follow("Is this the same person as somebody else?")
    hana.page.get_by_role("link", name=beside).click()
    hana.page.get_by_role("heading", level=1, name="the same person?").wait_for()


def say(hana: Keyboard, answer: str, because: str) -> None:
    hana.page.get_by_label(answer, exact=True).check()
    hana.page.get_by_label("How do you know?").locator("visible=true").fill(because)
    hana.press("Save the answer")


def test_the_wrong_twin_is_taken_apart_and_the_right_one_found(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_twins_and_a_false_name(cast)
    hana = at_keyboard(cast.hana)
    when_he_is_taken_for_lukas(hana, incident)
    then_the_two_are_read_as_one(hana)
    when_they_are_taken_apart(hana, incident)
    then_each_has_what_was_said_of_him(hana, incident)
    compared(hana, incident, "C", "Look at C beside Rokas Petrauskas (A)")
    say(hana, "Yes, the same person", "Rokas told the nurse, and Lukas was at home")
    hana.sees("They are one person now, as Rokas Petrauskas (A)", "C turned out to be A")
    hana.goto("incidents:timeline", reference=incident.reference)
    hana.sees("C is the same young person as B: C is now B", "C has its letter again", "C is now A")
    hana.axe()


def when_he_is_taken_for_lukas(hana: Keyboard, incident: Incident) -> None:
    hana.goto("incidents:young_person", reference=incident.reference, key=involved(incident, "C").key)
    hana.follow("Is this the same person as somebody else?")
    hana.expects("May Tomas Jankus (C) be the same person as somebody else?")
    hana.sees("Nobody who is held looks like them", "Look at C beside Lukas Petrauskas (B)")
    hana.axe()
    hana.fits()
    hana.page.get_by_role("link", name="Look at C beside Lukas Petrauskas (B)").click()
    hana.expects("Tomas Jankus (C) and Lukas Petrauskas (B): the same person?")
    hana.sees("Differs")
    hana.axe()
    hana.fits()
    hana.picture("same-person", full_page=False)
    say(hana, "Yes, the same person", "The ward found a card with this name")


def then_the_two_are_read_as_one(hana: Keyboard) -> None:
    hana.sees("They are one person now, as Lukas Petrauskas (B)", "C turned out to be B")
    hana.sees("Two places are said: which is right?", "Arrested", "said of C")
    hana.axe()
    hana.fits()


def when_they_are_taken_apart(hana: Keyboard, incident: Incident) -> None:
    hana.follow("Is this the same person as somebody else?")
    hana.sees("C, now B", "The ward found a card with this name")
    hana.axe()
    hana.page.get_by_role("link", name="They are two people after all").click()
    hana.expects("Take apart what is together as Lukas Petrauskas (B)")
    hana.sees("C has its letter again")
    hana.axe()
    hana.fits()
    hana.page.get_by_label("Why are they two people after all?").fill("Lukas was at home all evening")
    hana.press("Take them apart")
    hana.sees("They are two people again")


def then_each_has_what_was_said_of_him(hana: Keyboard, incident: Incident) -> None:
    hana.goto("incidents:young_person", reference=incident.reference, key=involved(incident, "B").key)
    hana.expects("Lukas Petrauskas (B), 16", title="Lukas Petrauskas (B) in")
    hana.does_not_see("said of C")
    hana.goto("incidents:young_person", reference=incident.reference, key=involved(incident, "C").key)
    hana.sees("Tomas Jankus (C)", "In hospital, Cley ward", "Arrested")
