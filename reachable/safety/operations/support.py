"""Debrief and Joint Agency Group Supervision for the teams that carry an incident (STF-2): whether and when."""

from datetime import date, datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common import clock
from reachable.common.refusals import NotFound, Stale
from reachable.directory.models import Agency, Professional
from reachable.incidents import access, timeline
from reachable.incidents.models import Incident
from reachable.incidents.policies import check_fits

from .. import permissions, policies
from ..choices import SupportKind, SupportState
from ..models import StaffSupport, SupportStep


@operation
def offer_support(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    kind: str,
    agency_key: UUID,
    team: str = "",
    state: str = SupportState.OFFERED,
    on: date | None = None,
) -> StaffSupport:
    """How it stands with a debrief or supervision for a team of an agency; without `team`, for all of it."""
    incident = permissions.check_can_see_for_support(by, reference, at)
    agency = Agency.objects.filter(key=agency_key).first()
    if agency is None:
        raise NotFound("agency")
    permissions.check_can_support(by, agency)
    policies.check_names_nobody(team, _names(incident, at))
    policies.check_support_day(state, on, clock.local_date(at))
    team = team.strip()
    alike = StaffSupport.objects.filter(incident=incident, kind=kind, agency=agency, team__iexact=team)
    policies.check_support_is_new(exists=alike.exists())
    support = StaffSupport(
        incident=incident, kind=SupportKind(kind), agency=agency, team=team, state=SupportState(state), on=on
    )
    check_fits(support)
    support.save(force_insert=True)
    _step(support, by=by, at=at)
    _trace(support, "staff-support-offered", by=by, at=at)
    return support


@operation
def step_support(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    support_key: UUID,
    seen_version: int,
    state: str,
    on: date | None = None,
) -> StaffSupport:
    """Wanted, booked, held or not wanted now. Stale when somebody else said so since `seen_version`."""
    incident = permissions.check_can_see_for_support(by, reference, at)
    rows = StaffSupport.objects.select_for_update(of=("self",)).select_related("agency", "incident")
    support = rows.filter(incident=incident, key=support_key).first()
    if support is None:
        raise NotFound("support")
    permissions.check_can_support(by, support.agency)
    if support.version != seen_version:
        raise Stale("Somebody else changed this meanwhile. Both are shown.", current=support)
    policies.check_support_day(state, on, clock.local_date(at))
    policies.check_support_changes(changed=(support.state, support.on) != (state, on))
    support.state, support.on, support.version = SupportState(state), on, support.version + 1
    check_fits(support)
    support.save(update_fields=["state", "on", "version"])
    _step(support, by=by, at=at)
    _trace(support, "staff-support-changed", by=by, at=at)
    return support


def _names(incident: Incident, at: datetime) -> list[str]:
    return list(access.current_team(at).filter(incident=incident).values_list("professional__name", flat=True))


def _step(support: StaffSupport, *, by: Professional, at: datetime) -> None:
    SupportStep.objects.create(
        support=support, number=support.version, state=support.state, on=support.on, by=by, at=at
    )


def _trace(support: StaffSupport, verb: str, *, by: Professional, at: datetime) -> None:
    whom = ", ".join(part for part in (support.agency.name, support.team) if part)
    says = f"{support.get_kind_display()} for {whom}: {support.get_state_display().lower()}."
    timeline.write(support.incident, "staff-support", says, by=by, at=at, source_key=str(support.key))
    codes = {"support": str(support.key), "kind": str(support.kind), "state": str(support.state)}
    record(verb, by=by, at=at, incident=support.incident.reference, codes=codes)
