"""Actions of an incident, one action with all its steps, and to whom an action can be given."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.contexts import queries as contexts
from reachable.contexts.queries import KnownPlace
from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents.choices import Audience
from reachable.people import queries as people

from .. import editions, permissions
from ..choices import UNFINISHED, ActionKind, ActionState, Step
from ..models import Action, ActionStep
from .grounds import NO_FOOTING, Footing, footings, is_travelling, with_ground
from .instruction import Instruction, instruction_of
from .ringing import Call, ToRing, last_call, numbers, with_last_call


@dataclass(frozen=True)
class ActionLine:
    """`label` is the young person it is about as this reader may read it ("Kai Mensah (A)", "A" or empty).

    `now` is the letter by which that one is known since the two were found to be one: "F, now C". `instruction` is what
    somebody was directed to do and how, and `stop` why they do not go on: "do not go on: …". `place` is the place or
    group for which it was given, where the reader sees those.
    """

    key: UUID
    reference: str
    what: str
    kind: str
    letter: str
    label: str
    person_key: UUID | None
    owner: str
    owner_is_agency: bool
    owner_telephone: str
    agency_kind: str
    area: str
    mine: bool
    due_at: datetime
    is_overdue: bool
    state: str
    state_label: str
    makes_contact: bool
    accepted: bool
    version: int
    unknowns: int
    consideration_key: UUID | None
    last_call: Call | None
    now: str = ""
    instruction: Instruction | None = None
    is_travelling: bool = False
    stop: str = ""
    set_off_at: datetime | None = None
    arrived_at: datetime | None = None
    back_at: datetime | None = None
    place: KnownPlace | None = None
    aims_at: str = ""

    @property
    def standing_letter(self) -> str:
        return self.now or self.letter


@dataclass(frozen=True)
class StepLine:
    label: str  # empty where the words say it all
    words: str
    due_at: datetime | None
    by: str
    at: datetime


@dataclass(frozen=True)
class ActionView:
    line: ActionLine
    steps: tuple[StepLine, ...]
    unknowns: tuple[tuple[str, bool], ...]  # the question, settled
    may_change: bool
    to_ring: tuple[ToRing, ...]  # while it is unfinished

    @property
    def instruction(self) -> Instruction | None:
        return self.line.instruction

    @property
    def is_travelling(self) -> bool:
        return self.line.is_travelling

    @property
    def stop(self) -> str:
        return self.line.stop


@dataclass(frozen=True)
class Owner:
    """`value` goes into forms: "p:<key>" for a professional on the team, "a:<key>" for an agency.

    `label` says to whom an action would go, `name` who it is.
    """

    value: str
    label: str
    name: str


def rows() -> QuerySet[Action]:
    about = ("about__record", "about__now_known_as")
    found = Action.objects.select_related("incident", *about, "owner", "owner_agency", "consideration", "context")
    return with_last_call(with_ground(found)).annotate(
        unknown_count=Count("unknowns", filter=Q(unknowns__settled_at__isnull=True))
    )


def lines(found: Iterable[Action], professional: Professional, at: datetime) -> list[ActionLine]:
    """One statement more than the rows themselves, whose the records are now; and those of `grounds.footings` where
    somebody is directed on a clearance.
    """
    actions = list(found)
    keys = people.current_person_keys({row.about.record_id for row in actions if row.about})
    standing = footings((row for row in actions if row.state in UNFINISHED or is_travelling(row)), at)
    return [_line(row, keys, standing.get(row.pk), professional, at) for row in actions]


def _line(
    row: Action, keys: dict[int, UUID], standing: Footing | None, professional: Professional, at: datetime
) -> ActionLine:
    letter = row.about.letter if row.about else ""
    now = row.about.now_known_as.letter if row.about and row.about.now_known_as else ""
    return ActionLine(
        key=row.key,
        reference=row.incident.reference,
        what=row.what,
        kind=row.kind,
        letter=letter,
        label=_label(row, f"{letter}, now {now}" if now else letter, professional),
        person_key=keys.get(row.about.record_id) if row.about else None,
        owner=row.owner.name if row.owner else f"{row.owner_agency}",
        owner_is_agency=row.owner is None,
        owner_telephone=row.owner.telephone if row.owner else "",
        agency_kind=row.owner_agency.kind if row.owner_agency else "",
        area=row.incident.area,
        mine=permissions.is_owner(professional, row),
        due_at=row.due_at,
        is_overdue=row.state in UNFINISHED and row.due_at < at,
        state=row.state,
        state_label=row.get_state_display(),
        makes_contact=row.makes_contact,
        accepted=row.accepted_at is not None,
        version=row.version,
        unknowns=getattr(row, "unknown_count", 0),
        consideration_key=row.consideration.key if row.consideration else None,
        last_call=last_call(row),
        now=now,
        instruction=instruction_of(row),
        is_travelling=is_travelling(row),
        stop=standing.stop if standing else NO_FOOTING.stop if is_travelling(row) else "",
        set_off_at=row.set_off_at,
        arrived_at=row.arrived_at,
        back_at=row.back_at,
        place=contexts.known_place(professional, row.context),
        aims_at=row.get_aims_at_display(),
    )


def _label(row: Action, called: str, professional: Professional) -> str:
    name = row.about.record.display_name if row.about and not professional.letters_only else ""
    return f"{name} ({called})" if name else called


def actions_for(
    professional: Professional,
    reference: str,
    at: datetime,
    *,
    finished: bool = False,
    audiences: frozenset[Audience] = frozenset(Audience),
) -> list[ActionLine]:
    """Unfinished ones by due time; with `finished`, those done or no longer needed, latest first.

    `audiences` narrows what is shown, for what is printed and left on desks.
    """
    incident = access.incident_for(professional, reference, at)
    readable = access.audiences_of(professional, incident) & audiences
    found = rows().filter(incident=incident, audience__in=readable)
    if finished:
        found = found.exclude(state__in=UNFINISHED).order_by("-due_at", "pk")
    else:
        found = found.filter(state__in=UNFINISHED).order_by("due_at", "pk")
    return lines(found, professional, at)


def action(professional: Professional, key: UUID, at: datetime) -> ActionView:
    """One action with its steps; NotFound unless its incident may be opened."""
    row = rows().filter(key=key).first()
    if row is None:
        raise NotFound("action")
    incident = access.incident_for(professional, row.incident.reference, at)
    readable = access.audiences_of(professional, incident)
    if row.audience not in readable:
        raise NotFound("action")
    [shown] = lines([row], professional, at)
    return ActionView(
        line=shown,
        steps=tuple(_step(step) for step in row.steps.select_related("by").order_by("number")),
        unknowns=_unknowns(row, readable) if row.kind == ActionKind.FIND_OUT else (),
        may_change=row.state in UNFINISHED and (shown.mine or professional.holds(Permission.MANAGE_TEAM)),
        to_ring=numbers(row, directory.duty_lines(), at) if row.state in UNFINISHED else (),
    )


def _step(step: ActionStep) -> StepLine:
    label = "" if step.step in (Step.RANG_SPOKE, Step.RANG_NO_ANSWER) else str(step.get_step_display())
    return StepLine(label=label, words=step.words, due_at=step.due_at, by=step.by.name, at=step.at)


def _unknowns(row: Action, readable: frozenset[Audience]) -> tuple[tuple[str, bool], ...]:
    """A question may be for fewer readers by now than the list on which it was put."""
    found = row.unknowns.select_related("consideration__strand__response__edition").order_by("pk")
    found = found.filter(consideration__audience__in=readable)
    asked = [(u.consideration, u.settled_at is not None) for u in found]
    return tuple((editions.of(c.strand.response.edition).consideration(c.code)[1].ask, known) for c, known in asked)


def owners_for(professional: Professional, reference: str, at: datetime) -> list[Owner]:
    """The team, the reader first, then the agencies: "until somebody there is named"."""
    incident = access.incident_for(professional, reference, at)
    members = access.current_team(at).filter(incident=incident).select_related("professional__agency")
    named = {m.professional_id: m.professional for m in members}
    team = sorted(named.values(), key=lambda p: (p.pk != professional.pk, p.name))
    return [
        *(Owner(f"p:{p.key}", f"{p.name}, {p.agency.name}", f"{p.name}, {p.agency.name}") for p in team),
        *(Owner(f"a:{a.key}", f"{a.name} (until somebody is named)", a.name) for a in directory.agencies()),
    ]


@dataclass
class OnCard:
    """`shown` are those that this reader reads; `states` of all of them: a question that was opened to more readers
    keeps actions that are for fewer, and is acted on all the same.
    """

    shown: list[ActionLine] = field(default_factory=list)
    states: list[str] = field(default_factory=list)


def by_consideration(
    professional: Professional, ids: Iterable[int], at: datetime, *, audiences: frozenset[Audience]
) -> dict[int, OnCard]:
    """Unfinished and done, for the cards of a sheet that the caller has already found for this professional."""
    found: dict[int, OnCard] = {}
    on_cards = rows().filter(consideration_id__in=list(ids)).exclude(state=ActionState.WITHDRAWN).order_by("due_at")
    asked = list(on_cards)
    for row, line in zip(asked, lines(asked, professional, at), strict=True):
        on_card = found.setdefault(row.consideration_id or 0, OnCard())
        on_card.states.append(row.state)
        if row.audience in audiences:
            on_card.shown.append(line)
    return found
