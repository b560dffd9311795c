"""The seats of the meeting that plans a discharge: how each stands, who could fill it, what was sent instead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory import queries as directory
from reachable.directory.choices import ContactPointKind, RoleCode
from reachable.directory.models import Professional, RoleHolding
from reachable.directory.queries import ContactPointRow
from reachable.incidents import access
from reachable.incidents import queries as incidents
from reachable.incidents.queries import Heading, YoungPersonLine
from reachable.people import queries as people
from reachable.people.choices import DetailKind

from ..choices import TAKEN, SeatKind, SeatState
from ..models import DischargeSeat
from ..policies import SEAT_CLAUSES
from .reading import Reading, read

TEAM_CODE = "designated-safeguarding-team"
POINTS = "DIS-9"
_FILLED_BY: Mapping[str, tuple[str, ...]] = {
    SeatKind.SOCIAL_WORK: (
        RoleCode.SOCIAL_WORKER, RoleCode.TEAM_MANAGER, RoleCode.HEAD_OF_SOCIAL_WORK, RoleCode.EMERGENCY_DUTY_SENIOR,
    ),
    SeatKind.GP: (RoleCode.GP,),
    SeatKind.POLICE: (
        RoleCode.MACE_POLICE, RoleCode.SENIOR_INVESTIGATING_OFFICER, RoleCode.POLICE_DUTY_INSPECTOR,
    ),
    SeatKind.DESIGNATED: (),
    SeatKind.HOSPITAL: (RoleCode.HOSPITAL_SAFEGUARDING,),
}  # fmt: skip


@dataclass(frozen=True)
class Reached:
    """Who could be asked, and how. `is_here`: of the hospital in which the young person is."""

    name: str
    telephone: str
    mailbox: str = ""
    note: str = ""
    is_here: bool = False


@dataclass(frozen=True)
class SeatSaidLine:
    number: int
    state: str
    state_label: str
    who: str
    because: str
    asked_of: str
    asked_at: datetime | None
    information: str
    by: str
    at: datetime


@dataclass(frozen=True)
class SeatLine:
    """`said` are its statements of this stay, newest first; the first stands. `number` is that of the last of all."""

    kind: str
    label: str
    clause: str
    said: tuple[SeatSaidLine, ...]
    number: int

    @property
    def slug(self) -> str:
        return slug_of(self.kind)

    @property
    def now(self) -> SeatSaidLine | None:
        return self.said[0] if self.said else None

    @property
    def state(self) -> str:
        return self.said[0].state if self.said else SeatState.NOT_ASKED

    @property
    def state_label(self) -> str:
        return str(SeatState(self.state).label)

    @property
    def is_taken(self) -> bool:
        return self.state in TAKEN

    @property
    def is_accounted_for(self) -> bool:
        """Empty, and it is said why and whom what they know was asked of."""
        now = self.now
        return bool(now and now.state == SeatState.EMPTY and now.because and now.asked_of)


@dataclass(frozen=True)
class SeatView:
    """`could` are those whom the team, the directory and the young person's record suggest."""

    heading: Heading
    line: YoungPersonLine
    seat: SeatLine
    could: tuple[Reached, ...]


def slug_of(kind: str) -> str:
    """As an address writes it."""
    return str(kind).lower().replace("_", "-")


def seat(professional: Professional, reference: str, key: UUID, slug: str, at: datetime) -> SeatView:
    """Raises NotFound for a young person who is not in an incident that this professional may open."""
    heading, everybody = incidents.with_young_people(professional, reference, at)
    line = next((one for one in everybody if one.key == key), None)
    found = next((kind for kind in SeatKind if slug_of(kind) == slug), None)
    if line is None or found is None:
        raise NotFound("seat")
    reading = next(one for one in read(professional, heading.incident_id, at).values() if one.involvement.key == key)
    shown = next(one for one in seat_lines(reading) if one.kind == found)
    return SeatView(heading, line, shown, _could(professional, heading, line, found, at))


def seat_lines(reading: Reading) -> tuple[SeatLine, ...]:
    """Every seat, in the order of the guide. What was said of the stay before is not of this one."""
    return tuple(
        SeatLine(
            kind=str(kind),
            label=str(kind.label),
            clause=SEAT_CLAUSES[kind],
            said=tuple(_line(row) for row in reversed(reading.said.get(kind, ())) if reading.stays.began(row.at)),
            number=reading.number_of(kind),
        )
        for kind in SeatKind
    )


def _line(row: DischargeSeat) -> SeatSaidLine:
    return SeatSaidLine(
        number=row.number,
        state=row.state,
        state_label=str(row.get_state_display()),
        who=row.who,
        because=row.because,
        asked_of=row.information_asked_of,
        asked_at=row.information_asked_at,
        information=row.information,
        by=row.by.name,
        at=row.at,
    )


def contact_points(place: str) -> tuple[Reached, ...]:
    """The safeguarding contact points of the guide: the Designated Safeguarding Team, this hospital, the others."""
    rows = directory.contact_points((ContactPointKind.TEAM, ContactPointKind.HOSPITAL))
    here = {row.agency for row in rows if row.kind == ContactPointKind.HOSPITAL and _is_at(row, place)}
    teams = [row for row in rows if row.kind == ContactPointKind.TEAM and POINTS in row.clauses]
    teams.sort(key=lambda row: (row.code != TEAM_CODE, row.agency not in here))
    return tuple(_reached(row, is_here=bool(row.agency) and row.agency in here) for row in teams)


def _is_at(row: ContactPointRow, place: str) -> bool:
    """The place is what somebody typed or chose: the hospital's name, and often a ward behind it."""
    return bool(place.strip()) and row.name.casefold() in place.casefold()


def _reached(row: ContactPointRow, *, is_here: bool = False) -> Reached:
    return Reached(row.name, row.telephone, row.mailbox, row.note, is_here)


def _could(
    professional: Professional, heading: Heading, line: YoungPersonLine, kind: SeatKind, at: datetime
) -> tuple[Reached, ...]:
    found = list(_of_team(heading.incident_id, kind, at))
    if kind == SeatKind.GP:
        found += _practice(professional, heading.incident_id, line)
    elif kind == SeatKind.DESIGNATED:
        found += contact_points(line.place)[:1]
    elif kind == SeatKind.HOSPITAL:
        others = contact_points(line.place)[1:]
        found += [one for one in others if one.is_here] or others
    return tuple(found)


def _of_team(incident_id: int, kind: SeatKind, at: datetime) -> Iterable[Reached]:
    if not _FILLED_BY[kind]:
        return
    held = RoleHolding.objects.filter(role__in=_FILLED_BY[kind], since_at__lte=at)
    held = held.filter(Q(until_at__isnull=True) | Q(until_at__gt=at))
    team = access.current_team(at).filter(incident_id=incident_id, professional__in=held.values("professional"))
    for one in dict.fromkeys(row.professional for row in team.select_related("professional__agency").order_by("pk")):
        yield Reached(f"{one.name}, {one.job_title}, {one.agency.name}", one.telephone)


def _practice(professional: Professional, incident_id: int, line: YoungPersonLine) -> Iterable[Reached]:
    """Where the young person is registered, to those who read what is recorded."""
    if not professional.holds(Permission.READ_RECORDS):
        return
    scope = access.scope(incident_id, line.key)
    for one in people.details(scope, scope.ids):
        if one.kind == DetailKind.GP and one.holds:
            named = ", ".join(text for text in (one.worker.name if one.worker else "", one.where) if text)
            yield Reached(named or "Registered, and where is not known", one.worker.telephone if one.worker else "")
