"""From responding to stabilising, to business as usual, and back. Only this room writes those two phases."""

from datetime import datetime
from typing import Any

from reachable.audit.log import operation, record
from reachable.common import clock, happenings
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents import queries as incident_queries
from reachable.incidents import timeline
from reachable.incidents.choices import FactKind, FactStands, LinkKind, Phase
from reachable.incidents.models import Fact, Incident, IncidentLink, PhaseChange

from .. import permissions, policies
from ..models import BegunAgain, StoodDown
from ..queries.settling import unsettled
from ..standing import stabilisation_stands


@operation
def begin_stabilisation(*, by: Professional, at: datetime, reference: str, because: str) -> None:
    """The first response has eased (STA-1). It is recorded as the fact that it is, so that its strand opens; nothing
    that is open is refused here: what is left goes on.
    """
    incident = permissions.check_can_stand_down(by, reference, at)
    policies.check_may_stabilise(incident.phase, because)
    incidents.record_fact(
        by=by, at=at, reference=reference, kind=FactKind.STABILISATION, happened_at=at, words=because.strip()
    )


def follow_stabilisation(
    happened: happenings.FactRecorded | happenings.FactSettled | happenings.DefinitionSigned,
) -> None:
    """The phase follows the fact, wherever it is recorded, ended or found to be a mistake."""
    if not isinstance(happened, happenings.DefinitionSigned) and happened.kind != FactKind.STABILISATION:
        return
    incident = Incident.objects.get(pk=happened.incident_id)
    by = Professional.objects.get(key=happened.by.key)
    stands = stabilisation_stands(incident)
    if stands and incident.phase == Phase.CONFIRMED:
        _enter(incident, Phase.STABILISING, "Stabilisation has begun.", by=by, at=happened.at)
    elif not stands and incident.phase == Phase.STABILISING:
        _enter(incident, Phase.CONFIRMED, "Stabilisation has not begun, or has ended.", by=by, at=happened.at)


@operation
def stand_down(*, by: Professional, at: datetime, reference: str, because: str, left_undone: str = "") -> StoodDown:
    """Business as usual from here (STA-1). Refused until its gate holds; `left_undone` says why what should be
    answered, and need not be, was left, and who decided it.
    """
    incident = permissions.check_can_stand_down(by, reference, at)
    heading = incident_queries.heading(by, reference, at)
    open_still = unsettled(by, heading, at)
    lines = policies.stand_down_lines(incident.phase, open_still)
    policies.check_may_stand_down(incident.phase, lines)
    policies.check_says_what_was_done(because, left_undone, open_still)
    said = {"left": sum(not one.holds_back for one in open_still), "left_undone": left_undone.strip()}
    number = StoodDown.objects.filter(incident=incident).count() + 1
    row = StoodDown.objects.create(incident=incident, number=number, because=because.strip(), said=said, by=by, at=at)
    _enter(incident, Phase.USUAL, because.strip(), by=by, at=at)
    words = f"{by.name} handed the response over to business as usual."
    timeline.write(incident, "stood-down", words, by=by, at=at, source_key=str(row.key))
    record("stood-down", by=by, at=at, incident=reference, codes={"left": said["left"]}, words=because.strip())
    return row


@operation
def begin_again(
    *, by: Professional, at: datetime, reference: str, because: str, other: str = "", link_because: str = ""
) -> BegunAgain:
    """The response runs again. `other` is the reference of the incident that made it so, a reprisal: the two are
    linked, and whether each safety plan still fits is asked again (CTX-10).
    """
    incident = permissions.check_can_begin_again(by, reference, at)
    policies.check_may_begin_again(incident.phase, because)
    link = _linked(by, reference, other.strip(), link_because or because, at) if other.strip() else None
    incident.refresh_from_db()
    row = BegunAgain.objects.create(incident=incident, link=link, because=because.strip(), by=by, at=at)
    _enter(incident, Phase.CONFIRMED, because.strip(), by=by, at=at)
    _end_stabilisation(incident, because, by=by, at=at)
    after = f" after {other.strip()}" if other.strip() else ""
    timeline.write(incident, "begun-again", f"{by.name} began the response again{after}.", by=by, at=at)
    codes = {"other": other.strip()} if other.strip() else {}
    record("response-begun-again", by=by, at=at, incident=reference, codes=codes, words=because.strip())
    happenings.tell(happenings.IncidentReopened(by=by, at=at, incident_id=incident.pk))
    return row


def _linked(by: Professional, reference: str, other: str, because: str, at: datetime) -> IncidentLink:
    """As a reprisal: a link of another kind asked nothing of the safety plans, and gives way to this one."""
    pair = {reference, other}
    running = IncidentLink.objects.filter(ended_at__isnull=True, earlier__reference__in=pair, later__reference__in=pair)
    found = running.exclude(earlier__reference=reference, later__reference=reference).first()
    told: dict[str, Any] = {"by": by, "at": at, "reference": reference, "because": because}
    if found is not None and found.kind == LinkKind.REPRISAL:
        return found
    if found is not None:
        incidents.end_link(**told, link_key=found.key)
    return incidents.link_incidents(**told, other=other, kind=LinkKind.REPRISAL)


def _end_stabilisation(incident: Incident, because: str, *, by: Professional, at: datetime) -> None:
    """What was said to have begun has ended: the next time it is said anew."""
    for fact in Fact.objects.filter(incident=incident, kind=FactKind.STABILISATION):
        number = fact.standings.count()
        if number == 0 or fact.standings.latest("number").standing == FactStands.STANDS:
            incidents.settle_fact(
                by=by,
                at=at,
                reference=incident.reference,
                fact_key=fact.key,
                standing=FactStands.ENDED,
                because=because,
                ended_on=clock.local_date(at),
                seen_number=number,
            )


def _enter(incident: Incident, phase: Phase, reason: str, *, by: Professional, at: datetime) -> None:
    number = PhaseChange.objects.filter(incident=incident).count() + 1
    PhaseChange.objects.create(incident=incident, number=number, phase=phase, reason=reason, by=by, at=at)
    incident.phase = phase
    incident.save(update_fields=["phase"])
