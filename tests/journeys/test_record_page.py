"""Everything that is known of a boy is written on his record, and one thing of it by the keys alone."""

from datetime import date, datetime, timedelta

import pytest

from reachable.common import clock
from reachable.incidents.choices import Part
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Involvement
from reachable.people.choices import AssociationKind
from reachable.people.models import Account, Association, Detail, Person
from tests.factories import Cast, reported_incident
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard
from tests.journeys.recording import SAID, adding, arrives, opens
from tests.journeys.responding import given_a_response, pictured

BORN = date(2013, 5, 14)


@pytest.fixture
def kai(cast: Cast) -> Involvement:
    found: Involvement = given_a_response(cast).involvements.get()
    return found


@pytest.fixture
def ella(cast: Cast) -> Person:
    """Kai's sister as another incident holds her: spelt with accents, and with the Mensah halved differently."""
    held = ReportedYoungPerson(given_names="Élla", family_name="Mensàh", date_of_birth=BORN, parts=(Part.PRESENT,))
    at = clock.now() - timedelta(days=40)
    earlier = reported_incident(cast.mace, at=at, happened_at=at - timedelta(hours=1), young_people=(held,))
    found: Person = earlier.involvements.get().record.belongings.get().person
    return found


def test_priya_writes_down_what_is_known_of_kai(
    at_keyboard: AtKeyboard, cast: Cast, kai: Involvement, ella: Person
) -> None:
    priya = at_keyboard(cast.priya, width=1280)
    priya.goto("incidents:young_person", reference=kai.incident.reference, key=kai.key)
    priya.follow("All that is recorded")
    arrives(priya, "Not known yet:")
    priya.fits()
    she_adds_his_school_and_how_he_speaks(priya)
    she_adds_where_he_lives_and_where_he_is_safe(priya)
    she_warns_and_adds_his_mother(priya)
    she_adds_his_sister_who_is_held_already(priya)
    she_writes_down_what_he_said(priya)
    opens(priya, kai)
    arrives(priya)
    pictured(priya, "record", 1900)
    assert sibling_of(kai) == ella
    assert Account.objects.get().words == SAID


def sibling_of(kai: Involvement) -> Person:
    tie = Association.objects.get(kind=AssociationKind.SIBLING)
    record = tie.other if tie.one_id == kai.record_id else tie.one
    found: Person = record.belongings.get(until_at=None).person
    return found


def she_adds_his_school_and_how_he_speaks(priya: Keyboard) -> None:
    adding(priya, "School").click()
    priya.expects("School, college or provider: Kai Mensah (A)")
    priya.fits()
    priya.choose("What kind of place is it?", "School")
    priya.fill("Name of the school", "Mousehold High School")
    priya.fill("Who says so?", "the school office")
    priya.press("Save")
    arrives(priya, "Mousehold High School", "told by the school office")
    adding(priya, "Language").click()
    priya.expects("Language: Kai Mensah (A)")
    priya.choose("Which language do they speak?", "Twi")
    priya.press("Save")
    adding(priya, "Interpreter").click()
    priya.expects("Interpreter: Kai Mensah (A)")
    priya.sees("Never a relative, a neighbour or another young person: they may be part of what happened")
    priya.fits()
    priya.choose("Is an interpreter needed?", "An interpreter is needed")
    priya.fill("In which language or dialect?", "Twi, for his mother")
    priya.press("Save")
    arrives(priya, "An interpreter is needed", "Twi, for his mother", "An interpreter is never a relative")


def she_adds_where_he_lives_and_where_he_is_safe(priya: Keyboard) -> None:
    adding(priya, "Addresses").click()
    priya.expects("An address of Kai Mensah (A)")
    priya.fits()
    priya.choose("What kind of address is it?", "Home")
    priya.press("Save the address")
    priya.sees("There is a problem", "Say what is known of the address")
    priya.axe()
    priya.fill("House and street", "11 Sprowston Close")
    priya.press("Save the address")
    arrives(priya, "The address is recorded", "11 Sprowston Close")
    adding(priya, "Addresses").click()
    priya.choose("What kind of address is it?", "Placement")
    priya.fill("House and street", "4 Sedge Lane")
    priya.fill("Town or village", "Fakenham")
    priya.fill("Postcode", "nr21 8aa")
    priya.choose("If it is a safe address", "Sam Okafor, Detective inspector, Norfolk Constabulary")
    priya.press("Save the address")
    arrives(priya, "Only you and 1 more can read it.", "4 Sedge Lane, Fakenham, NR21 8AA")


def she_warns_and_adds_his_mother(priya: Keyboard) -> None:
    priya.follow("Somebody must not learn of them")
    priya.expects("Somebody must not learn of Kai Mensah (A)")
    priya.fits()
    priya.fill("Who must not learn of it?", "his father")
    priya.choose("What must not reach them?", "Anything about them")
    priya.fill("Why?", "He has threatened to come to the ward")
    priya.press("Save the warning")
    arrives(priya, "Do not disclose anything to: his father")
    adding(priya, "Family").click()
    priya.expects("Family and household of Kai Mensah (A)")
    priya.fits()
    priya.choose("Who is it?", "Somebody who is not here yet")
    priya.choose("Adult or young person?", "Adult")
    priya.fill("Given names", "Ama")
    priya.fill("Family name", "Mensah")
    priya.choose("What are they to Kai Mensah (A)?", "Parent")
    priya.choose("May they be told what happened", "No")
    priya.press("Add to the family")
    priya.sees("There is a problem", "Say why they may not be told.")
    priya.axe()
    priya.fill("Because", "She tells his father")
    priya.press("Add to the family")
    arrives(priya, "Ama Mensah (N1)", "Must not be told", "She tells his father")


def she_adds_his_sister_who_is_held_already(priya: Keyboard) -> None:
    adding(priya, "Family").click()
    priya.choose("Who is it?", "Somebody who is not here yet")
    priya.choose("Adult or young person?", "Young person")
    priya.fill("Given names", "Ella")
    priya.fill("Family name", "Mensah")
    priya.fill_date("Date of birth", BORN)
    priya.choose("What are they to Kai Mensah (A)?", "Brother or sister")
    priya.press("Add to the family")
    priya.sees("is held by Norfolk Constabulary", "Is it the same person as Ella Mensah?")
    priya.does_not_see("Élla", "Mensàh", "INC-2026-0002")
    priya.axe()
    priya.fits()
    priya.page.get_by_label("Yes, the same person").check()
    priya.press("Add to the family")
    arrives(priya, "Ella Mensah (N2)")


def she_writes_down_what_he_said(priya: Keyboard) -> None:
    priya.follow("Write down what they said of what happened")
    priya.page.get_by_role("heading", level=1).wait_for()
    priya.axe()
    priya.fits()
    priya.fill("What was the child asked?", "What happened?")
    priya.fill("What did the child say?", SAID)
    priya.fill_date("When?", datetime.combine(clock.local_date(clock.now()) - timedelta(days=1), datetime.min.time()))
    priya.fill("Who was there?", "Only me, on the ward")
    priya.page.get_by_label("No", exact=True).check()
    priya.press("Save what they said")
    arrives(priya, "What was said is written down", "The rest of the team does not see it.")
    priya.does_not_see(SAID)


def test_one_detail_is_added_by_the_keys_alone(at_keyboard: AtKeyboard, cast: Cast, kai: Involvement) -> None:
    priya = at_keyboard(cast.priya)
    opens(priya, kai)
    arrives(priya)
    keys = priya.page.keyboard
    priya.tab_to(adding(priya, "GP practice"), at_most=120)
    priya.focus_shows()
    keys.press("Enter")
    priya.expects("GP practice: Kai Mensah (A)")
    priya.tab_to(priya.page.get_by_label("Which practice?"))
    priya.focus_shows()
    keys.type("Castle Surgery")
    keys.press("Enter")
    arrives(priya, "Castle Surgery")
    assert Detail.objects.get().where == "Castle Surgery"
