"""The seats of a meeting as they stand: who was asked, what they answered."""

from collections.abc import Mapping

from reachable.directory.models import Professional
from reachable.playbook.schema import MeetingKind
from reachable.playbook.schema import MeetingSeat as SeatAsked

from .. import access
from ..models import Attendee, Meeting, MeetingSeat
from ..policies import Asked, SeatNow


def title_of(seat: MeetingSeat, kind: MeetingKind) -> str:
    """In the words of the kind; of a seat that was added by hand, its own."""
    asked = kind.seat(seat.code)
    return seat.label or (asked.title if asked else seat.code)


def seats_now(meeting: Meeting, *, because: Mapping[int, str] | None = None) -> dict[int, SeatNow]:
    """By id, in order; two statements. `because` stands in for what a seat says why it is not filled."""
    seats = list(meeting.seats.all())
    people: dict[int, list[Attendee]] = {}
    rows = Attendee.objects.filter(meeting=meeting, out_at__isnull=True).select_related("professional__agency")
    for one in rows:
        people.setdefault(one.seat_id, []).append(one)
    kind = access.kind_of(meeting)
    return {one.pk: seat_now(one, people.get(one.pk, []), kind, because) for one in seats}


def seat_now(
    seat: MeetingSeat, people: list[Attendee], kind: MeetingKind, because: Mapping[int, str] | None = None
) -> SeatNow:
    return SeatNow(
        title=title_of(seat, kind),
        is_principal=seat.is_principal,
        required_because=seat.required_because,
        wanted=seat.wanted,
        because=seat.because if because is None else because.get(seat.pk, seat.because),
        asked=tuple(
            Asked(one.professional.agency.kind, one.coming, is_invited=one.invited_at is not None) for one in people
        ),
    )


def fits(asked: SeatAsked, professional: Professional) -> bool:
    """Whether somebody's role and agency are those of a seat. Nobody's are where it names no role."""
    kind = professional.agency.kind.lower().replace("_", "-")
    if asked.places and kind not in asked.places:
        return False
    roles = {role.kebab for role in professional.roles}
    return bool(roles & set(asked.roles))
