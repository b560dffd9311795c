"""Who is there, which seats are filled, whether it is quorate, and to whom an action can be given."""

from collections.abc import Iterable
from datetime import datetime

from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.incidents import access as incidents

from .. import access, policies
from ..choices import HELD, Sees
from ..models import Attendee, Meeting
from .run_lines import AttendanceLine, OwnerChoice, SeatPresence
from .seats_of import title_of


def places(meeting: Meeting) -> list[Attendee]:
    """Everybody who was asked or came, in the order of the seats; one statement."""
    rows = meeting.attendees.filter(out_at__isnull=True).select_related("professional__agency", "seat")
    return list(rows.order_by("seat__position", "professional__name", "pk"))


def attendance_lines(meeting: Meeting, rows: Iterable[Attendee], at: datetime) -> tuple[AttendanceLine, ...]:
    """After the end, who was there counts as there."""
    kind, is_over = access.kind_of(meeting), meeting.state in HELD
    return tuple(
        AttendanceLine(
            key=row.key,
            professional_key=row.professional.key,
            name=row.professional.name,
            agency=row.professional.agency.name,
            agency_kind=row.professional.agency.kind,
            seat_code=row.seat.code,
            seat=title_of(row.seat, kind),
            attendance=row.attendance,
            arrived_at=row.arrived_at,
            left_at=row.left_at,
            coming=row.coming,
            sees_theirs=row.sees == Sees.THEIRS,
            is_chair=row.professional_id == meeting.chair_id,
            is_there=policies.is_there(
                row.attendance, None if is_over else row.left_at, at, arrived_at=None if is_over else row.arrived_at
            ),
        )
        for row in rows
    )


def seat_lines(meeting: Meeting, lines: tuple[AttendanceLine, ...]) -> tuple[SeatPresence, ...]:
    """In the order of the kind; one statement. Without those that nobody wants and nobody fills."""
    kind, found = access.kind_of(meeting), []
    for seat in meeting.seats.all():
        people = tuple(one for one in lines if one.seat_code == seat.code)
        needed = seat.wanted is not False and bool(seat.is_principal or seat.required_because or seat.wanted)
        if not (needed or people or seat.is_principal or seat.required_because):
            continue
        empty = needed and not any(one.is_there for one in people)
        found.append(SeatPresence(seat.code, title_of(seat, kind), needed, people, empty, seat.because))
    return tuple(found)


def owner_choices(meeting: Meeting, lines: tuple[AttendanceLine, ...], at: datetime) -> tuple[OwnerChoice, ...]:
    """Those who are there, others who were asked, the rest of the team, the agencies; two statements."""
    members = incidents.current_team(at).filter(incident=meeting.incident_id).select_related("professional__agency")
    team: dict[object, Professional] = {one.professional.key: one.professional for one in members}
    asked = sorted(lines, key=lambda one: (not one.is_there, one.name))
    here = {one.professional_key for one in asked}
    rest = sorted((one for key, one in team.items() if key not in here), key=lambda one: one.name)
    return (
        *(
            OwnerChoice(
                f"p:{one.professional_key}",
                f"{one.name}, {one.agency}",
                one.name,
                one.is_there,
                one.professional_key not in team,
            )
            for one in asked
        ),
        *(OwnerChoice(f"p:{p.key}", f"{p.name}, {p.agency.name}", p.name, False, False) for p in rest),
        *(
            OwnerChoice(f"a:{a.key}", f"{a.name} (until somebody is named)", a.name, False, False)
            for a in directory.agencies()
        ),
    )
