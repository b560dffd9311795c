"""What each role of the guide may do, as small declarations.

A role says what a professional may do *somewhere*; which young people he reaches is decided by the
teams he is on, never by the role alone. `docs/reference/roles.md` is printed from this file.
"""

from dataclasses import dataclass

from reachable.common.permission_codes import Permission

from .choices import AgencyKind, RoleCode


@dataclass(frozen=True)
class Role:
    code: RoleCode
    description: str
    agency_kinds: frozenset[AgencyKind]
    permissions: frozenset[Permission]
    night: bool = False  # carries the hours when offices are shut: has a duty line in the directory

    @property
    def name(self) -> str:
        return str(self.code.label)

    @property
    def kebab(self) -> str:
        """The spelling of the playbook: mace-police."""
        return self.code.value.lower().replace("_", "-")

    @property
    def district_duty(self) -> bool:
        """Whether reports without a lead, in the role's area, come to it."""
        return Permission.TRIAGE_REPORTS in self.permissions


_K = AgencyKind
_P = Permission
_BASE = frozenset({_P.SIGN_IN, _P.SEE_DIRECTORY})
_PARTNER = _BASE | {_P.REPORT_INCIDENT, _P.SEE_INCIDENTS, _P.MANAGE_ACTIONS}
_WORKER = _PARTNER | {_P.ANSWER_CONSIDERATIONS, _P.READ_RECORDS, _P.SEE_NETWORK}
_SAFEGUARDING = _WORKER | {_P.LOOK_UP_HELD, _P.EMERGENCY_ACCESS, _P.BRING_LIST, _P.SEE_CONTEXTS}
_MANAGER = _SAFEGUARDING | {
    _P.TRIAGE_REPORTS,
    _P.SIGN_DEFINITION,
    _P.MANAGE_TEAM,
    _P.KEEP_DUTY_LINES,
    _P.KEEP_HOLDS,
    _P.CLEAR_CONTACT,
    _P.AGREE_OFFICER_LEAVES,
    _P.AGREE_DISCHARGE,
    _P.SEE_THREAT_TO_LIFE,
    _P.CONVENE_MEETINGS,
    _P.CHAIR_MEETINGS,
    _P.TAKE_MINUTES,
    _P.FILE_RECORDS,
    _P.RESOLVE_NUMBERS,
    _P.WRITE_BRIEFINGS,
    _P.SIGN_BRIEFINGS,
    _P.KEEP_CONTEXTS,
    _P.PLAN_DISRUPTION,
    _P.STAND_DOWN,
    _P.SEE_REPORTS,
}
_DECIDES = _MANAGER | {_P.DECIDE_NOTIFICATION, _P.SEND_MANAGER_ALERT, _P.RUN_RAPID_REVIEW}
_POLICE = _SAFEGUARDING | {
    _P.SEE_WITNESSES,
    _P.READ_ACCOUNTS,
    _P.AGREE_OFFICER_LEAVES,
    _P.SEE_THREAT_TO_LIFE,
    _P.CLEAR_POLICE_WORDING,
    _P.LEAD_MEDIA,
    _P.PLAN_DISRUPTION,
}
_SENDS = _SAFEGUARDING | {_P.CLEAR_CONTACT, _P.CONVENE_MEETINGS, _P.CHAIR_MEETINGS}
_PLACES = frozenset({_P.KEEP_CONTEXTS})
_CHILDREN = frozenset({_K.CHILDRENS_SERVICES})


def _role(
    code: RoleCode,
    description: str,
    kinds: frozenset[AgencyKind],
    permissions: frozenset[Permission],
    *,
    night: bool = False,
) -> Role:
    return Role(code, description, kinds, permissions, night)


_DECLARED = (
    _role(
        RoleCode.HEAD_OF_SOCIAL_WORK,
        "Leads the response of all agencies and answers for it.",
        _CHILDREN,
        _DECIDES | {_P.SEE_WITNESSES, _P.EDIT_DEADLINES},
    ),
    _role(
        RoleCode.TEAM_MANAGER,
        "Manages social workers and deputises for the Head of Social Work.",
        _CHILDREN,
        _DECIDES,
    ),
    _role(
        RoleCode.SOCIAL_WORKER,
        "Works with a young person and the family.",
        frozenset({_K.CHILDRENS_SERVICES, _K.OTHER_AUTHORITY}),
        _SAFEGUARDING
        | _PLACES
        | {_P.READ_ACCOUNTS, _P.CONVENE_MEETINGS, _P.TAKE_MINUTES, _P.FILE_RECORDS, _P.RESOLVE_NUMBERS},
    ),
    _role(
        RoleCode.FRONT_DOOR_MANAGER,
        "Takes in reports at the children's front door by day.",
        _CHILDREN,
        _SENDS | {_P.TRIAGE_REPORTS, _P.MANAGE_TEAM, _P.KEEP_DUTY_LINES, _P.TAKE_MINUTES, _P.FILE_RECORDS},
    ),
    _role(
        RoleCode.EMERGENCY_DUTY_SENIOR,
        "Holds children's services out of hours and may open any running incident with a reason.",
        _CHILDREN,
        _DECIDES | {_P.SEE_WITNESSES, _P.OPEN_ON_DUTY},
        night=True,
    ),
    _role(
        RoleCode.ON_CALL_SENIOR_MANAGER,
        "Takes the decisions of children's services that cannot wait, and may open any running incident with a reason.",
        _CHILDREN,
        _DECIDES | {_P.SEE_WITNESSES, _P.OPEN_ON_DUTY},
        night=True,
    ),
    _role(
        RoleCode.MACE_POLICE,
        "Police officer of the team against the exploitation of children; links the response to the police.",
        frozenset({_K.POLICE}),
        _POLICE | _PLACES | {_P.TRIAGE_REPORTS, _P.WRITE_BRIEFINGS, _P.SIGN_BRIEFINGS, _P.SEE_REPORTS},
    ),
    _role(
        RoleCode.SENIOR_INVESTIGATING_OFFICER,
        "Leads the police investigation of the incident.",
        frozenset({_K.POLICE}),
        _POLICE | {_P.OVERSEE_MEDIA, _P.SEE_REPORTS},
    ),
    _role(
        RoleCode.POLICE_DUTY_INSPECTOR,
        "Commands the police response on a shift, day and night.",
        frozenset({_K.POLICE}),
        _POLICE | {_P.TRIAGE_REPORTS, _P.KEEP_DUTY_LINES, _P.CLEAR_CONTACT},
        night=True,
    ),
    _role(
        RoleCode.HOSPITAL_SAFEGUARDING,
        "Safeguards a young person on the ward and plans the discharge with the others.",
        frozenset({_K.HEALTH}),
        _SENDS | {_P.AGREE_DISCHARGE},
    ),
    _role(
        RoleCode.COMMUNITY_HEALTH_SAFEGUARDING,
        "Brings what school nurses, mental health and other community health teams know.",
        frozenset({_K.HEALTH}),
        _SAFEGUARDING,
    ),
    _role(RoleCode.GP, "Family doctor of a young person.", frozenset({_K.HEALTH}), _WORKER),
    _role(
        RoleCode.YOUTH_JUSTICE_MANAGER,
        "Manages the youth justice service's part of the response.",
        frozenset({_K.YOUTH_JUSTICE}),
        _SENDS | _PLACES | {_P.PLAN_DISRUPTION, _P.SEE_REPORTS},
    ),
    _role(
        RoleCode.TYSS_HEAD,
        "Sends targeted youth support workers, to the hospital too, and answers for their safety.",
        frozenset({_K.YOUTH_SUPPORT, _K.CHILDRENS_SERVICES}),
        _SENDS | _PLACES | {_P.SEE_REPORTS},
    ),
    _role(
        RoleCode.CUSTODY_WORKER,
        "Sees a young person who has been arrested at the police investigation centre.",
        frozenset({_K.YOUTH_JUSTICE, _K.YOUTH_SUPPORT, _K.CHILDRENS_SERVICES}),
        _SAFEGUARDING,
    ),
    _role(
        RoleCode.EDUCATION_SAFEGUARDING,
        "Safeguarding lead of a school, a college or the education service.",
        frozenset({_K.EDUCATION, _K.CHILDRENS_SERVICES}),
        _SAFEGUARDING | _PLACES,
    ),
    _role(
        RoleCode.HOUSING_OFFICER,
        "Finds a safe home or makes the one there is safer.",
        frozenset({_K.HOUSING}),
        _WORKER,
    ),
    _role(
        RoleCode.PROBATION_OFFICER,
        "Supervises an adult or an older young person who is involved.",
        frozenset({_K.PROBATION}),
        _WORKER,
    ),
    _role(
        RoleCode.VOLUNTARY_PARTNER,
        "Trusted worker of a voluntary organisation, invited for what they know or can do.",
        frozenset({_K.VOLUNTARY}),
        _PARTNER,
    ),
    _role(
        RoleCode.MINUTE_TAKER,
        "Records meetings, and the actions that are agreed there.",
        frozenset({_K.CHILDRENS_SERVICES, _K.POLICE}),
        _BASE
        | {_P.SEE_INCIDENTS, _P.MANAGE_ACTIONS, _P.SEE_NETWORK, _P.CONVENE_MEETINGS, _P.TAKE_MINUTES, _P.FILE_RECORDS},
    ),
    _role(
        RoleCode.INFORMATION_GOVERNANCE,
        "Shows who recorded, changed and looked at what, and why; works on no incident.",
        _CHILDREN,
        _BASE | {_P.SEARCH_AUDIT, _P.SEE_DELIVERIES, _P.KEEP_HOLDS, _P.DECIDE_LEGAL_DUTY},
    ),
    _role(
        RoleCode.ADMINISTRATOR,
        "Invites professionals and keeps the directory; sees no incident.",
        _CHILDREN,
        _BASE | {_P.INVITE_PROFESSIONALS, _P.SEE_DELIVERIES, _P.KEEP_DUTY_LINES},
    ),
)

ROLES: dict[str, Role] = {role.code.value: role for role in _DECLARED}
BY_KEBAB: dict[str, Role] = {role.kebab: role for role in _DECLARED}


def fits(role_code: str, agency_kind: str) -> bool:
    """Whether somebody of this kind of agency may hold the role."""
    role = ROLES.get(role_code)
    return role is not None and agency_kind in role.agency_kinds


def codes_with(permission: Permission) -> tuple[str, ...]:
    return tuple(code for code, role in ROLES.items() if permission in role.permissions)
