"""Agreeing the plan for leaving hospital, and taking that back. That somebody left is a fact, whatever was agreed."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.refusals import Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.models import Incident, Involvement
from reachable.incidents.policies import check_fits, check_not_joined

from .. import permissions, policies
from ..models import DischargePlan
from ..queries.reading import Reading, read
from .plans import begin_discharge_plan, person_keys_of


@operation
def agree_discharge(
    *, by: Professional, at: datetime, reference: str, involvement_key: UUID, words: str, seen: Mapping[str, int]
) -> DischargePlan:
    """Agree that this young person leaves hospital, by the plan that stands (DIS-2).

    Refused in one sentence while anything is missing. `seen` is what the page showed: the number of each answer and
    of each seat; Stale where one of them was said again since.
    """
    incident, involvement, reading = _found(by, reference, involvement_key, at)
    policies.check_says_what_was_agreed(words)
    policies.check_discharge_may_be_agreed(reading.lines, involvement.letter)
    if reading.holds and reading.plan and reading.plan.agreed_by:
        raise Stale(f"{reading.plan.agreed_by.name} agreed it meanwhile.", current=reading.plan)
    if dict(seen) != reading.seen:
        raise Stale("Something that the plan rests on was said again while you looked. Look again.", current=None)
    plan = begin_discharge_plan(incident, involvement, reading, by=by, at=at)
    plan.agreed_by, plan.agreed_at, plan.agreed_words = by, at, words.strip()
    plan.rests_on = reading.rests_on
    plan.withdrawn_by, plan.withdrawn_at, plan.withdrawn_because = None, None, ""
    check_fits(plan)
    plan.save()
    said = f"The discharge of {involvement.letter} was agreed: {plan.agreed_words}"
    _trace(incident, involvement, plan, "discharge-agreed", said, plan.agreed_words, by=by, at=at)
    return plan


@operation
def withdraw_discharge(
    *, by: Professional, at: datetime, reference: str, involvement_key: UUID, because: str
) -> DischargePlan:
    """What was agreed is agreed no longer, while the young person is still in hospital."""
    incident, involvement, reading = _found(by, reference, involvement_key, at)
    policies.check_says_why_withdrawn(because)
    plan = reading.plan
    if plan is None or not reading.was_agreed:
        raise Refused(f"The discharge of {involvement.letter} is not agreed: there is nothing to take back.")
    plan.withdrawn_by, plan.withdrawn_at, plan.withdrawn_because = by, at, because.strip()
    check_fits(plan)
    plan.save()
    said = f"The discharge of {involvement.letter} is no longer agreed: {plan.withdrawn_because}"
    _trace(incident, involvement, plan, "discharge-withdrawn", said, plan.withdrawn_because, by=by, at=at)
    return plan


def _found(by: Professional, reference: str, key: UUID, at: datetime) -> tuple[Incident, Involvement, Reading]:
    """Of a young person who is in hospital: of nobody else is a discharge agreed or taken back."""
    incident, involvement = permissions.check_can_agree_discharge(by, reference, key, at)
    check_not_joined(incident.phase)
    reading = read(by, incident.pk, at, only=[involvement.pk])[involvement.pk]
    stays = reading.stays
    policies.check_is_in_hospital(
        involvement.letter, is_in_hospital=stays.is_in_hospital, is_disputed=stays.is_disputed, died=stays.died
    )
    return incident, involvement, reading


def _trace(
    incident: Incident,
    involvement: Involvement,
    plan: DischargePlan,
    code: str,
    said: str,
    words: str,
    *,
    by: Professional,
    at: datetime,
) -> None:
    key = str(plan.key)
    timeline.write(incident, code, said, by=by, at=at, about=involvement, source_key=key)
    codes = {"plan": key, "number": plan.number, "rests_on": plan.rests_on}
    about = person_keys_of(involvement)
    record(code, by=by, at=at, incident=incident.reference, about=about, codes=codes, words=words)
