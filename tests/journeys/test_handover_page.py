"""A night about one young person, fully answered, is handed over on one sheet of paper."""

from datetime import timedelta

from reachable.common import clock
from reachable.directory import operations as directory
from reachable.incidents.choices import AdultPart, Known
from reachable.incidents.facts import ReportedAdult
from reachable.responses import operations, queries
from tests.factories import Cast, reported_incident
from tests.journeys.conftest import AtKeyboard
from tests.journeys.test_tonight import pages_printed

LINES = (
    ("FRONT_DOOR_MANAGER", "Children's front door", "OFFICE_HOURS"),
    ("EMERGENCY_DUTY_SENIOR", "Emergency duty team", "OUT_OF_HOURS"),
    ("ON_CALL_SENIOR_MANAGER", "On-call senior manager", "OUT_OF_HOURS"),
    ("POLICE_DUTY_INSPECTOR", "Police duty inspector", "ALWAYS"),
    ("HOSPITAL_SAFEGUARDING", "Hospital safeguarding team", "OFFICE_HOURS"),
)
SAID = (
    "Agreed by telephone with the ward and with police: two officers stay until the morning and nobody else is let in."
)


def test_a_full_night_fits_one_sheet(at_keyboard: AtKeyboard, cast: Cast) -> None:
    at = clock.now()
    for role, name, hours in LINES:
        directory.set_duty_line(by=None, at=at, role=role, name=name, telephone="01632 960770", hours=hours)
    incident = reported_incident(
        cast.ward, at=at, description="A fight in the park. " * 40, threats=Known.YES, threats_words="On a video",
        still_danger=Known.YES, adults=(ReportedAdult("Bo", "Reed", 34, AdultPart.HURT, "stabbed too"),),
    )  # fmt: skip
    for question in queries.tonight(cast.edt, incident.reference, at).questions:
        for card in question.cards:
            operations.answer_consideration(
                by=cast.edt, at=at, reference=incident.reference, consideration_key=card.key, answer="IN_PLACE",
                seen_number=0, because=SAID,
            )  # fmt: skip
    for number in range(4):
        new = operations.NewAction(f"Write letter {number}", at + timedelta(hours=6), agency_key=cast.sam.agency.key)
        operations.add_action(by=cast.edt, at=at, reference=incident.reference, new=new)
    edith = at_keyboard(cast.edt)
    edith.goto("responses:handover", reference=incident.reference)
    edith.expects(f"Handover of {incident.reference}")
    edith.sees("answers now", "stabbed too", "… more in Reachable")
    assert pages_printed(edith) == 1
