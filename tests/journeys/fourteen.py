"""Fourteen young people of two groups, what is known of each, and the nineteen people of eleven agencies who meet.

No two households share a name but Abena's and Kofi's. Some names are made to be missed: two ordinary words, a hyphen,
an apostrophe, letters with marks, and a social worker who has the given name of one of the young people.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from reachable.audit import log
from reachable.common import clock
from reachable.directory import operations as directory
from reachable.directory.choices import AgencyKind, RoleCode
from reachable.directory.models import Agency, Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Part, TeamPart, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.incidents.operations import NewRelative
from reachable.people.choices import AddressUse, AssociationKind, DetailKind, IdentifierSystem, NameUse, Stage
from reachable.people.facts import NewAddress, NewDetail, Telling
from reachable.people.matching import Entry
from tests.factories import LONG_AGO, Cast, agency, reported_incident, with_team

FROM_SUFFOLK = "N"
GP, WARD = "gareth.pugh@castle-surgery.example", "lorna.fisk@hospital.example"


@dataclass(frozen=True)
class Young:
    """`mother` is the given and the family name; `called` what friends say, `online` a name used online."""

    letter: str
    given: str
    family: str
    born: date
    mother: tuple[str, str]
    called: str
    online: str
    line: str
    postcode: str
    school: str

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"

    @property
    def social_care(self) -> str:
        return f"LCS-704{ord(self.letter)}"

    @property
    def nhs(self) -> str:
        """One of the numbers that belong to nobody, with its check digit."""
        body = next(
            f"999{number:06d}" for number in range(ord(self.letter) * 7_001, 999_999) if check_digit(number) < 10
        )
        return f"{body}{check_digit(int(body[3:]))}"


def check_digit(number: int) -> int:
    digits = f"999{number:06d}"
    return (11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits)) % 11) % 11


YOUNG = (
    Young("A", "Tamsin", "Oyelaran", date(2009, 3, 14), ("Folasade", "Oyelaran"), "Tamz", "@tamz_oye",
          "41 Larkman Lane", "NR5 8TA", "Heartsease Academy"),
    Young("B", "Dele", "Oyelaran", date(2011, 11, 2), ("Folasade", "Oyelaran"), "Deebo", "@deebo_nr5",
          "41 Larkman Lane", "NR5 8TA", "Wensum Junction School"),
    Young("C", "Will", "Hope", date(2008, 7, 29), ("Ingrid", "Solbakken"), "Ghostie", "@ghostie08",
          "7 Cadge Terrace", "NR5 9QX", "Lakenham Technical College"),
    Young("D", "Jean-Luc", "Vandersteen", date(2009, 12, 5), ("Margriet", "Vandersteen"), "Frenchy", "@jlv_frenchy",
          "118 Unthank Rise", "NR2 2WD", "Eaton Brook School"),
    Young("E", "Zoë", "Núñez", date(2010, 1, 19), ("Consuelo", "Núñez"), "Zed", "@zed.nunez",
          "3 Pockthorpe Yard", "NR3 1ZN", "Magdalen Gates College"),
    Young("F", "Marek", "Dobrowolski", date(2008, 10, 23), ("Halina", "Dobrowolska"), "Dobro", "@dobro_m",
          "26 Mile Cross Way", "NR3 2LD", "Sewell Bridge School"),
    Young("G", "Abena", "Boateng", date(2009, 6, 8), ("Efua", "Asare"), "Benny", "@benny.b",
          "55 Tuckswood Green", "NR4 6AB", "Mousehold High School"),
    Young("H", "Kofi", "Boateng", date(2008, 2, 11), ("Adwoa", "Mensah"), "Cuffs", "@kofcuffs",
          "90 Bowthorpe Loke", "NR5 9HB", "Costessey Fields School"),
    Young("I", "Shanice", "Treloar", date(2010, 9, 30), ("Morwenna", "Treloar"), "Shazza", "@shazza_tre",
          "12 Catton Quays", "NR6 7ST", "Angel Road College"),
    Young("J", "Callum", "Prendergast", date(2009, 4, 17), ("Sinead", "Rafferty"), "Prendy", "@prendy17",
          "64 Sprowston Reach", "NR7 8BP", "Blyth Meadow School"),
    Young("K", "Ibrahim", "Qureshi-Dunn", date(2008, 5, 26), ("Rukhsana", "Qureshi"), "Ibz", "@ibz_qd",
          "31 Earlham Parade", "NR5 8HQ", "Colney Wood Academy"),
    Young("L", "Łukasz", "Wrzesień", date(2010, 8, 3), ("Bożena", "Wrzesień"), "Lucky", "@lucky.wrz",
          "8 Thorpe Staithe", "NR7 0LW", "Whitlingham School"),
    Young("M", "Niamh", "O’Malley", date(2009, 10, 12), ("Gráinne", "O’Malley"), "Neevo", "@neevo_om",
          "77 Drayton Hollow", "NR8 6NL", "Taverham Vale School"),
    Young("N", "Priyanka", "Raghunathan", date(2008, 12, 21), ("Vasundhara", "Raghunathan"), "Pinks", "@pinks_rag",
          "19 Gorleston Cliff", "NR31 6PR", "Breydon Water College"),
)  # fmt: skip
BY_LETTER = {one.letter: one for one in YOUNG}
ONE_SIDE = "ABCDEFG"

# (name, job, role, agency, on the team): with Hana, Priya, Sam and those of the cast below, seventeen with an account.
MORE = (
    ("Will Achebe", "Social worker", RoleCode.SOCIAL_WORKER, "childrens-services", True),
    ("Carla Innes", "Manager", RoleCode.FRONT_DOOR_MANAGER, "childrens-services", True),
    ("Rosalind Peake", "Reviewing officer", RoleCode.SOCIAL_WORKER, "childrens-services", True),
    ("Gwen Tudor", "Mental health nurse", RoleCode.COMMUNITY_HEALTH_SAFEGUARDING, "camhs", False),
    ("Hugo Sandell", "Housing officer", RoleCode.HOUSING_OFFICER, "housing", False),
    ("Verity Clough", "Youth club leader", RoleCode.VOLUNTARY_PARTNER, "voluntary", False),
    ("Suki Barlow", "Social worker", RoleCode.SOCIAL_WORKER, "suffolk", False),
)
AGENCIES = {
    "camhs": ("Broadland Mental Health Service", AgencyKind.HEALTH),
    "housing": ("Norwich Housing", AgencyKind.HOUSING),
    "voluntary": ("Riverbank Youth Club", AgencyKind.VOLUNTARY),
    "suffolk": ("Suffolk Children's Services", AgencyKind.OTHER_AUTHORITY),
    "surgery": ("Castle Surgery", AgencyKind.HEALTH),
}
# Who sits where: the name of the seat, and who of the cast or of MORE.
SEATED = (
    ("team-managers", "Owen Pryce"), ("workers", "Priya Nair"), ("workers", "Will Achebe"), ("health", "Wendy Barrow"),
    ("mace-police", "Sam Okafor"), ("mace-police", "Maggie Thorne"), ("youth-justice", "Yusuf Demir"),
    ("youth-support", "Tomasz Wilk"), ("exploitation-desk", "Carla Innes"), ("education", "Shona Reid"),
    ("independent", "Rosalind Peake"), ("mental-health", "Gwen Tudor"), ("housing", "Hugo Sandell"),
    ("voluntary", "Verity Clough"), ("other-authority", "Suki Barlow"),
)  # fmt: skip
LEFT_EMPTY = ("probation", "trusted", "custody-workers")


def given_fourteen(cast: Cast) -> Incident:
    """Two hours old; the team is there, and all that is known of the fourteen."""
    at = clock.now() - timedelta(hours=2)
    with log.trail():
        incident = reported_incident(
            cast.hana,
            at=at,
            happened_at=at - timedelta(hours=1),
            place="Bus station, Castle Meadow",
            young_people=tuple(_reported(one) for one in YOUNG),
        )
        _staff(cast, with_team(cast, incident, at=at), at)
        _say_what_is_known(cast, incident, at)
    return incident


def _reported(one: Young) -> ReportedYoungPerson:
    part = Part.VICTIM if one.letter in ONE_SIDE else Part.SUSPECTED
    where = Where.HOSPITAL if one.letter == "A" else Where.HOME
    return ReportedYoungPerson(
        given_names=one.given, family_name=one.family, date_of_birth=one.born, nhs_number=one.nhs, parts=(part,),
        where=where,
    )  # fmt: skip


def _staff(cast: Cast, incident: Incident, at: datetime) -> None:
    told = {"by": cast.hana, "at": at, "reference": incident.reference, "why": "Takes part in the discussion"}
    of_the_cast = (cast.manager, cast.mace, cast.ward, cast.youth_justice, cast.tyss, cast.school)
    for who in (*of_the_cast, *(_made(*one) for one in MORE if one[4])):
        incidents.add_to_team(**told, professional_key=who.key)
    incidents.add_to_team(**told, professional_key=cast.joy.key, part=TeamPart.MINUTES)
    for one in MORE:
        if not one[4]:
            _made(*one)
    agency_of("surgery")


def _made(name: str, job: str, role: RoleCode, code: str, _: bool) -> Professional:
    return directory.create_professional(
        by=None, at=LONG_AGO, name=name, email=f"{name.lower().replace(' ', '.')}@{code}.example", job_title=job,
        agency=agency_of(code), roles=[role], telephone="01632 960124", opens_account=True, is_demo_persona=True,
    )  # fmt: skip


def agency_of(code: str) -> Agency:
    if code not in AGENCIES:
        return agency(code)
    name, kind = AGENCIES[code]
    found = Agency.objects.filter(code=code).first()
    return found or directory.create_agency(by=None, at=LONG_AGO, code=code, name=name, kind=kind)


def _say_what_is_known(cast: Cast, incident: Incident, at: datetime) -> None:
    rows = dict(zip(BY_LETTER, incident.involvements.order_by("position"), strict=True))
    for one in YOUNG:
        told = {"by": cast.hana, "at": at, "reference": incident.reference, "key": rows[one.letter].key}
        incidents.add_other_name(**told, use=NameUse.NICKNAME, name=one.called)
        incidents.add_other_name(**told, use=NameUse.ONLINE, name=one.online)
        incidents.record_number(**told, system=IdentifierSystem.SOCIAL_CARE, value=one.social_care)
        incidents.add_detail(**told, new=NewDetail(DetailKind.SCHOOL, code="SCHOOL", where=one.school))
        home = NewAddress(AddressUse.HOME, line1=one.line, town="Norwich", postcode=one.postcode)
        incidents.add_address(**told, new=home)
        if one.letter == FROM_SUFFOLK:
            incidents.add_detail(**told, new=NewDetail(DetailKind.HOME_AUTHORITY, where="Suffolk"))
        if one.letter == "B":  # of the same mother, whom Tamsin's record has already
            brother = NewRelative(AssociationKind.SIBLING, Telling(), key=rows["A"].key)
            incidents.add_relative(**told, new=brother)
            continue
        mother = Entry(given_names=one.mother[0], family_name=one.mother[1], stage=Stage.ADULT)
        incidents.add_relative(**told, new=NewRelative(AssociationKind.PARENT, Telling(), entry=mother))
