"""Who may do what: the roles, and the page of the reference that is printed from them."""

import pytest

from reachable.common.permission_codes import Permission
from reachable.directory.choices import AgencyKind, RoleCode
from reachable.directory.roles import BY_KEBAB, ROLES, codes_with, fits
from reachable.jobs.management.commands.role_matrix import role_matrix
from tests.architecture.source import ROOT

P = Permission
CHILDRENS_MANAGERS = {"HEAD_OF_SOCIAL_WORK", "TEAM_MANAGER", "EMERGENCY_DUTY_SENIOR", "ON_CALL_SENIOR_MANAGER"}
POLICE = {"MACE_POLICE", "SENIOR_INVESTIGATING_OFFICER", "POLICE_DUTY_INSPECTOR"}
OFFICE = {"INFORMATION_GOVERNANCE", "ADMINISTRATOR"}
EVERYBODY = set(RoleCode.values)
NOT_SAFEGUARDING = OFFICE | {"MINUTE_TAKER", "VOLUNTARY_PARTNER", "GP", "HOUSING_OFFICER", "PROBATION_OFFICER"}
CHAIRS = CHILDRENS_MANAGERS | {"FRONT_DOOR_MANAGER", "HOSPITAL_SAFEGUARDING", "YOUTH_JUSTICE_MANAGER", "TYSS_HEAD"}

TRUTH = {
    P.SIGN_IN: EVERYBODY,
    P.SEE_DIRECTORY: EVERYBODY,
    P.REPORT_INCIDENT: EVERYBODY - OFFICE - {"MINUTE_TAKER"},
    P.SEE_INCIDENTS: EVERYBODY - OFFICE,
    P.MANAGE_ACTIONS: EVERYBODY - OFFICE,
    P.ANSWER_CONSIDERATIONS: EVERYBODY - OFFICE - {"MINUTE_TAKER", "VOLUNTARY_PARTNER"},
    P.TRIAGE_REPORTS: CHILDRENS_MANAGERS | {"FRONT_DOOR_MANAGER", "MACE_POLICE", "POLICE_DUTY_INSPECTOR"},
    P.OPEN_ON_DUTY: {"EMERGENCY_DUTY_SENIOR", "ON_CALL_SENIOR_MANAGER"},
    P.SIGN_DEFINITION: CHILDRENS_MANAGERS,
    P.MANAGE_TEAM: CHILDRENS_MANAGERS | {"FRONT_DOOR_MANAGER"},
    P.SEE_WITNESSES: POLICE | CHILDRENS_MANAGERS - {"TEAM_MANAGER"},
    P.KEEP_DUTY_LINES: CHILDRENS_MANAGERS | {"FRONT_DOOR_MANAGER", "POLICE_DUTY_INSPECTOR", "ADMINISTRATOR"},
    P.INVITE_PROFESSIONALS: {"ADMINISTRATOR"},
    P.SEE_DELIVERIES: OFFICE,
    P.SEARCH_AUDIT: {"INFORMATION_GOVERNANCE"},
    P.LOOK_UP_HELD: EVERYBODY - NOT_SAFEGUARDING,
    P.EMERGENCY_ACCESS: EVERYBODY - NOT_SAFEGUARDING,
    P.DECIDE_NOTIFICATION: CHILDRENS_MANAGERS,
    P.EDIT_DEADLINES: {"HEAD_OF_SOCIAL_WORK"},
    P.READ_RECORDS: EVERYBODY - OFFICE - {"MINUTE_TAKER", "VOLUNTARY_PARTNER"},
    P.READ_ACCOUNTS: POLICE | {"SOCIAL_WORKER"},
    P.SEE_NETWORK: EVERYBODY - OFFICE - {"VOLUNTARY_PARTNER"},
    P.BRING_LIST: EVERYBODY - NOT_SAFEGUARDING,
    P.KEEP_HOLDS: CHILDRENS_MANAGERS | {"INFORMATION_GOVERNANCE"},
    P.CLEAR_CONTACT: CHILDRENS_MANAGERS
    | {
        "FRONT_DOOR_MANAGER",
        "POLICE_DUTY_INSPECTOR",
        "HOSPITAL_SAFEGUARDING",
        "YOUTH_JUSTICE_MANAGER",
        "TYSS_HEAD",
    },
    P.AGREE_OFFICER_LEAVES: CHILDRENS_MANAGERS | POLICE,
    P.AGREE_DISCHARGE: CHILDRENS_MANAGERS | {"HOSPITAL_SAFEGUARDING"},
    P.SEE_THREAT_TO_LIFE: CHILDRENS_MANAGERS | POLICE,
    P.CONVENE_MEETINGS: CHAIRS | {"SOCIAL_WORKER", "MINUTE_TAKER"},
    P.CHAIR_MEETINGS: CHAIRS,
    P.TAKE_MINUTES: CHILDRENS_MANAGERS | {"SOCIAL_WORKER", "FRONT_DOOR_MANAGER", "MINUTE_TAKER"},
    P.FILE_RECORDS: CHILDRENS_MANAGERS | {"SOCIAL_WORKER", "FRONT_DOOR_MANAGER", "MINUTE_TAKER"},
    P.RESOLVE_NUMBERS: CHILDRENS_MANAGERS | {"SOCIAL_WORKER"},
    P.SEE_REPORTS: CHILDRENS_MANAGERS
    | {"MACE_POLICE", "SENIOR_INVESTIGATING_OFFICER", "YOUTH_JUSTICE_MANAGER", "TYSS_HEAD"},
    P.SEND_MANAGER_ALERT: CHILDRENS_MANAGERS,
    P.RUN_RAPID_REVIEW: CHILDRENS_MANAGERS,
    P.LEAD_MEDIA: POLICE,
    P.OVERSEE_MEDIA: {"SENIOR_INVESTIGATING_OFFICER"},
    P.WRITE_BRIEFINGS: CHILDRENS_MANAGERS | {"MACE_POLICE"},
    P.SIGN_BRIEFINGS: CHILDRENS_MANAGERS | {"MACE_POLICE"},
    P.SEE_CONTEXTS: EVERYBODY - NOT_SAFEGUARDING,
    P.KEEP_CONTEXTS: CHILDRENS_MANAGERS
    | {"SOCIAL_WORKER", "MACE_POLICE", "YOUTH_JUSTICE_MANAGER", "TYSS_HEAD", "EDUCATION_SAFEGUARDING"},
    P.PLAN_DISRUPTION: CHILDRENS_MANAGERS | POLICE | {"YOUTH_JUSTICE_MANAGER"},
    P.STAND_DOWN: CHILDRENS_MANAGERS,
    P.DECIDE_LEGAL_DUTY: {"INFORMATION_GOVERNANCE"},
    P.CLEAR_POLICE_WORDING: POLICE,
}


@pytest.mark.parametrize("permission", list(Permission))
def test_each_permission_is_held_by_exactly_these_roles(permission: Permission) -> None:
    assert set(codes_with(permission)) == TRUTH[permission]


def test_every_code_is_declared_once_and_fits_at_least_one_kind_of_agency() -> None:
    assert set(ROLES) == set(RoleCode.values)
    assert len(BY_KEBAB) == len(ROLES)
    assert all(role.agency_kinds and role.description.endswith(".") for role in ROLES.values())


def test_three_roles_carry_the_night() -> None:
    nights = {code for code, role in ROLES.items() if role.night}
    assert nights == {"EMERGENCY_DUTY_SENIOR", "ON_CALL_SENIOR_MANAGER", "POLICE_DUTY_INSPECTOR"}
    assert all(ROLES[code].district_duty for code in nights)


def test_the_playbook_spells_roles_with_hyphens() -> None:
    assert BY_KEBAB["mace-police"].code == "MACE_POLICE"


@pytest.mark.parametrize(
    ("role", "kind", "does"),
    [
        (RoleCode.MACE_POLICE, AgencyKind.POLICE, True),
        (RoleCode.MACE_POLICE, AgencyKind.HEALTH, False),
        (RoleCode.SOCIAL_WORKER, AgencyKind.OTHER_AUTHORITY, True),
        (RoleCode.ADMINISTRATOR, AgencyKind.VOLUNTARY, False),
        ("WIZARD", AgencyKind.POLICE, False),
    ],
)
def test_a_role_fits_some_kinds_of_agency_only(role: str, kind: str, does: bool) -> None:
    assert fits(role, kind) is does


def test_the_reference_is_what_the_code_prints() -> None:
    assert (ROOT / "docs" / "reference" / "roles.md").read_text(encoding="utf-8") == role_matrix(), (
        "run: python manage.py role_matrix --write"
    )
