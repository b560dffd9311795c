"""Small forms of the whole guide, filled with and without JavaScript."""

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, expect

from reachable.common import clock
from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from reachable.incidents import operations as incidents
from reachable.incidents.choices import FactKind, Part
from tests.domain.directory_hands import point
from tests.domain.incident_hands import told
from tests.factories import Cast
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard
from tests.journeys.responding import given_a_response

BOTH = pytest.mark.parametrize(("script", "width"), [(True, 1100), (False, 320)])


@BOTH
def test_a_contact_point_is_added_changed_confirmed_again_and_taken_out(
    at_keyboard: AtKeyboard, cast: Cast, script: bool, width: int
) -> None:
    directory.add_contact_point(by=cast.hana, at=clock.now() - timedelta(days=120), facts=point(name="Yare Hospital"))
    edith = at_keyboard(javascript=script, width=width)
    edith.take_over_session_of(cast.edt)
    edith.goto("directory:directory")
    edith.expects("Directory")
    stale = row_of(edith, "Yare Hospital")
    expect(stale).to_contain_text("Confirmed 120 days ago by Hana Malik: confirm again")
    edith.press("Still right", within=stale)
    edith.sees("Yare Hospital confirmed")
    expect(row_of(edith, "Yare Hospital")).to_contain_text("Confirmed today by Edith Lamb")
    edith.page.get_by_role("link", name="Add to hospitals").click()
    edith.expects("Add to the directory")
    edith.press("Add", within=edith.page.get_by_role("main"))
    edith.sees("There is a problem", "Enter the name")
    edith.axe()
    edith.fits()
    edith.fill("Name", "Wensum Hospital")
    edith.fill("Telephone number", "01632 960401")
    edith.press("Add", within=edith.page.get_by_role("main"))
    edith.sees("Wensum Hospital added", "It counts as confirmed by you.")
    edith.page.get_by_role("link", name="Change Wensum Hospital").click()
    edith.expects("Change Wensum Hospital")
    edith.fill("What to know", "Ask for the named nurse")
    edith.press("Save", within=edith.page.get_by_role("main"))
    edith.sees("Wensum Hospital saved", "Ask for the named nurse")
    edith.page.get_by_role("link", name="Take out Wensum Hospital").click()
    edith.expects("Take Wensum Hospital out of the directory")
    edith.press("Take it out")
    edith.sees("Wensum Hospital taken out of the directory")
    assert row_of(edith, "Wensum Hospital").count() == 0
    edith.prints("Yare Hospital")


def row_of(who: Keyboard, name: str) -> Locator:
    return who.page.locator("[id^=point-]").filter(has_text=name)


@BOTH
def test_a_shift_is_taken_off_the_rota_and_stands_there_as_taken_off(
    at_keyboard: AtKeyboard, cast: Cast, script: bool, width: int
) -> None:
    now = clock.now()
    directory.add_shift(
        by=cast.hana, at=now, professional=cast.edt, role=RoleCode.EMERGENCY_DUTY_SENIOR, from_at=now,
        until_at=now + timedelta(hours=9),
    )  # fmt: skip
    hana = at_keyboard(javascript=script, width=width)
    hana.take_over_session_of(cast.hana)
    hana.goto("directory:rota")
    hana.expects("Duty rota")
    hana.page.get_by_role("link", name="Take off Edith Lamb").first.click()  # across midnight it stands on two days
    hana.page.get_by_role("button", name="Take").click()
    hana.expects("Duty rota")
    hana.sees("taken off by Hana Malik")


@pytest.mark.clause("CUS-1")
@BOTH
def test_a_fact_is_put_right_and_what_was_said_before_stays_as_a_mistake(
    at_keyboard: AtKeyboard, cast: Cast, script: bool, width: int
) -> None:
    incident, now = given_a_response(cast), clock.now()
    told(cast.sam, incident, FactKind.ARRESTED, "A", at=now, happened_at=now - timedelta(hours=1), place="Aylsham")
    priya = at_keyboard(javascript=script, width=width)
    priya.take_over_session_of(cast.priya)
    priya.goto("incidents:young_person", reference=incident.reference, key=incident.involvements.get().key)
    priya.follow("Put right… Arrested, Aylsham")
    priya.expects("Put right. Kai Mensah (A): arrested")
    priya.sees("Sam Okafor recorded", "That stays on record as a mistake.")
    priya.fill("To which custody suite?", "Wymondham")
    priya.press("Record it")
    priya.sees("There is a problem")
    priya.axe()
    priya.fits()
    priya.fill("What was wrong before?", "The custody record says Wymondham")
    priya.press("Record it")
    priya.sees("Recorded: Arrested")
    priya.goto("incidents:young_person", reference=incident.reference, key=incident.involvements.get().key)
    priya.sees("Arrested, Wymondham", "Recorded by mistake", "The custody record says Wymondham")
    priya.sees("puts right what was recorded before")


@BOTH
def test_suspicion_ends_on_no_further_action_and_on_a_day(
    at_keyboard: AtKeyboard, cast: Cast, script: bool, width: int
) -> None:
    incident, now = given_a_response(cast), clock.now()
    kai = incident.involvements.get().key
    incidents.record_part(by=cast.sam, at=now, reference=incident.reference, involvement_key=kai, part=Part.SUSPECTED)
    sam = at_keyboard(javascript=script, width=width)
    sam.take_over_session_of(cast.sam)
    sam.goto("incidents:young_person", reference=incident.reference, key=kai)
    sam.follow("End a role")
    sam.page.get_by_role("heading", level=1).filter(has_text="Kai Mensah").wait_for()
    sam.axe()
    sam.fits()
    sam.choose("Role", "Suspected")
    sam.choose("Why does this role end?", "Another reason")
    sam.fill("What do you know about it?", "Nobody says so any more")
    sam.press("End")
    sam.sees("There is a problem", "“Suspected” ends on no further action or acquittal, or where it was never so.")
    sam.axe()
    sam.fits()
    sam.choose("Why does this role end?", "No further action")
    sam.press("End")
    sam.sees("has ended", "The date and the reason stay on record.", "no further action")


def test_without_script_a_deadline_is_set_and_what_is_open_keeps_its_own(at_keyboard: AtKeyboard, cast: Cast) -> None:
    given_a_response(cast)
    hana = at_keyboard(javascript=False, width=320)
    hana.take_over_session_of(cast.hana)
    hana.goto("responses:deadline", code="threat-to-life")
    hana.page.get_by_role("heading", level=1).wait_for()
    hana.fill("How many", "3")
    hana.choose("Whose deadline it is", "Local")
    hana.fill("Source", "Our protocol")
    hana.fill("Why it is changed", "Agreed with the police")
    hana.press("Set this deadline")
    hana.sees("Deadline set", "1 open question keeps its old deadline", "3 hours after the report to us (local)")
    hana.fits()
