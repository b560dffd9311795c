"""Planning that a young person leaves hospital, on one page: the gate first, then who takes part, what was agreed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.common.gates import GateState
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.directory.roles import ROLES, codes_with
from reachable.incidents import access
from reachable.incidents import queries as incidents
from reachable.incidents.queries import Heading, YoungPersonLine
from reachable.incidents.queries.record import sentences_about
from reachable.people import queries as people

from ..choices import SeatKind
from .gates import state_of
from .reading import Reading, read
from .seats import Reached, SeatLine, contact_points, seat_lines, slug_of

STRAND = "discharge"


@dataclass(frozen=True)
class Way:
    """Where something missing is settled: a card of a strand, or the form of a seat (`seat`, and no card)."""

    words: str
    code: str = ""
    strand: str = ""
    card_key: UUID | None = None
    is_to_be_said_again: bool = False
    seat: str = ""


@dataclass(frozen=True)
class RestsOn:
    """An answer that the agreement rests on. `is_changed`: it was given again since."""

    ask: str
    answer_label: str
    by: str
    at: datetime | None
    is_changed: bool


@dataclass(frozen=True)
class PlanLine:
    """What was agreed, and whether it still holds. `withdrawn_at`: it was taken back."""

    words: str
    by: str
    at: datetime
    holds: bool
    rests_on: tuple[RestsOn, ...]
    withdrawn_by: str
    withdrawn_at: datetime | None
    withdrawn_because: str


@dataclass(frozen=True)
class LeftEarly:
    """`action_key` is what was given to `owner` at once. `recorded_by` said that they had left."""

    missing: str
    recorded_by: str
    at: datetime
    action_key: UUID | None
    owner: str


@dataclass(frozen=True)
class DischargeView:
    """`ways` is where each missing line is settled. `safe_addresses` say that one is held and whom to ask; the page
    never says where it is. `seen` goes back with an agreement.
    """

    heading: Heading
    line: YoungPersonLine
    gate: GateState
    ways: tuple[Way, ...]
    seats: tuple[SeatLine, ...]
    plan: PlanLine | None
    early: LeftEarly | None
    stay: int
    is_in_hospital: bool
    is_disputed: bool
    has_died: bool
    left_at: datetime | None
    left_for: str
    was_agreed: bool
    not_to_disclose: tuple[str, ...]
    safe_addresses: tuple[str, ...]
    points: tuple[Reached, ...]
    holds_permission: bool
    who_may_agree: str
    seen: Mapping[str, int]

    @property
    def missing_seats(self) -> tuple[SeatLine, ...]:
        return tuple(one for one in self.seats if not (one.is_taken or one.is_accounted_for))

    @property
    def may_be_agreed(self) -> bool:
        """Nothing is missing, and it is not agreed yet; who may agree it is another question."""
        there = self.is_in_hospital and not self.is_disputed
        return there and self.gate.may_be_passed and self.gate.passed_at is None

    @property
    def may_agree(self) -> bool:
        return self.may_be_agreed and self.holds_permission

    @property
    def may_withdraw(self) -> bool:
        return self.holds_permission and self.was_agreed and self.is_in_hospital and not self.is_disputed


def discharge(professional: Professional, reference: str, key: UUID, at: datetime) -> DischargeView:
    """Raises NotFound for a young person who is not in an incident that this professional may open."""
    heading, everybody = incidents.with_young_people(professional, reference, at)
    line = next((one for one in everybody if one.key == key), None)
    if line is None:
        raise NotFound("young person")
    reading = next(one for one in read(professional, heading.incident_id, at).values() if one.involvement.key == key)
    records = access.scope(heading.incident_id, key).ids
    return DischargeView(
        heading=heading,
        line=line,
        gate=state_of(reading),
        ways=tuple(_ways(reading)),
        seats=seat_lines(reading),
        plan=_plan(reading),
        early=_early(reading),
        stay=reading.stays.number,
        is_in_hospital=reading.stays.is_in_hospital,
        is_disputed=reading.stays.is_disputed,
        has_died=reading.stays.died,
        left_at=reading.leaving.happened_at if reading.leaving else None,
        left_for=reading.leaving.where_label if reading.leaving else "",
        was_agreed=reading.was_agreed,
        not_to_disclose=sentences_about(professional, records, at),
        safe_addresses=tuple(_safe_addresses(professional, heading, key)),
        points=contact_points(line.place),
        holds_permission=professional.holds(Permission.AGREE_DISCHARGE),
        who_may_agree=", ".join(ROLES[code].name for code in codes_with(Permission.AGREE_DISCHARGE)),
        seen=reading.seen,
    )


def _ways(reading: Reading) -> Iterable[Way]:
    for line in reading.lines:
        if line.met:
            continue
        code = line.settles
        if code.startswith("seat:"):
            yield Way(line.words, seat=slug_of(code.removeprefix("seat:")))
        elif code in reading.answers:
            answer = reading.answers[code]
            again = bool(answer.number) and not reading.stays.began(answer.at)
            yield Way(line.words, code, answer.strand, answer.card_key, again)


def _plan(reading: Reading) -> PlanLine | None:
    plan = reading.plan
    if plan is None or plan.agreed_at is None or plan.agreed_by is None:
        return None
    return PlanLine(
        words=plan.agreed_words,
        by=plan.agreed_by.name,
        at=plan.agreed_at,
        holds=reading.holds,
        rests_on=tuple(_rests_on(reading, plan.rests_on)),
        withdrawn_by=plan.withdrawn_by.name if plan.withdrawn_by else "",
        withdrawn_at=plan.withdrawn_at,
        withdrawn_because=plan.withdrawn_because,
    )


def _rests_on(reading: Reading, rests_on: Mapping[str, int | str]) -> Iterable[RestsOn]:
    """Each as it stands now. What was carried over from a report has no number: it was given before."""
    for code, answer in reading.answers.items():
        if answer.number and (code in rests_on or not set(rests_on) & set(reading.answers)):
            changed = code in rests_on and rests_on[code] != answer.number
            yield RestsOn(answer.ask, answer.answer_label, answer.by, answer.at, changed)
    for kind in SeatKind:
        rows = reading.said.get(kind, ())
        if rows and f"seat:{kind}" in rests_on:
            last = rows[-1]
            changed = rests_on[f"seat:{kind}"] != last.number
            state = str(last.get_state_display())
            yield RestsOn(str(kind.label), state, last.by.name, last.at, changed)


def _early(reading: Reading) -> LeftEarly | None:
    bell = reading.bell
    if bell is None or reading.leaving is None:
        return None
    action = bell.action
    owner = (action.owner.name if action.owner else str(action.owner_agency)) if action else ""
    return LeftEarly(bell.missing, bell.by.name, bell.at, action.key if action else None, owner)


def _safe_addresses(professional: Professional, heading: Heading, key: UUID) -> Iterable[str]:
    """Also to who may read it: this page is printed and shown to a meeting."""
    scope = access.scope(heading.incident_id, key)
    for one in people.addresses(professional, scope, scope.ids):
        if one.holds and one.is_safe:
            ask = [who.name for who in one.ask] or [one.by, *(reader.name for reader in one.readers)]
            yield f"A safe address is held, and is not shown here: ask {' or '.join(dict.fromkeys(ask))}"
