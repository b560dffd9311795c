"""A young person in custody: where and since when, which offers fit and why, who was told, what was recorded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.common import clock
from reachable.common.refusals import NotFound
from reachable.directory import queries as directory
from reachable.directory.choices import ContactPointKind, CustodyWorkers
from reachable.directory.models import Professional
from reachable.directory.queries import ContactPointRow
from reachable.people.models import PersonRecord
from reachable.people.permissions import is_police

from ..choices import FactKind, Where
from ..fact_kinds import Group
from ..models import Involvement
from ..policies import ADULT, YOUNGEST, CustodyRoute, InCustody, first_of_all, routes, suite_named
from .custody_tells import TellLine, ToTell, tells
from .facts import FactLine, facts_of_group
from .overview import Heading, YoungPersonLine, heading, young_people


@dataclass(frozen=True)
class Suite:
    """`said` as it was written; the rest from the directory, empty where it does not have the suite."""

    said: tuple[str, ...]
    name: str = ""
    telephone: str = ""
    where: str = ""
    workers: str = ""
    workers_label: str = ""

    @property
    def called(self) -> str:
        return self.name or (self.said[0] if len(self.said) == 1 else "")


@dataclass(frozen=True)
class CustodyView:
    """`is_there`: in custody now, as far as is known; `ever`: something of custody is recorded. `arrests` are those
    that stand. `first` is what must be said before anything else.
    """

    heading: Heading
    line: YoungPersonLine
    is_there: bool
    arrests: tuple[FactLine, ...]
    suite: Suite
    known: InCustody
    first: str
    routes: tuple[CustodyRoute, ...]
    tells: tuple[TellLine, ...]
    facts: tuple[FactLine, ...]
    reader_is_police: bool

    @property
    def ever(self) -> bool:
        return self.is_there or bool(self.facts)

    @property
    def arrested_at(self) -> datetime | None:
        """The earliest that is said."""
        return min((one.happened_at for one in self.arrests if one.happened_at), default=None)

    @property
    def ring_first(self) -> tuple[ToTell, ...] | None:
        """Whom `first` says to ask: the front door about a child, youth justice instead of a worker. None: nobody."""
        age, code = self.known.age, ""
        if age is not None and age < YOUNGEST:
            code = "front-door"
        elif self.known.workers == CustodyWorkers.NO and (age is None or age < ADULT):
            code = "youth-justice"
        return next((one.to_tell for one in self.tells if one.code == code), None)

    @property
    def remand(self) -> FactLine | None:
        return next((one for one in self.facts if one.kind == FactKind.REMANDED and one.stands), None)

    @property
    def not_told_yet(self) -> int:
        return sum(1 for one in self.tells if one.is_owed)

    def of(self, *kinds: str) -> tuple[FactLine, ...]:
        return tuple(one for one in self.facts if one.kind in kinds)

    def standing(self, kind: str) -> FactLine | None:
        """What was recorded last of this kind and stands."""
        return next((one for one in self.facts if one.kind == kind and one.stands), None)


def custody(professional: Professional, reference: str, key: UUID, at: datetime) -> CustodyView:
    """Raises NotFound for a young person who is not in an incident that this professional may open."""
    shown = heading(professional, reference, at)
    everybody = young_people(professional, shown.incident_id, at)
    line = next((one for one in everybody if one.key == key), None)
    if line is None:
        raise NotFound("young person")
    facts = _in_order(facts_of_group(professional, shown, {Group.CUSTODY, Group.COURT}, key))
    arrests = _standing(facts, FactKind.ARRESTED)
    suites = directory.contact_points((ContactPointKind.CUSTODY_SUITE,))
    suite = _suite(line, arrests, suites)
    record = Involvement.objects.select_related("record").get(key=key).record
    known = _known(record, suite, facts, at)
    return CustodyView(
        heading=shown,
        line=line,
        is_there=_is_there(line, arrests, facts),
        arrests=arrests,
        suite=suite,
        known=known,
        first=first_of_all(known),
        routes=routes(known),
        tells=tells(professional, shown, record.pk, facts, at),
        facts=facts,
        reader_is_police=is_police(professional),
    )


def _in_order(facts: tuple[FactLine, ...]) -> tuple[FactLine, ...]:
    """By when it happened, newest first, or by when it was recorded where that is not known."""
    of_custody = [one for one in facts if one.kind in _SHOWN]
    return tuple(sorted(of_custody, key=lambda one: one.happened_at or one.at, reverse=True))


_SHOWN = frozenset(
    {
        FactKind.ARRESTED, FactKind.CHARGED, FactKind.REMANDED, FactKind.APPROPRIATE_ADULT, FactKind.CUSTODY_WORKER,
        FactKind.SERVICES_AND_HOME, FactKind.CUSTODY_TOLD, FactKind.COMMUNITY_OFFER, FactKind.AUTHORITY_BED,
        FactKind.RELEASED, FactKind.EXPLOITATION_SIGNS, FactKind.NATIONAL_REFERRAL, FactKind.YOUTH_JUSTICE_NOTIFIED,
    }
)  # fmt: skip


def _standing(facts: Iterable[FactLine], *kinds: str) -> tuple[FactLine, ...]:
    return tuple(one for one in facts if one.kind in kinds and one.stands)


def _is_there(line: YoungPersonLine, arrests: Sequence[FactLine], facts: Iterable[FactLine]) -> bool:
    """Said to be in custody; or arrested, neither let go nor remanded since, and nobody says where else they are."""
    if line.where == Where.CUSTODY:
        return True
    if line.is_contradictory or line.where not in ("", Where.NOT_KNOWN) or not arrests:
        return line.is_contradictory and bool(arrests)
    since = arrests[0].happened_at or arrests[0].at
    left = _standing(facts, FactKind.RELEASED, FactKind.REMANDED)
    return not any((one.happened_at or one.at) >= since for one in left)


def _suite(line: YoungPersonLine, arrests: Sequence[FactLine], suites: Sequence[ContactPointRow]) -> Suite:
    """Where they are said to be now, if that was said after the arrest; else to where they were taken."""
    said = tuple(dict.fromkeys(one.place.strip() for one in arrests if one.place.strip()))
    is_now = line.where == Where.CUSTODY and line.place and not line.is_contradictory
    newest = max((one.at for one in arrests if one.place), default=None)
    if is_now and (newest is None or (line.where_said_at and line.where_said_at >= newest)):
        said = (line.place.strip(),)
    names = [row.name for row in suites]
    found = {place: suite_named(place, names) for place in said}
    if not said or len(set(found.values())) > 1 or (None in found.values() and len(said) > 1):
        return Suite(said)
    number = found[said[0]]
    if number is None:
        return Suite(said)
    row = suites[number]
    return Suite(said, row.name, row.telephone, row.where, row.custody_workers, row.custody_workers_label)


def _known(record: PersonRecord, suite: Suite, facts: Iterable[FactLine], at: datetime) -> InCustody:
    told = _standing(facts, FactKind.SERVICES_AND_HOME)
    return InCustody(
        age=record.age_on(clock.local_date(at)),
        age_is_about=record.age_is_about,
        suite=suite.called,
        suites_differ=len(suite.said) > 1 and not suite.name,
        workers=suite.workers,
        lives=_last_known(told, "lives"),
        statutory=_last_known(told, "statutory"),
        early_help=_last_known(told, "early-help"),
    )


def _last_known(told: Iterable[FactLine], name: str) -> str:
    """A later statement that leaves it out, or does not know, takes nothing away from an earlier one that does."""
    return next((one.value(name) for one in told if one.value(name) not in ("", "not-known")), "")
