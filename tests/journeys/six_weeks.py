"""The acts of the six weeks, each through its pages: telling, speaking, easing, a reprisal, and handing over."""

from datetime import timedelta
from typing import Any

from reachable.common import clock
from reachable.incidents import operations as incidents
from reachable.incidents.choices import TeamPart
from reachable.incidents.models import Incident
from reachable.safety import operations as safety
from reachable.safety.policies.plan import NewPlanMeasure
from reachable.sharing.models import Briefing
from tests.factories import Cast
from tests.journeys.keyboard import Keyboard
from tests.journeys.reporting import arrives_on, begin, card
from tests.journeys.responding import pictured

KAI = "Kai Mensah (A)"
APPEAL = "Police ask anybody who was near the bus station on Saturday evening to ring 101."
NAMED = "Pupils who were friends of Kai Mensah, and who will not take the bus."
MENDED = "Pupils who ask to leave early, or who will not take the bus."


def reports(wendy: Keyboard, place: str) -> None:
    """Three pages, and what is not known is left at that."""
    begin(wendy)
    wendy.choose("When did it happen?", "Just now")
    wendy.fill("Where did it happen?", place)
    wendy.select("Part of Norfolk", "Norwich")
    wendy.fill("What happened?", "A boy was stabbed in the thigh and walked in with a friend.")
    wendy.select("Kind of offence", "Stabbing or slashing")
    wendy.choose("Weapon", "Knife or blade")
    wendy.press("Save and continue")
    arrives_on(wendy, 2)
    kai = card(wendy, "young", 0)
    wendy.fill("Given names", "Kai", within=kai)
    wendy.fill("Family name", "Mensah", within=kai)
    wendy.fill("Or age, about", "15", within=kai)
    wendy.choose("Role", "Victim", within=kai)
    wendy.choose("Where now?", "In hospital", within=kai)
    wendy.press("Save and continue")
    arrives_on(wendy, 3)
    wendy.press("Send the report")
    wendy.expects("Report sent")


def given_a_team(cast: Cast, incident: Incident) -> None:
    """Hana leads, Sam investigates; Priya works with him, Owen and Maggie write the briefing."""
    told: dict[str, Any] = {"by": cast.hana, "at": clock.now(), "reference": incident.reference}
    incidents.name_lead(**told, professional_key=cast.hana.key, why="Leads the response")
    officer = TeamPart.SENIOR_INVESTIGATING_OFFICER
    incidents.name_lead(**told, professional_key=cast.sam.key, part=officer, why="Leads the investigation")
    for one in (cast.priya, cast.manager, cast.mace):
        incidents.add_to_team(**told, professional_key=one.key, why="Works on it")


def given_a_plan(cast: Cast, incident: Incident, *, version: int = 1) -> None:
    """Priya writes it with him; it is looked at again after four weeks."""
    at = clock.now()
    safety.write_plan(
        by=cast.priya,
        at=at,
        reference=incident.reference,
        involvement_key=incident.involvements.get().key,
        seen_number=version - 1,
        because="He goes another way now" if version > 1 else "",
        danger="We are worried that he is hurt again.",
        goals="He sleeps at home and nobody waits outside.",
        measures=[NewPlanMeasure("HOME", "The chain is on", "His mother")],
        review_on=clock.local_date(at + timedelta(weeks=4)),
    )


def signs(hana: Keyboard, incident: Incident) -> None:
    hana.goto("incidents:definition", reference=incident.reference)
    hana.expects(f"Is {incident.reference} serious youth violence?")
    hana.choose("Decision", "It is serious youth violence")
    hana.press("Sign as Hana Malik")
    hana.sees("The decision is signed")


def alerts_and_decides(hana: Keyboard, incident: Incident) -> None:
    hana.goto("notices:notices", reference=incident.reference)
    hana.expects("Notices")
    hana.sees("No alert is recorded.", "Not decided")
    hana.follow("The senior manager alert")
    hana.expects("Senior manager alert")
    hana.fill_date("When was it sent?", clock.local(clock.now()))
    hana.fill("To whom?", "Director of children's services")
    hana.choose("About whom?", KAI)
    hana.choose("The alert is about", "A child in need or on a protection plan")
    hana.press("Record the alert")
    hana.expects("Senior manager alert")
    hana.sees("The alert is recorded", "Sent to Director of children's services")
    hana.goto("notices:decide", reference=incident.reference)
    hana.expects("Serious incident notification")
    for met in hana.page.locator("input[name^=found_][value=YES]").all():
        met.check()
    for shown in hana.page.locator("input[name^=words_]").all():
        shown.fill("As the ward says")
    hana.choose("Is a notification owed?", "Notify")
    hana.page.locator("[name=because]").fill("He was seriously harmed, and others used him.")
    hana.press("Record the decision")
    hana.expects("Serious incident notification")
    hana.sees("The decision is recorded", "Decided: Notify")


def police_read_no_alert(sam: Keyboard, incident: Incident) -> None:
    sam.goto("notices:notices", reference=incident.reference)
    sam.expects("Notices")
    sam.does_not_see("alert", "Director of children's services", "He was seriously harmed")
    sam.expected_status.add(404)
    for closed in ("notices:alert", "notices:decide"):
        sam.goto(closed, reference=incident.reference)
        sam.expects("Page not found", status=404)


def speaks_to_the_media(sam: Keyboard, incident: Incident) -> None:
    """Pasted, refused while something is missing, agreed in these words, released."""
    sam.goto("media:contacts", reference=incident.reference)
    sam.expects("Who speaks to the media")
    sam.fill("Who leads for the police", "Detective Inspector Sam Okafor")
    sam.fill("Single point of contact", "Ada Quill")
    sam.fill("Media colleague of health", "Bo Larch")
    sam.fill("Media colleague of children's services", "Cy Reed")
    sam.press("Save who speaks")
    sam.expects(f"Media: {incident.reference}")
    sam.press("Paste a release")
    sam.expects("A release to the media")
    sam.fill("What it is for", "Appeal for witnesses")
    sam.fill("The words", APPEAL)
    sam.choose("Do they name a young person", "No")
    sam.press("Keep these words as version 1")
    version = "Appeal for witnesses: version 1"
    sam.expects(version)
    sam.sees("Version 1 cannot be recorded as released")
    sam.follow("Answer the three principles")
    sam.expects("Does version 1 serve the principles?")
    for yes in sam.page.locator("input[name$=-answer][value=YES]").all():
        yes.check()
    sam.press("Save the three answers")
    sam.expects(version)
    for side, whom in (("Health", "Bo Larch"), ("Children's services", "Cy Reed")):
        sam.follow("Record who was consulted")
        sam.expects("Who was consulted on version 1?")
        sam.choose("For whom?", side)
        sam.fill("Who was consulted", whom)
        sam.fill_date("When", clock.local(clock.now()))
        sam.press("Save who was consulted")
        sam.expects(version)
    sam.follow("Say what you say of this version")
    sam.expects("Oversee version 1")
    sam.choose("What do you say of these words?", "Agreed, in these words")
    sam.press("Record what I say of this version")
    sam.expects(version)
    sam.page.get_by_role("button", name="Record that it is released").click()
    sam.expects("Version 1 went out")
    sam.choose("What do you record?", "It is released with partners now, as agreed")
    sam.fill_date("When it went out", clock.local(clock.now()))
    sam.fill("To whom it went", "Press list and partners")
    sam.press("Record it")
    sam.expects(version)
    sam.sees("Released to Press list and partners")


def writes_a_briefing(owen: Keyboard, incident: Incident) -> str:
    """With a name in it, that keeps it; then without. Its reference."""
    owen.goto("briefings:briefings", reference=incident.reference)
    owen.expects("Briefings for partners")
    owen.press("Begin a briefing")
    owen.expects("Begin a briefing")
    owen.fill("Which place or community is it for?", "Schools and youth clubs near the bus station")
    owen.fill("Title", "After school near the bus station")
    owen.press("Begin")
    owen.page.get_by_role("button", name="Save and check").wait_for()
    ref = Briefing.objects.get().reference
    owen.expects(f"Write {ref}")
    owen.fill("What is happening here", "Young people have been threatened there in the hour after school.")
    owen.fill("What to watch for", NAMED)
    owen.fill("What to do in your setting", "Have staff at the front gate until four o'clock.")
    owen.fill("How to pass information on", "Ring the children's front door on 01632 960100.")
    owen.press("Save and check")
    owen.sees("Saved and checked", "Must go")
    pictured(owen, "briefing-check", 1100)
    owen.expects(f"Write {ref}")
    owen.goto("briefings:issue", briefing=ref)
    owen.expects(f"Issue {ref}")
    owen.press("Issue it")
    owen.expects(f"Issue {ref}", title="Issue")
    owen.sees("There is a problem", "It cannot be issued")
    owen.goto("briefings:write", briefing=ref)
    owen.fill("What to watch for", MENDED)
    owen.press("Save and check")
    owen.sees("Saved and checked")
    owen.does_not_see("Must go:")
    answers_what_was_found(owen, ref)
    return ref


def answers_what_was_found(owen: Keyboard, ref: str) -> None:
    owen.goto("briefings:findings", briefing=ref)
    owen.expects(f"What was found in {ref}")
    for box in owen.page.locator("#page-form input[type=text]").all():
        box.fill("It names nobody")
    owen.fill("Could somebody who knows the area tell who is meant?", "It says nothing of what happened.")
    owen.fill("Is the group so small that it names them?", "Several hundred go home this way.")
    owen.press("Save what you say")
    owen.expects(f"Briefing {ref}")


def names_chair_and_readers(owen: Keyboard, ref: str) -> None:
    owen.goto("briefings:chair", briefing=ref)
    owen.page.get_by_role("heading", level=1).wait_for()
    owen.axe()
    for label, name in (("Who chairs it?", "Hana Malik"), ("Who of MACE police supports the chair?", "Maggie Thorne")):
        chosen = owen.page.get_by_label(label).locator("option").filter(has_text=name).first.get_attribute("value")
        owen.page.get_by_label(label).select_option(value=chosen)
    owen.press("Save who chairs it")
    owen.expects(f"Briefing {ref}")
    owen.goto("briefings:readers", briefing=ref)
    owen.expects(f"Who {ref} is for")
    boxes = owen.page.get_by_label("A professional who signs in")
    boxes.select_option(value=boxes.locator("option").filter(has_text="Shona Reid").first.get_attribute("value"))
    owen.press("Add")
    owen.sees("Shona Reid")


def signs_the_briefing(maggie: Keyboard, ref: str) -> None:
    maggie.goto("briefings:sign", briefing=ref)
    maggie.expects(f"Read and sign {ref}")
    maggie.sees(MENDED)
    maggie.press("Sign exactly this text")
    maggie.sees("There is a problem")
    maggie.page.get_by_label("I read all of it").check()
    maggie.press("Sign exactly this text")
    maggie.expects(f"Briefing {ref}")


def issues(owen: Keyboard, ref: str) -> None:
    owen.goto("briefings:issue", briefing=ref)
    owen.expects(f"Issue {ref}")
    owen.press("Issue it")
    owen.expects(f"Briefing {ref}")
    owen.sees(f"{ref} issued")


def reads_it_at_school(shona: Keyboard, ref: str, incident: Incident) -> None:
    """She reads the words and whom to ring, and nothing leads her to the incident."""
    shona.goto("briefings:mine")
    shona.expects("Briefings sent to you")
    shona.follow("After school near the bus station")
    shona.expects("After school near the bus station")
    shona.sees(MENDED, "For: Schools and youth clubs near the bus station")
    assert incident.reference not in shona.page.content()
    assert "Mensah" not in shona.page.content()
    shona.prints(MENDED)
    shona.press("I have read it")
    shona.sees("You said that you have read it")
    shona.expected_status.add(404)
    shona.goto("incidents:overview", reference=incident.reference)
    shona.expects("Page not found", status=404)
