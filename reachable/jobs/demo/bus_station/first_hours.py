"""The first hours: two reports that do not agree, one incident, who works on it, what it is."""

from datetime import timedelta
from uuid import uuid5

from reachable.incidents import operations as incidents
from reachable.incidents import queries
from reachable.incidents.choices import (
    AdultPart,
    Area,
    ConnectionKind,
    ContextQuestion,
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
from reachable.incidents.facts import Report, ReportedAdult, ReportedYoungPerson
from reachable.incidents.operations import ExactDetails

from ..people import DOVYDAS, ELLA, JAY, KAI, RUI
from ..telling import STORY, Cast, Telling, report
from ..times import Since

SUITE = "Wymondham Police Investigation Centre"
STATION = "Bus station, Surrey Street"


def night(cast: Cast, since: Since) -> Telling:
    """A Kai, B Jay, C Ella of the hospital's report; D Dovydas of the police's; E Rui, whom the emergency duty team
    adds.
    """
    told = Telling(cast, since.now, _hospital_reports(cast, since), since)
    second = _police_report(cast, since)
    _join(told, since, second)
    _night_team(told, since)
    _decide(told, since)
    for happens in (_where_jay_is, _early_facts, _from_the_suite, _the_fifth):
        happens(told, since)
    return told


def day(told: Telling, since: Since) -> None:
    _day_team(told, since)
    _context(told, since)


def _hospital_reports(cast: Cast, since: Since) -> str:
    told = Report(
        key=uuid5(STORY, "bus-station-hospital"),
        offence=Offence.STABBING,
        weapon=Weapon.KNIFE,
        setting=Setting.STREET,
        happened_at=since.happened,
        happened_about=True,
        place=STATION,
        area=Area.NORWICH,
        description=(
            "Two boys hurt with a knife near the bus station. One came by ambulance with a deep wound to the thigh and "
            "is in theatre. The crew dressed the other boy's hand and he went home with an aunt. His sister saw it."
        ),
        threats=Known.YES,
        threats_words="Somebody shouted that it was not finished.",
        social_media=Known.YES,
        social_media_words="His sister says that a clip is going round already.",
        still_danger=Known.NOT_KNOWN,
        told_by="the ambulance crew and his sister",
        young_people=(
            KAI.reported(since.now, parts=(Part.VICTIM,), where=Where.HOSPITAL, place="NNUH, in theatre"),
            JAY.reported(since.now, parts=(Part.VICTIM,), where=Where.HOME),
            ELLA.reported(
                since.now,
                parts=(Part.SIBLING, Part.WITNESS),
                where=Where.ELSEWHERE,
                place="At the hospital with her mother",
            ),
        ),
        adults=(ReportedAdult(part=AdultPart.SUSPECTED, words="A man in his twenties was seen driving off."),),
    )
    return report(cast["wendy"], since.reported, told)


def _police_report(cast: Cast, since: Since) -> str:
    """Half right: both boys are said to be in hospital. The boy who was arrested is held already."""
    told = Report(
        key=uuid5(STORY, "bus-station-police"),
        offence=Offence.STABBING,
        weapon=Weapon.NOT_KNOWN,
        setting=Setting.STREET,
        happened_at=since.happened + timedelta(minutes=10),
        place=STATION,
        area=Area.NORWICH,
        description="Called to two boys hurt at the bus station, both taken to hospital. One arrest in Queens Road.",
        threats=Known.NOT_KNOWN,
        still_danger=Known.YES,
        told_by="the control room",
        young_people=(
            ReportedYoungPerson(
                given_names="Kai", family_name="Mensah", approximate_age=15, parts=(Part.VICTIM,), where=Where.HOSPITAL
            ),
            ReportedYoungPerson(given_names="Jay", approximate_age=17, parts=(Part.VICTIM,), where=Where.HOSPITAL),
            DOVYDAS.reported(since.now, parts=(Part.SUSPECTED,), where=Where.CUSTODY, place=SUITE),
        ),
    )
    return report(cast["ravi"], since.night(12), told)


def _join(told: Telling, since: Since, second: str) -> None:
    """Where Jay is stays contradictory: at home, says one; in hospital, says the other."""
    edith, at = told.cast["edith"], since.night(24)
    here = told.lines("edith", at)
    there = Telling(told.cast, told.now, second).lines("edith", at)
    same = {there["A"].key: here["A"].key, there["B"].key: here["B"].key, there["C"].key: None}
    incidents.join_reports(by=edith, at=at, reference=second, into=told.reference, same=same)


def _night_team(told: Telling, since: Since) -> None:
    told.lead("edith", since.night(28), "conrad", TeamPart.LEAD, "Holds it for children's services until the morning")
    told.lead("edith", since.night(30), "sam", TeamPart.SENIOR_INVESTIGATING_OFFICER, "Leads the investigation")
    night = (
        ("ravi", "Commands the police response tonight"),
        ("maggie", "Links the response to the police"),
        ("wendy", "Speaks for the hospital"),
        ("edith", "Emergency duty team: holds it each night"),
    )
    told.team("conrad", since.night(32), night)


def _day_team(told: Telling, since: Since) -> None:
    told.lead("conrad", since.day(0.02), "hana", TeamPart.LEAD, "Leads the response of all agencies")
    told.lead("hana", since.day(0.03), "morgan", TeamPart.DEPUTY, "Deputy for the lead")
    told.lead("hana", since.day(0.04), "conrad", TeamPart.DEPUTY, "Decides for children's services at night")
    day = (
        ("priya", "Social worker of Kai and Ella"),
        ("dele", "Front door: referrals and screening"),
        ("yusuf", "Youth justice: knows Dovydas"),
        ("tomasz", "Targeted youth support"),
        ("shona", "School of Jay and Ella"),
        ("nadia", "Designated health safeguarding"),
        ("marta", "Housing, for the family of Jay"),
        ("callum", "Saw Dovydas in custody"),
    )
    told.team("hana", since.day(0.05), day)
    told.team("hana", since.day(0.055), (("joy", "Takes the minutes"),), part=TeamPart.MINUTES)
    why = "Their social worker of Rui: until the responsibility is agreed"
    told.team("hana", since.day(0.06), (("grace", why),), until_at=told.now + timedelta(days=7))
    for short, why in (("maggie", "Named by the police"), ("wendy", "Named by the hospital")):
        told.lead("hana", since.day(0.065), short, TeamPart.SAFEGUARDING_ADVISER, why)
    incidents.declare_connection(
        by=told.cast["nadia"],
        at=since.day(0.08),
        reference=told.reference,
        kind=ConnectionKind.LIVES_NEAR,
        words="I live in the same street as one of the families.",
    )


def _decide(told: Telling, since: Since) -> None:
    incidents.sign_definition(
        by=told.cast["edith"],
        at=since.night(48),
        reference=told.reference,
        offence=(Finding.MET, "Two boys were stabbed or cut; the wound to the thigh needed an operation."),
        age=(Finding.MET, "Both who were hurt are under 18, and so is the boy who was arrested."),
        setting=(Finding.MET, "In the street, between young people who are not family."),
        holds=True,
    )


def _context(told: Telling, since: Since) -> None:
    streets = "Two groups of young people have fought over these streets since the summer; both use the bus station."
    for question, answer, because in (
        (ContextQuestion.STREET_GANG, Known.NOT_KNOWN, ""),
        (ContextQuestion.GANG_IMPACTED_ENVIRONMENT, Known.YES, streets),
    ):
        incidents.answer_context(
            by=told.cast["hana"],
            at=since.day(0.1),
            reference=told.reference,
            question=question,
            answer=answer,
            because=because,
        )


def _where_jay_is(told: Telling, since: Since) -> None:
    """Two agencies said two places. Both stay on record; the ward says which is right, and why."""
    wendy, at = told.cast["wendy"], since.night(52)
    jay = told.lines("wendy", at)["B"]
    said = queries.young_person(wendy, told.reference, jay.key, at).whereabouts
    at_home = next(row for row in said if row.where == Where.HOME)
    incidents.choose_whereabouts(
        by=wendy,
        at=at,
        reference=told.reference,
        involvement_key=jay.key,
        number=at_home.number,
        because="He is in none of our departments. The crew's sheet says: dressed at the scene, left with an aunt.",
        seen_number=jay.whereabouts_number,
    )


def _early_facts(told: Telling, since: Since) -> None:
    told.where(
        "wendy", since.night(56), "C", Where.ELSEWHERE, place="With her grandmother", happened_at=since.night(40)
    )
    incidents.record_facts(
        by=told.cast["ravi"],
        at=since.night(57),
        reference=told.reference,
        changes={"still_danger": Known.YES},
        seen_number=1,
        because="Both groups are out and messaging.",
    )
    told.fact(
        "ravi",
        since.night(58),
        FactKind.ARRESTED,
        "D",
        happened_at=since.happened + timedelta(minutes=28),
        place=SUITE,
        told_by="the arresting officer",
    )


def _from_the_suite(told: Telling, since: Since) -> None:
    """The custody worker cannot reach anybody, opens the incident himself, and brings another time of arrest."""
    incidents.use_emergency_access(
        by=told.cast["callum"],
        at=since.night(75),
        details=ExactDetails(reference=told.reference),
        because="I am with the boy at Wymondham and nobody on the team answers.",
    )
    told.fact(
        "callum",
        since.night(80),
        FactKind.ARRESTED,
        "D",
        happened_at=since.happened + timedelta(minutes=50),
        place=SUITE,
        told_by="the custody record",
    )


def _the_fifth(told: Telling, since: Since) -> None:
    incidents.add_young_person(
        by=told.cast["edith"],
        at=since.night(88),
        reference=told.reference,
        facts=RUI.reported(
            told.now,
            parts=(Part.PRESENT,),
            part_words="A friend of Kai, there when it happened",
            where=Where.ELSEWHERE,
            place="His placement in Norwich",
        ),
    )
    known = "Looked after by Suffolk and placed in Norwich."
    told.fact(
        "edith",
        since.night(92),
        FactKind.OTHER_AUTHORITY,
        "E",
        happened_at=since.night(86),
        place="Suffolk",
        words=known,
        told_by="his placement",
    )
