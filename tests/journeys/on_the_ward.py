"""What the journeys of a stay in hospital share: its page and facts, the seats, the answers, where somebody is."""

import re
from collections.abc import Mapping
from datetime import timedelta

from playwright.sync_api import Locator

from reachable.common import clock
from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from reachable.directory.models import Professional
from reachable.incidents.choices import FactKind
from reachable.incidents.models import Incident
from tests.domain.hospital_hands import WHOLE, agree
from tests.domain.incident_hands import asked, involved, told
from tests.factories import LONG_AGO, Cast, agency
from tests.journeys.keyboard import Keyboard

KAI = "Kai Mensah (A)"
WARD, PLAN = f"{KAI} in hospital", f"Discharge of {KAI}"
RECORDED = re.compile(r"^Recorded \d\d:\d\d$")


def opens(who: Keyboard, incident: Incident, name: str, heading: str, **more: str) -> None:
    who.goto(name, reference=incident.reference, key=involved(incident).key, **more)
    who.expects(heading)


def line_of_gate(who: Keyboard, words: str) -> Locator:
    return who.page.locator(".app-gate__line").filter(has_text=words)


def records(
    who: Keyboard, link: str, what: str, *, typed: Mapping[str, str], chosen: Mapping[str, str] | None = None
) -> None:
    """From the page of the stay and back to it: `typed` into boxes, `chosen` from lists."""
    who.page.get_by_role("link", name=link, exact=True).first.click()
    who.expects(f"{KAI}: {what}")
    who.page.get_by_label("Just now", exact=True).check()
    for label, words in typed.items():
        who.fill(label, words)
    for label, option in (chosen or {}).items():
        who.select(label, option)


def back_on_the_ward(who: Keyboard, *seen: str) -> None:
    who.press("Record it")
    who.expects(WARD)
    who.sees(*seen)


def says_where(who: Keyboard, incident: Incident, where: str, *, wrong_because: str = "") -> None:
    """On the page of the young person, as the links of the plan lead there."""
    who.goto("incidents:young_person", reference=incident.reference, key=involved(incident).key)
    who.page.get_by_role("heading", level=1, name=KAI).wait_for()
    who.choose("Where now?", where)
    if wrong_because:
        who.choose("And what was said before?", "What was said before is wrong")
        who.fill("How do you know?", wrong_because)
    who.press("Save where now")
    who.page.locator(".govuk-notification-banner").wait_for()
    who.axe()


def seats(who: Keyboard, name: str, state: str, typed: Mapping[str, str]) -> None:
    who.page.get_by_role("link", name=f"Say how it stands {name}", exact=True).click()
    who.expects(f"{name}: pre-discharge meeting of {KAI}")
    who.choose("How does this seat stand?", state)
    for label, words in typed.items():
        who.fill(label, words)
    who.fits()


def answers(
    who: Keyboard, incident: Incident, code: str, chosen: Mapping[str, str], typed: Mapping[str, str], when: str = ""
) -> None:
    """One card of the sheet, already in place; `when` asks for a time, which is an hour ago."""
    card = who.page.locator(f"#card-{asked(incident, code, 'A').key}")
    card.get_by_label("Already in place", exact=True).check()
    for label, option in chosen.items():
        card.get_by_label(label, exact=True).select_option(label=option)
    for label, words in {**typed, "Because": "Agreed at the meeting"}.items():
        card.get_by_label(label, exact=True).fill(words)
    if when:
        then, group = clock.local(clock.now() - timedelta(hours=1)), card.get_by_role("group", name=when)
        for part, number in (("Day", then.day), ("Month", then.month), ("Year", then.year)):
            group.get_by_label(part).fill(str(number))
        group.get_by_label("Time").fill(f"{then:%H:%M}")
    card.get_by_role("button", name="Save this answer").click()
    card.get_by_text(RECORDED).wait_for()


def given_the_ward(cast: Cast, incident: Incident) -> None:
    """An officer came, the three talked, it was agreed that he leaves."""
    now = clock.now()
    told(cast.sam, incident, FactKind.OFFICER_ATTENDING, "A", now - timedelta(hours=12), said={"officer": "PC Dunn"})
    discussion = told(cast.sam, incident, FactKind.WARD_DISCUSSION, "A", now - timedelta(hours=10), said=WHOLE)
    agree(cast.hana, incident, discussion.key, at=now - timedelta(hours=9))


def on_call_now() -> Professional:
    nell = directory.create_professional(
        by=None, at=LONG_AGO, name="Nell Gray", email="nell.gray@childrens-services.example",
        job_title="Head of service", agency=agency("childrens-services"), roles=[RoleCode.ON_CALL_SENIOR_MANAGER],
        telephone="01632 960444", opens_account=True,
    )  # fmt: skip
    now, hour = clock.now(), timedelta(hours=1)
    directory.add_shift(
        by=None, at=now, professional=nell, role=RoleCode.ON_CALL_SENIOR_MANAGER, from_at=now - hour,
        until_at=now + 9 * hour,
    )  # fmt: skip
    return nell
