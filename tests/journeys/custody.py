"""What journeys of custody share: a young person, the suites, a custody worker, and what the page says."""

from collections.abc import Mapping
from datetime import timedelta

from playwright.sync_api import Locator

from reachable.common import clock
from reachable.directory import operations as directory
from reachable.directory.choices import ContactPointKind, CustodyWorkers, RoleCode
from reachable.directory.models import ContactPoint, Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import FactKind, Part
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Involvement
from tests.domain.incident_hands import told
from tests.factories import LONG_AGO, Cast, agency, reported_incident, with_team
from tests.journeys.keyboard import Keyboard

WYMONDHAM, LYNN = "Wymondham Police Investigation Centre", "King's Lynn Police Investigation Centre"
IN_CUSTODY = "Kai Mensah (A) in custody"


def given_kai(cast: Cast, age: int, *team: str) -> Involvement:
    """Suspected; Hana, Priya and Sam work on it, and these. The directory has both suites."""
    for name, workers in ((WYMONDHAM, CustodyWorkers.YES), (LYNN, CustodyWorkers.NO)):
        ContactPoint.objects.create(
            kind=ContactPointKind.CUSTODY_SUITE, name=name, custody_workers=workers, telephone="01632 960200",
            source="guide",
        )  # fmt: skip
    at = clock.now() - timedelta(hours=6)
    kai = ReportedYoungPerson(given_names="Kai", family_name="Mensah", approximate_age=age, parts=(Part.SUSPECTED,))
    incident = with_team(cast, reported_incident(cast.mace, at=at, happened_at=at, young_people=(kai,)), at=at)
    for name in team:
        joins(cast, incident.reference, getattr(cast, name))
    return incident.involvements.get()


def joins(cast: Cast, reference: str, who: Professional) -> None:
    incidents.add_to_team(
        by=cast.hana, at=clock.now(), reference=reference, professional_key=who.key, why="Helps with it"
    )


def given_the_arrest(cast: Cast, kai: Involvement, suite: str) -> None:
    now = clock.now()
    then = now - timedelta(hours=3)
    told(cast.sam, kai.incident, FactKind.ARRESTED, "A", now - timedelta(hours=2), place=suite, happened_at=then)


def custody_worker(cast: Cast, kai: Involvement) -> Professional:
    made = directory.create_professional(
        by=None, at=LONG_AGO, name="Callum Reid", email="callum.reid@youth-justice.example",
        job_title="Custody worker", agency=agency("youth-justice"), roles=[RoleCode.CUSTODY_WORKER],
        telephone="01632 960119", opens_account=True, is_demo_persona=True,
    )  # fmt: skip
    joins(cast, kai.incident.reference, made)
    return made


def opens(who: Keyboard, kai: Involvement, heading: str = IN_CUSTODY) -> None:
    who.goto("custody:custody", reference=kai.incident.reference, key=kai.key)
    who.expects(heading)


def records(
    who: Keyboard, link: str, what: str, said: Mapping[str, str], *, when: str = "Just now", then: str = IN_CUSTODY
) -> None:
    """From the page of custody and back to it; `said` are the lists to choose from, by their label."""
    who.follow(link)
    who.expects(f"Kai Mensah (A): {what}")
    who.fits()
    who.page.get_by_label(when, exact=True).first.check()
    for label, option in said.items():
        who.select(label, option)
    who.press("Record it")
    who.expects(then)


def offers_fit(who: Keyboard, *expected: str) -> None:
    """What is said of the three offers, in their order."""
    cards = who.page.locator("section.app-card:has(h3[id^=route-])")
    assert [card.locator("strong").first.inner_text() for card in cards.all()] == list(expected)


def on_the_list(who: Keyboard, code: str) -> Locator:
    return who.page.locator(f"#tell-{code}")
