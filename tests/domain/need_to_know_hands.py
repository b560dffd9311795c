"""Readers who may know less than others, for the tests of need to know."""

from reachable.directory import operations as directory
from reachable.directory.choices import AgencyKind, RoleCode
from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.models import Incident
from tests.factories import AT, LONG_AGO, Cast

KINDS = {
    RoleCode.GP: AgencyKind.HEALTH,
    RoleCode.VOLUNTARY_PARTNER: AgencyKind.VOLUNTARY,
    RoleCode.MINUTE_TAKER: AgencyKind.POLICE,
}


def reader(cast: Cast, incident: Incident, role: RoleCode) -> Professional:
    """Somebody in this role, on the team of the incident."""
    code = role.value.lower().replace("_", "-")
    agency = directory.create_agency(by=None, at=LONG_AGO, code=f"of-{code}", name=f"Of {code}", kind=KINDS[role])
    one = directory.create_professional(
        by=None, at=LONG_AGO, name=f"Reader {code}", email=f"{code}@readers.example", job_title="Reader", agency=agency,
        roles=[role], telephone="01632 960131", opens_account=True, is_demo_persona=True,
    )  # fmt: skip
    return on_team(cast, incident, one)


def on_team(cast: Cast, incident: Incident, one: Professional) -> Professional:
    operations.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=one.key, why="Helps with the response"
    )
    return one
