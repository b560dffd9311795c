"""One that was found not to be serious youth violence, with what carries it on; and a report that waits for triage."""

from datetime import datetime, time, timedelta
from uuid import uuid5

from reachable.incidents import operations as incidents
from reachable.incidents.choices import Area, Finding, Known, Offence, Part, Route, Setting, TeamPart, Weapon, Where
from reachable.incidents.facts import Report

from .people import MAISIE, REECE
from .telling import ACT, PLACE, STORY, Cast, Row, Telling, To, report
from .times import by_daylight, on_day

ROWS = (
    Row("shona", "where-and-how-hurt", "A", PLACE, "A split lip, at home.", {"condition": "hurt"}),
    Row("shona", "parents-told", "A", PLACE, "By the head of year.", {"parents-told": "yes"}),
    Row(
        "shona",
        "safe-to-return",
        "A",
        ACT,
        "They are in the same tutor group.",
        {"school": "not-known"},
        (To("shona", "Sit the two boys apart and look again with both at the end of the month", 100, "apart"),),
    ),
    Row("shona", "social-media-posts", "", PLACE, "None found.", None),
)


def tell(cast: Cast, now: datetime) -> str:
    """A fight without a weapon. The front door has it now; one safety action goes on. Answers the reference."""
    happened = on_day(now, -9, time(15, 20))
    told = Telling(cast, now, _reported(cast, now, happened))
    at = happened + timedelta(hours=1, minutes=50)
    told.lead("dele", at, "hana", TeamPart.LEAD, "Leads until it is decided")
    told.lead("hana", at, "morgan", TeamPart.DEPUTY, "Manages the area")
    told.team("hana", at, (("shona", "School of both"), ("dele", "Front door")))
    told.answer("immediate-safety", ROWS, by_daylight(at + timedelta(minutes=5), at + timedelta(minutes=50)))
    incidents.sign_definition(
        by=cast["morgan"],
        at=at + timedelta(hours=1),
        reference=told.reference,
        offence=(Finding.NOT_MET, "A fight without a weapon; a split lip that needed no treatment."),
        age=(Finding.MET, "He is 14."),
        setting=(Finding.MET, "At school."),
        holds=False,
        route=Route.FRONT_DOOR,
        their_reference="FD-20418",
        named_person="Dele Ajayi",
        telephone="01632 960204",
    )
    return told.reference


def _reported(cast: Cast, now: datetime, happened: datetime) -> str:
    told = Report(
        key=uuid5(STORY, "sports-field"),
        offence=Offence.ASSAULT,
        weapon=Weapon.NONE_SEEN,
        setting=Setting.SCHOOL,
        happened_at=happened,
        place="Northgate Academy, sports field",
        area=Area.NORWICH,
        description="A fight at the end of the day. One pupil has a split lip. Nothing was used as a weapon.",
        threats=Known.NO,
        social_media=Known.NO,
        still_danger=Known.NO,
        young_people=(REECE.reported(now, parts=(Part.VICTIM,), where=Where.HOME),),
    )
    return report(cast["shona"], happened + timedelta(minutes=95), told)


def report_of_this_hour(cast: Cast, now: datetime) -> str:
    """Nobody has looked at it yet."""
    told = Report(
        key=uuid5(STORY, "this-hour"),
        offence=Offence.CARRYING_WEAPON,
        weapon=Weapon.KNIFE,
        setting=Setting.OTHER,
        happened_at=now - timedelta(minutes=70),
        happened_about=True,
        place="Bus, line 8, Gorleston",
        area=Area.GREAT_YARMOUTH,
        description="A girl showed a knife to two friends on the bus and said that it was for the way home.",
        threats=Known.NOT_KNOWN,
        still_danger=Known.NOT_KNOWN,
        told_by="the bus driver",
        young_people=(MAISIE.reported(now, parts=(Part.NOT_KNOWN,), where=Where.NOT_KNOWN),),
    )
    return report(cast["leon"], now - timedelta(minutes=35), told)
