"""What was not known when it was reported is added, and what was wrong is put right."""

from datetime import timedelta

from reachable.common import clock
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Known, TeamPart, Weapon
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from tests.factories import Cast, report
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard

FACTS = "Add or correct what was reported"


def reported(cast: Cast) -> Incident:
    """Hana leads, Priya and Sam work on it; nobody knows the name of the boy or what the weapon was."""
    at = clock.now()
    facts = report(
        weapon=Weapon.NOT_KNOWN, threats=Known.NO, happened_at=at - timedelta(hours=2),
        young_people=(ReportedYoungPerson(approximate_age=15),),
    )  # fmt: skip
    incident = incidents.report_incident(by=cast.ward, at=at - timedelta(hours=1), report=facts)
    common = {"by": cast.hana, "at": at, "reference": incident.reference}
    incidents.name_lead(**common, professional_key=cast.hana.key, part=TeamPart.LEAD, why="On call")
    for who in (cast.priya, cast.sam):
        incidents.add_to_team(**common, professional_key=who.key, why="Works on it")
    return incident


def opens(who: Keyboard, incident: Incident) -> None:
    who.goto("incidents:overview", reference=incident.reference)
    who.page.get_by_role("heading", level=1, name=incident.reference).wait_for()


def add_the_weapon(who: Keyboard, incident: Incident, weapon: str) -> None:
    opens(who, incident)
    who.page.get_by_role("listitem").filter(has_text="Was there a weapon?").get_by_role("link", name="Add it").click()
    who.expects(FACTS)
    who.choose("Weapon", weapon)


def test_two_who_add_the_weapon_at_once_are_shown_both(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = reported(cast)
    priya, sam = at_keyboard(cast.priya), at_keyboard(cast.sam)
    add_the_weapon(priya, incident, "Knife or blade")
    add_the_weapon(sam, incident, "None seen")
    sam.press("Save what was reported")
    sam.sees("What was reported is saved", "Weapon: None seen (was not known).")
    priya.fill("Why it changes, or who says so", "The ward found a cut")
    priya.press("Save what was reported")
    priya.sees("Both are shown.", "Meanwhile Sam Okafor changed this", "Weapon: None seen (was Not known)")
    priya.axe()
    priya.fits()
    priya.press("Save what was reported")
    priya.sees("What was reported is saved", "Weapon: Knife or blade (was None seen).")
    priya.axe()


def test_a_name_and_an_adult_are_added_with_or_without_script(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = reported(cast)
    for script, name in ((True, "Kai"), (False, "Kay")):
        priya = at_keyboard(cast.priya, javascript=script, width=1100 if script else 320)
        opens(priya, incident)
        priya.follow("Name not known" if script else "Kai")
        priya.follow("Add or correct the name, age or NHS number")
        priya.expects("Name, age and NHS number of A")
        priya.fits()
        priya.fill("Given names", name)
        priya.press("Save")
        priya.sees("Young person A is saved", f"{name} (A)")
        opens(priya, incident)
        priya.follow("Add an adult")
        priya.expects("Add an adult")
        priya.fits()
        priya.choose("Hurt or suspected?", "Hurt")
        priya.press("Add")
        priya.sees("The adult was added")
