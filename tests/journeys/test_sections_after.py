"""Sections after the first response, each in one journey: notices, the media, briefings, reports."""

import pytest

from reachable.common import clock
from reachable.incidents.models import Incident
from reachable.sharing.models import AuthorityContact
from tests.domain import briefing_hands, notices_hands
from tests.domain.incident_hands import involved
from tests.domain.media_hands import begun, contacts
from tests.factories import Cast, reported_incident, with_team
from tests.journeys.after import KAI, refused, saves, the_night
from tests.journeys.conftest import AtKeyboard
from tests.journeys.responding import pictured
from tests.journeys.sending import TheClock

TOLD = "Told; we answer for the young person until they accept in writing"


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch) -> TheClock:
    return the_night(monkeypatch)


@pytest.fixture
def incident(night: TheClock, cast: Cast) -> Incident:
    """Kai (A), on the ward; Hana leads, Sam investigates, Priya works with him."""
    return with_team(cast, reported_incident(cast.hana))


@pytest.mark.clause("NOT-2")
def test_who_must_be_told_is_on_one_page_and_the_sheet_prints(
    at_keyboard: AtKeyboard, cast: Cast, night: TheClock
) -> None:
    incident = notices_hands.led(cast)
    notices_hands.decide(cast.hana, incident)
    hana = at_keyboard(cast.hana)
    hana.goto("notices:notices", reference=incident.reference)
    hana.expects("Notices")
    hana.fits()
    pictured(hana, "notices", 1000)
    hana.follow("The data sheet")
    hana.expects("Data sheet of the notification")
    hana.select(f"Place of {KAI} on the notification", "1")
    hana.fill(f"Harm that came to {KAI}", "A stab wound in the thigh")
    hana.press("Save the sheet")
    hana.expects("Data sheet of the notification")
    hana.sees("The sheet is saved")
    hana.fits()
    hana.follow("Print the sheet")
    hana.expects("Data sheet of the notification")
    hana.prints("Child 1", "A stab wound in the thigh", "OFFICIAL-SENSITIVE")
    hana.fits()
    notices_hands.send(cast.hana, incident)
    hana.goto("notices:review", reference=incident.reference)
    hana.expects("Rapid review")
    hana.fits()


@pytest.mark.clause("CTX-20")
def test_a_message_left_with_another_authority_is_no_answer(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident
) -> None:
    priya = at_keyboard(cast.priya)
    priya.goto("notices:authority", reference=incident.reference, key=involved(incident, "A").key)
    priya.expects(f"Which authority answers for {KAI}?")
    priya.select("Which authority?", "One that is not in this list")
    priya.fill("Which one, where it is not in the list?", "Suffolk County Council")
    priya.choose("What happened?", TOLD)
    priya.fill("Who took the message", "Duty manager, Suffolk")
    priya.fill_date("When?", clock.local(clock.now()))
    saves(priya)
    priya.expects("Other authorities")
    priya.sees("Suffolk County Council")
    priya.fits()
    assert AuthorityContact.objects.get().state == "TOLD"


@pytest.mark.clause("MED-4")
def test_what_went_out_early_is_recorded_and_marked_never_refused(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident
) -> None:
    contacts(cast.sam, incident)
    version = begun(cast.sam, incident)
    priya = at_keyboard(cast.priya)
    priya.goto("media:enquiries", reference=incident.reference)
    priya.expects("Questions from the media")
    priya.sees("Ada Quill")
    priya.fill("Who asked?", "Radio Wensum")
    priya.fill_date("When they asked", clock.local(clock.now()))
    priya.fill("What they asked", "Was it a knife?")
    priya.press("Record what was asked")
    priya.expects("Question of Radio Wensum")
    priya.fits()
    priya.goto("media:version", reference=incident.reference, key=version.key)
    priya.expects("Appeal for witnesses: version 1")
    priya.sees("Version 1 cannot be recorded as released")
    priya.fits()
    pictured(priya, "media-version", 1000)
    priya.follow("Record it")
    priya.expects("Version 1 went out")
    priya.fill_date("When it went out", clock.local(clock.now()))
    priya.fill("To whom it went", "The school's parents")
    priya.press("Record it")
    priya.expects("Appeal for witnesses: version 1")
    priya.sees("This version went out before it was agreed")
    priya.goto("media:media", reference=incident.reference)
    priya.expects(f"Media: {incident.reference}")
    priya.sees("Went out before it was agreed", "1 not answered")
    priya.fits()
    priya.prints("Radio Wensum")


@pytest.mark.clause("BRF-2")
def test_a_reader_asks_and_all_are_answered_and_then_it_is_withdrawn(
    at_keyboard: AtKeyboard, cast: Cast, night: TheClock
) -> None:
    incident = briefing_hands.staffed(cast)
    ref = briefing_hands.issued(cast, incident).reference
    night.passes(hours=2)
    shona = at_keyboard(cast.school)
    shona.goto("briefings:read", briefing=ref)
    shona.expects(briefing_hands.WORDS["title"])
    shona.fits()
    shona.prints(briefing_hands.WORDS["watch_for"], "Whom to ring")
    shona.follow("Ask something about it")
    shona.expects(f"Ask something about {ref}")
    shona.fill("Your question", "Does this hold for the holidays too?")
    shona.press("Send the question")
    refused(shona, "Tick that your question names no young person")
    shona.page.get_by_label("My question names no young person").check()
    shona.press("Send the question")
    shona.expects(briefing_hands.WORDS["title"])
    owen = at_keyboard(cast.manager)
    owen.goto("briefings:briefing", briefing=ref)
    owen.expects(f"Briefing {ref}")
    owen.fits()
    pictured(owen, "briefing", 1000)
    owen.follow("Answer Does this hold")
    owen.expects(f"Answer a question about {ref}")
    owen.fill("Your answer", "Yes, for the whole of the holidays.")
    owen.choose("Who gets it?", "All readers")
    owen.press("Send the answer")
    owen.expects(f"Briefing {ref}")
    owen.follow("Withdraw it")
    owen.expects(f"Withdraw {ref}")
    owen.fill("Why is it withdrawn?", "The place is quiet again")
    owen.press("Withdraw it")
    owen.expects(f"Briefing {ref}")
    shona.goto("briefings:read", briefing=ref)
    shona.sees("This briefing was withdrawn")
    shona.does_not_see(briefing_hands.WORDS["watch_for"], "The place is quiet again", incident.reference)
    shona.axe()


def test_reports_are_for_those_who_may_and_name_nobody(at_keyboard: AtKeyboard, cast: Cast, incident: Incident) -> None:
    priya = at_keyboard(cast.priya)
    priya.expected_status.add(403)
    priya.goto("reports:reports")
    priya.expects("Your role does not allow this", status=403)
    hana = at_keyboard(cast.hana, javascript=False, width=320)
    hana.goto("reports:disproportionality")
    hana.expects("Who is affected: disproportionality")
    hana.fits()
    hana.does_not_see("Mensah", incident.reference)
