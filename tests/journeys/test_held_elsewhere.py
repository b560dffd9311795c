"""Somebody on no team asks whether anything is held, and gets in when it cannot wait; two incidents are linked."""

from datetime import date, datetime, timedelta

import pytest

from reachable.common import clock
from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from reachable.incidents import operations as incidents
from reachable.incidents.choices import TeamPart
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, IncidentLink
from tests.factories import Cast, reported_incident, with_team
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard

BORN = date(2011, 3, 4)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    at = clock.now()
    directory.set_duty_line(
        by=None, at=at, role=RoleCode.EMERGENCY_DUTY_SENIOR, name="Emergency duty team", telephone="01632 960200"
    )
    directory.set_duty_line(
        by=None, at=at, role=RoleCode.FRONT_DOOR_MANAGER, name="Children's front door", telephone="01632 960100"
    )
    kai = ReportedYoungPerson(given_names="Kai", family_name="Mensah", date_of_birth=BORN)
    return with_team(cast, reported_incident(cast.hana, at=at, happened_at=hours_ago(2), young_people=(kai,)), at=at)


def hours_ago(hours: int) -> datetime:
    return clock.now() - timedelta(hours=hours)


def asks_for_kai(who: Keyboard) -> None:
    who.choose("What do you know exactly?", "The child's name and date of birth")
    who.fill("Given names", "Kai")
    who.fill("Family name", "Mensah")
    who.fill_date("Date of birth", BORN)


@pytest.mark.parametrize("javascript", [True, False])
def test_the_ward_looks_up_and_gets_in_and_the_lead_ends_it(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident, javascript: bool
) -> None:
    wendy = at_keyboard(cast.ward, javascript=javascript)
    wendy.goto("incidents:incidents")
    wendy.follow("Is anything held?")
    wendy.expects("Is anything held?")
    wendy.fits()
    asks_for_kai(wendy)
    wendy.press("Look up")
    wendy.expects("Is anything held?")
    wendy.sees("Held:", "Hana Malik", "Emergency duty team")
    wendy.does_not_see("Waterloo Park", incident.reference)
    if javascript:
        wendy.picture("look-up")
    wendy.fits()
    wendy.fill("Given names", "Kay")
    wendy.press("Look up")
    wendy.sees("Nothing is held under exactly these details.")
    wendy.follow("Emergency access")
    wendy.expects("Emergency access")
    wendy.fits()
    asks_for_kai(wendy)
    wendy.fill("Why it cannot wait", "Threats at the ward door, his worker does not answer")
    wendy.press("Record it and open for 12 hours")
    wendy.expects("Incidents")
    wendy.sees("Recorded", "If an incident is held under exactly these details", incident.reference)
    hana = at_keyboard(cast.hana, javascript=javascript)
    hana.goto("incidents:team", reference=incident.reference)
    hana.sees("Emergency access", "Threats at the ward door")
    hana.goto("incidents:leave_team", reference=incident.reference, key=cast.ward.key)
    hana.expects("End the membership of Wendy Barrow?")
    hana.fill("Why", "The ward is safe")
    hana.press("End the membership")
    hana.expects(f"Team of {incident.reference}")
    hana.sees("Was on the team", "Wendy Barrow")
    ines = at_keyboard(cast.ig, javascript=javascript)
    ines.goto("audit:emergencies")
    ines.expects("Uses of emergency access")
    ines.sees("Wendy Barrow", "Threats at the ward door", incident.reference)
    ines.fits()


def test_the_keyboard_alone_reaches_the_answer(at_keyboard: AtKeyboard, cast: Cast, incident: Incident) -> None:
    wendy = at_keyboard(cast.ward)
    wendy.goto("incidents:look_up")
    wendy.tab_to(wendy.page.get_by_label("Given names"))
    wendy.focus_shows()
    for typed in ("Kai", "Mensah", "4", "3", "2011"):
        wendy.page.keyboard.type(typed)
        wendy.page.keyboard.press("Tab")
    wendy.page.keyboard.press("Shift+Tab")
    wendy.page.keyboard.press("Enter")
    wendy.sees("Held:", "Hana Malik")


def test_two_incidents_are_linked_and_the_link_ends(at_keyboard: AtKeyboard, cast: Cast, incident: Incident) -> None:
    at = clock.now()
    earlier = with_team(
        cast, reported_incident(cast.hana, at=at, happened_at=hours_ago(50), place="Anglia Square"), at=at
    )
    hana = at_keyboard(cast.hana)
    hana.goto("incidents:link_incident", reference=incident.reference)
    hana.expects(f"Link {incident.reference} with another incident")
    hana.fits()
    hana.follow(f"Choose {earlier.reference}")
    hana.sees_in("The other incident", earlier.reference)
    hana.choose("How do they belong together?", "A reprisal for the earlier one")
    hana.fill("Why you say so", "Named in the threats")
    hana.press("Link the two")
    hana.sees(f"Linked with {earlier.reference}")
    link = IncidentLink.objects.get()
    assert link.earlier == earlier
    hana.goto("incidents:end_link", reference=incident.reference, key=link.key)
    hana.expects(f"End the link with {earlier.reference}?")
    hana.fits()
    hana.fill("Why the link ends", "It was somebody else")
    hana.press("End the link")
    hana.sees(f"The link with {earlier.reference} has ended")


def test_the_team_with_its_parts_on_a_wide_and_a_narrow_screen(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident
) -> None:
    at = clock.now()
    common = {"by": cast.hana, "at": at, "reference": incident.reference}
    for who, part in (
        (cast.manager, TeamPart.DEPUTY),
        (cast.ward, TeamPart.SAFEGUARDING_ADVISER),
        (cast.priya, TeamPart.REVIEW_PANEL),
        (cast.school, TeamPart.REVIEW_PANEL),
    ):
        incidents.name_lead(**common, professional_key=who.key, part=part, why="Asked by the board")
    at_keyboard(cast.priya).goto("incidents:overview", reference=incident.reference)
    incidents.leave_team(**common, professional_key=cast.school.key)
    hana = at_keyboard(cast.hana)
    hana.goto("incidents:team", reference=incident.reference)
    hana.expects(f"Team of {incident.reference}")
    hana.sees("Rapid review panel", "Safeguarding lead who advises on the notification", "Was on the team")
    hana.fits()
    hana.prints("Was on the team")
    hana.goto("incidents:leave_team", reference=incident.reference, key=cast.priya.key)
    hana.expects("End the membership of Priya Nair?")
    hana.fits()
    hana.follow("Keep them on the team")
    hana.goto("incidents:leave_team", reference=incident.reference, key=cast.hana.key)
    hana.expects("End the membership of Hana Malik?")
    hana.follow("Name who leads instead")
    hana.expects("Name the lead")
    hana.sees("Now: Hana Malik.")
    hana.follow("Name a member of the rapid review panel")
    hana.expects("Name a member of the rapid review panel")
    hana.fits()
    incidents.declare_connection(by=cast.priya, at=at, reference=incident.reference, kind="LIVES_NEAR")
    hana.goto("incidents:team", reference=incident.reference)
    hana.follow("What Priya Nair had opened")
    hana.expects("What Priya Nair had opened")
    hana.sees("Overview")
    hana.fits()
