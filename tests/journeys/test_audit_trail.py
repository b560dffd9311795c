"""The information-governance lead finds who looked at and changed what, by young person and by professional."""

from io import StringIO

from django.core.management import call_command
from django.urls import reverse

from reachable.incidents.models import Incident
from tests.factories import Cast
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard
from tests.journeys.responding import card_of, given_a_response, said, shown

BECAUSE = "At an aunt's, known to police"


def when_priya_answers_about_jay(at_keyboard: AtKeyboard, cast: Cast, incident: Incident) -> None:
    priya = at_keyboard(cast.priya)
    view = card_of(cast, incident, "safe-address", "B")
    priya.goto("responses:answer", reference=incident.reference, key=view.key)
    said(shown(priya, view), "Already in place", BECAUSE)
    priya.press("Save this answer")
    priya.sees("Answer recorded")


def when_sam_only_looks(at_keyboard: AtKeyboard, cast: Cast, incident: Incident) -> None:
    sam = at_keyboard(cast.sam)
    view = card_of(cast, incident, "safe-address", "B")
    sam.goto("responses:answer", reference=incident.reference, key=view.key)
    shown(sam, view).wait_for()


def looks_up(ines: Keyboard, reference: str, letter: str) -> None:
    ines.goto("audit:search")
    ines.page.get_by_label("By incident and letter").check()
    ines.fill("Reference of the incident", reference)
    ines.fill("Letter of the young person", letter)
    ines.page.locator("main form").first.get_by_role("button").first.click()


def entries_of(ines: Keyboard, who: str) -> list[str]:
    rows = ines.page.locator(".app-row").filter(has=ines.page.get_by_role("link", name=who))
    return rows.locator("strong").all_inner_texts()


def test_who_saw_and_who_changed_is_found_by_young_person_and_by_professional(
    at_keyboard: AtKeyboard, cast: Cast
) -> None:
    incident = given_a_response(cast, "Kai", "Jay")
    when_priya_answers_about_jay(at_keyboard, cast, incident)
    when_sam_only_looks(at_keyboard, cast, incident)
    ines = at_keyboard(cast.ig)
    looks_up(ines, incident.reference, "Q")
    ines.sees("There is a problem", "Nobody is held under this. Check what you typed.")
    ines.axe()
    ines.fits()
    looks_up(ines, incident.reference, "B")
    ines.expects("Entries about one young person")
    assert "Answered a consideration" in entries_of(ines, "Priya Nair")
    assert "Answered a consideration" not in entries_of(ines, "Sam Okafor")
    assert "Looked" in " ".join(entries_of(ines, "Sam Okafor"))
    ines.sees(BECAUSE)
    ines.fits()
    ines.prints(BECAUSE)
    ines.picture("audit-young-person", full_page=False)
    looks_up(ines, incident.reference, "A")
    ines.expects("Entries about one young person")
    ines.does_not_see(BECAUSE)
    then_the_professional_s_entries_say_the_same(ines)
    then_the_chain_holds(ines)


def then_the_professional_s_entries_say_the_same(ines: Keyboard) -> None:
    ines.goto("audit:search")
    ines.fits()
    ines.picture("audit-search", full_page=False)
    ines.follow("Priya Nair")
    ines.expects("Entries by Priya Nair")
    ines.sees(BECAUSE)
    ines.fits()


def then_the_chain_holds(ines: Keyboard) -> None:
    """Her own searches are entries too, and the chain over all of it holds."""
    ines.goto("audit:latest")
    ines.expects("The latest entries")
    assert "Searched the audit" in entries_of(ines, "Ines Gomes")
    said_by_it = StringIO()
    call_command("verify_audit", stdout=said_by_it)
    assert said_by_it.getvalue().startswith("The audit holds:")


def test_who_leads_the_response_may_not_search_the_audit(at_keyboard: AtKeyboard, cast: Cast) -> None:
    hana = at_keyboard(cast.hana)
    hana.expects("My work")
    answered = hana.page.request.get(hana.server + reverse("audit:search"))
    assert answered.status == 403
