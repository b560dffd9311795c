"""Who hears at once what custody knows (CUS-5): who was told, and whom to ring for those who were not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from reachable.common.permission_codes import Permission
from reachable.directory import queries as directory
from reachable.directory.choices import RoleCode
from reachable.directory.models import Professional, RoleHolding
from reachable.directory.queries import DutyLineRow
from reachable.people import queries as people
from reachable.people.choices import DetailKind
from reachable.people.detail_kinds import KINDS as DETAILS

from .. import access
from ..choices import FactKind
from ..fact_kinds import TOLD
from ..models import TeamMember
from .facts import FactLine
from .overview import Heading

# Whom each on the list is among: roles on the team; then lines that answer for them when nobody on the team does.
_ROLES: Mapping[str, tuple[RoleCode, ...]] = {
    "front-door": (RoleCode.FRONT_DOOR_MANAGER,),
    "social-worker": (RoleCode.SOCIAL_WORKER,),
    "family-support": (),
    "youth-justice": (RoleCode.YOUTH_JUSTICE_MANAGER,),
    "mace-police": (RoleCode.MACE_POLICE,),
    "youth-worker": (RoleCode.TYSS_HEAD,),
}
_NIGHT = (RoleCode.EMERGENCY_DUTY_SENIOR,)
_LINES: Mapping[str, tuple[RoleCode, ...]] = {
    **_ROLES,
    "front-door": (RoleCode.FRONT_DOOR_MANAGER, *_NIGHT),
    "social-worker": _NIGHT,
    "mace-police": (RoleCode.MACE_POLICE, RoleCode.POLICE_DUTY_INSPECTOR),
}
# What they are in what is recorded of who works with the young person.
_RECORDED: Mapping[str, str] = {
    "social-worker": "SOCIAL_WORKER",
    "youth-justice": "YOUTH_JUSTICE",
    "youth-worker": "YOUTH_SUPPORT",
}
_FAMILY_SUPPORT = "family support"
_FEW = 3


@dataclass(frozen=True)
class ToTell:
    """Somebody on the team, or a duty line; `telephone` is empty where none is known."""

    name: str
    what: str
    telephone: str


@dataclass(frozen=True)
class TellLine:
    """One of those who hear at once what custody knows (CUS-5). `said` is newest first, without mistakes."""

    code: str
    label: str
    said: tuple[FactLine, ...]
    to_tell: tuple[ToTell, ...]
    released_since: bool

    @property
    def told(self) -> FactLine | None:
        """That somebody was told without more said is that they were."""
        return next((one for one in self.said if one.value("reached") in ("told", "")), None)

    @property
    def is_none(self) -> bool:
        return bool(self.said) and self.said[0].value("reached") == "no-such"

    @property
    def left_word(self) -> FactLine | None:
        return self.said[0] if self.said and self.said[0].value("reached") == "left-word" else None

    @property
    def is_owed(self) -> bool:
        return not self.told and not self.is_none

    @property
    def owes_release(self) -> bool:
        """Was told before, and not yet of the way out."""
        about = {code for one in self.said for code in one.value("about").split(",")}
        return self.released_since and self.told is not None and not self.is_none and "release" not in about


def tells(
    professional: Professional, shown: Heading, record_id: int, facts: Iterable[FactLine], at: datetime
) -> tuple[TellLine, ...]:
    """The six in their order, of an incident whose heading the reader has been given. `facts` are newest first."""
    standing = [one for one in facts if one.stands]
    told = [one for one in standing if one.kind == FactKind.CUSTODY_TOLD]
    released = any(one.kind == FactKind.RELEASED for one in standing)
    recorded = _recorded(professional, shown, record_id)
    team, lines = _team(shown, at), directory.whom_to_ring(shown.duty_area, at)
    return tuple(
        TellLine(
            code=code,
            label=label,
            said=tuple(one for one in told if one.value("whom") == code),
            to_tell=recorded.get(code, ()) or _to_tell(code, team, lines, at),
            released_since=released,
        )
        for code, label in TOLD
    )


def _recorded(professional: Professional, shown: Heading, record_id: int) -> dict[str, tuple[ToTell, ...]]:
    """Who is on record as working with them, for whoever reads what is recorded of a young person."""
    if not professional.holds(Permission.READ_RECORDS):
        return {}
    found: dict[str, list[ToTell]] = {}
    same = people.same_people([record_id])[record_id]
    for line in people.details(access.reach_in(shown.incident_id), same):
        if line.kind != DetailKind.WORKER or not line.holds:
            continue
        code = next((code for code, option in _RECORDED.items() if line.said == _worker(option)), "")
        who = ToTell(line.worker.name, "", line.worker.telephone) if line.worker else ToTell(line.words, line.where, "")
        if code and who.name:
            found.setdefault(code, []).append(who)
    return {code: tuple(dict.fromkeys(several))[:_FEW] for code, several in found.items()}


def _worker(code: str) -> str:
    option = DETAILS[DetailKind.WORKER].option(code)
    return option.label if option else ""


def _team(shown: Heading, at: datetime) -> list[tuple[TeamMember, frozenset[str]]]:
    """Who works on it with the roles that they hold now; two statements."""
    members = list(
        access.current_team(at)
        .filter(incident_id=shown.incident_id)
        .select_related("professional__agency")
        .order_by("from_at", "pk")
    )
    running = Q(until_at__isnull=True) | Q(until_at__gt=at)
    held = RoleHolding.objects.filter(
        running, professional__in=[one.professional_id for one in members], since_at__lte=at
    )
    found: dict[int, set[str]] = {}
    for professional_id, role in held.values_list("professional_id", "role"):
        found.setdefault(professional_id, set()).add(role)
    return [(one, frozenset(found.get(one.professional_id, ()))) for one in members]


def _to_tell(
    code: str, team: Iterable[tuple[TeamMember, frozenset[str]]], lines: Iterable[DutyLineRow], at: datetime
) -> tuple[ToTell, ...]:
    mine = []
    for member, roles in team:
        who = member.professional
        is_support = code == "family-support" and _FAMILY_SUPPORT in who.job_title.casefold()
        if is_support or roles & frozenset(_ROLES[code]):
            mine.append(ToTell(who.name, f"{who.job_title}, {who.agency.name}", who.telephone))
    if not mine:
        ours = [line for line in lines if line.role in _LINES[code] and line.answers(at)]
        mine = [ToTell(line.name, line.role_name, line.telephone) for line in ours]
    return tuple(dict.fromkeys(mine))[:_FEW]
