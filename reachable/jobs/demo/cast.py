"""The invented professionals of the demo: one for each role that matters, and the numbers they answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reachable.directory import operations, queries
from reachable.directory.choices import AgencyKind, DutyHours, RoleCode


@dataclass(frozen=True)
class Person:
    name: str
    job_title: str
    role: RoleCode
    agency: str
    telephone: str
    areas: tuple[str, ...] = ("",)


# Where the county's directory starts with an agency, the code and the name are the ones it has there.
AGENCIES = {
    "norfolk-childrens-services": ("Norfolk County Council, Children's Services", AgencyKind.CHILDRENS_SERVICES),
    "norfolk-constabulary": ("Norfolk Constabulary", AgencyKind.POLICE),
    "nnuh": ("Norfolk and Norwich University Hospitals", AgencyKind.HEALTH),
    "designated-safeguarding-team": ("Designated Safeguarding Team, health in Norfolk", AgencyKind.HEALTH),
    "norfolk-youth-justice": ("Norfolk Youth Justice Service", AgencyKind.YOUTH_JUSTICE),
    "targeted-youth-support": ("Targeted Youth Support Service", AgencyKind.YOUTH_SUPPORT),
    "wymondham-custody-workers": ("Early intervention custody workers, Wymondham", AgencyKind.YOUTH_SUPPORT),
    "northgate-school": ("Northgate Academy (invented)", AgencyKind.EDUCATION),
    "norwich-housing": ("Norwich City Council, Housing", AgencyKind.HOUSING),
    "open-door": ("Open Door youth charity (invented)", AgencyKind.VOLUNTARY),
    "suffolk-childrens-services": ("Suffolk County Council, Children's Services", AgencyKind.OTHER_AUTHORITY),
}

CAST = {
    "hana": Person(
        "Hana Whitcombe",
        "Head of Social Work, Norwich",
        RoleCode.HEAD_OF_SOCIAL_WORK,
        "norfolk-childrens-services",
        "01632 960101",
    ),
    "morgan": Person(
        "Morgan Reeve", "Team manager", RoleCode.TEAM_MANAGER, "norfolk-childrens-services", "01632 960102"
    ),
    "priya": Person(
        "Priya Shah", "Social worker", RoleCode.SOCIAL_WORKER, "norfolk-childrens-services", "01632 960103"
    ),
    "dele": Person(
        "Dele Ajayi",
        "Front door manager, exploitation desk",
        RoleCode.FRONT_DOOR_MANAGER,
        "norfolk-childrens-services",
        "01632 960104",
    ),
    "edith": Person(
        "Edith Lamb",
        "Emergency duty team, senior worker",
        RoleCode.EMERGENCY_DUTY_SENIOR,
        "norfolk-childrens-services",
        "01632 960105",
    ),
    "conrad": Person(
        "Conrad Bell",
        "On-call senior manager",
        RoleCode.ON_CALL_SENIOR_MANAGER,
        "norfolk-childrens-services",
        "01632 960106",
    ),
    "sam": Person(
        "Sam Okafor",
        "Detective inspector",
        RoleCode.SENIOR_INVESTIGATING_OFFICER,
        "norfolk-constabulary",
        "01632 960107",
    ),
    "maggie": Person(
        "Maggie Thorne", "Sergeant, MACE team", RoleCode.MACE_POLICE, "norfolk-constabulary", "01632 960108"
    ),
    "ravi": Person(
        "Ravi Menon", "Duty inspector", RoleCode.POLICE_DUTY_INSPECTOR, "norfolk-constabulary", "01632 960109"
    ),
    "wendy": Person(
        "Wendy Barrow",
        "Named nurse, safeguarding",
        RoleCode.HOSPITAL_SAFEGUARDING,
        "nnuh",
        "01632 960110",
    ),
    "nadia": Person(
        "Nadia Rahman",
        "Designated nurse",
        RoleCode.COMMUNITY_HEALTH_SAFEGUARDING,
        "designated-safeguarding-team",
        "01632 960111",
    ),
    "yusuf": Person(
        "Yusuf Demir", "Operational manager", RoleCode.YOUTH_JUSTICE_MANAGER, "norfolk-youth-justice", "01632 960112"
    ),
    "tomasz": Person("Tomasz Wilk", "Head of service", RoleCode.TYSS_HEAD, "targeted-youth-support", "01632 960113"),
    "shona": Person(
        "Shona Reid", "Safeguarding lead", RoleCode.EDUCATION_SAFEGUARDING, "northgate-school", "01632 960114"
    ),
    "joy": Person(
        "Joy Adeyemi", "Takes the minutes", RoleCode.MINUTE_TAKER, "norfolk-childrens-services", "01632 960115"
    ),
    "ines": Person(
        "Ines Gomes",
        "Information-governance lead",
        RoleCode.INFORMATION_GOVERNANCE,
        "norfolk-childrens-services",
        "01632 960116",
    ),
    "aidan": Person(
        "Aidan Moss", "Administrator", RoleCode.ADMINISTRATOR, "norfolk-childrens-services", "01632 960117"
    ),
    "stella": Person(
        "Stella Ford", "Social worker, on no team", RoleCode.SOCIAL_WORKER, "norfolk-childrens-services", "01632 960118"
    ),
    "callum": Person(
        "Callum Baxter", "Custody worker", RoleCode.CUSTODY_WORKER, "wymondham-custody-workers", "01632 960119"
    ),
    "grace": Person(
        "Grace Otieno", "Social worker, Suffolk", RoleCode.SOCIAL_WORKER, "suffolk-childrens-services", "01632 960120"
    ),
    "marta": Person("Marta Kowalska", "Housing officer", RoleCode.HOUSING_OFFICER, "norwich-housing", "01632 960121"),
    "leon": Person("Leon Fisher", "Youth worker", RoleCode.VOLUNTARY_PARTNER, "open-door", "01632 960122"),
}

# They share the nights with Edith, Conrad and Ravi on the rota, and do not sign in.
ALSO_ON_THE_ROTA = {
    "bryn": Person(
        "Bryn Hughes",
        "Emergency duty team, senior worker",
        RoleCode.EMERGENCY_DUTY_SENIOR,
        "norfolk-childrens-services",
        "01632 960123",
    ),
    "samira": Person(
        "Samira Haidari",
        "On-call senior manager",
        RoleCode.ON_CALL_SENIOR_MANAGER,
        "norfolk-childrens-services",
        "01632 960124",
    ),
    "owen": Person(
        "Owen Dack", "Duty inspector", RoleCode.POLICE_DUTY_INSPECTOR, "norfolk-constabulary", "01632 960125"
    ),
}

LINES = (
    (RoleCode.EMERGENCY_DUTY_SENIOR, "Emergency duty team", "01632 960201", DutyHours.OUT_OF_HOURS, ""),
    (
        RoleCode.ON_CALL_SENIOR_MANAGER,
        "On-call senior manager",
        "01632 960202",
        DutyHours.OUT_OF_HOURS,
        "Through the emergency duty team",
    ),
    (RoleCode.POLICE_DUTY_INSPECTOR, "Police duty inspector", "01632 960203", DutyHours.ALWAYS, ""),
    (
        RoleCode.FRONT_DOOR_MANAGER,
        "Children's front door, professionals' line",
        "01632 960204",
        DutyHours.OFFICE_HOURS,
        "",
    ),
    (RoleCode.HOSPITAL_SAFEGUARDING, "Hospital safeguarding team", "01632 960205", DutyHours.OFFICE_HOURS, ""),
)


def make(at: datetime) -> dict[str, Any]:
    """Everybody, with an account to sign in with, and the duty lines; answers them by short name."""
    agencies = {
        code: operations.create_agency(by=None, at=at, code=code, name=name, kind=kind)
        for code, (name, kind) in AGENCIES.items()
    }
    for role, name, telephone, hours, note in LINES:
        operations.set_duty_line(by=None, at=at, role=role, name=name, telephone=telephone, hours=hours, note=note)
    everybody = {**CAST, **ALSO_ON_THE_ROTA}
    return {
        short: operations.create_professional(
            by=None,
            at=at,
            name=person.name,
            email=f"{short}@{person.agency}.example",
            job_title=person.job_title,
            agency=agencies[person.agency],
            roles=[person.role],
            areas=person.areas,
            telephone=person.telephone,
            opens_account=short in CAST,
            is_demo_persona=short in CAST,
        )
        for short, person in everybody.items()
    }


def is_made() -> bool:
    return bool(queries.demo_professionals())


def invited() -> int:
    """How many professionals with an account came in otherwise than with the demo."""
    everybody = queries.demo_professionals()
    if not everybody:
        return 0
    viewer = queries.professional(None, everybody[0].key)
    found = queries.professionals(viewer, with_account=True)
    return sum(1 for person in found if not person.is_demo_persona)
