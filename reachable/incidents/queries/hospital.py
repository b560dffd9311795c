"""A young person in hospital: whether it is agreed that the officer leaves, and all that is said of the stay."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from reachable.common import clock
from reachable.common.gates import GateState
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional

from .. import policies, statements
from ..choices import FactKind, FactStands, Where
from ..fact_kinds import KINDS, Group
from ..models import Fact, FactStanding, Involvement, OfficerMayLeave, Whereabouts
from ..policies import Stay, WardDiscussion
from .facts import FactLine, facts_of_group
from .overview import Heading, YoungPersonLine
from .young_person import with_young_people

GATE = "officer-may-leave"
_OFFICER = (FactKind.OFFICER_ATTENDING, FactKind.OFFICER_LEFT)


@dataclass(frozen=True)
class Officer:
    """`is_there` is None while nobody has said; `since_at` is when the officer came, or when the last one left."""

    is_there: bool | None
    since_at: datetime | None = None
    name: str = ""
    ward_rings: str = ""


@dataclass(frozen=True)
class HospitalView:
    """`admitted_at`: of the stay that runs or, where they left, of the last; None where they never were in hospital.

    `discussion_key` is what it would be agreed on. `facts` newest first, also those that no longer stand, with each
    contact that anybody had.
    """

    heading: Heading
    line: YoungPersonLine
    gate: GateState
    may_agree: bool
    discussion_key: UUID | None
    is_in_hospital: bool
    admitted_at: datetime | None
    officer: Officer
    look_again_at: datetime | None
    facts: tuple[FactLine, ...]

    @property
    def is_agreed(self) -> bool:
        return self.gate.passed_at is not None


@dataclass(frozen=True)
class OnWard:
    """What is known of one young person: `said` of where they were, as it counts, in order; facts and agreements of
    them and of letters that turned out to be them.
    """

    involvement: Involvement
    said: Sequence[Whereabouts]
    is_in_hospital: bool
    facts: Sequence[Fact]
    agreements: Sequence[OfficerMayLeave]

    def stay(self, until: datetime | None = None) -> Stay | None:
        return policies.last_stay(self.said, until)

    def discussion(self, at: datetime) -> WardDiscussion | None:
        """The latest of the stay, as it was known then."""
        return self._latest(at, at)

    def agreed(self, at: datetime) -> OfficerMayLeave | None:
        """The agreement that held then: it rests on the latest discussion that stood."""
        rests_on = self.discussion(at)
        given = [one for one in self.agreements if one.at <= at and rests_on and one.discussion.key == rests_on.key]
        return max(given, key=lambda one: (one.at, one.pk), default=None)

    def left(self, at: datetime) -> Fact | None:
        """The last time that an officer left during the stay."""
        stay = self.stay()
        gone = [one for one in self._standing(FactKind.OFFICER_LEFT, at) if _is_of(one, stay)]
        return max(gone, key=lambda one: (_when(one), one.pk), default=None)

    def missing_when_left(self, left: Fact, at: datetime) -> tuple[str, ...]:
        """Empty where it was agreed before. What was missing is said as it is known `at`, also of what was recorded
        after the officer had gone.
        """
        gone_at = min(_when(left), at)
        if self.agreed(gone_at):
            return ()
        return policies.missing_when_left(self._latest(gone_at, at), gone_at)

    def officer(self, at: datetime) -> Officer:
        stay = self.stay()
        said = [one for kind in _OFFICER for one in self._standing(kind, at) if _is_of(one, stay)]
        last = max(said, key=lambda one: (_when(one), one.pk), default=None)
        if last is None:
            return Officer(None)
        came = max((one for one in said if one.kind == FactKind.OFFICER_ATTENDING), key=_when, default=None)
        told = came.said if came else {}
        is_there = last.kind == FactKind.OFFICER_ATTENDING
        return Officer(is_there, _when(last), told.get("officer", ""), told.get("ward-rings", ""))

    def _latest(self, happened_by: datetime, known_at: datetime) -> WardDiscussion | None:
        found = self._standing(FactKind.WARD_DISCUSSION, known_at)
        held = [_discussion(one) for one in found if _when(one) <= happened_by]
        return policies.latest_discussion(held, self.stay(happened_by))

    def _standing(self, kind: str, at: datetime) -> list[Fact]:
        """Of the facts of a kind that were recorded by then, those that stood then."""
        return [one for one in self.facts if one.kind == kind and one.at <= at and _stood(one, at)]


def on_ward(incident_id: int, involvement_id: int | None = None) -> dict[UUID, OnWard]:
    """By the key of each young person, or of the one who has this letter or had it, of an incident that the caller
    found. Six statements, however many they are.
    """
    involved = list(Involvement.objects.filter(incident=incident_id).select_related("merging").order_by("position"))
    now = {one.pk: one.now_known_as_id or one.pk for one in involved}
    wanted = set(now.values()) if involvement_id is None else {now.get(involvement_id)}
    letters = [pk for pk, current in now.items() if current in wanted]
    said: dict[int, list[Whereabouts]] = {}
    for row in Whereabouts.objects.filter(involvement__in=letters):
        said.setdefault(row.involvement_id, []).append(row)
    facts, agreed = _facts(letters), _agreements(letters)
    found = {}
    for one in involved:
        if one.pk in wanted:
            others = [other for other in involved if other.now_known_as_id == one.pk]
            before = statements.said_before(others, said)
            current = statements.current(said.get(one.pk, ()), before)
            found[one.key] = OnWard(
                involvement=one,
                said=statements.counting(said.get(one.pk, ()), before),
                is_in_hospital=any(row.where == Where.HOSPITAL for row in current),
                facts=[fact for fact in facts if now[fact.involvement_id or 0] == one.pk],
                agreements=[row for row in agreed if now[row.involvement_id] == one.pk],
            )
    return found


def _facts(letters: Collection[int]) -> list[Fact]:
    standings = Prefetch("standings", queryset=FactStanding.objects.order_by("-number"))
    kinds = (FactKind.WARD_DISCUSSION, *_OFFICER)
    rows = Fact.objects.filter(involvement__in=letters, kind__in=kinds)
    return list(rows.select_related("by").prefetch_related(standings).order_by("pk"))


def _agreements(letters: Collection[int]) -> list[OfficerMayLeave]:
    return list(OfficerMayLeave.objects.filter(involvement__in=letters).select_related("by", "discussion"))


def officer_gate(professional: Professional, heading: Heading, key: UUID, at: datetime) -> GateState:
    """How it stands for one young person, of an incident whose heading the reader has been given."""
    found = on_ward(heading.incident_id).get(key)
    if found is None:
        raise NotFound("young person")
    return _gate(found, at)


def officer_gates(professional: Professional, heading: Heading, at: datetime) -> list[GateState]:
    """For everybody who is in hospital now, by letter."""
    return [_gate(one, at) for one in on_ward(heading.incident_id).values() if one.is_in_hospital]


def officer_left_early(incident_id: int, involvement_id: int, fact_key: UUID, at: datetime) -> tuple[str, ...]:
    """What was missing when an officer left as this fact says, of a caller who recorded it; empty where it had been
    agreed, and where the fact does not stand.
    """
    for one in on_ward(incident_id, involvement_id).values():
        for left in one.facts:
            if left.key == fact_key and left.kind == FactKind.OFFICER_LEFT and _stood(left, at):
                return one.missing_when_left(left, at)
    return ()


def hospital(professional: Professional, reference: str, key: UUID, at: datetime) -> HospitalView:
    heading, everybody = with_young_people(professional, reference, at)
    line = next((one for one in everybody if one.key == key), None)
    if line is None:
        raise NotFound("young person")
    found = on_ward(heading.incident_id)[key]
    stay, discussion = found.stay(), found.discussion(at)
    facts = facts_of_group(professional, heading, {Group.HOSPITAL, Group.SAFETY}, key)
    return HospitalView(
        heading=heading,
        line=line,
        gate=_gate(found, at),
        may_agree=professional.holds(Permission.AGREE_OFFICER_LEAVES),
        discussion_key=discussion.key if discussion else None,
        is_in_hospital=found.is_in_hospital,
        admitted_at=stay.since if stay else None,
        officer=found.officer(at),
        look_again_at=policies.look_again_at(discussion),
        facts=tuple(one for one in facts if _is_shown(one.kind)),
    )


def _is_shown(kind: str) -> bool:
    return KINDS[kind].group == Group.HOSPITAL or kind == FactKind.CONTACT_MADE


def _gate(found: OnWard, at: datetime) -> GateState:
    agreed = found.agreed(at)
    return GateState(
        code=GATE,
        letter=found.involvement.letter,
        stands="agreed" if agreed else "not agreed",
        lines=policies.officer_gate_lines(found.discussion(at), at),
        passed_at=agreed.at if agreed else None,
        passed_by=agreed.by.name if agreed else "",
        early=_early(found, at),
    )


def _early(found: OnWard, at: datetime) -> str:
    left = found.left(at)
    absent = found.missing_when_left(left, at) if left else ()
    if left is None or not absent:
        return ""
    gone = clock.local(_when(left))
    day = "" if gone.date() == clock.local_date(at) else f" on {gone:%d %B}".replace(" 0", " ")
    about = "about " if left.happened_about else ""
    return f"The officer left{day} at {about}{gone:%H:%M}, before it was agreed; missing then: {'; '.join(absent)}."


def _discussion(fact: Fact) -> WardDiscussion:
    return WardDiscussion(key=fact.key, said=fact.said, by=fact.by.name, at=fact.at, happened_at=fact.happened_at)


def _when(fact: Fact) -> datetime:
    return fact.happened_at or fact.at


def _is_of(fact: Fact, stay: Stay | None) -> bool:
    return stay is None or stay.covers(fact.happened_at, fact.at)


def _stood(fact: Fact, at: datetime) -> bool:
    said = next((one.standing for one in fact.standings.all() if one.at <= at), FactStands.STANDS)
    return said == FactStands.STANDS
