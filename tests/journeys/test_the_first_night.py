"""23:40 on the Saturday before a bank holiday: an inspector reports, the emergency duty worker works the night, the
on-call manager decides, and on Tuesday the Head of Social Work takes over with nothing forgotten."""

from datetime import datetime, timedelta

import pytest

from reachable.common import clock
from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from tests.factories import LONG_AGO, Cast, agency
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard
from tests.journeys.reporting import DUTY, arrives_on, begin, card
from tests.journeys.responding import said

SATURDAY = datetime(2026, 8, 29, 23, 40, tzinfo=clock.LONDON)  # Monday the 31st is the summer bank holiday
SUNDAY = datetime(2026, 8, 30, 0, 35, tzinfo=clock.LONDON)
TUESDAY = datetime(2026, 9, 1, 8, 40, tzinfo=clock.LONDON)
HELD = "Who holds this until the morning, and on which number?"


class TheClock:
    """What the whole service takes the time to be."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at.astimezone(clock.UTC)


@pytest.fixture
def the_time(monkeypatch: pytest.MonkeyPatch) -> TheClock:
    the_time = TheClock(SATURDAY)
    monkeypatch.setattr(clock, "now", the_time.now)
    return the_time


def on_duty(name: str, title: str, role: RoleCode, where: str, number: str) -> Professional:
    made = directory.create_professional(
        by=None, at=LONG_AGO, name=name, email=f"{role.value.lower()}@{where}.example", job_title=title,
        agency=agency(where), roles=[role], telephone=number, opens_account=True, is_demo_persona=True,
    )  # fmt: skip
    return made


@pytest.fixture
def inspector(cast: Cast, the_time: TheClock) -> Professional:
    return on_duty("Ivan Sutton", "Duty inspector", RoleCode.POLICE_DUTY_INSPECTOR, "police", "01632 960771")


@pytest.fixture
def on_call(cast: Cast, the_time: TheClock) -> Professional:
    title = "Assistant director on call"
    return on_duty("Ola Brandt", title, RoleCode.ON_CALL_SENIOR_MANAGER, "childrens-services", "01632 960772")


def given_a_duty_rota(cast: Cast, on_call: Professional) -> None:
    for role, name, telephone in DUTY:
        directory.set_duty_line(by=None, at=LONG_AGO, role=role, name=name, telephone=telephone)
    for who, role in ((cast.edt, RoleCode.EMERGENCY_DUTY_SENIOR), (on_call, RoleCode.ON_CALL_SENIOR_MANAGER)):
        directory.add_shift(
            by=None, at=LONG_AGO, role=role, professional=who, from_at=SATURDAY - timedelta(hours=6),
            until_at=SATURDAY + timedelta(hours=9),
        )  # fmt: skip


def when_the_inspector_reports(ivan: Keyboard) -> None:
    begin(ivan)
    ivan.choose("When did it happen?", "Just now")
    ivan.fill("Where did it happen?", "Bus station, Castle Meadow")
    ivan.select("Part of Norfolk", "Norwich")
    ivan.fill("What happened?", "Two boys were stabbed near stand C. A third was arrested.")
    ivan.select("Kind of offence", "Stabbing or slashing")
    ivan.choose("Weapon", "Knife or blade")
    ivan.choose("Where in life did it happen?", "Street or public place")
    ivan.press("Save and continue")
    arrives_on(ivan, 2)
    kai = card(ivan, "young", 0)
    ivan.fill("Given names", "Kai", within=kai)
    ivan.fill("Or age, about", "15", within=kai)
    ivan.choose("Role", "Victim", within=kai)
    ivan.choose("Where now?", "In hospital", within=kai)
    ivan.press("Add another young person")
    other = card(ivan, "young", 1)
    ivan.fill("Or age, about", "16", within=other)
    ivan.choose("Role", "Suspected", within=other)
    ivan.choose("Where now?", "In custody", within=other)
    ivan.press("Save and continue")
    arrives_on(ivan, 3)
    ivan.press("Send the report")
    ivan.expects("Report sent")
    ivan.sees("Ring now", "Edith Lamb", "01632 960770")


def when_edith_works_the_night(edith: Keyboard, incident: Incident) -> None:
    edith.expects("My work")
    edith.sees("1 report without a lead")
    edith.follow(incident.reference)
    edith.sees("Nobody leads this yet", "Everything runs provisionally")
    edith.sees("In hospital: Kai (A)", "In custody: Name not known (B)", "Wider context")
    edith.axe()
    edith.fits()
    edith.follow("Tonight")
    edith.expects("Tonight")
    edith.page.get_by_role("link", name=f"(Incident: {HELD})").click()
    held = edith.page.locator("[data-card]:focus")
    held.wait_for()
    held = edith.page.locator(f"#{held.get_attribute('id')}")
    said(held, "Already in place", "Edith Lamb until 08:30")
    held.get_by_role("button", name="Save this answer").click()
    held.get_by_text("Recorded", exact=False).first.wait_for()
    edith.press("The handover for the morning")
    edith.expects(f"Handover of {incident.reference}")
    edith.prints("Edith Lamb until 08:30")


def when_the_manager_decides(ola: Keyboard, incident: Incident, cast: Cast) -> None:
    ola.goto("incidents:definition", reference=incident.reference)
    ola.expects(f"Is {incident.reference} serious youth violence?")
    ola.choose("Decision", "It is serious youth violence")
    ola.press("Sign as Ola Brandt")
    ola.sees("The decision is signed")
    ola.goto("incidents:name_lead", reference=incident.reference)
    ola.expects("Name the lead")
    ola.select("Professional", "Hana Malik, Head of Social Work, Norfolk Children's Services")
    ola.fill("Why this professional", "Leads from Tuesday; I hold it until then")
    ola.press("Name this professional")
    ola.sees("Hana Malik is now Lead")


def then_hana_takes_over(hana: Keyboard, incident: Incident) -> None:
    hana.expects("My work")
    hana.sees("New to you" if hana.page.get_by_text("New to you").count() else "Incidents you lead")
    hana.goto("incidents:overview", reference=incident.reference)
    hana.page.get_by_role("heading", level=1, name=incident.reference).wait_for()
    hana.sees("responding", "Lead Hana Malik", "Staff well-being", "Briefing partners")
    hana.axe()
    hana.fits()
    hana.goto("responses:sheet", reference=incident.reference, code="notifications")
    hana.expects("Notifications")
    # Five working days from awareness on Saturday: the bank holiday does not count, so it ends on Monday the 7th.
    asked = hana.page.locator("[data-card]").filter(has_text="If a notification is owed, has it been sent?")
    assert "answer by Mon 7 Sep (day 1 of 5) statutory" in " ".join(asked.inner_text().split())
    hana.axe()
    hana.prints("Mon 7 Sep", "Monday 7 September 2026, 23:59", "(day 1 of 5)", "statutory")
    hana.prints("Children Act 2004 section 16C(1)", "Working Together 2023")


def then_a_late_answer_says_why(hana: Keyboard, incident: Incident) -> None:
    """The strategy discussion was due within 24 hours of the report, by the county's own target."""
    hana.goto("responses:sheet", reference=incident.reference, code="enquiries")
    hana.expects("Strategy discussion and enquiries")
    late = hana.page.locator("[data-card]").filter(has_text="strategy discussion").filter(has_text="local").first
    said(late, "Already in place", "Held by telephone on Sunday afternoon")
    late.get_by_role("button", name="Save this answer").click()
    late.get_by_text("Say why it is late").first.wait_for()
    late.get_by_label("Why is it late?", exact=False).fill("Health could not be reached before Sunday 15:00")
    late.get_by_role("button", name="Save this answer").click()
    late.get_by_text("Recorded", exact=False).first.wait_for()
    hana.axe()


def test_the_night_before_a_bank_holiday(
    at_keyboard: AtKeyboard, cast: Cast, the_time: TheClock, inspector: Professional, on_call: Professional
) -> None:
    given_a_duty_rota(cast, on_call)
    assert not Incident.objects.exists()
    when_the_inspector_reports(at_keyboard(inspector))
    incident = Incident.objects.get()
    the_time.at = SATURDAY + timedelta(minutes=15)
    when_edith_works_the_night(at_keyboard(cast.edt), incident)
    the_time.at = SUNDAY
    when_the_manager_decides(at_keyboard(on_call), incident, cast)
    the_time.at = TUESDAY
    hana = at_keyboard(cast.hana)
    then_hana_takes_over(hana, incident)
    then_a_late_answer_says_why(hana, incident)
