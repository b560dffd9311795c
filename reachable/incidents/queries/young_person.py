"""One young person in one incident: roles, where now, and what was said before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.people import queries as people

from .. import access, statements
from ..choices import Audience, Part, Said
from ..models import Incident, InvolvementPart, Whereabouts
from .facts import FactLine, facts_about
from .overview import Heading, YoungPersonLine, heading, young_people
from .whereabouts import said_of_now


@dataclass(frozen=True)
class PartLine:
    """A role from when until when; `code` is what ends it. It was ended on `until_on`, and that was recorded later."""

    code: str
    label: str
    words: str
    from_at: datetime
    by: str
    until_at: datetime | None
    until_by: str
    until_on: date | None
    until_label: str
    until_because: str


@dataclass(frozen=True)
class WhereaboutsLine:
    """`is_wrong`: a later statement said so. `relation_label` is empty where they simply moved."""

    number: int
    where: str
    where_label: str
    place: str
    expected_discharge_at: datetime | None
    happened_at: datetime | None
    relation_label: str
    because: str
    is_wrong: bool
    by: str
    at: datetime


@dataclass(frozen=True)
class YoungPersonView:
    """`whereabouts` newest first. `said_now` are those of them that contradict each other, one for each place, and
    none where only one place is said. `current_parts` are those that have not ended.
    """

    heading: Heading
    line: YoungPersonLine
    parts: tuple[PartLine, ...]
    whereabouts: tuple[WhereaboutsLine, ...]
    said_now: tuple[WhereaboutsLine, ...]
    facts: tuple[FactLine, ...]
    may_see_witnesses: bool
    doubts: Mapping[UUID, str]  # who it may be, each with the agencies that hold them and nothing else

    @property
    def current_parts(self) -> tuple[PartLine, ...]:
        return tuple(part for part in self.parts if part.until_at is None)

    @property
    def parts_to_add(self) -> tuple[tuple[str, str], ...]:
        """Every role that this reader does not read already."""
        held = {part.code for part in self.current_parts}
        return tuple((code, label) for code, label in Part.choices if code not in held and code != Part.NOT_KNOWN)

    @property
    def parts_to_end(self) -> tuple[tuple[str, str], ...]:
        """What reads "connected" may be a witness: only who may know ends it."""
        kept = () if self.may_see_witnesses else (Part.CONNECTED,)
        return tuple((part.code, part.label) for part in self.current_parts if part.code not in kept)


def with_young_people(
    professional: Professional, reference: str, at: datetime
) -> tuple[Heading, tuple[YoungPersonLine, ...]]:
    """The heading of an incident and everybody in it, for pages that name them by letter."""
    shown = heading(professional, reference, at)
    return shown, tuple(young_people(professional, shown.incident_id, at))


def young_person(professional: Professional, reference: str, key: UUID, at: datetime) -> YoungPersonView:
    """Raises NotFound for a young person who is not in an incident that this professional may open."""
    shown, everybody = with_young_people(professional, reference, at)
    line = next((y for y in everybody if y.key == key), None)
    if line is None:
        raise NotFound("young person")
    audiences = access.audiences(professional)
    incident, scope = Incident(pk=shown.incident_id), access.scope(shown.incident_id, key)
    parts = InvolvementPart.objects.filter(involvement__incident=incident, involvement__key=key)
    rows = Whereabouts.objects.filter(involvement__incident=incident, involvement__key=key)
    said = list(rows.select_related("by").order_by("-number"))
    so = {row.pk for row in statements.counting(said)}
    return YoungPersonView(
        heading=shown,
        line=line,
        parts=_part_lines(list(parts.select_related("by", "until_by").order_by("id")), audiences),
        whereabouts=tuple(_whereabouts_line(row, so) for row in said),
        said_now=tuple(_whereabouts_line(row, so) for row in said_of_now(said)) if line.is_contradictory else (),
        facts=facts_about(professional, shown, key),
        may_see_witnesses=Audience.WITNESSES in audiences,
        doubts=people.doubted(scope, scope.ids),
    )


def _part_lines(rows: list[InvolvementPart], audiences: frozenset[Audience]) -> tuple[PartLine, ...]:
    """Others read "connected" for a witness: its words are left out too, and it cannot be told from the real one."""
    hidden = Audience.WITNESSES not in audiences
    lines: list[PartLine] = []
    for row in rows:
        veiled = hidden and row.part == Part.WITNESS
        code = Part.CONNECTED if veiled else Part(row.part)
        if hidden and row.until_at is None and any(p.code == code and p.until_at is None for p in lines):
            continue  # connected and a witness: one line, as in every list
        lines.append(
            PartLine(
                code=str(code),
                label=str(code.label),
                words="" if veiled else row.words,
                from_at=row.from_at,
                by=row.by.name,
                until_at=row.until_at,
                until_by=row.until_by.name if row.until_by else "",
                until_on=row.until_on,
                until_label=row.get_until_reason_display() if row.until_reason else "",
                until_because="" if hidden and code == Part.CONNECTED else row.until_because,
            )
        )
    return tuple(lines)


def _whereabouts_line(row: Whereabouts, so: set[int]) -> WhereaboutsLine:
    return WhereaboutsLine(
        number=row.number,
        where=row.where,
        where_label=row.get_where_display(),
        place=row.place,
        expected_discharge_at=row.expected_discharge_at,
        happened_at=row.happened_at,
        relation_label="" if row.relation == Said.MOVED else row.get_relation_display(),
        because=row.because,
        is_wrong=row.pk not in so,
        by=row.by.name,
        at=row.at,
    )
