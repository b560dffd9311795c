"""What happened, told through the operations that people use; times run back from the moment it is told."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from reachable.incidents import operations as incidents
from reachable.incidents.choices import (
    AdultPart,
    Area,
    ConnectionKind,
    Finding,
    Known,
    Offence,
    Part,
    Route,
    Setting,
    TeamPart,
    Weapon,
    Where,
)
from reachable.incidents.facts import Report, ReportedAdult, ReportedYoungPerson

from . import answers

Cast = dict[str, Any]  # professionals by short name; `jobs` does not import the model
STORY = UUID("5f0c2f1e-93b8-4d6a-8f51-2a0f8b6f3c11")
KNOWN_SINCE = timedelta(days=400)  # how long the cast has held its roles


def tell(cast: Cast, now: datetime) -> None:
    """Three incidents: one of last night, half worked; one found not to be serious youth violence; a report to join."""
    _earlier(cast, now - timedelta(days=9))
    reference = _last_night(cast, now - timedelta(hours=10))
    _second_report(cast, now - timedelta(hours=9, minutes=30), reference)


def _age(now: datetime, years: int, days: int) -> date:
    return (now - timedelta(days=365 * years + days)).date()


def _earlier(cast: Cast, at: datetime) -> None:
    report = Report(
        key=uuid5(STORY, "earlier"),
        offence=Offence.ASSAULT,
        weapon=Weapon.NONE_SEEN,
        setting=Setting.SCHOOL,
        happened_at=at - timedelta(hours=2),
        place="Northgate Academy, sports field",
        area=Area.NORWICH,
        description="A fight at the end of the day. One pupil has a split lip. Nothing was used as a weapon.",
        threats=Known.NO,
        social_media=Known.NO,
        still_danger=Known.NO,
        young_people=(
            ReportedYoungPerson(
                given_names="Reece", family_name="Halliday", approximate_age=14, parts=(Part.VICTIM,), where=Where.HOME
            ),
        ),
    )
    reference = incidents.report_incident(by=cast["shona"], at=at, report=report).reference
    when = at + timedelta(hours=3)
    incidents.name_lead(
        by=cast["morgan"], at=when, reference=reference, professional_key=cast["morgan"].key, why="Manages the area"
    )
    incidents.sign_definition(
        by=cast["morgan"],
        at=when,
        reference=reference,
        offence=(Finding.NOT_MET, "A fight without a weapon; a split lip that needed no treatment."),
        age=(Finding.MET, "He is 14."),
        setting=(Finding.MET, "At school."),
        holds=False,
        route=Route.FRONT_DOOR,
        their_reference="FD-20418",
        named_person="Dele Ajayi",
        telephone="01632 960204",
    )


def _last_night(cast: Cast, at: datetime) -> str:
    report = Report(
        key=uuid5(STORY, "last-night"),
        offence=Offence.STABBING,
        weapon=Weapon.KNIFE,
        setting=Setting.STREET,
        happened_at=at - timedelta(minutes=55),
        happened_about=True,
        place="Bus station, Castle Meadow",
        area=Area.NORWICH,
        description=(
            "Two boys hurt near stand C. One was brought in by ambulance with a wound to the thigh, the other went "
            "home with a cut hand. A third boy was arrested nearby. Several young people were filming."
        ),
        threats=Known.YES,
        threats_words="Somebody shouted that it was not finished.",
        social_media=Known.YES,
        social_media_words="A clip is going round.",
        still_danger=Known.NOT_KNOWN,
        told_by="Ambulance crew",
        young_people=_young_people(at),
        adults=(ReportedAdult(part=AdultPart.SUSPECTED, words="A man in his twenties was seen driving off."),),
    )
    reference = incidents.report_incident(by=cast["wendy"], at=at, report=report).reference
    _staff(cast, at + timedelta(minutes=25), reference)
    _decide(cast, at + timedelta(minutes=50), reference)
    answers.answer(cast, at + timedelta(hours=1), reference)
    return reference


def _young_people(at: datetime) -> tuple[ReportedYoungPerson, ...]:
    return (
        ReportedYoungPerson(
            given_names="Kai",
            family_name="Mensah",
            date_of_birth=_age(at, 15, 120),
            nhs_number="999 000 0018",
            parts=(Part.VICTIM,),
            where=Where.HOSPITAL,
            place="NNUH, Cley ward",
            expected_discharge_at=at + timedelta(hours=20),
        ),
        ReportedYoungPerson(
            given_names="Jay", family_name="Larter", approximate_age=16, parts=(Part.VICTIM,), where=Where.HOME
        ),
        ReportedYoungPerson(
            approximate_age=16,
            parts=(Part.SUSPECTED,),
            where=Where.CUSTODY,
            place="Wymondham police investigation centre",
        ),
        ReportedYoungPerson(
            given_names="Ella",
            family_name="Mensah",
            date_of_birth=_age(at, 12, 40),
            parts=(Part.SIBLING, Part.WITNESS),
            where=Where.HOME,
        ),
    )


def _staff(cast: Cast, at: datetime, reference: str) -> None:
    edith, hana = cast["edith"], cast["hana"]
    for short, part, why in (
        ("hana", TeamPart.LEAD, "Leads the response"),
        ("morgan", TeamPart.DEPUTY, "Deputy for the lead"),
        ("sam", TeamPart.SENIOR_INVESTIGATING_OFFICER, "Leads the investigation"),
    ):
        incidents.name_lead(by=edith, at=at, reference=reference, professional_key=cast[short].key, part=part, why=why)
    for short, part, why in (
        ("priya", TeamPart.MEMBER, "Social worker of Kai's family"),
        ("ravi", TeamPart.MEMBER, "Duty inspector on the night"),
        ("maggie", TeamPart.MEMBER, "Links the response to the police"),
        ("wendy", TeamPart.MEMBER, "Hospital safeguarding"),
        ("yusuf", TeamPart.MEMBER, "Youth justice"),
        ("tomasz", TeamPart.MEMBER, "Targeted youth support"),
        ("shona", TeamPart.MEMBER, "School of Jay and Ella"),
        ("joy", TeamPart.MINUTES, "Takes the minutes"),
        ("nadia", TeamPart.MEMBER, "Designated health safeguarding"),
    ):
        incidents.add_to_team(by=hana, at=at, reference=reference, professional_key=cast[short].key, why=why, part=part)
    incidents.declare_connection(
        by=cast["nadia"], at=at, reference=reference, kind=ConnectionKind.LIVES_NEAR, words="Same street as one family"
    )


def _decide(cast: Cast, at: datetime, reference: str) -> None:
    incidents.sign_definition(
        by=cast["edith"],
        at=at,
        reference=reference,
        offence=(Finding.MET, "Two people were stabbed or cut with a knife."),
        age=(Finding.MET, "Both who were hurt are under 18."),
        setting=(Finding.MET, "In the street, between young people who are not family."),
        holds=True,
    )


def _second_report(cast: Cast, at: datetime, reference: str) -> None:
    """The same stabbing, reported by another agency: triage is shown that they look alike."""
    report = Report(
        key=uuid5(STORY, "second-report"),
        offence=Offence.STABBING,
        weapon=Weapon.NOT_KNOWN,
        setting=Setting.STREET,
        happened_at=at - timedelta(minutes=80),
        place="Castle Meadow bus station",
        area=Area.NORWICH,
        description="Called to two youths hurt at the bus station. One arrest.",
        young_people=(
            ReportedYoungPerson(
                given_names="Kai", family_name="Mensah", approximate_age=15, parts=(Part.VICTIM,), where=Where.HOSPITAL
            ),
        ),
    )
    incidents.report_incident(by=cast["ravi"], at=at, report=report)
