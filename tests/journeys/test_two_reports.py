"""Hospital and police report the same stabbing: compared, joined, and nothing of either is lost."""

from datetime import timedelta

from reachable.common import clock
from reachable.incidents.choices import Part, Phase, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from tests.factories import Cast, reported_incident
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard
from tests.journeys.reporting import scroll_to


def given_two_reports(cast: Cast) -> tuple[Incident, Incident]:
    at = clock.now()
    kai = ReportedYoungPerson(
        given_names="Kai", family_name="Mensah", approximate_age=15, parts=(Part.VICTIM,), where=Where.HOSPITAL,
        place="Cley ward",
    )  # fmt: skip
    hurt = ReportedYoungPerson(given_names="K", approximate_age=15, parts=(Part.VICTIM,), where=Where.NOT_KNOWN)
    jay = ReportedYoungPerson(given_names="Jay", family_name="Larter", parts=(Part.SUSPECTED,), where=Where.CUSTODY)
    common = {"happened_at": at - timedelta(hours=1), "place": "Bus station, Castle Meadow"}
    first = reported_incident(cast.ward, at=at - timedelta(minutes=40), young_people=(kai,), **common)
    second = reported_incident(cast.mace, at=at - timedelta(minutes=5), young_people=(hurt, jay), **common)
    return first, second


def when_she_compares_them(hana: Keyboard, first: str, second: str) -> None:
    hana.goto("incidents:triage")
    hana.expects("Reports without a lead")
    hana.sees(f"May be the same as {first}", "much the same place", "They are different")
    hana.fits()
    hana.picture("two-reports", full_page=False)
    hana.press("Compare and join")
    hana.expects(f"Join {second} to {first}")
    hana.sees("Kai Mensah (A/0001)", "K (A/0002)", "Jay Larter (B/0002)")
    hana.fits()


def test_two_reports_become_one_incident(at_keyboard: AtKeyboard, cast: Cast) -> None:
    first, second = given_two_reports(cast)
    hana = at_keyboard(cast.hana)
    hana.expects("My work")
    hana.sees("2 reports without a lead")
    when_she_compares_them(hana, first.reference, second.reference)
    hana.press(f"Join {second.reference} to {first.reference}")
    hana.sees("Choose who this is: K (A/0002)")
    hana.axe()
    hana.fits()
    hana.select("K (A/0002)", "The same as Kai Mensah (A/0001)")
    hana.select("Jay Larter (B/0002)", "Somebody else: add to the incident")
    hana.press(f"Join {second.reference} to {first.reference}")
    hana.expects(f"{first.reference} Stabbing or slashing, Bus station, Castle Meadow")
    hana.sees(
        f"{second.reference} is now part of {first.reference}", f"Reports joined to this incident: {second.reference}"
    )
    table = hana.page.get_by_role("region", name="Young people").get_by_role("row")
    assert table.nth(1).inner_text().startswith("A Kai Mensah")
    assert table.nth(2).inner_text().startswith("B Jay Larter")
    assert table.count() == 3
    then_the_joined_report_leads_to_the_incident(hana, first.reference, second)


def then_the_joined_report_leads_to_the_incident(hana: Keyboard, first: str, second: Incident) -> None:
    hana.goto("incidents:overview", reference=second.reference)
    hana.sees("This report was joined to")
    hana.axe()
    hana.page.get_by_role("main").get_by_role("link", name=first, exact=True).click()
    hana.page.get_by_role("heading", level=1, name=first).wait_for()
    second.refresh_from_db()
    assert second.phase == Phase.JOINED
    hana.goto("incidents:triage")
    hana.expects("Reports without a lead")
    hana.does_not_see(second.reference)


def test_the_reporter_of_the_joined_report_still_has_a_receipt(at_keyboard: AtKeyboard, cast: Cast) -> None:
    first, second = given_two_reports(cast)
    maggie = at_keyboard(cast.mace)
    maggie.goto("incidents:join", reference=second.reference, into=first.reference)
    maggie.select("K (A/0002)", "The same as Kai Mensah (A/0001)")
    maggie.select("Jay Larter (B/0002)", "Somebody else: add to the incident")
    scroll_to(maggie, "Who is who")
    maggie.picture("join-two-reports", full_page=False)
    maggie.press(f"Join {second.reference} to {first.reference}")
    maggie.sees("is now part of")
    maggie.goto("incidents:receipt", reference=second.reference)
    maggie.expects("Report sent")


def test_two_that_are_different_are_not_offered_again(at_keyboard: AtKeyboard, cast: Cast) -> None:
    first, _ = given_two_reports(cast)
    hana = at_keyboard(cast.hana)
    hana.goto("incidents:triage")
    hana.expects("Reports without a lead")
    hana.press("They are different")
    hana.expects("Reports without a lead")
    hana.does_not_see(f"May be the same as {first.reference}")
