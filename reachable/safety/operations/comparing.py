"""A measure that disrupts harm, held against the safety plan of the young person it is on."""

from datetime import datetime
from uuid import UUID, uuid4

from reachable.audit.log import operation, record
from reachable.common.refusals import Refused, Stale
from reachable.contexts.models import Disruption
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.models import Involvement
from reachable.incidents.policies import check_fits
from reachable.people import queries as people

from .. import permissions
from ..models import PlanComparison, SafetyPlan
from ..policies.comparing import check_can_be_compared, check_comparison
from ..queries.plan_rows import versions_of


@operation
def compare_with_plan(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    disruption_key: UUID,
    seen_version: int,
    seen_plan: UUID | None,
    agrees: str,
    because: str,
    key: UUID | None = None,
) -> PlanComparison:
    """Say whether a measure agrees with the safety plan that stands (STA-10). Sent twice with one `key`, it is once.

    Stale where the measure is no longer at `seen_version`, or the plan no longer the version `seen_plan`.
    """
    measure = permissions.check_can_compare(by, reference, disruption_key, at)
    if key and (sent := PlanComparison.objects.filter(key=key).first()):
        return _sent_before(sent, measure, by)
    young = _young(measure)
    versions = versions_of(young) if young else []
    check_can_be_compared(is_on_young_person=young is not None, has_plan=bool(versions))
    _check_is_what_was_seen(measure, versions[-1], seen_version, seen_plan)
    check_comparison(agrees, because)
    last = PlanComparison.objects.filter(disruption=measure).order_by("-number").first()
    row = PlanComparison(
        key=key or uuid4(),
        disruption=measure,
        disruption_version=measure.version,
        plan=versions[-1],
        number=last.number + 1 if last else 1,
        agrees=agrees,
        because=because.strip(),
        by=by,
        at=at,
    )
    check_fits(row)
    row.save(force_insert=True)
    _trace(row, measure, by=by, at=at)
    return row


def _young(measure: Disruption) -> Involvement | None:
    """The letter that stands, of whoever it is on."""
    return measure.involvement.now_known_as or measure.involvement if measure.involvement else None


def _check_is_what_was_seen(measure: Disruption, plan: SafetyPlan, seen_version: int, seen_plan: UUID | None) -> None:
    if measure.version != seen_version:
        raise Stale("The measure was changed meanwhile. Read it before you compare.", current=measure)
    if plan.key != seen_plan:
        raise Stale("A new version of the safety plan was written meanwhile. Read it before you compare.", current=plan)


def _trace(row: PlanComparison, measure: Disruption, *, by: Professional, at: datetime) -> None:
    """The timeline says that it was looked at, and nothing of either."""
    young = _young(measure)
    letter = young.letter if young else ""
    says = f"A measure that disrupts harm, on {letter}, was compared with the safety plan."
    timeline.write(measure.incident, "disruption-compared", says, by=by, at=at, about=young, source_key=str(row.key))
    codes = {
        "disruption": str(measure.key),
        "version": measure.version,
        "plan": str(row.plan.key),
        "agrees": str(row.agrees),
    }
    about = people.current_person_keys([young.record_id]).values() if young else ()
    record(
        "disruption-compared",
        by=by,
        at=at,
        incident=measure.incident.reference,
        about=about,
        codes=codes,
        words={"because": row.because},
    )


def _sent_before(row: PlanComparison, measure: Disruption, by: Professional) -> PlanComparison:
    if (row.disruption_id, row.by_id) != (measure.pk, by.pk):
        raise Refused("This form was used already. Open the page again and send it from there.")
    return row
