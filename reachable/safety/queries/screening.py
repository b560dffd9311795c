"""Screening for exploitation: what stands of each young person, what stood before, and who was not screened."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from reachable.common import clock
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents import queries as incidents
from reachable.incidents.choices import Where
from reachable.incidents.models import Incident, Involvement
from reachable.incidents.queries import Heading, Whom, YoungPersonLine
from reachable.playbook.tables import Level, Listed

from .. import permissions
from ..choices import DomainFinding
from ..models import Screening
from ..policies.screening import is_review_late
from . import lists
from .screening_rows import earlier_of, standing_in, versions_of


@dataclass(frozen=True)
class FindingLine:
    code: str
    title: str
    why: str
    finding: str
    label: str
    words: str


@dataclass(frozen=True)
class ScreeningVersion:
    """`number` counts the versions in the order in which they were written; `said_of` is the letter that it was
    written of, where that is now known by another. `not_known` is how many domains nobody could answer.
    """

    key: UUID
    number: int
    level: str
    level_title: str
    level_means: str
    because: str
    findings: tuple[FindingLine, ...]
    protective: str
    young_persons_view: str
    carers_view: str
    screened_with: str
    accepted_by: str
    review_on: date | None
    is_review_late: bool
    by: str
    at: datetime
    said_of: str = ""

    @property
    def not_known(self) -> int:
        return sum(one.finding == DomainFinding.NOT_KNOWN for one in self.findings)


@dataclass(frozen=True)
class Earlier:
    """The last screening of the same young person in an earlier incident that the reader may open."""

    reference: str
    involvement_key: UUID
    level_title: str
    by: str
    at: datetime
    review_on: date | None


@dataclass(frozen=True)
class ScreeningView:
    """`versions` newest first."""

    heading: Heading
    whom: Whom
    versions: tuple[ScreeningVersion, ...]
    earlier: Earlier | None
    levels: tuple[Level, ...]
    domains: tuple[Listed, ...]
    may_write: bool

    @property
    def stands(self) -> ScreeningVersion | None:
        return self.versions[0] if self.versions else None


@dataclass(frozen=True)
class LevelLine:
    """`stands` is None where nobody has screened them since the incident: a gap, unless they have died."""

    line: YoungPersonLine
    stands: ScreeningVersion | None
    earlier: Earlier | None

    @property
    def died(self) -> bool:
        return self.line.where == Where.DIED

    @property
    def is_gap(self) -> bool:
        return self.stands is None and not self.died


@dataclass(frozen=True)
class LevelsView:
    heading: Heading
    lines: tuple[LevelLine, ...]
    levels: tuple[Level, ...]
    may_write: bool

    @property
    def gaps(self) -> int:
        return sum(one.is_gap for one in self.lines)

    @property
    def late(self) -> int:
        return sum(bool(one.stands and one.stands.is_review_late) and not one.died for one in self.lines)


def screening(professional: Professional, reference: str, key: UUID, at: datetime) -> ScreeningView:
    """Raises NotFound for a young person who is not in an incident that this professional may open."""
    heading, whom = incidents.whom(professional, reference, key, at)
    if not whom.has_letter:
        raise NotFound("young person")
    permissions.check_can_read_levels(professional)
    young = Involvement.objects.get(incident=heading.incident_id, key=key)
    rows, today = versions_of(young), clock.local_date(at)
    versions = tuple(_version(row, number, today) for number, row in enumerate(rows, 1))[::-1]
    return ScreeningView(
        heading=heading,
        whom=whom,
        versions=versions,
        earlier=_earlier(professional, heading, [young], at).get(young.key),
        levels=lists.levels_in_force(),
        domains=lists.domains(),
        may_write=permissions.may_write_plans(professional),
    )


def levels(professional: Professional, reference: str, at: datetime) -> LevelsView:
    """Every young person of the incident with how each stands. The statements do not grow with them."""
    heading, everybody = incidents.with_young_people(professional, reference, at)
    permissions.check_can_read_levels(professional)
    rows = Involvement.objects.filter(incident=heading.incident_id, now_known_as__isnull=True)
    young, today = {one.key: one for one in rows}, clock.local_date(at)
    stands = {pk: _version(row, 0, today) for pk, row in standing_in(heading.incident_id).items()}
    earlier = _earlier(professional, heading, list(young.values()), at)
    return LevelsView(
        heading=heading,
        lines=tuple(LevelLine(one, stands.get(young[one.key].pk), earlier.get(one.key)) for one in everybody),
        levels=lists.levels_in_force(),
        may_write=permissions.may_write_plans(professional),
    )


def _earlier(
    professional: Professional, heading: Heading, young: Collection[Involvement], at: datetime
) -> dict[UUID, Earlier]:
    """By involvement key here; of an incident that the reader may not open, nothing."""
    before = access.visible(professional, at).filter(reported_at__lt=heading.reported_at, joined_into__isnull=True)
    found = earlier_of(young, before.exclude(pk=heading.incident_id).values_list("pk", flat=True))
    return {
        one.key: Earlier(
            reference=_of(found[one.pk]).reference,
            involvement_key=found[one.pk].involvement.key,
            level_title=lists.level_title(found[one.pk].level),
            by=found[one.pk].by.name,
            at=found[one.pk].at,
            review_on=found[one.pk].review_on,
        )
        for one in young
        if one.pk in found
    }


def _of(row: Screening) -> Incident:
    return row.involvement.incident


def _version(row: Screening, number: int, today: date) -> ScreeningVersion:
    known = next((one for one in lists.levels_in_force() if one.code == row.level), None)
    said_of = row.involvement.letter if row.involvement.now_known_as_id else ""
    return ScreeningVersion(
        key=row.key,
        number=number,
        level=row.level,
        level_title=lists.level_title(row.level),
        level_means=known.means if known else "",
        because=row.because,
        findings=_findings(row),
        protective=row.protective,
        young_persons_view=row.young_persons_view,
        carers_view=row.carers_view,
        screened_with=row.screened_with,
        accepted_by=row.accepted_by,
        review_on=row.review_on,
        is_review_late=is_review_late(row.review_on, today),
        by=row.by.name,
        at=row.at,
        said_of=said_of,
    )


def _findings(row: Screening) -> tuple[FindingLine, ...]:
    """In the order of the list; what has left the list since comes last."""
    why = {one.code: one.why for one in lists.domains()}
    order = list(why)
    found = sorted(row.domains.all(), key=lambda one: order.index(one.code) if one.code in why else len(order))
    return tuple(
        FindingLine(
            code=one.code,
            title=lists.domain_title(one.code),
            why=why.get(one.code, ""),
            finding=one.finding,
            label=str(one.get_finding_display()),
            words=one.words,
        )
        for one in found
    )
