"""When a report is joined to an incident, what was planned there for leaving hospital goes with it."""

from collections.abc import Iterable

from reachable.audit.log import operation, record
from reachable.common import happenings
from reachable.directory.models import Professional
from reachable.incidents.models import Incident

from ..models import DischargePlan, DischargeSeat
from ..queries.reading import Reading, read
from .leaving import ring_where_early


@operation
def carry_plans(happening: happenings.IncidentsJoined) -> None:
    """The plan of the last stay of each young person, to the stay that it now is; earlier ones stay with the report.

    Where both had one, what was said of each seat stands in the order in which it was said. What was agreed in the
    report holds only as far as the answers that stand in the incident bear it out. Who is said to have left by what
    the report said is noticed.
    """
    by = Professional.objects.get(key=happening.by.key)
    plans = DischargePlan.objects.filter(involvement__in=happening.moved).prefetch_related("seats")
    latest = {plan.involvement_id: plan for plan in plans.order_by("number")}
    targets = dict.fromkeys(happening.moved.values())
    into = Incident.objects.get(pk=happening.into_id)
    for source, plan in latest.items():
        there = read(by, into.pk, happening.at, only=targets)[happening.moved[source]]
        _bring(plan, there, into)
    if latest:
        codes = {"from": happening.incident_id, "plans": [str(plan.key) for plan in latest.values()]}
        record("discharge-plans-carried", by=by, at=happening.at, incident=into.reference, codes=codes)
    readings = read(by, into.pk, happening.at, only=targets)
    ring_where_early(into.pk, readings.values(), by=by, at=happening.at)


def _bring(plan: DischargePlan, there: Reading, into: Incident) -> None:
    """The keys of what it rests on are codes, which are the same in both; their numbers are not."""
    rests_on = {name: said for name, said in plan.rests_on.items() if isinstance(said, str)}
    if there.plan is None:
        plan.incident, plan.involvement, plan.number = into, there.involvement, there.stays.number
        plan.rests_on = rests_on
        plan.save(update_fields=["incident", "involvement", "number", "rests_on"])
        return
    here = there.plan
    _put_in_order([*here.seats.all(), *plan.seats.all()], here)
    if here.agreed_at is None and plan.agreed_at is not None:
        for name in ("agreed_by", "agreed_at", "agreed_words", "withdrawn_by", "withdrawn_at", "withdrawn_because"):
            setattr(here, name, getattr(plan, name))
        here.rests_on = rests_on
        here.save()


def _put_in_order(seats: Iterable[DischargeSeat], plan: DischargePlan) -> None:
    """Copies, so that the report keeps what was said in it; numbered on from what is there, the newest last."""
    by_kind: dict[str, list[DischargeSeat]] = {}
    for seat in sorted(seats, key=lambda one: (one.at, one.plan_id == plan.pk, one.number)):
        by_kind.setdefault(seat.kind, []).append(seat)
    fields = ("kind", "state", "who", "because", "information_asked_of", "information_asked_at", "information")
    copies = []
    for rows in by_kind.values():
        if all(row.plan_id == plan.pk for row in rows):
            continue
        number = max((row.number for row in rows if row.plan_id == plan.pk), default=0)
        brought = [row for row in rows if row.plan_id != plan.pk]
        last = [rows[-1]] if rows[-1].plan_id == plan.pk else []
        for row in (*brought, *last):
            number += 1
            values = {name: getattr(row, name) for name in fields}
            copies.append(DischargeSeat(plan=plan, number=number, by_id=row.by_id, at=row.at, **values))
    DischargeSeat.objects.bulk_create(copies)
