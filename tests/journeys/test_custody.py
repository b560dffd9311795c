"""In custody: which offers fit, whom to tell, what police never read; facts that came with half of it missing."""

from datetime import timedelta

import pytest

from reachable.common import clock
from reachable.incidents.choices import FactKind
from reachable.incidents.models import Involvement
from tests.domain.incident_hands import told
from tests.factories import Cast
from tests.journeys.conftest import AtKeyboard
from tests.journeys.custody import (
    IN_CUSTODY,
    LYNN,
    WYMONDHAM,
    custody_worker,
    given_kai,
    given_the_arrest,
    offers_fit,
    on_the_list,
    opens,
    records,
)
from tests.journeys.keyboard import Keyboard
from tests.journeys.reporting import scroll_to

RECORD = "What is recorded of Kai Mensah (A)"
ASKED, HEARD, THERE = "Zephyr asked how the evening went", "He told me to carry it", "Only the quiet worker"
APPLIES, NOT, NOT_KNOWN = "Applies", "Does not apply", "Not known yet"
ON_THE_LIST = {
    "front-door": "Children's front door (CADS)",
    "social-worker": "Social worker who holds the work",
    "youth-justice": "Youth justice worker (YOT)",
}
ITS_SERVICES = "services that know them, and where they live"
THEIR_AUTHORITY = "another local authority is their home or responsible for them"
NOTHING_ELSE_KNOWN = {
    "Record who the appropriate adult is": "appropriate adult",
    "Record a charge": "charged",
    "Record signs of exploitation": "signs of exploitation were looked for",
    "Record what was decided on a referral": "the National Referral Mechanism was considered",
}
# What police read of an incident and of one young person in it.
OF_THE_INCIDENT = (
    "incidents:overview", "incidents:timeline", "incidents:happened", "incidents:team", "responses:strands",
    "responses:actions", "responses:handover", "safety:contact",
)  # fmt: skip
OF_KAI = (
    "custody:custody", "incidents:young_person", "incidents:happened_to", "court:young_person", "safety:safety",
    "safety:plan", "people:record", "people:accounts",
)  # fmt: skip


@pytest.mark.clause("CUS-1", "CUS-2", "CUS-3", "CUS-4")
def test_a_fifteen_year_old_is_taken_to_wymondham_and_the_page_says_which_offers_fit(
    at_keyboard: AtKeyboard, cast: Cast
) -> None:
    kai = given_kai(cast, 15, "mace", "youth_justice")
    priya = at_keyboard(cast.priya)
    opens(priya, kai, "Kai Mensah (A) is not in custody")
    priya.fits()
    priya.press("Record an arrest")
    priya.expects("Kai Mensah (A): arrested")
    priya.sees(f"In the directory: {LYNN}, {WYMONDHAM}")
    priya.choose("When were they arrested?", "At another time")
    priya.fill_date("Date and time", clock.local(clock.now() - timedelta(hours=3)))
    priya.fill("To which custody suite?", "Wymondham")
    priya.press("Record it")
    priya.expects(IN_CUSTODY)
    priya.sees("In custody is open for Kai Mensah (A).", "Custody workers come here: yes", "About 15", "3 h ago")
    priya.sees("Who is the appropriate adult?", "6 of 6", "Ask where the young person lives")
    offers_fit(priya, APPLIES, NOT_KNOWN, NOT_KNOWN)
    opens(priya, kai)
    scroll_to(priya, IN_CUSTODY)
    priya.picture("custody", full_page=False)
    home = {
        "Where they live": "Greater Norwich", "Open to a statutory service": "No", "Open to early help": "No",
    }  # fmt: skip
    records(priya, "Record which services know them", ITS_SERVICES, home)
    offers_fit(priya, APPLIES, NOT, APPLIES)
    priya.fits()
    priya.prints("Tell these people now", "Which offers fit", WYMONDHAM)
    scroll_to(priya, "Which offers fit")
    priya.picture("custody-offers", full_page=False)


@pytest.mark.clause("CUS-2", "CUS-5", "CUS-6")
def test_the_worker_engages_him_and_the_list_is_worked_by_the_keys_alone(at_keyboard: AtKeyboard, cast: Cast) -> None:
    kai = given_kai(cast, 15, "mace", "youth_justice")
    given_the_arrest(cast, kai, WYMONDHAM)
    callum = at_keyboard(custody_worker(cast, kai))
    opens(callum, kai)
    said = {"The young person": "Talks with them", "Told that the worker is not police?": "Yes"}
    records(callum, "Record that a worker engaged them", "custody worker", said)
    callum.sees("Talks with them")
    for number, (code, label) in enumerate(ON_THE_LIST.items(), 1):
        tells(callum, code, label)
        callum.sees(f"{6 - number} of 6")
    tells(callum, "mace-police", "MACE police")
    assert "Told Maggie Thorne, today" in on_the_list(callum, "mace-police").inner_text()
    callum.page.locator("#tell-family-support").get_by_role("link", name="There is none").click()
    callum.expects("Kai Mensah (A): somebody was told what custody knows")
    callum.choose("When were they told?", "Not known")
    callum.press("Record it")
    callum.expects(IN_CUSTODY)
    callum.sees("1 of 6", "There is none")
    callum.fits()
    callum.prints("Told", "Not told yet", "Family support practitioner")
    scroll_to(callum, "Tell these people now")
    callum.picture("custody-tell", full_page=False)


def tells(callum: Keyboard, code: str, label: str) -> None:
    """From the list to the form with the name chosen, and back; nothing in it can hold what the child said."""
    keys = callum.page.keyboard
    callum.tab_to(on_the_list(callum, code).get_by_role("link", name="Record that they were told"), at_most=150)
    callum.focus_shows()
    keys.press("Enter")
    callum.expects("Kai Mensah (A): somebody was told what custody knows")
    callum.sees("never what they said about the alleged offence")
    assert callum.page.get_by_label("Who was told").locator("option:checked").inner_text() == label
    assert callum.page.locator("main textarea").count() == 0
    callum.tab_to(callum.page.get_by_label("Just now"))
    callum.focus_shows()
    keys.press("Space")
    if code == "mace-police":
        callum.tab_to(callum.page.get_by_label("Their name"))
        keys.type("Maggie Thorne")
    callum.tab_to(callum.page.get_by_role("button", name="Record it"))
    callum.focus_shows()
    keys.press("Enter")
    callum.expects(IN_CUSTODY)
    row = on_the_list(callum, code).inner_text()
    assert "Not told yet" not in row, row
    assert "by Callum Reid" in row, row


@pytest.mark.clause("CUS-5", "CUS-7")
def test_mace_police_are_told_and_read_no_word_of_what_he_said(at_keyboard: AtKeyboard, cast: Cast) -> None:
    kai = given_kai(cast, 15, "mace")
    given_the_arrest(cast, kai, WYMONDHAM)
    callum = at_keyboard(custody_worker(cast, kai), javascript=False, width=320)
    opens(callum, kai)
    callum.follow("written down apart")
    callum.expects("Write down what Kai Mensah (A) said")
    callum.fill("What was the child asked?", ASKED)
    callum.fill("What did the child say?", HEARD)
    callum.fill_date("When?", clock.local(clock.now() - timedelta(hours=1)))
    callum.fill("Who was there?", THERE)
    callum.choose("Was it said in custody", "Yes")
    callum.fits()
    callum.press("Save what they said")
    callum.expects(RECORD)
    callum.sees("Social workers and you read it on a page of its own, and police do not.")
    told(cast.priya, kai.incident, FactKind.CUSTODY_TOLD, "A", clock.now(), said={"whom": "mace-police"})
    maggie = at_keyboard(cast.mace)
    reads_no_word_of_it(maggie, kai)
    opens(maggie, kai)
    assert on_the_list(maggie, "mace-police").get_by_text("Told", exact=True).is_visible()
    maggie.sees("Never what they said about the alleged offence: police do not get that from anybody")
    maggie.does_not_see("written down apart")
    priya = at_keyboard(cast.priya)
    priya.goto("people:accounts", reference=kai.incident.reference, key=kai.key)
    priya.expects("What Kai Mensah (A) said of what happened")
    priya.sees(ASKED, HEARD, THERE, "Police do not read this: do not tell them what it says.")
    priya.fits()


def reads_no_word_of_it(maggie: Keyboard, kai: Involvement) -> None:
    """On page after page; nor in what is folded away or only printed."""
    reference = kai.incident.reference
    places: list[tuple[str, dict[str, object]]] = [(name, {}) for name in OF_THE_INCIDENT]
    places += [(name, {"key": kai.key}) for name in OF_KAI]
    places += [("responses:sheet_about", {"code": "custody", "letter": "A"})]
    for name, arguments in places:
        maggie.goto(name, reference=reference, **arguments)
        heading = maggie.page.get_by_role("heading", level=1).inner_text()
        assert heading not in ("Page not found", "Your role does not allow this"), name
        maggie.axe()
        text = maggie.page.content()
        assert [word for word in (ASKED, HEARD, THERE, "Zephyr") if word in text] == [], name
        if name == "people:accounts":
            maggie.sees("Nothing is written down.")


@pytest.mark.clause("CUS-2", "CUS-3", "CUS-4", "CUS-8")
@pytest.mark.parametrize(("script", "width"), [(True, 1100), (False, 320)])
def test_a_seventeen_year_old_from_out_of_county_of_whom_little_is_known(
    at_keyboard: AtKeyboard, cast: Cast, script: bool, width: int
) -> None:
    kai = given_kai(cast, 17)
    priya = at_keyboard(cast.priya, javascript=script, width=width)
    opens(priya, kai, "Kai Mensah (A) is not in custody")
    priya.press("Record an arrest")
    priya.expects("Kai Mensah (A): arrested")
    priya.choose("When were they arrested?", "Not known")
    priya.press("Record it")
    priya.expects(IN_CUSTODY)
    priya.sees("Time not known yet", "Ask the police duty inspector.", "About 17")
    priya.does_not_see("since the arrest")
    offers_fit(priya, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN)
    for link, what in NOTHING_ELSE_KNOWN.items():
        records(priya, link, what, {}, when="Not known")
    priya.sees("Recorded, without saying who or how")
    priya.follow("Put right… the arrest")
    priya.expects("Put right. Kai Mensah (A): arrested")
    priya.fill("To which custody suite?", "Wymondham PIC")
    priya.fill("What was wrong before?", "The sergeant rang back")
    priya.press("Record it")
    priya.expects(IN_CUSTODY)
    records(priya, "Record which services", ITS_SERVICES, {"Where they live": "Out of county"}, when="Not known")
    offers_fit(priya, APPLIES, APPLIES, NOT)
    priya.sees("Lives out of county.", WYMONDHAM)
    priya.fits()
    priya.follow("Record which local authority is theirs")
    priya.expects(f"Kai Mensah (A): {THEIR_AUTHORITY}")
    priya.choose("Since when is this known?", "Just now")
    priya.press("Record it")
    priya.expects("Kai Mensah (A), about 17", title="Kai Mensah (A) in")
    priya.sees("Young person of another authority is open for Kai Mensah (A).")
    opens(priya, kai)
    records(priya, "Record a release or bail", "released", {}, when="Not known", then="Kai Mensah (A): custody")
    priya.sees("Not in custody now", "What was recorded stays here")
    priya.fits()
    priya.prints("Not in custody now", "Charge, and the way out")


@pytest.mark.clause("CUS-2")
@pytest.mark.parametrize("script", [True, False])
def test_an_eleven_year_old_at_a_suite_to_which_no_worker_comes(
    at_keyboard: AtKeyboard, cast: Cast, script: bool
) -> None:
    kai = given_kai(cast, 11, "youth_justice")
    given_the_arrest(cast, kai, "Kings Lynn PIC")
    priya = at_keyboard(cast.priya, javascript=script, width=320)
    opens(priya, kai)
    instead = f"No custody workers come to {LYNN}: ask youth justice who does instead what they would do"
    priya.sees(instead, "Yusuf Demir, Manager, Norfolk Youth Justice Service", "Custody workers come here: no")
    offers_fit(priya, NOT, NOT, NOT)
    priya.sees("Ask youth justice who does this instead.")
    priya.fits()
    priya.prints(instead, "Yusuf Demir")
    priya.follow("Record that a worker engaged them")
    priya.expects("Kai Mensah (A): custody worker")
    priya.choose("When?", "Just now")
    priya.fill("Custody worker, or who does it instead", "Lina Berg, youth justice")
    priya.press("Record it")
    priya.expects(IN_CUSTODY)
    priya.sees("Lina Berg, youth justice")
    priya.fits()
