"""What makes a young person safer tonight, from asking for it to its end; and support for those who do the work."""

from datetime import timedelta
from uuid import uuid4

from reachable.common import clock
from reachable.incidents import operations as incidents
from reachable.incidents.choices import FactKind
from reachable.incidents.models import Incident
from tests.factories import Cast, agency
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard
from tests.journeys.responding import given_a_response, given_an_action, given_an_answer

CALLED = "Kai Mensah (A)"
SAFETY = f"Safety of {CALLED}"


def test_measures_are_asked_for_and_the_page_says_what_must_happen_next(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_what_is_known(cast)
    priya = at_keyboard(cast.priya)
    priya.goto("incidents:young_person", reference=incident.reference, key=incident.involvements.get().key)
    to_the_safety_of_kai(priya)
    priya.sees("There is no safety plan", "ask legal services before anybody looks again", "Write to the landlord")
    priya.does_not_see("Threat to life")
    priya.fits()
    priya.prints("What must happen next", "Practical measures")
    asks_for_a_marker(priya)
    sam_puts_it_in_place(at_keyboard(cast.sam), incident)
    priya.page.reload()
    priya.sees("In place")
    priya.follow("Police address marker")
    priya.expects(f"Police address marker for {CALLED}")
    priya.sees("Every step")
    priya.fits()


def test_it_works_without_scripts(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_a_response(cast)
    priya = at_keyboard(cast.priya, javascript=False, width=320)
    priya.goto("safety:safety", reference=incident.reference, key=incident.involvements.get().key)
    asks_for_a_marker(priya)
    priya.sees("Asked for")


def test_support_for_staff_says_whether_and_when(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_a_response(cast)
    agency("police")
    hana = at_keyboard(cast.hana)
    hana.goto("safety:staff", reference=incident.reference)
    hana.expects("Support for staff")
    hana.sees("Nothing is offered yet to")
    hana.fits()
    hana.choose("What?", "Debrief")
    hana.select("For which agency?", "Norfolk Constabulary")
    hana.fill("For which team?", "Response team")
    hana.choose("How does it stand?", "Offered")
    hana.press("Save")
    hana.sees("Norfolk Constabulary, Response team")
    hana.follow("Change…")
    hana.expects("Debrief for Norfolk Constabulary, Response team")
    hana.choose("How does it stand now?", "Booked")
    hana.fill_date("Booked for", clock.local_date(clock.now()) + timedelta(days=3))
    hana.fits()
    hana.press("Save how it stands")
    hana.expects("Support for staff")
    hana.sees("Booked")


def given_what_is_known(cast: Cast) -> Incident:
    incident = given_a_response(cast)
    given_an_action(cast, incident, "Write to the landlord")
    given_an_answer(cast, incident, "safe-to-return", "A", "NOT_YET_KNOWN")
    at = clock.now()
    told = {"at": at, "reference": incident.reference, "involvement_key": incident.involvements.get().key}
    decided = {"decision": "issued", "decided-by": "Superintendent Hale", "review-on": clock.local_date(at).isoformat()}
    incidents.record_fact(by=cast.sam, kind=FactKind.THREAT_TO_LIFE, said=decided, key=uuid4(), **told)
    incidents.record_fact(
        by=cast.sam, kind=FactKind.NEW_THREAT, words="Said outside the school", happened_at=at, key=uuid4(), **told
    )
    looked = {"how": "repeatedly", "held": "Norfolk Police, exhibit store"}
    incidents.record_fact(by=cast.priya, kind=FactKind.SOCIAL_MEDIA_SEEN, said=looked, key=uuid4(), **told)
    return incident


def to_the_safety_of_kai(reader: Keyboard) -> None:
    reader.page.get_by_role("link", name="Safety", exact=True).click()
    reader.expects(SAFETY)


def asks_for_a_marker(priya: Keyboard) -> None:
    priya.press("Ask for a measure")
    priya.expects(f"Ask for a measure for {CALLED}")
    priya.fits()
    priya.choose("What is asked for?", "Police address marker")
    priya.select("Who is asked?", "Norfolk Constabulary")
    priya.press("Ask for it")
    priya.expects(SAFETY)
    priya.sees("It is listed here until somebody says that it is in place or not to be had.")


def sam_puts_it_in_place(sam: Keyboard, incident: Incident) -> None:
    sam.goto("safety:safety", reference=incident.reference, key=incident.involvements.get().key)
    sam.expects(SAFETY)
    sam.sees("Threat to life", "Superintendent Hale", "nobody has said that the young person was told")
    sam.fits()
    sam.page.emulate_media(media="print")
    sam.does_not_see("Threat to life", "Superintendent Hale")
    sam.page.emulate_media(media="screen")
    sam.follow("In place…")
    sam.expects(f"Police address marker for {CALLED}")
    sam.fill_date("Last day on which it is in place", clock.local_date(clock.now()) + timedelta(days=21))
    sam.press("Save how it stands")
    sam.expects(SAFETY)
    sam.sees("Police address marker: saved", "Extend…")
