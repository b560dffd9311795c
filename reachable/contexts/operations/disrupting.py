"""Measures that disrupt harm: considered, asked for, in force, not made, ended. Every step and condition stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from reachable.audit.log import operation, record
from reachable.common import clock
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.directory.models import Agency, Professional
from reachable.incidents import timeline
from reachable.incidents.choices import Known
from reachable.incidents.models import AdultInvolvement, Incident, Involvement
from reachable.incidents.policies import check_fits
from reachable.people import queries as people

from .. import permissions
from ..choices import DisruptionOn, DisruptionState
from ..editions import tables
from ..models import Condition, Context, Disruption, DisruptionStep
from ..policies import disruption as policies
from ..policies.disruption import NewCondition


@dataclass(frozen=True)
class Stands:
    """How a measure stands: its state, its days, what youth justice was asked, and what it forbids or asks."""

    state: str = DisruptionState.CONSIDERED
    from_on: date | None = None
    expires_on: date | None = None
    review_on: date | None = None
    youth_justice_asked: str = Known.NOT_KNOWN
    youth_justice_said: str = ""
    conditions: Sequence[NewCondition] = ()
    words: str = ""


@operation
def plan_disruption(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    tool: str,
    on: str,
    why: str,
    stands: Stands | None = None,
    young_person: UUID | None = None,
    adult: UUID | None = None,
    context: str = "",
    subject_words: str = "",
    agency_key: UUID | None = None,
    key: UUID | None = None,
) -> Disruption:
    """Plan a measure on a young person, an adult or a place (STA-10). Sent twice with one `key`, it is one.

    A day to look at it again that is not given is worked out from the guide's weeks for that measure.
    """
    incident = permissions.check_can_plan_disruption(by, reference, at)
    if key and (sent := Disruption.objects.filter(key=key).first()):
        return _sent_before(sent, incident, by)
    stands = stands or Stands()
    policies.check_tool(tables().tool(tool), on)
    row = Disruption(
        key=key or uuid4(), incident=incident, tool=tool, on=DisruptionOn(on), created_by=by, created_at=at
    )
    row.why, row.agency = why.strip(), _agency(agency_key)
    _say_subject(row, young_person, adult, context, subject_words)
    policies.check_says_what_for(why)
    _set(row, stands, at)
    check_fits(row)
    row.save(force_insert=True)
    _step(row, stands, by=by, at=at)
    _trace(row, "disruption-planned", stands, by=by, at=at)
    return row


@operation
def step_disruption(
    *, by: Professional, at: datetime, reference: str, disruption_key: UUID, seen_version: int, stands: Stands
) -> Disruption:
    """What became of a measure. That it is in force is a fact, whoever was asked before; asking for it is not (STA-10).

    `stands` says all of it, the conditions too: what stood before is kept with the step before.
    """
    row = permissions.check_can_step_disruption(by, reference, disruption_key, at)
    if row.version != seen_version:
        raise Stale("Somebody else changed this measure meanwhile. Both are shown.", current=row)
    policies.check_step_says_why(stands.state, stands.words)
    _set(row, stands, at)
    row.version += 1
    check_fits(row)
    row.save()
    _step(row, stands, by=by, at=at)
    _trace(row, "disruption-changed", stands, by=by, at=at)
    return row


def _say_subject(
    row: Disruption, young_person: UUID | None, adult: UUID | None, context: str, subject_words: str
) -> None:
    if row.on == DisruptionOn.YOUNG_PERSON and young_person:
        mine = Involvement.objects.filter(incident=row.incident, key=young_person, now_known_as__isnull=True)
        row.involvement = mine.first()
        if row.involvement is None:
            raise NotFound("young person")
    elif row.on == DisruptionOn.ADULT and adult:
        row.adult = AdultInvolvement.objects.filter(incident=row.incident, key=adult).first()
        if row.adult is None:
            raise NotFound("adult")
    elif row.on == DisruptionOn.PLACE and context:
        here = Context.objects.filter(incidents__incident=row.incident, incidents__ended_at__isnull=True)
        row.context = here.filter(reference=context).first()
        if row.context is None:
            raise NotFound("context")
    has_record = bool(row.involvement or row.adult or row.context)
    policies.check_subject(row.on, has_record=has_record, words=subject_words)
    row.subject_words = "" if has_record else subject_words.strip()


def _set(row: Disruption, stands: Stands, at: datetime) -> None:
    """The days that belong to the state: what is over is not looked at again."""
    today, tool = clock.local_date(at), tables().tool(row.tool)
    if stands.state not in DisruptionState.values:
        raise Refused("Choose how it stands.", clause="STA-10", field="state")
    asked = stands.youth_justice_asked if stands.youth_justice_asked in Known.values else Known.NOT_KNOWN
    policies.check_youth_justice_asked(tool, row.on, stands.state, asked)
    if policies.consults_youth_justice(tool, row.on):
        policies.check_youth_justice_said(asked, stands.youth_justice_said)
    policies.check_days(
        stands.state,
        from_on=stands.from_on,
        expires_on=stands.expires_on,
        review_on=stands.review_on,
        today=today,
    )
    policies.check_conditions(stands.conditions)
    row.youth_justice_asked, row.youth_justice_said = asked, stands.youth_justice_said.strip()
    row.state, row.from_on, row.expires_on = stands.state, stands.from_on, stands.expires_on
    row.review_on = policies.review_day(tool, stands.state, stands.review_on, today)


def _step(row: Disruption, stands: Stands, *, by: Professional, at: datetime) -> None:
    step = DisruptionStep(
        disruption=row,
        number=row.version,
        state=row.state,
        from_on=row.from_on,
        expires_on=row.expires_on,
        review_on=row.review_on,
        words=stands.words.strip(),
        by=by,
        at=at,
    )
    written = [one for one in stands.conditions if one.words.strip()]
    conditions = [
        Condition(disruption=row, version=row.version, position=place, kind=one.kind, words=one.words.strip())
        for place, one in enumerate(written)
    ]
    check_fits(step, *conditions)
    step.save(force_insert=True)
    Condition.objects.bulk_create(conditions)


def _trace(row: Disruption, verb: str, stands: Stands, *, by: Professional, at: datetime) -> None:
    """The whole team reads the timeline: that there is a measure and on whom by letter, and not which one."""
    young = row.involvement.now_known_as or row.involvement if row.involvement else None
    whom = f"on {young.letter}" if young else f"on {DisruptionOn(row.on).label.lower()}"
    says = f"A measure that disrupts harm, {whom}: {DisruptionState(row.state).label.lower()}."
    timeline.write(row.incident, "disruption", says, by=by, at=at, about=young, source_key=str(row.key))
    codes = {"disruption": str(row.key), "tool": row.tool, "on": str(row.on), "state": str(row.state)}
    said = {
        "why": row.why,
        "subject": row.subject_words,
        "youth_justice": row.youth_justice_said,
        "conditions": "\n".join(one.words for one in stands.conditions),
        "words": stands.words.strip(),
    }
    record(
        verb,
        by=by,
        at=at,
        incident=row.incident.reference,
        about=people.current_person_keys([young.record_id]).values() if young else (),
        codes=codes,
        words={name: words for name, words in said.items() if words},
    )


def _sent_before(row: Disruption, incident: Incident, by: Professional) -> Disruption:
    if (row.incident_id, row.created_by_id) != (incident.pk, by.pk):
        raise Refused("This form was used already. Open the page again and send it from there.")
    return row


def _agency(key: UUID | None) -> Agency | None:
    if key is None:
        return None
    found = Agency.objects.filter(key=key).first()
    if found is None:
        raise NotFound("agency")
    return found
