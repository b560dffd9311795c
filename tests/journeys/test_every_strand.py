"""Every strand of the guide opens by its fact, recorded by whoever hears of it, and says so at once."""

from datetime import timedelta

import pytest

from reachable.common import clock
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Finding, Offence, Part, Setting, Weapon, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.responses import editions
from tests.factories import Cast, reported_incident, with_team
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard
from tests.journeys.responding import given_an_action

FROM_THE_REPORT = ("Immediate safety", "Strategy discussion and enquiries", "Notifications")
OF_KAI = {
    "Arrested": ("In custody",),
    "A court hearing is set": ("Court",),
    "Remanded by the court": ("Remand",),
    "Another local authority is their home or responsible for them": ("Young person of another authority",),
}
OF_THE_INCIDENT = {
    "The media asked, or somebody wants to release something": "Media",
    "The serious incident notification was sent": "Rapid review",
    "The first response has eased: stabilisation begins": "Stabilisation",
}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """Kai alone, at home; nothing but the report is known."""
    kai = ReportedYoungPerson(
        given_names="Kai", family_name="Mensah", approximate_age=15, parts=(Part.VICTIM,), where=Where.HOME
    )
    at = clock.now() - timedelta(hours=1)
    reported = reported_incident(
        cast.ward, at=at, happened_at=None, offence=Offence.STABBING, weapon=Weapon.KNIFE,
        setting=Setting.STREET, young_people=(kai,),
    )  # fmt: skip
    return with_team(cast, reported, at=at)


def strands_listed(who: Keyboard, incident: Incident) -> list[str]:
    who.goto("responses:strands", reference=incident.reference)
    who.expects("Strands")
    return [link.inner_text() for link in who.page.locator("main .app-row a[href*='/strands/']").all()]


def says_where(who: Keyboard, incident: Incident, where: str) -> None:
    kai = incident.involvements.get(position=0)
    who.goto("incidents:young_person", reference=incident.reference, key=kai.key)
    who.page.get_by_role("heading", level=1).filter(has_text="Kai Mensah (A)").wait_for()
    who.choose("Where now?", where)
    who.press("Save")
    who.page.get_by_text("Recorded", exact=False).first.wait_for()


def records(who: Keyboard, incident: Incident, kind: str, *, about_kai: bool) -> None:
    """A fact of which only the day is asked; "not known" is always an answer."""
    if about_kai:
        kai = incident.involvements.get(position=0)
        who.goto("incidents:happened_to", reference=incident.reference, key=kai.key)
    else:
        who.goto("incidents:happened", reference=incident.reference)
    who.follow(kind)
    who.page.get_by_role("heading", level=1).filter(has_text=kind).wait_for()
    who.axe()
    who.page.get_by_label("Not known", exact=False).first.check()
    who.press("Record")


def test_every_strand_opens_by_its_fact(at_keyboard: AtKeyboard, cast: Cast, incident: Incident) -> None:
    hana = at_keyboard(cast.hana)
    assert strands_listed(hana, incident) == list(FROM_THE_REPORT)
    for where, opened in (
        ("In hospital", ("In hospital", "Before discharge")),
        ("Missing", ("Missing",)),
        ("In custody", ("In custody",)),
    ):
        says_where(hana, incident, where)
        assert set(opened) <= set(strands_listed(hana, incident)), where
    for kind, strands in OF_KAI.items():
        records(hana, incident, kind, about_kai=True)
        hana.page.get_by_text("Recorded").first.wait_for()
        assert set(strands) <= set(strands_listed(hana, incident)), kind
    for kind, strand in OF_THE_INCIDENT.items():
        records(hana, incident, kind, about_kai=False)
        assert strand in strands_listed(hana, incident), kind
    hana.fits()
    hana.picture("strands", full_page=False)
    kai = incident.involvements.get(position=0)
    hana.goto("incidents:happened_to", reference=incident.reference, key=kai.key)
    hana.page.get_by_role("heading", level=1).filter(has_text="Kai Mensah").wait_for()
    hana.axe()
    hana.fits()
    hana.picture("happened", full_page=False)


def test_a_contact_a_second_young_person_a_signature_and_a_death_open_the_others(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident
) -> None:
    hana = at_keyboard(cast.hana)
    given_an_action(cast, incident, "Visit Kai at home", makes_contact=True)
    assert "Staff safety before contact" in strands_listed(hana, incident)
    hana.goto("incidents:add_young_person", reference=incident.reference)
    hana.expects("Add a young person")
    hana.fill("Given names", "Jay")
    hana.press("Add")
    assert "Wider context" in strands_listed(hana, incident)
    at, by = clock.now(), cast.hana
    met = (Finding.MET, "It is known.")
    incidents.sign_definition(by=by, at=at, reference=incident.reference, offence=met, age=met, setting=met, holds=True)
    assert {"Staff well-being", "Briefing partners"} <= set(strands_listed(hana, incident))
    says_where(hana, incident, "Died")
    assert {"After a death", "Media"} <= set(strands_listed(hana, incident))


def test_what_is_recorded_by_mistake_stops_its_strand_and_keeps_its_answers(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident
) -> None:
    hana = at_keyboard(cast.hana)
    records(hana, incident, "Arrested", about_kai=True)
    assert "In custody" in strands_listed(hana, incident)
    kai = incident.involvements.get(position=0)
    hana.goto("incidents:happened_to", reference=incident.reference, key=kai.key)
    hana.follow("Recorded by mistake…")
    hana.page.get_by_label("Why?").fill("It was his cousin: the custody sergeant rang back")
    hana.press("Save what became of it")
    hana.page.get_by_text("Recorded what became of it").wait_for()
    strands_listed(hana, incident)
    hana.sees("stopped")


def test_every_strand_of_the_playbook_is_in_one_of_these_journeys() -> None:
    opened = {
        *FROM_THE_REPORT, *OF_THE_INCIDENT.values(), *(s for strands in OF_KAI.values() for s in strands),
        "In hospital", "Before discharge", "Missing", "Wider context", "Staff well-being", "Briefing partners",
        "After a death", "Staff safety before contact",
    }  # fmt: skip
    assert {strand.title for strand in editions.in_force().strands.values()} == opened
