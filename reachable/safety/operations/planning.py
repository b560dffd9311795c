"""The safety plan of a young person: written as whole versions, never changed; a plain copy for somebody by name."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from reachable.audit.log import operation, record
from reachable.common import clock
from reachable.common.refusals import Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.models import Incident, Involvement
from reachable.incidents.policies import check_fits
from reachable.people import queries as people

from .. import permissions
from ..models import PlanCopy, PlanMeasure, SafetyPlan
from ..policies.plan import NewPlanMeasure, PlanText, check_copy, check_plan
from ..queries.plan_copy import copy_lines_of
from ..queries.plan_rows import text_of, versions_of


@operation
def write_plan(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    involvement_key: UUID,
    seen_number: int,
    danger: str,
    goals: str,
    measures: Sequence[NewPlanMeasure],
    review_on: date | None,
    scale: int | None = None,
    scale_by: str = "",
    trusted_adults: str = "",
    young_persons_words: str = "",
    carers_words: str = "",
    agreed_with: str = "",
    because: str = "",
    key: UUID | None = None,
) -> SafetyPlan:
    """Write the next version, whole (SAF-8, CTX-10). From the second on `because` says what changed.

    Stale where somebody wrote one since the writer saw `seen_number` of them (0: none). `key` is made with the form:
    sent twice, it is one version. What a child said of what happened has no place in a plan.
    """
    incident, young = permissions.check_can_write_plan(by, reference, involvement_key, at)
    if key and (sent := SafetyPlan.objects.filter(key=key).first()):
        return _sent_before(sent, young, by)
    before = versions_of(young)
    if len(before) != seen_number:
        raise Stale("Somebody else wrote a version of this plan meanwhile. Both are shown.", current=before[-1])
    said = (trusted_adults, young_persons_words, carers_words, agreed_with, because)
    new = _tidy(PlanText(danger, goals, tuple(measures), review_on, scale, scale_by, *said))
    check_plan(new, today=clock.local_date(at), is_first=not before)
    row = _saved(new, incident, young, before, key or uuid4(), by=by, at=at)
    _trace(row, new, version=len(before) + 1, by=by, at=at)
    return row


@operation
def make_copy(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    involvement_key: UUID,
    seen_number: int,
    recipient: str,
    key: UUID | None = None,
) -> PlanCopy:
    """Release a plain copy of the version that stands to `recipient` (SAF-8); the audit says so.

    Refused while a do-not-disclose stands, and while anybody else of the incident is named in it. Stale where another
    version was written since the maker saw `seen_number` of them. Sent twice with one `key`, it is one copy.
    """
    incident, young = permissions.check_can_write_plan(by, reference, involvement_key, at)
    versions = versions_of(young)
    if not versions:
        raise Refused("There is no safety plan yet. Write it first.", clause="SAF-8")
    plan = versions[-1]
    if len(versions) != seen_number:
        raise Stale("A new version of this plan was written meanwhile. Read it before you give it out.", current=plan)
    check_copy(copy_lines_of(by, incident.pk, young, text_of(plan), at), recipient)
    if key and (sent := PlanCopy.objects.select_related("plan").filter(key=key).first()):
        _check_is_that_copy(sent, plan, recipient, by)
        return sent
    copy = PlanCopy(key=key or uuid4(), plan=plan, recipient=recipient.strip(), by=by, at=at)
    check_fits(copy)
    copy.save(force_insert=True)
    words = f"{by.name} made a plain copy of the safety plan of {young.letter}, version {len(versions)}."
    timeline.write(incident, "plan-copied", words, by=by, at=at, about=young, source_key=str(plan.key))
    codes = {"plan": str(plan.key), "number": len(versions), "copy": str(copy.key)}
    said = {"recipient": copy.recipient}
    record("safety-plan-copied", by=by, at=at, incident=reference, about=_person(young), codes=codes, words=said)
    return copy


def _sent_before(plan: SafetyPlan, young: Involvement, by: Professional) -> SafetyPlan:
    if (plan.involvement_id, plan.by_id) != (young.pk, by.pk):
        raise Refused("This form was used already. Open the page again and send it from there.")
    return plan


def _check_is_that_copy(copy: PlanCopy, plan: SafetyPlan, recipient: str, by: Professional) -> None:
    if (copy.plan_id, copy.recipient, copy.by_id) != (plan.pk, recipient.strip(), by.pk):
        raise Refused("This form was used already. Open the page again and send it from there.")


def _tidy(new: PlanText) -> PlanText:
    """Without the spaces around what was typed; a measure that says nothing at all was an empty row."""
    told: dict[str, Any] = {
        name: value.strip() if isinstance(value, str) else value for name, value in vars(new).items()
    }
    rows = (NewPlanMeasure(one.place, one.what.strip(), one.who.strip()) for one in new.measures)
    return PlanText(**{**told, "measures": tuple(one for one in rows if one.what or one.who)})


def _saved(
    new: PlanText,
    incident: Incident,
    young: Involvement,
    before: Sequence[SafetyPlan],
    key: UUID,
    *,
    by: Professional,
    at: datetime,
) -> SafetyPlan:
    """Its number follows those of this letter and of the letters that turned out to be the same young person."""
    own = [one.number for one in before if one.involvement_id == young.pk]
    told = {name: value for name, value in vars(new).items() if name not in ("measures", "review_on")}
    row = SafetyPlan(
        key=key,
        incident=incident,
        involvement=young,
        number=max([len(before), *own]) + 1,
        review_on=new.review_on or clock.local_date(at),
        by=by,
        at=at,
        **told,
    )
    places = [one.place for one in new.measures]
    measures = [
        PlanMeasure(plan=row, place=one.place, position=places[:index].count(one.place), what=one.what, who=one.who)
        for index, one in enumerate(new.measures)
    ]
    check_fits(row, *measures)
    row.save(force_insert=True)
    PlanMeasure.objects.bulk_create(measures)
    return row


def _trace(row: SafetyPlan, new: PlanText, *, version: int, by: Professional, at: datetime) -> None:
    """On the timeline that there is a version, and nothing of what it says."""
    young, incident = row.involvement, row.incident
    words = f"{by.name} wrote the safety plan of {young.letter}, version {version}."
    timeline.write(incident, "safety-plan", words, by=by, at=at, about=young, source_key=str(row.key))
    typed = {name: value for name, value in vars(new).items() if isinstance(value, str) and value}
    typed["measures"] = "\n".join(f"{one.place}: {one.what} ({one.who})" for one in new.measures)
    codes = {"plan": str(row.key), "number": version, "review_on": f"{row.review_on:%Y-%m-%d}"}
    record(
        "safety-plan-written",
        by=by,
        at=at,
        incident=incident.reference,
        about=_person(young),
        codes=codes,
        words=typed,
    )


def _person(young: Involvement) -> list[UUID]:
    return list(people.current_person_keys([young.record_id]).values())
