"""Deciding what the incident is: it confirms or stops what is already running, and never delays it."""

from datetime import datetime

from reachable.audit.log import operation, record
from reachable.common import happenings
from reachable.common.refusals import Stale
from reachable.directory.models import Professional

from .. import permissions, policies, timeline
from ..choices import ContextQuestion, Finding, Known, Phase, Route
from ..models import CarriedOn, ContextAnswer, DefinitionDecision, Incident, PhaseChange


@operation
def sign_definition(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    offence: tuple[str, str],
    age: tuple[str, str],
    setting: tuple[str, str],
    holds: bool,
    override_because: str = "",
    route: str = "",
    their_reference: str = "",
    named_person: str = "",
    telephone: str = "",
    seen_number: int = 0,
) -> DefinitionDecision:
    """Sign the three parts, each (finding, because), and what they come to (DEF-3).

    `holds` other than the parts add up to takes `override_because`; not serious youth violence takes what
    carries the concern on. `seen_number` is the decision that the signer saw: Stale when another was signed since.
    """
    incident = permissions.check_can_sign_definition(by, reference, at)
    latest = incident.definitions.order_by("-number").first()
    number = latest.number if latest else 0
    if seen_number != number:
        raise Stale("Somebody else signed a decision while you wrote yours. Both are shown.", current=latest)
    policies.check_is_running(incident.phase)
    parts = (("offence", *offence), ("age", *age), ("setting", *setting))
    decision = _decided(parts, holds, override_because)
    policies.check_carried_on(holds=holds, route=route, their_reference=their_reference, named_person=named_person)
    decision.incident, decision.number, decision.signed_by, decision.signed_at = incident, number + 1, by, at
    _keep(decision, None if holds else CarriedOn(**_carrying(route, their_reference, named_person, telephone)))
    _after_signing(incident, decision, by=by, at=at)
    return decision


def _decided(parts: tuple[tuple[str, str, str], ...], holds: bool, override_because: str) -> DefinitionDecision:
    """What is signed, not yet kept: the three parts, what they come to and whether that was overridden."""
    policies.check_definition_is_complete((name, Finding(found), because) for name, found, because in parts)
    worked_out = Finding.NOT_MET not in {Finding(found) for _, found, _ in parts}
    overridden = policies.check_override_has_reason(worked_out=worked_out, decided=holds, because=override_because)
    return DefinitionDecision(
        **{name: Finding(found) for name, found, _ in parts},
        **{f"{name}_because": because for name, _, because in parts},
        holds=holds,
        overridden=overridden,
        override_because=override_because if overridden else "",
    )


def _carrying(route: str, their_reference: str, named_person: str, telephone: str) -> dict[str, str]:
    return {
        "route": Route(route),
        "their_reference": their_reference,
        "named_person": named_person,
        "telephone": telephone,
    }


def _keep(decision: DefinitionDecision, carried_on: CarriedOn | None) -> None:
    policies.check_fits(decision)
    decision.save(force_insert=True)
    if carried_on is not None:
        policies.check_fits(carried_on)
        carried_on.decision = decision
        carried_on.save(force_insert=True)


def _after_signing(incident: Incident, decision: DefinitionDecision, *, by: Professional, at: datetime) -> None:
    if decision.holds:
        words = f"{by.name} signed: this is serious youth violence."
        if incident.phase == Phase.PROVISIONAL:  # signed again later, it moves nothing back
            set_phase(incident, Phase.CONFIRMED, "The definition was signed.", by=by, at=at)
    else:
        words = f"{by.name} signed: this is not serious youth violence. Open safety actions continue."
        set_phase(incident, Phase.NOT_SERIOUS, "The definition is not met.", by=by, at=at)
    timeline.write(incident, "definition-signed", words, by=by, at=at)
    codes = {
        "holds": decision.holds,
        "overridden": decision.overridden,
        "offence": decision.offence,
        "age": decision.age,
        "setting": decision.setting,
    }
    record(
        "definition-signed",
        by=by,
        at=at,
        incident=incident.reference,
        codes=codes,
        words=decision.override_because or None,
    )
    happenings.tell(happenings.DefinitionSigned(by=by, at=at, incident_id=incident.pk, holds=decision.holds))


@operation
def reopen(*, by: Professional, at: datetime, reference: str, because: str) -> None:
    """What was closed as not serious youth violence runs again, provisionally, until it is decided anew."""
    incident = permissions.check_can_sign_definition(by, reference, at)
    policies.check_can_be_reopened(incident.phase, because)
    set_phase(incident, Phase.PROVISIONAL, because, by=by, at=at)
    timeline.write(incident, "reopened", f"{by.name} re-opened the incident: {because}", by=by, at=at)
    record("incident-reopened", by=by, at=at, incident=reference, words=because)
    happenings.tell(happenings.IncidentReopened(by=by, at=at, incident_id=incident.pk))


@operation
def answer_context(
    *, by: Professional, at: datetime, reference: str, question: str, answer: str, because: str, seen_number: int = 0
) -> ContextAnswer:
    """Answer DEF-1 or DEF-2 about the incident. It opens, narrows and delays nothing."""
    incident = permissions.check_can_sign_definition(by, reference, at)
    policies.check_not_joined(incident.phase)
    policies.check_context_answer_has_reason(answer, because)
    latest = incident.context_answers.filter(question=question).order_by("-number").first()
    number = latest.number if latest else 0
    if seen_number != number:
        raise Stale("Somebody else answered while you wrote. Both are shown.", current=latest)
    row = ContextAnswer.objects.create(
        incident=incident,
        question=ContextQuestion(question),
        number=number + 1,
        answer=Known(answer),
        because=because,
        by=by,
        at=at,
    )
    words = f"{ContextQuestion(question).label} {Known(answer).label}."
    timeline.write(incident, "context-answered", words, by=by, at=at)
    codes = {"question": str(question), "answer": str(answer)}
    record("context-answered", by=by, at=at, incident=reference, codes=codes, words=because)
    return row


def set_phase(incident: Incident, phase: Phase, reason: str, *, by: Professional, at: datetime) -> None:
    """Writes the phase and its numbered row; the caller has checked that it may be entered."""
    number = incident.phases.count() + 1
    PhaseChange.objects.create(incident=incident, number=number, phase=phase, reason=reason, by=by, at=at)
    incident.phase = phase
    incident.save(update_fields=["phase", "joined_into"])
