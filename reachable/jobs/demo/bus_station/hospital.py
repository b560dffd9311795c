"""Kai in hospital, and the way out of it."""

from datetime import time

from reachable.incidents.choices import Where

from ..telling import ACT, PLACE, Row, Telling, To, at_hour, person
from ..times import Since, on_day, some_of

WARD = "NNUH, Cley ward"


def night(told: Telling, since: Since) -> None:
    told.answer("hospital", FIRST_NIGHT, some_of(since.night, 120, 182), reader="edith")


def day(told: Telling, since: Since) -> None:
    leaves = on_day(told.now, 1, time(14, 0))
    told.where(
        "wendy",
        since.day(0.15),
        "A",
        Where.HOSPITAL,
        place=WARD,
        happened_at=since.night(150),
        expected_discharge_at=leaves,
    )
    told.answer("hospital", NEXT_DAY, some_of(since.day, 0.16, 0.55))
    told.answer("discharge", DISCHARGE, some_of(since.day, 0.4, 0.8))


FIRST_NIGHT = (
    Row(
        "ravi",
        "police-at-hospital",
        "A",
        PLACE,
        "An officer came with the ambulance.",
        None,
    ),
    Row(
        "maggie",
        "visits-likely",
        "A",
        PLACE,
        "Two came already; the ward did not know them.",
        {"friends-likely": "likely", "opposing-likely": "came-already"},
    ),
    Row(
        "ravi",
        "officer-leaving",
        "A",
        PLACE,
        "Police, ward and emergency duty team agreed by telephone before the officer left at 02:00.",
        None,
    ),
    Row(
        "ravi",
        "phone-advice",
        "A",
        PLACE,
        "He handed the phone to his mother. She rings the family from the desk.",
        None,
    ),
    Row(
        "sam",
        "devices-considered",
        "A",
        PLACE,
        "His mother handed the phone over for the messages of the evening.",
        None,
    ),
)


NEXT_DAY = (
    Row(
        "wendy",
        "visiting-role-clear",
        "A",
        PLACE,
        "The board at the desk says who comes and for what.",
        None,
    ),
    Row(
        "sam",
        "devices-explained",
        "A",
        ACT,
        "He was asleep when it was handed over.",
        None,
        (To("sam", "Have the reason and the day of return written down for Kai and his mother", 3, "phone-note"),),
    ),
    Row(
        "wendy",
        "leaves-early",
        "A",
        PLACE,
        "The nurse in charge has one number on the board.",
        {
            "ward-tells": "Emergency duty team, 01632 960201; by day Hana Whitcombe",
            "likely-places": "His grandmother",
        },
    ),
    Row(
        "wendy",
        "reachable-in-hospital",
        "A",
        PLACE,
        "He asked for Leon of the boxing evenings by himself.",
        None,
    ),
    Row(
        "morgan",
        "youth-worker-asked-for",
        "A",
        PLACE,
        "Asked of the service this morning.",
        None,
    ),
)


DISCHARGE = (
    Row(
        "priya",
        "discharge-surroundings",
        "A",
        ACT,
        "He goes to school by the bus that stops there.",
        None,
        (To("maggie", "Say which stops and streets he should keep away from in the first week", 7),),
    ),
    Row(
        "morgan",
        "discharge-meeting",
        "A",
        ACT,
        "Before the ward round that may let him go.",
        {"meeting": "planned", "meeting-at": at_hour(1, 10), "meeting-chair": person("morgan")},
        (To("joy", "Send the invitation with the joining details to ward, GP, police and school", 2, "invite"),),
    ),
    Row(
        "wendy",
        "discharge-health",
        "A",
        ACT,
        "Dressings every second day, and somebody for the nights.",
        {"health-needs": "Dressings; pain; he wakes from nightmares", "mental-health-seen": "no"},
        (To("wendy", "Refer Kai to the hospital's mental health team before he leaves", 8, "camhs"),),
    ),
    Row(
        "wendy",
        "what-the-ward-knows",
        "A",
        PLACE,
        "Quiet, will not have the curtain open. Jumps at the lift.",
        {"callers": "Two boys on the night; three calls since, no name given", "one-to-one": "no"},
    ),
    Row(
        "wendy",
        "safeguarding-contacts",
        "A",
        PLACE,
        "Designated and community teams answered.",
        {
            "teams-reached": "designated,hospital,community",
            "wrong-details": "The mailbox of the mental health trust bounced.",
        },
    ),
    Row(
        "priya",
        "discharge-young-persons-view",
        "A",
        PLACE,
        "He does not want to go past the bus station again.",
        {
            "young-persons-view": "“I want to sleep at Nan's.”",
            "parents-view": "His mother would move, if somebody helped.",
        },
    ),
    Row(
        "morgan",
        "discharge-seats",
        "A",
        PLACE,
        "One seat is still open.",
        None,
    ),
)
