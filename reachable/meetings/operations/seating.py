"""The seats of a kind of meeting, and which of them the facts of the incident make necessary (CTX-7, CTX-8)."""

from collections.abc import Iterable
from datetime import datetime

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound, Refused
from reachable.directory.models import Professional
from reachable.incidents.models import Involvement
from reachable.playbook.schema import MeetingKind
from reachable.playbook.schema import MeetingSeat as SeatAsked
from reachable.responses.queries.known import facts_of
from reachable.responses.triggers import TRIGGERS, IncidentFacts

from .. import permissions, policies
from ..models import Meeting, MeetingSeat
from ..queries.named import headings_that_name_somebody
from ..queries.seats_of import seats_now
from .touching import touch

BY_HAND = "by-hand"  # with a number: the code of a seat that somebody added


def seats_for(
    meeting: Meeting, kind: MeetingKind, young: Iterable[Involvement], *, by: Professional, at: datetime
) -> list[MeetingSeat]:
    """Unsaved, in the order of the kind. A seat to consider that a fact calls for says which, by letter."""
    everybody = list(meeting.incident.involvements.prefetch_related("whereabouts"))
    facts, covered = facts_of(meeting.incident, at, everybody), list(young)
    return [
        MeetingSeat(
            meeting=meeting,
            code=seat.code,
            position=place,
            is_principal=seat.strength == "principal",
            required_because=required_because(seat, facts, covered),
            wanted=True if seat.strength == "principal" else None,
            by=by,
            at=at,
        )
        for place, seat in enumerate(kind.seats)
    ]


def required_because(seat: SeatAsked, facts: IncidentFacts, young: Iterable[Involvement]) -> str:
    """By letter of whom: "C: another local authority is their home or responsible for them"; "" where nothing is."""
    trigger = TRIGGERS.get(seat.needed_when or "")
    if trigger is None:
        return ""
    if trigger.about == "incident":
        return trigger.says[:200] if trigger.holds(facts, None) else ""
    letters = [one.letter for one in young if trigger.holds(facts, one.pk)]
    return f"{', '.join(letters)}: {trigger.says}"[:200] if letters else ""


@operation
def decide_seat(
    *, by: Professional, at: datetime, meeting: str, code: str, wanted: bool, because: str = ""
) -> MeetingSeat:
    """Yes, or no and why. Of a seat that belongs to the meeting, no says why it stays empty."""
    found = permissions.check_can_change_meeting(by, meeting, at)
    policies.check_is_not_held(found.state)
    seat = seat_of(found, code)
    if not wanted:
        policies.check_seat_may_be_left(seats_now(found, because={seat.pk: because})[seat.pk])
    seat.wanted, seat.because, seat.by, seat.at = wanted, because.strip()[:300], by, at
    seat.save(update_fields=["wanted", "because", "by", "at"])
    touch(found)
    codes = {"meeting": found.reference, "seat": code, "wanted": wanted}
    record("meeting-seat-decided", by=by, at=at, incident=found.incident.reference, words=because, codes=codes)
    return seat


@operation
def add_seat(*, by: Professional, at: datetime, meeting: str, label: str) -> MeetingSeat:
    """A seat that the kind of meeting does not have, in words that name nobody."""
    found = permissions.check_can_change_meeting(by, meeting, at)
    policies.check_is_not_held(found.state)
    policies.check_has_words(label, field="label")
    policies.check_names_nobody(headings_that_name_somebody(found.incident_id, {"label": label}))
    label = " ".join(label.split())[:120]
    if any(one.label.casefold() == label.casefold() for one in found.seats.all()):
        raise Refused("There is such a seat already.", field="label")
    seat = add_by_hand(found, label, by=by, at=at)
    touch(found)
    codes = {"meeting": found.reference, "seat": seat.code}
    record("meeting-seat-added", by=by, at=at, incident=found.incident.reference, words=label, codes=codes)
    return seat


def add_by_hand(meeting: Meeting, label: str, *, by: Professional, at: datetime) -> MeetingSeat:
    places = [one.position for one in meeting.seats.all()]
    numbers = [one.code.removeprefix(f"{BY_HAND}-") for one in meeting.seats.all() if one.code.startswith(BY_HAND)]
    number = max((int(one) for one in numbers if one.isdigit()), default=0) + 1
    return MeetingSeat.objects.create(
        meeting=meeting,
        code=f"{BY_HAND}-{number}",
        label=label,
        position=max(places, default=-1) + 1,
        is_principal=False,
        wanted=True,
        by=by,
        at=at,
    )


def seat_of(meeting: Meeting, code: str) -> MeetingSeat:
    found = meeting.seats.filter(code=code).first()
    if found is None:
        raise NotFound("seat")
    return found


def follow_facts_of(meeting: Meeting, kind: MeetingKind, at: datetime) -> None:
    """What the facts now make necessary. A seat declined before a fact called for it is to be decided again."""
    young = [one.involvement for one in meeting.covered.filter(out_at__isnull=True).select_related("involvement")]
    everybody = list(meeting.incident.involvements.prefetch_related("whereabouts"))
    facts = facts_of(meeting.incident, at, everybody)
    standing = {one.pk: one for one in everybody}
    covered = {one.now_known_as_id or one.pk: standing[one.now_known_as_id or one.pk] for one in young}
    asked = {seat.code: seat for seat in kind.seats if seat.needed_when}
    changed = []
    for row in meeting.seats.filter(code__in=asked):
        now = required_because(asked[row.code], facts, covered.values())
        if now == row.required_because:
            continue
        if now and row.wanted is False:
            row.wanted = None
        row.required_because = now
        changed.append(row)
    MeetingSeat.objects.bulk_update(changed, ["required_because", "wanted"])
