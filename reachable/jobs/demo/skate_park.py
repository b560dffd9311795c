"""An earlier incident, before the court now: the boy who is suspected at the bus station was the one who was hurt."""

from datetime import datetime, time, timedelta
from uuid import uuid5

from reachable.incidents import operations as incidents
from reachable.incidents.choices import (
    Area,
    FactKind,
    Finding,
    Known,
    Offence,
    Part,
    Setting,
    TeamPart,
    Weapon,
    Where,
)
from reachable.incidents.facts import Report

from .people import COREY, DOVYDAS
from .settled import the_rest
from .telling import ACT, PLACE, STORY, UNKNOWN, Cast, Row, Telling, To, report
from .times import by_daylight, evenly, on_day, working_day

DAYS_AGO = 19
FIRST = ("immediate-safety", "custody")
NEXT_DAYS = ("enquiries", "notifications")
LATER = ("wider-context", "staff-wellbeing", "briefings")


def tell(cast: Cast, now: datetime) -> str:
    """A Dovydas, robbed at knife point; B Corey, who is charged with it. Answers the reference."""
    happened = on_day(now, -DAYS_AGO, time(16, 40))
    told = Telling(cast, now, _reported(cast, now, happened))
    at = happened + timedelta(hours=2)
    _staffed_and_decided(told, at)
    told.fact("ravi", at, FactKind.ARRESTED, "B", happened_at=happened + timedelta(hours=1), place="Wymondham")
    the_rest(told, FIRST, evenly(at + timedelta(minutes=40), at + timedelta(hours=4)))
    the_rest(told, NEXT_DAYS, by_daylight(at + timedelta(hours=26), at + timedelta(hours=46)))
    told.where("yusuf", at + timedelta(hours=9), "B", Where.HOME, happened_at=at + timedelta(hours=8))
    the_rest(told, LATER, by_daylight(at + timedelta(hours=47), at + timedelta(hours=65)))
    _court(told, at)
    for short in ("hana", "morgan", "priya", "maggie", "yusuf", "shona"):
        told.looked(short, now - timedelta(days=1, hours=2))
    return told.reference


def _reported(cast: Cast, now: datetime, happened: datetime) -> str:
    told = Report(
        key=uuid5(STORY, "skate-park"),
        offence=Offence.ROBBERY,
        weapon=Weapon.KNIFE,
        setting=Setting.STREET,
        happened_at=happened,
        place="Skate park, Eaton Park",
        area=Area.NORWICH,
        description="A boy was robbed of his phone and coat at knife point and cut on the arm. Friends of his saw it.",
        threats=Known.YES,
        threats_words="He was told to keep away from the other side of the river.",
        social_media=Known.NO,
        still_danger=Known.NO,
        told_by="his youth worker",
        young_people=(
            DOVYDAS.reported(now, parts=(Part.VICTIM,), where=Where.HOME),
            COREY.reported(now, parts=(Part.SUSPECTED,), where=Where.CUSTODY, place="Wymondham"),
        ),
    )
    return report(cast["ravi"], happened + timedelta(minutes=70), told)


def _staffed_and_decided(told: Telling, at: datetime) -> None:
    told.lead("dele", at, "hana", TeamPart.LEAD, "Leads the response")
    told.lead("hana", at, "morgan", TeamPart.DEPUTY, "Runs it day by day")
    told.lead("hana", at, "sam", TeamPart.SENIOR_INVESTIGATING_OFFICER, "Leads the investigation")
    members = (
        ("priya", "Social worker of Dovydas"),
        ("maggie", "Links the response to the police"),
        ("ravi", "Duty inspector on the evening"),
        ("yusuf", "Youth justice"),
        ("dele", "Front door: referrals and screening"),
        ("shona", "School of both"),
    )
    told.team("hana", at, members)
    incidents.sign_definition(
        by=told.cast["morgan"],
        at=at + timedelta(minutes=30),
        reference=told.reference,
        offence=(Finding.MET, "A robbery with a knife."),
        age=(Finding.MET, "He is 16."),
        setting=(Finding.MET, "In a park, between young people who are not family."),
        holds=True,
    )


COURT = (
    Row("hana", "heads-meet", "B", PLACE, "Met last week.", None),
    Row(
        "yusuf",
        "joint-position",
        "B",
        PLACE,
        "Bail goes on, with the college day as it is.",
        None,
    ),
    Row(
        "yusuf",
        "bail-conditions-fit",
        "B",
        PLACE,
        "Not to Eaton Park, not near Dovydas.",
        {"conditions-fit": "fit"},
    ),
    Row(
        "maggie",
        "outside-court",
        "B",
        ACT,
        "Since the bus station both groups may come.",
        None,
        (To("maggie", "Plan with the court who waits where on the day of the trial", 40),),
    ),
    Row("yusuf", "support-at-court", "B", UNKNOWN),
)


def _court(told: Telling, at: datetime) -> None:
    """Charged, and the trial is near: the court strand is what is worked now."""
    told.fact(
        "sam", at + timedelta(days=3), FactKind.CHARGED, "B", happened_at=at + timedelta(days=3), words="With robbery."
    )
    told.fact(
        "sam",
        at + timedelta(days=4),
        FactKind.COURT_DATE,
        "B",
        happened_at=working_day(told.now, 3, time(10, 0)),
        place="Norwich Youth Court",
        words="Trial",
    )
    told.answer("court", COURT, by_daylight(told.now - timedelta(days=2), told.now - timedelta(hours=3)))
