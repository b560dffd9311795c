"""Court: a hearing, what is agreed for it, an opponent due at the same door, and a remand with one of them inside."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import FactKind, Part
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, Involvement
from tests.factories import Cast, reported_incident, with_team
from tests.journeys.conftest import AtKeyboard
from tests.journeys.reporting import scroll_to
from tests.web.court_hands import volunteer

COURT = "Norwich Youth Court"
STATES = ("Found", "None known to this partnership", "Placements team asked", "Not checked")


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """Kai (A) was hurt; Leo (B) is suspected."""
    at = clock.now() - timedelta(hours=6)
    people = tuple(
        ReportedYoungPerson(given_names=name, family_name="Mensah", approximate_age=15, parts=(part,))
        for name, part in (("Kai", Part.VICTIM), ("Leo", Part.SUSPECTED))
    )
    return with_team(cast, reported_incident(cast.ward, at=at, happened_at=at, young_people=people), at=at)


def say(by: Professional, about: Involvement, kind: str, **more: Any) -> None:
    facts: dict[str, Any] = {"at": clock.now(), "involvement_key": about.key, "key": uuid4(), **more}
    operations.record_fact(by=by, reference=about.incident.reference, kind=kind, **facts)


@pytest.mark.clause("CRT-1", "CRT-2", "CRT-3", "CRT-4")
@pytest.mark.parametrize(("script", "width"), [(True, 1100), (False, 320)])
def test_a_hearing_is_set_and_what_is_agreed_stands_beside_it(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident, script: bool, width: int
) -> None:
    kai = incident.involvements.get(position=0)
    day = clock.local(clock.now() + timedelta(days=4)).replace(hour=10, minute=0)
    say(cast.sam, kai, FactKind.COURT_DATE, happened_at=day, place=COURT)
    priya = at_keyboard(cast.priya, javascript=script, width=width)
    priya.goto("court:court", reference=incident.reference)
    priya.expects(f"Court: {incident.reference} and what is linked with it")
    priya.follow("Record a hearing of Leo Mensah (B)")
    priya.expects("Leo Mensah (B): a court hearing is set")
    priya.choose("When is the hearing?", "On this day")
    priya.fill_date("Date and time", day)
    priya.fill("Which court?", COURT)
    priya.select("What is heard", "Bail")
    priya.press("Record it")
    priya.expects("Leo Mensah (B) and the court")
    priya.sees("Of opposing sides, by their roles", "Heads have not met yet")
    priya.fits()
    priya.follow("joint position on bail, Leo Mensah (B)")
    priya.expects("Leo Mensah (B): the joint position on bail")
    priya.select("Position", "Support bail, at another place")
    priya.select("Does anybody disagree?", "Somebody")
    priya.fill("Who disagrees, and why", "Police: the first bail was broken")
    priya.select("Who tells the court", "Priya Nair, team, Norfolk Children's Services")
    priya.fits()
    priya.choose("When was it agreed?", "Just now")
    priya.press("Record it")
    priya.expects("Leo Mensah (B) and the court")
    priya.sees("Somebody disagrees", "Police: the first bail was broken")
    priya.follow("Every hearing of the incident and what is linked with it")
    priya.expects(f"Court: {incident.reference} and what is linked with it")
    priya.sees("Due on the same day", "Have not met yet")
    priya.fits()
    if script:
        scroll_to(priya, "Due on the same day")
        priya.picture("court", full_page=False)
    priya.prints("Due on the same day", "Somebody disagrees")


@pytest.mark.clause("CRT-5")
def test_on_a_remand_an_opponent_is_found_in_one_establishment(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident
) -> None:
    kai, leo = incident.involvements.order_by("position")
    say(cast.sam, kai, FactKind.REMANDED, place="HMYOI Wetherby", happened_at=clock.now())
    priya = at_keyboard(cast.priya)
    priya.goto("incidents:record_fact_about", reference=incident.reference, key=leo.key, kind="remanded")
    priya.choose("When were they remanded?", "Just now")
    priya.press("Record it")
    priya.expects("Leo Mensah (B) and the court")
    priya.sees("From that day Leo Mensah (B) is looked after", "Kai Mensah (A)", "possible opponent, by their roles")
    assert priya.page.get_by_text("Not checked", exact=True).count() == 7
    for number, links in enumerate(("Found", "None known to this partnership", "Placements team asked")):
        name = ("Wetherby and the Keppel unit", "Parc, young", "Feltham")[number]
        priya.follow(f"Record a check of {name}")
        priya.expects("Leo Mensah (B): a secure establishment was checked for links and opponents")
        priya.choose("When was it checked?", "Just now")
        priya.select("Links and opponents there", links)
        priya.press("Record it")
        priya.expects("Leo Mensah (B) and the court")
    priya.sees("Found", "None known to this partnership", "Placements team asked; on which day is not recorded")
    assert priya.page.get_by_text("Not checked", exact=True).count() == 4
    priya.fits()
    priya.prints("None known to this partnership")
    scroll_to(priya, "Secure establishments: links and opponents")
    priya.picture("court-establishments", full_page=False)


@pytest.mark.clause("CRT-5")
@pytest.mark.parametrize(("script", "width"), [(True, 1100), (False, 320)])
def test_who_is_there_is_read_by_those_who_see_the_network(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident, script: bool, width: int
) -> None:
    leo, who = incident.involvements.get(position=1), "Marlon, who threatened B"
    priya = at_keyboard(cast.priya, javascript=script, width=width)
    priya.goto("court:young_person", reference=incident.reference, key=leo.key)
    priya.expects("Leo Mensah (B) and the court")
    priya.follow("Record a check of Wetherby")
    priya.choose("When was it checked?", "Just now")
    priya.select("Links and opponents there", "Found")
    priya.fill("Who is there, and what they are", who)
    priya.fits()
    priya.press("Record it")
    priya.expects("Leo Mensah (B) and the court")
    priya.sees(who)
    priya.follow("Record a check of Feltham")
    priya.choose("When was it checked?", "Not known")
    priya.select("Links and opponents there", "Placements team asked")
    priya.fill_date("Placements team asked on", clock.local_date(clock.now()))
    priya.press("Record it")
    priya.sees("Placements team asked today")
    vera = volunteer(cast)
    operations.add_to_team(
        by=cast.hana, at=clock.now(), reference=incident.reference, professional_key=vera.key, why="Helps with it"
    )
    reader = at_keyboard(vera, javascript=script, width=width)
    reader.goto("court:young_person", reference=incident.reference, key=leo.key)
    reader.expects("Leo Mensah (B) and the court")
    reader.sees("Found", "Who is there is for those who see the network: ask the lead of the incident.")
    assert "Marlon" not in reader.page.content()
    rows = reader.page.locator("[id^=establishment-]")
    assert [row.inner_text() for row in rows.all() if not any(state in row.inner_text() for state in STATES)] == []
    assert rows.count() == 7
    reader.fits()


@pytest.mark.clause("CTX-17", "SAF-6")
@pytest.mark.parametrize("script", [True, False])
def test_who_looks_repeatedly_reads_the_warning_before_and_after_sending(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident, script: bool
) -> None:
    kai = incident.involvements.get(position=0)
    priya = at_keyboard(cast.priya, javascript=script)
    priya.goto("incidents:happened_to", reference=incident.reference, key=kai.key)
    priya.expects("What happened to Kai Mensah (A)")
    priya.fits()
    priya.follow("Something was seen on social media")
    priya.expects("Kai Mensah (A): something was seen on social media")
    priya.choose("When was it seen?", "Just now")
    if script:
        assert not priya.page.get_by_text("stop, and ask legal services first").is_visible()
    priya.choose("How it came to you", "I look, or have been asked to look, repeatedly")
    priya.sees("stop, and ask legal services first")
    priya.axe()
    priya.fits()
    priya.press("Record it")
    priya.expects("Stop: ask legal services first")
    priya.sees("Nobody looks at these posts again until legal services have answered.")
    priya.fits()
