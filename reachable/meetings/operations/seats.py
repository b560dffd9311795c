"""Who takes part in planning a discharge, and what those who do not were asked (DIS-4 to DIS-8)."""

from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound, Stale
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.models import Incident, Involvement
from reachable.incidents.policies import check_fits, check_happened_in_the_past, check_not_joined

from .. import permissions
from ..choices import SeatKind, SeatState
from ..models import DischargeSeat
from ..queries.reading import Reading, read
from .plans import begin_discharge_plan, person_keys_of


@operation
def set_seat(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    involvement_key: UUID,
    kind: str,
    seen_number: int,
    state: str,
    who: str = "",
    because: str = "",
    information_asked_of: str = "",
    information_asked_at: datetime | None = None,
    information: str = "",
) -> DischargeSeat:
    """Say how a seat stands: a fact, and never refused for what is left out.

    An empty seat is owed why, and whom what they know was asked of; until then the plan waits. `seen_number` is that
    of the statement that the writer saw (0: none); Stale where somebody else said otherwise since.
    """
    incident, involvement = permissions.check_can_say_seat(by, reference, involvement_key, at)
    check_not_joined(incident.phase)
    check_happened_in_the_past(information_asked_at, at, what="The time at which they were asked")
    reading = read(by, incident.pk, at, only=[involvement.pk])[involvement.pk]
    _check_seen(reading, kind, seen_number)
    texts = {"who": who, "because": because, "information_asked_of": information_asked_of, "information": information}
    row = DischargeSeat(
        kind=kind,
        number=seen_number + 1,
        state=SeatState(state),
        information_asked_at=information_asked_at,
        by=by,
        at=at,
        **{name: text.strip() for name, text in texts.items()},
    )
    check_fits(row)
    row.plan = begin_discharge_plan(incident, involvement, reading, by=by, at=at)
    row.save(force_insert=True)
    _trace(incident, involvement, row)
    return row


def _check_seen(reading: Reading, kind: str, seen_number: int) -> None:
    if kind not in SeatKind.values:
        raise NotFound("seat")
    if reading.number_of(kind) != seen_number:
        current = reading.said[kind][-1] if reading.said.get(kind) else None
        raise Stale("Somebody else said how this seat stands while you wrote. Both are shown.", current=current)


def _trace(incident: Incident, involvement: Involvement, row: DischargeSeat) -> None:
    """Who comes, and what they know, stands on the page alone."""
    words = f"{involvement.letter}, pre-discharge meeting: {row.get_kind_display()}: {row.get_state_display().lower()}."
    key = str(row.plan.key)
    timeline.write(incident, "discharge-seat", words, by=row.by, at=row.at, about=involvement, source_key=key)
    codes = {"plan": key, "seat": row.kind, "number": row.number, "state": str(row.state)}
    said = {"who": row.who, "because": row.because, "asked_of": row.information_asked_of, "sent": row.information}
    record(
        "discharge-seat-said",
        by=row.by,
        at=row.at,
        incident=incident.reference,
        about=person_keys_of(involvement),
        codes=codes,
        words={name: text for name, text in said.items() if text} or None,
    )
