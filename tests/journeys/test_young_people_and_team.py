"""Who is in an incident, where each one is, who works on it, and who must not."""

from datetime import timedelta
from uuid import UUID

import pytest

from reachable.common import clock
from reachable.directory import operations as directory
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Part, TeamPart, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from tests.factories import Cast, report
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard
from tests.journeys.reporting import scroll_to

WHY = "Has worked with the family since 2024"


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """Kai in hospital, Ella a witness; Hana leads, Sam investigates, Priya works on it."""
    at = clock.now()
    kai = ReportedYoungPerson(
        given_names="Kai", family_name="Mensah", approximate_age=15, parts=(Part.VICTIM,), where=Where.HOSPITAL,
        place="Cley ward",
    )  # fmt: skip
    ella = ReportedYoungPerson(given_names="Ella", family_name="Ward", approximate_age=14, parts=(Part.WITNESS,))
    facts = report(happened_at=at - timedelta(hours=2), young_people=(kai, ella))
    reported = incidents.report_incident(by=cast.ward, at=at - timedelta(hours=1), report=facts)
    for name, part in (("hana", TeamPart.LEAD), ("sam", TeamPart.SENIOR_INVESTIGATING_OFFICER)):
        key = getattr(cast, name).key
        incidents.name_lead(
            by=cast.hana, at=at, reference=reported.reference, professional_key=key, part=part, why="On call"
        )
    incidents.add_to_team(
        by=cast.hana, at=at, reference=reported.reference, professional_key=cast.priya.key, why="Worked with the family"
    )
    return reported


def key_of(incident: Incident, letter: str) -> UUID:
    key: UUID = next(one.key for one in incident.involvements.all() if one.letter == letter)
    return key


def opens(who: Keyboard, incident: Incident, letter: str) -> None:
    who.goto("incidents:young_person", reference=incident.reference, key=key_of(incident, letter))
    who.page.get_by_role("heading", level=1).wait_for()


def is_told_there_is_no_such_page(who: Keyboard, incident: Incident) -> None:
    who.expected_status.add(404)
    who.goto("incidents:overview", reference=incident.reference)
    who.expects("Page not found", status=404)


def when_hana_adds_stella(hana: Keyboard, incident: Incident) -> None:
    hana.goto("incidents:team", reference=incident.reference)
    hana.expects(f"Team of {incident.reference}")
    hana.fits()
    hana.follow("Add somebody to the team")
    hana.expects("Add somebody to the team")
    hana.press("Add to the team")
    hana.sees("There is a problem", "Select a professional")
    hana.axe()
    hana.fits()
    hana.select("Professional", "Stella Ford, Social worker, Norfolk Children's Services")
    hana.fill("Why they need to work on it", WHY)
    hana.press("Add to the team")
    hana.expects(f"Team of {incident.reference}")
    hana.sees("Stella Ford joined the team", WHY)
    hana.picture("team")


def test_who_is_added_sees_it_and_nobody_else_does(at_keyboard: AtKeyboard, cast: Cast, incident: Incident) -> None:
    stella = at_keyboard(cast.stranger)
    is_told_there_is_no_such_page(stella, incident)
    when_hana_adds_stella(at_keyboard(cast.hana), incident)
    stella.goto("incidents:incidents")
    stella.expects("Incidents")
    stella.follow(incident.reference)
    stella.page.get_by_role("heading", level=1, name=incident.reference).wait_for()
    stella.sees("Kai Mensah")
    stella.axe()
    shona = at_keyboard(cast.school)
    is_told_there_is_no_such_page(shona, incident)


def test_a_connection_shuts_out_at_once(at_keyboard: AtKeyboard, cast: Cast, incident: Incident) -> None:
    priya = at_keyboard(cast.priya)
    priya.goto("incidents:overview", reference=incident.reference)
    priya.sees("Kai Mensah")
    priya.follow("I have a connection with somebody in this incident")
    priya.page.get_by_role("heading", level=1).wait_for()
    priya.sees("The incident is shut to you at once")
    priya.axe()
    priya.fits()
    priya.picture("connection")
    priya.choose("What is the connection?", "Lives near somebody in it")
    priya.page.get_by_role("main").get_by_role("button").first.click()
    priya.expects("Incidents")
    priya.sees(f"You stepped back from {incident.reference}", "No incident is open to you")
    priya.expected_status.add(404)
    priya.back()
    priya.expects("Page not found", status=404)
    priya.back()
    priya.expects("Page not found", status=404)
    priya.does_not_see("Kai", "Mensah")


def says_where(who: Keyboard, where: str, box: str = "", words: str = "") -> None:
    who.choose("Where now?", where)
    if box:
        who.fill(box, words)


def test_two_who_say_where_at_once_are_shown_both(at_keyboard: AtKeyboard, cast: Cast, incident: Incident) -> None:
    priya, sam = at_keyboard(cast.priya), at_keyboard(cast.sam)
    for who in (priya, sam):
        opens(who, incident, "A")
        who.axe()
    says_where(sam, "Missing")
    sam.press("Save")
    sam.sees("Recorded where Kai Mensah (A) is")
    says_where(priya, "Somewhere else", "Where?", "With an aunt in Cromer")
    priya.press("Save")
    priya.sees("Meanwhile Sam Okafor recorded: Missing", "What you wrote is below")
    priya.sees_in("Where?", "With an aunt in Cromer")
    priya.axe()
    priya.fits()
    scroll_to(priya, "Change where Kai Mensah is")
    priya.picture("two-at-once", full_page=False)
    priya.press("Save")
    priya.sees("Recorded where Kai Mensah (A) is", "Somewhere else, With an aunt in Cromer", "Missing")


def test_a_young_person_found_later_is_added_with_or_without_script(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident
) -> None:
    for script, letter in ((True, "C"), (False, "D")):
        priya = at_keyboard(cast.priya, javascript=script, width=1100 if script else 320)
        priya.goto("incidents:overview", reference=incident.reference)
        priya.follow("Add a young person")
        priya.page.get_by_role("heading", level=1, name="Add a young person").wait_for()
        priya.axe()
        priya.fits()
        priya.choose("Role", "Sibling")
        priya.page.get_by_role("main").get_by_role("button", name="Add").click()
        priya.sees(f"Young person {letter} was added", "Immediate safety is asked about this young person now.")
        priya.fits()


def test_a_witness_is_a_witness_for_police_and_connected_for_others(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident
) -> None:
    sam, priya = at_keyboard(cast.sam), at_keyboard(cast.priya)
    for who in (sam, priya):
        who.goto("incidents:overview", reference=incident.reference)
    row = "tr[data-young-person]:has-text('Ella Ward')"
    assert "witness" in sam.page.locator(row).inner_text()
    assert "connected" in priya.page.locator(row).inner_text()
    for page in (
        "incidents:overview",
        "incidents:timeline",
        "incidents:team",
        "responses:tonight",
        "responses:handover",
    ):
        priya.goto(page, reference=incident.reference)
        priya.axe()
        priya.does_not_see("Witness", "witness")
    opens(priya, incident, "B")
    priya.does_not_see("Witness", "witness")


def test_letters_only_shows_no_name_anywhere(at_keyboard: AtKeyboard, cast: Cast, incident: Incident) -> None:
    directory.set_letters_only(by=cast.priya, at=clock.now(), on=True)
    priya = at_keyboard(cast.priya)
    pages = (
        "incidents:overview", "incidents:timeline", "incidents:team", "incidents:definition", "responses:tonight",
        "responses:handover", "responses:actions",
    )  # fmt: skip
    for page in pages:
        priya.goto(page, reference=incident.reference)
        priya.page.get_by_role("heading", level=1).wait_for()
        priya.does_not_see("Kai", "Mensah", "Ella", "Ward,")
        priya.axe()
    priya.goto("responses:sheet", reference=incident.reference, code="immediate-safety")
    priya.does_not_see("Kai", "Mensah", "Ella")
    opens(priya, incident, "A")
    priya.does_not_see("Kai", "Mensah")
    priya.expects("A, about 15", title="A in INC-2026-0001")
