"""An incident of weeks ago in stabilisation: the first response has eased, and the slow work goes on."""

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
    PartEnd,
    Setting,
    TeamPart,
    Weapon,
    Where,
)
from reachable.incidents.facts import Report

from . import weeks_after
from .people import RUBEN, TYLER
from .settled import the_rest
from .telling import ACT, NOT, PLACE, STORY, UNKNOWN, Cast, Row, Telling, To, on, report
from .times import by_daylight, evenly, on_day

DAYS_AGO, EASED_DAYS_AGO = 47, 9
FIRST = ("immediate-safety",)
LATER = ("enquiries", "notifications", "wider-context", "staff-wellbeing", "briefings")


def tell(cast: Cast, now: datetime) -> str:
    """A Rúben, threatened; B Tyler, suspected until no further action was taken. Answers the reference."""
    happened = on_day(now, -DAYS_AGO, time(15, 50))
    told = Telling(cast, now, _reported(cast, now, happened))
    at = happened + timedelta(hours=1)
    _staffed_and_decided(told, at)
    the_rest(told, FIRST, evenly(at + timedelta(minutes=90), at + timedelta(hours=4)))
    the_rest(told, LATER, by_daylight(at + timedelta(hours=16), at + timedelta(hours=60)))
    _no_further_action(told, on_day(now, -26, time(11, 20)))
    eased = on_day(now, -EASED_DAYS_AGO, time(10, 0))
    told.fact(
        "morgan", eased, FactKind.STABILISATION, happened_at=eased, words="Three quiet weeks; both are back in school."
    )
    told.answer("stabilisation", STABILISING, by_daylight(eased + timedelta(days=1), now - timedelta(days=1)))
    weeks_after.tell(told)
    for short in ("hana", "morgan", "priya", "maggie", "yusuf", "shona"):
        told.looked(short, now - timedelta(days=1, hours=2))
    return told.reference


def _reported(cast: Cast, now: datetime, happened: datetime) -> str:
    told = Report(
        key=uuid5(STORY, "market-place"),
        offence=Offence.THREAT_WITH_WEAPON,
        weapon=Weapon.KNIFE,
        setting=Setting.STREET,
        happened_at=happened,
        place="Market Place, Great Yarmouth",
        area=Area.GREAT_YARMOUTH,
        description="A boy of 14 was shown a kitchen knife after school and told to pay what his cousin owes.",
        threats=Known.YES,
        threats_words="That he would be found.",
        social_media=Known.YES,
        social_media_words="Messages, kept by police.",
        still_danger=Known.NO,
        told_by="his mother, at the school gate",
        young_people=(
            RUBEN.reported(now, parts=(Part.VICTIM,), where=Where.HOME),
            TYLER.reported(now, parts=(Part.SUSPECTED,), where=Where.HOME),
        ),
    )
    return report(cast["shona"], happened + timedelta(minutes=40), told)


def _staffed_and_decided(told: Telling, at: datetime) -> None:
    told.lead("dele", at, "hana", TeamPart.LEAD, "Leads the response")
    told.lead("hana", at, "morgan", TeamPart.DEPUTY, "Runs it day by day")
    members = (
        ("priya", "Social worker of Rúben"),
        ("maggie", "Links the response to the police"),
        ("yusuf", "Youth justice"),
        ("tomasz", "Targeted youth support"),
        ("shona", "School of both"),
        ("dele", "Front door: screening"),
        ("leon", "Rúben's youth worker at Open Door"),
    )
    told.team("hana", at, members)
    incidents.sign_definition(
        by=told.cast["morgan"],
        at=at + timedelta(hours=1),
        reference=told.reference,
        offence=(Finding.MET, "A threat with a knife."),
        age=(Finding.MET, "He is 14."),
        setting=(Finding.MET, "In the market, over a debt outside the family."),
        holds=True,
    )


def _no_further_action(told: Telling, at: datetime) -> None:
    tyler = told.lines("maggie", at)["B"].key
    incidents.record_part(
        by=told.cast["maggie"], at=at, reference=told.reference, involvement_key=tyler, part=Part.PRESENT
    )
    incidents.end_part(
        by=told.cast["maggie"],
        at=at,
        reference=told.reference,
        involvement_key=tyler,
        part=Part.SUSPECTED,
        reason=PartEnd.NO_FURTHER_ACTION,
        because="The cameras show somebody else. He was told in person, with his mother.",
        ended_on=at.date(),
    )


STABILISING = (
    Row(
        "maggie",
        "mace-screening",
        "A",
        PLACE,
        "Medium, down from high.",
        {"mace-level": "medium", "mace-review-on": on(21)},
    ),
    Row("dele", "mace-screening", "B", PLACE, "Standard.", {"mace-level": "standard", "mace-review-on": on(40)}),
    Row(
        "priya",
        "child-planning",
        "A",
        PLACE,
        "He uses the bus with his uncle; the late bus is the gap.",
        {"planning-met-on": on(-4), "plan-robust": "not-yet", "next-planning-on": on(10)},
    ),
    Row("morgan", "child-planning", "B", NOT, "His plan ended with the decision of the police."),
    Row(
        "shona",
        "education-continues",
        "AB",
        PLACE,
        "Full timetable for three weeks.",
        {"exclusion": "none", "hours-in-education": "25"},
    ),
    Row(
        "tomasz",
        "positive-change",
        "A",
        ACT,
        "He trusts Leon, and would like to repair bicycles.",
        {
            "trusted-relationship": "Leon Fisher",
            "services-asked": "st-giles",
            "own-goal": "A place at the bicycle workshop",
        },
        (To("leon", "Ask the bicycle workshop for a Saturday place for Rúben", 52),),
    ),
    Row("tomasz", "positive-change", "B", UNKNOWN, "He is angry with all of us, and may be right."),
    Row(
        "priya",
        "parents-support",
        "A",
        PLACE,
        "Written down in Portuguese; his mother rings when he is late.",
        {"know-what-to-report": "yes", "know-missing": "yes"},
    ),
    Row("priya", "family-group-conference", "A", PLACE, "Wanted by the uncle.", {"conference-offered": "wanted"}),
    Row(
        "maggie",
        "locality-mapping",
        "",
        ACT,
        "The arcade and the two alleys behind it.",
        {"mapping-on": on(9)},
        (To("maggie", "Convene the locality mapping meeting and agree its reason beforehand", 75),),
    ),
    Row(
        "tomasz",
        "safer-places",
        "",
        PLACE,
        "Detached youth workers on two evenings.",
        {"place-steps": "detached,group-work"},
    ),
)
