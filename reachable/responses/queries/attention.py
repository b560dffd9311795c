"""What waits in an incident, most urgent first: people who are missing, decisions, actions, questions."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from reachable.common.permission_codes import Permission
from reachable.directory.queries import DutyLineRow
from reachable.directory.roles import BY_KEBAB, ROLES, codes_with
from reachable.incidents.choices import TeamPart
from reachable.incidents.queries import TeamLine

from ..choices import UNFINISHED, Waits
from ..deadlines import progress
from ..models import Action
from .after_death import is_at_rest, with_death
from .dispositions import NetworkFigures
from .grounds import with_ground
from .ringing import is_to_be_rung, last_call, numbers, numbers_of_roles, with_last_call
from .running import Running
from .safety_waits import under_way_or_unfinished, waiting_for_safety
from .standing import Question
from .waiting import Attention

STATUTORY_AHEAD = timedelta(days=10)  # what the law sets a day for is in sight from the first
ABOUT_OTHERS = "connected-young-people"
ASKED_AHEAD = timedelta(hours=2)  # a fresh report shows what its first hours are for


@dataclass(frozen=True)
class _Team:
    members: Sequence[TeamLine]

    def has(self, part: TeamPart) -> bool:
        return any(member.part == part for member in self.members)

    @property
    def keys(self) -> set[UUID]:
        return {member.key for member in self.members}

    @property
    def agencies(self) -> set[UUID]:
        return {member.agency_key for member in self.members}

    def who_may(self, permission: Permission) -> str:
        """Those on the team by name; while nobody is, the roles."""
        names = dict.fromkeys(member.name for member in self.members if permission in member.may)
        return ", ".join(names) or " or ".join(ROLES[code].name for code in codes_with(permission))


def attention_of(
    running: Running,
    members: Sequence[TeamLine],
    duty: Sequence[DutyLineRow],
    at: datetime,
    network: NetworkFigures | None = None,
) -> list[Attention]:
    """Four statements and those of `grounds.footings`, however much waits. `network` is empty for a reader who does not
    see it.
    """
    team = _Team(members)
    every = list(
        with_death(with_ground(with_last_call(Action.objects.filter(incident_id=running.heading.incident_id))))
        .filter(under_way_or_unfinished(), audience__in=running.heading.audiences)
        .select_related("owner", "owner_agency", "about", "incident", "consideration")
        .order_by("due_at", "pk")
    )
    waits = waiting_for_safety(running.heading, every, duty, at)
    apart = {one.action_key for one in waits}
    actions = [row for row in every if row.state in UNFINISHED and not is_at_rest(row)]
    found = [
        *waits,
        *_missing(running, team),
        *_without_anybody(actions, team),
        *_actions([row for row in actions if row.key not in apart], team, duty, at),
        *_questions(running, duty, at),
        *_at_risk(running, network),
    ]
    return sorted(found, key=lambda one: (_rank(one), one.due_at or at, one.kind != Waits.ANSWER))


def _rank(one: Attention) -> int:
    """Whoever is on the way and must not go on comes before everything."""
    if one.kind == Waits.LAPSED or one.kind == Waits.LEAD:
        return -1 if one.kind == Waits.LAPSED else 0
    if one.is_overdue or one.kind == Waits.REVIEW:
        return 1
    if one.due_at is not None:
        return 2
    return 3 if one.kind in (Waits.DECISION, Waits.DEPUTY, Waits.AT_RISK) else 4


def _missing(running: Running, team: _Team) -> Iterable[Attention]:
    heading = running.heading
    if not heading.is_running:
        return
    manage = team.who_may(Permission.MANAGE_TEAM)
    if not team.has(TeamPart.LEAD):
        yield Attention(Waits.LEAD, "No lead is named", who=manage)
    if heading.is_provisional:
        who = team.who_may(Permission.SIGN_DEFINITION)
        yield Attention(Waits.DECISION, "Decide what it is", who=who, since_at=running.provisional_since)
    if not team.has(TeamPart.DEPUTY):
        yield Attention(Waits.DEPUTY, "No deputy is named", who=manage)


def _without_anybody(actions: list[Action], team: _Team) -> Iterable[Attention]:
    """An agency cannot see what is asked of it until somebody of it is on the team."""
    seen = set(team.agencies)
    for row in actions:
        if row.owner_agency is None or row.owner_agency.key in seen:
            continue
        seen.add(row.owner_agency.key)
        what = f"Nobody of {row.owner_agency} is on the team: add them"
        yield Attention(Waits.AGENCY, what, who=team.who_may(Permission.MANAGE_TEAM), due_at=row.due_at)


def _actions(actions: list[Action], team: _Team, duty: Sequence[DutyLineRow], at: datetime) -> Iterable[Attention]:
    for row in actions:
        overdue, to_be_rung = row.due_at < at, is_to_be_rung(row, at)
        gone = row.owner is not None and row.owner.key not in team.keys
        if not (overdue or to_be_rung or gone):
            continue
        yield Attention(
            Waits.ACTION,
            row.what,
            letter=row.about.letter if row.about else "",
            who=row.owner.name if row.owner else f"{row.owner_agency}",
            note="not on the team" if gone else "nobody has accepted it" if to_be_rung else "",
            due_at=row.due_at,
            is_overdue=overdue,
            to_ring=numbers(row, duty, at) if to_be_rung else (),
            last_call=last_call(row) if to_be_rung else None,
            action_key=row.key,
        )


def _questions(running: Running, duty: Sequence[DutyLineRow], at: datetime) -> Iterable[Attention]:
    tonight = {code for one in running.playbook.tonight for code in one.considerations}
    for one in running.running:
        is_must, due_at = one.item.strength == "must", one.row.due_at
        ahead = STATUTORY_AHEAD if one.row.due_kind == "statutory" else ASKED_AHEAD
        soon = bool(due_at and due_at <= at + ahead)
        if one.is_unanswered and (soon or (is_must and not one.row.due_rule)):
            note = "no action now: it needs another answer" if one.answer else ""
            to_ring = numbers_of_roles(one.item.lead, duty, at) if soon else ()
            found = _about(one, Waits.ANSWER, note, is_overdue=bool(due_at and due_at < at))
            yield replace(found, to_ring=to_ring, progress=progress(one.row.due_rule, due_at, at))
        elif one.is_not_known and not one.is_being_found_out and _is_pressing(one, tonight):
            yield _about(one, Waits.FINDING_OUT, "not known, and nobody is finding out", is_overdue=False)


def _at_risk(running: Running, network: NetworkFigures | None) -> Iterable[Attention]:
    """Whoever leads on the question about those around the young people answers for each of them too."""
    if network is None or not network.unanswered or not running.heading.is_running:
        return
    asked = next((one for one in running.running if one.row.code == ABOUT_OTHERS), None)
    who = ", ".join(BY_KEBAB[code].name for code in asked.item.lead) if asked else ""
    yield Attention(Waits.AT_RISK, network.words, who=who)


def _is_pressing(one: Question, tonight: Collection[str]) -> bool:
    """The edition still asks it, as a must or in the questions of the night."""
    return not one.item.retired and (one.item.strength == "must" or one.row.code in tonight)


def _about(one: Question, kind: Waits, note: str, *, is_overdue: bool) -> Attention:
    return Attention(
        kind,
        one.item.ask,
        letter=one.letter,
        who=", ".join(BY_KEBAB[code].name for code in one.item.lead),
        note=note,
        due_at=one.row.due_at if kind == Waits.ANSWER else None,
        due_kind=one.row.due_kind,
        is_overdue=is_overdue,
        strand_code=one.row.strand.code,
        card_key=one.row.key,
    )
