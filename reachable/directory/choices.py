"""Codes that are stored. Never re-used for another meaning."""

from django.db.models import TextChoices


class AgencyKind(TextChoices):
    CHILDRENS_SERVICES = "CHILDRENS_SERVICES", "Children's services"
    POLICE = "POLICE", "Police"
    HEALTH = "HEALTH", "Health"
    YOUTH_JUSTICE = "YOUTH_JUSTICE", "Youth justice"
    YOUTH_SUPPORT = "YOUTH_SUPPORT", "Youth support"
    EDUCATION = "EDUCATION", "Education"
    HOUSING = "HOUSING", "Housing"
    PROBATION = "PROBATION", "Probation"
    VOLUNTARY = "VOLUNTARY", "Voluntary organisation"
    OTHER_AUTHORITY = "OTHER_AUTHORITY", "Another local authority"


class RoleCode(TextChoices):
    HEAD_OF_SOCIAL_WORK = "HEAD_OF_SOCIAL_WORK", "Head of Social Work"
    TEAM_MANAGER = "TEAM_MANAGER", "Team manager"
    SOCIAL_WORKER = "SOCIAL_WORKER", "Social worker"
    FRONT_DOOR_MANAGER = "FRONT_DOOR_MANAGER", "Manager at the children's front door"
    EMERGENCY_DUTY_SENIOR = "EMERGENCY_DUTY_SENIOR", "Senior worker, emergency duty team"
    ON_CALL_SENIOR_MANAGER = "ON_CALL_SENIOR_MANAGER", "On-call senior manager"
    MACE_POLICE = "MACE_POLICE", "MACE police"
    SENIOR_INVESTIGATING_OFFICER = "SENIOR_INVESTIGATING_OFFICER", "Senior Investigating Officer"
    POLICE_DUTY_INSPECTOR = "POLICE_DUTY_INSPECTOR", "Police duty inspector"
    HOSPITAL_SAFEGUARDING = "HOSPITAL_SAFEGUARDING", "Hospital safeguarding"
    COMMUNITY_HEALTH_SAFEGUARDING = "COMMUNITY_HEALTH_SAFEGUARDING", "Community health safeguarding"
    GP = "GP", "General practitioner"
    YOUTH_JUSTICE_MANAGER = "YOUTH_JUSTICE_MANAGER", "Youth justice manager"
    TYSS_HEAD = "TYSS_HEAD", "Head of the Targeted Youth Support Service"
    CUSTODY_WORKER = "CUSTODY_WORKER", "Custody worker"
    EDUCATION_SAFEGUARDING = "EDUCATION_SAFEGUARDING", "Education safeguarding"
    HOUSING_OFFICER = "HOUSING_OFFICER", "Housing officer"
    PROBATION_OFFICER = "PROBATION_OFFICER", "Probation officer"
    VOLUNTARY_PARTNER = "VOLUNTARY_PARTNER", "Voluntary organisation's worker"
    MINUTE_TAKER = "MINUTE_TAKER", "Minute-taker"
    INFORMATION_GOVERNANCE = "INFORMATION_GOVERNANCE", "Information-governance lead"
    ADMINISTRATOR = "ADMINISTRATOR", "Administrator"


class DutyHours(TextChoices):
    """When a duty line is answered. Office hours are those of the settings, on working days."""

    ALWAYS = "ALWAYS", "At any time"
    OFFICE_HOURS = "OFFICE_HOURS", "Office hours"
    OUT_OF_HOURS = "OUT_OF_HOURS", "Evenings, nights and weekends"


class ContactPointKind(TextChoices):
    HOSPITAL = "HOSPITAL", "Hospital"
    CUSTODY_SUITE = "CUSTODY_SUITE", "Custody suite"
    TEAM = "TEAM", "Safeguarding contact point"
    SERVICE = "SERVICE", "Support service"
    AUTHORITY = "AUTHORITY", "Another local authority"


class CustodyWorkers(TextChoices):
    """Whether early intervention custody workers come to a suite."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class KeptPurpose(TextChoices):
    DRAFT = "DRAFT", "A draft that its writer left"
    LOST_SESSION = "LOST_SESSION", "Text typed when the session ended"


class SecondFactor(TextChoices):
    TOTP = "TOTP", "Authenticator app"
    PASSKEY = "PASSKEY", "Passkey"
    RECOVERY_CODES = "RECOVERY_CODES", "Recovery codes"


class InvitationState(TextChoices):
    WAITING = "WAITING", "Waiting for an answer"
    ACCEPTED = "ACCEPTED", "Accepted"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"
    EXPIRED = "EXPIRED", "Expired"
