"""The Head of Social Work decides what it is: confirmed, overridden, closed with what carries it on, re-opened."""

from dataclasses import replace
from datetime import timedelta

from reachable.common import clock
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Part, Setting, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import DefinitionDecision, Incident
from reachable.responses import operations as responses
from reachable.responses import queries
from tests.factories import Cast, report, with_team
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard
from tests.journeys.reporting import given_numbers_to_ring, scroll_to

STORY = "Two groups met at the bus station. A boy was stabbed in the thigh and walked in with a friend."
HEADING = "Is INC-2026-0001 serious youth violence?"


def given_an_incident(cast: Cast, *, setting: str = Setting.STREET) -> Incident:
    at = clock.now()
    facts = report(happened_at=at - timedelta(hours=2), setting=setting, place="Bus station, Castle Meadow")
    return with_team(cast, incidents.report_incident(by=cast.ward, at=at - timedelta(hours=1), report=facts), at=at)


def opens_the_definition(who: Keyboard, incident: Incident) -> None:
    who.goto("incidents:overview", reference=incident.reference)
    who.follow("Decide")
    who.expects(HEADING)


def test_three_parts_are_worked_out_and_signed(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_an_incident(cast)
    hana = at_keyboard(cast.hana)
    opens_the_definition(hana, incident)
    hana.sees_in("Why: the offence", "The offence reported is most serious violence.")
    hana.sees_in("Why: the age", "A young person under 18 is involved.")
    hana.fits()
    hana.picture("decide", full_page=False)
    hana.choose("Decision", "It is serious youth violence")
    hana.press("Sign as Hana Malik")
    hana.page.get_by_role("heading", level=1, name=incident.reference).wait_for()
    hana.sees("The decision is signed", "The response goes on, confirmed.")
    hana.does_not_see("Everything runs provisionally", "responding, provisional")
    hana.axe()
    hana.goto("incidents:definition", reference=incident.reference)
    hana.expects(HEADING)
    hana.sees("Signed by Hana Malik")


def test_who_may_not_sign_reads_who_does(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_an_incident(cast)
    priya = at_keyboard(cast.priya)
    priya.goto("incidents:definition", reference=incident.reference)
    priya.expects(HEADING)
    priya.sees("A children's services manager signs this", "Hana Malik, Head of Social Work (01632 960123)")
    priya.fits()
    assert priya.page.get_by_role("button", name="Sign as").count() == 0


def when_she_decides_against_the_parts(hana: Keyboard) -> None:
    hana.choose("Decision", "It is not serious youth violence")
    hana.press("Sign as Hana Malik")
    hana.sees("There is a problem", "What carries it on", "Enter its reference there", "Enter who has it there")
    hana.axe()
    hana.fits()
    hana.choose("What carries it on?", "Children's front door")
    hana.fill("Its reference there", "CADS-4471")
    hana.fill("Who has it there", "Nia Ford")
    hana.press("Sign as Hana Malik")
    hana.sees("You decided otherwise than the three parts add up to. Say why.")
    hana.sees_in("Its reference there", "CADS-4471")
    hana.axe()
    hana.fill("If you decide otherwise", "It was play-fighting between brothers, seen by both parents")
    scroll_to(hana, "What carries it on?")
    hana.picture("decide-otherwise", full_page=False)
    hana.press("Sign as Hana Malik")


def test_it_is_closed_only_with_what_carries_it_on_and_re_opened(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_an_incident(cast)
    at = clock.now()
    new = responses.NewAction("Put the night staff in writing", at + timedelta(hours=3), owner_key=cast.priya.key)
    responses.add_action(by=cast.hana, at=at, reference=incident.reference, new=new)
    hana = at_keyboard(cast.hana)
    opens_the_definition(hana, incident)
    when_she_decides_against_the_parts(hana)
    hana.page.get_by_role("heading", level=1, name=incident.reference).wait_for()
    hana.sees("Closed as not serious youth violence.", "Open safety actions continue")
    hana.axe()
    hana.fits()
    hana.picture("closed", full_page=False)
    decision = DefinitionDecision.objects.get()
    assert (decision.holds, decision.carried_on.their_reference) == (False, "CADS-4471")
    then_the_action_still_waits(at_keyboard, cast)
    hana.follow("Re-open it")
    hana.expects(f"Re-open {incident.reference}")
    hana.press("Re-open")
    hana.sees("There is a problem")
    hana.fill("What has changed?", "A second young person came forward with a knife wound")
    hana.press("Re-open")
    hana.sees(f"{incident.reference} is re-opened", "Everything runs provisionally")
    hana.axe()


def then_the_action_still_waits(at_keyboard: AtKeyboard, cast: Cast) -> None:
    priya = at_keyboard(cast.priya)
    priya.expects("My work")
    priya.sees("Put the night staff in writing")


def test_two_who_sign_at_once_are_shown_both(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_an_incident(cast)
    hana, owen = at_keyboard(cast.hana), at_keyboard(cast.manager)
    incidents.add_to_team(
        by=cast.hana, at=clock.now(), reference=incident.reference, professional_key=cast.manager.key, why="On call"
    )
    for who in (hana, owen):
        opens_the_definition(who, incident)
        who.choose("Decision", "It is serious youth violence")
    owen.press("Sign as Owen Pryce")
    owen.sees("The decision is signed")
    hana.fill("Why: the setting", "Seen on the station's camera")
    hana.press("Sign as Hana Malik")
    hana.sees("Owen Pryce signed meanwhile", "Yours is below, as you wrote it")
    hana.sees_in("Why: the setting", "Seen on the station's camera")
    hana.axe()
    hana.fits()
    hana.press("Sign as Hana Malik")
    hana.sees("The decision is signed")
    assert DefinitionDecision.objects.count() == 2


def test_the_setting_is_answered_apart_and_never_about_a_person(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_an_incident(cast)
    hana = at_keyboard(cast.hana)
    hana.goto("incidents:definition", reference=incident.reference)
    hana.follow("The setting: street gang")
    hana.page.get_by_role("heading", level=1).wait_for()
    hana.sees("Two answers about the incident, never about a person.")
    hana.axe()
    hana.fits()
    hana.page.get_by_label("Yes", exact=True).first.check()
    hana.press("Save: ")
    hana.sees("There is a problem", "Say why.")
    hana.page.get_by_label("Because").first.fill("Named as such in the police problem profile")
    hana.press("Save: ")
    hana.sees("The answer is recorded", "Named as such in the police problem profile")


PEOPLE = (
    ReportedYoungPerson(
        given_names="Kai", family_name="Mensah", approximate_age=15, parts=(Part.VICTIM,), where=Where.HOSPITAL,
        place="Norwich General, Cley ward",
    ),
    ReportedYoungPerson(
        given_names="Jay", family_name="Larter", approximate_age=16, parts=(Part.SUSPECTED,), where=Where.CUSTODY,
        place="Wymondham",
    ),
    ReportedYoungPerson(
        given_names="Ella", family_name="Mensah", approximate_age=12, parts=(Part.SIBLING,), where=Where.HOME
    ),
    ReportedYoungPerson(approximate_age=16, parts=(Part.PRESENT,)),
)  # fmt: skip
SAID = (
    ("A", "where-and-how-hurt", "IN_PLACE", "Operated on in the night, stable. The ward rang at 06:40."),
    ("A", "hospital-protection", "IN_PLACE", "Named visitors only. Hospital security told."),
    ("A", "parents-told", "IN_PLACE", "Mother is at the bedside."),
    ("A", "threat-to-life", "NOT_YET_KNOWN", ""),
    ("A", "siblings-at-risk", "ACTION_NEEDED", "Ella walks the same way to school."),
    ("B", "where-and-how-hurt", "IN_PLACE", "In custody since 23:50, seen by the nurse. Not hurt."),
    ("B", "parents-told", "NOT_YET_KNOWN", ""),
    ("B", "practical-measures", "NOT_NEEDED", "While he is in custody"),
    ("C", "where-and-how-hurt", "IN_PLACE", "At home with an aunt. Not hurt."),
    ("C", "parents-told", "IN_PLACE", "Her aunt was told by the officer."),
    ("C", "threat-to-life", "NOT_NEEDED", "Police have nothing that points to her."),
    ("D", "where-and-how-hurt", "NOT_YET_KNOWN", ""),
    ("D", "parents-told", "NOT_YET_KNOWN", ""),
    ("", "staff-tonight", "IN_PLACE", "Priya Nair on the ward, nobody at the addresses."),
    ("", "held-until-morning", "IN_PLACE", "Hana Malik, 01632 960123, until 09:00."),
)


def given_a_response_half_worked(cast: Cast) -> Incident:
    given_numbers_to_ring()
    now = clock.now()
    began = now - timedelta(minutes=110)
    facts = report(
        happened_at=began - timedelta(minutes=50), happened_about=True, place="Bus station, Castle Meadow",
        description=STORY,
        young_people=(replace(PEOPLE[0], expected_discharge_at=now + timedelta(hours=9)), *PEOPLE[1:]),
    )  # fmt: skip
    incident = with_team(cast, incidents.report_incident(by=cast.ward, at=began, report=facts), at=began)
    sheet = queries.sheet(cast.hana, incident.reference, "immediate-safety", began)
    keys = {(card.letter, card.code): card.key for card in (*sheet.incident_cards, *sheet.young_person_cards)}
    for minutes, (letter, code, answer, because) in enumerate(SAID):
        at = began + timedelta(minutes=15 + 6 * minutes)
        actions = []
        if answer == "ACTION_NEEDED":
            due = now - timedelta(minutes=20)
            what = "Agree with the school who is at the gate"
            actions = [responses.NewAction(what, due, owner_key=cast.priya.key)]
        responses.answer_consideration(
            by=cast.priya, at=at, reference=incident.reference, consideration_key=keys[letter, code],
            answer=answer, because=because,
            seen_number=0, actions=actions,
        )  # fmt: skip
    responses.add_action(
        by=cast.sam, at=now - timedelta(minutes=30), reference=incident.reference,
        new=responses.NewAction("Decide on a threat to life warning", now + timedelta(hours=2), owner_key=cast.sam.key),
    )  # fmt: skip
    return incident


def test_one_glance_tells_whether_the_response_is_safe(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_a_response_half_worked(cast)
    hana = at_keyboard(cast.hana)
    hana.goto("incidents:overview", reference=incident.reference)
    hana.expects(f"{incident.reference} Stabbing or slashing, Bus station, Castle Meadow")
    hana.sees("Needs attention now", "Kai Mensah", "Agree with the school who is at the gate")
    hana.fits()
    hana.page.set_viewport_size({"width": 1100, "height": 1070})
    scroll_to(hana, f"{incident.reference} Stabbing")
    hana.picture("incident", full_page=False)
