"""Practical measures: asked for, in place, extended, not to be had, ended. Every step stays on record."""

from datetime import date, datetime
from uuid import UUID, uuid4

from reachable.audit.log import operation, record
from reachable.common import clock
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.directory.models import Agency, Professional
from reachable.incidents import timeline
from reachable.incidents.models import Incident, Involvement
from reachable.incidents.policies import check_fits
from reachable.people import queries as people

from .. import permissions, policies
from ..choices import MeasureKind, MeasureState
from ..models import Measure, MeasureStep


@operation
def ask_for_measure(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    involvement_key: UUID,
    kind: str,
    words: str = "",
    asked_of_key: UUID | None = None,
    review_on: date | None = None,
    another: bool = False,
    key: UUID | None = None,
) -> Measure:
    """Ask for something that makes a young person safer where they are (SAF-8, CTX-16). `another` says that a second
    one of a kind that runs is meant. `key` is made with the form: sent twice, it is one measure.
    """
    incident, involvement = permissions.check_can_ask_for_measure(by, reference, involvement_key, at)
    if key and (sent := Measure.objects.filter(key=key).first()):
        return _sent_before(sent, incident, by)
    policies.check_measure_is_named(kind, words)
    policies.check_address_is_not_written(kind, words)
    policies.check_another_is_meant(kind, runs=_runs(involvement, kind, clock.local_date(at)), another=another)
    measure = Measure(
        key=key or uuid4(),
        incident=incident,
        involvement=involvement,
        kind=MeasureKind(kind),
        words=words.strip(),
        asked_of=_agency(asked_of_key),
        asked_by=by,
        asked_at=at,
        state=MeasureState.ASKED_FOR,
        review_on=review_on,
    )
    check_fits(measure)
    measure.save(force_insert=True)
    _step(measure, measure.words, by=by, at=at)
    _trace(measure, "measure-asked-for", by=by, at=at, words=measure.words)
    return measure


@operation
def set_measure(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    measure_key: UUID,
    seen_version: int,
    state: str,
    in_place_on: date | None = None,
    expires_on: date | None = None,
    review_on: date | None = None,
    words: str = "",
) -> Measure:
    """Say what became of a measure; one that is in place is extended by saying so again with a later last day.

    Where it is not known since when it is in place, it is since today. `expires_on` of one that ended is its last day.
    Stale when somebody else changed it since `seen_version`.
    """
    measure = permissions.check_can_set_measure(by, reference, measure_key, at)
    if measure.version != seen_version:
        raise Stale("Somebody else changed this measure meanwhile. Both are shown.", current=measure)
    policies.check_measure_says_why(state, words, was=measure.state)
    policies.check_address_is_not_written(measure.kind, words)
    before = (measure.state, measure.in_place_on, measure.expires_on, measure.review_on)
    _set(measure, MeasureState(state), in_place_on, expires_on, review_on, today=clock.local_date(at))
    changed = (measure.state, measure.in_place_on, measure.expires_on, measure.review_on) != before
    policies.check_measure_changes(changed=changed, words=words)
    measure.version += 1
    check_fits(measure)
    measure.save(update_fields=["state", "in_place_on", "expires_on", "review_on", "version"])
    _step(measure, words.strip(), by=by, at=at)
    _trace(measure, "measure-changed", by=by, at=at, words=words.strip())
    return measure


def _set(
    measure: Measure,
    state: MeasureState,
    in_place_on: date | None,
    expires_on: date | None,
    review_on: date | None,
    *,
    today: date,
) -> None:
    """The days that belong to the state; what ended keeps since when it was in place, and looks ahead to nothing."""
    asked_on = clock.local_date(measure.asked_at)
    if state == MeasureState.IN_PLACE:
        in_place_on = in_place_on or measure.in_place_on or today
    elif state == MeasureState.ASKED_FOR:
        in_place_on = expires_on = None
    else:
        in_place_on, review_on = measure.in_place_on, None
        if expires_on is None and measure.expires_on is not None and measure.expires_on <= today:
            expires_on = measure.expires_on
    policies.check_measure_days(state, in_place_on=in_place_on, expires_on=expires_on, asked_on=asked_on, today=today)
    measure.state, measure.in_place_on = state, in_place_on
    measure.expires_on, measure.review_on = expires_on, review_on


def _runs(involvement: Involvement, kind: str, today: date) -> bool:
    """One that is asked for, or in place and has not expired, also of a letter that turned out to be this one."""
    alike = Measure.objects.filter(kind=kind, state__in=(MeasureState.ASKED_FOR, MeasureState.IN_PLACE))
    mine = [involvement.pk, *involvement.known_before.values_list("pk", flat=True)]
    return alike.filter(involvement__in=mine).exclude(expires_on__lt=today).exists()


def _sent_before(measure: Measure, incident: Incident, by: Professional) -> Measure:
    if (measure.incident_id, measure.asked_by_id) != (incident.pk, by.pk):
        raise Refused("This form was used already. Open the page again and send it from there.")
    return measure


def _agency(key: UUID | None) -> Agency | None:
    if key is None:
        return None
    found = Agency.objects.filter(key=key).first()
    if found is None:
        raise NotFound("agency")
    return found


def _step(measure: Measure, words: str, *, by: Professional, at: datetime) -> None:
    step = MeasureStep(
        measure=measure,
        number=measure.version,
        state=measure.state,
        in_place_on=measure.in_place_on,
        expires_on=measure.expires_on,
        review_on=measure.review_on,
        words=words,
        by=by,
        at=at,
    )
    check_fits(step)
    step.save(force_insert=True)


def _trace(measure: Measure, verb: str, *, by: Professional, at: datetime, words: str) -> None:
    """On the timeline by letter and without what was typed."""
    young, incident = measure.involvement.now_known_as or measure.involvement, measure.incident
    says = f"{young.letter}: {measure.get_kind_display().lower()}, {_in_words(measure)}."
    timeline.write(incident, "measure", says, by=by, at=at, about=young, source_key=str(measure.key))
    codes = {"measure": str(measure.key), "kind": str(measure.kind), "state": str(measure.state)}
    about = people.current_person_keys([young.record_id]).values()
    record(verb, by=by, at=at, incident=incident.reference, about=about, codes=codes, words=words)


def _in_words(measure: Measure) -> str:
    state = measure.get_state_display().lower()
    if measure.state == MeasureState.ASKED_FOR and measure.asked_of:
        return f"{state} ({measure.asked_of.name})"
    if measure.state == MeasureState.IN_PLACE and measure.expires_on:
        return f"{state} until {measure.expires_on:%d %B %Y}"
    return state
