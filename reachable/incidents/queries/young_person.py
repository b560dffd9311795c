"""One young person in one incident: roles, where now, and what was said before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.people import queries as people

from .. import access, statements
from ..choices import Audience, Part, Said
from ..models import Incident, Involvement, InvolvementPart, Whereabouts
from ..statements import SaidBefore
from .facts import FactLine, facts_about
from .overview import Heading, YoungPersonLine, heading, young_people
from .record import sentences_about
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
    said_of: str = ""  # the letter it was recorded of, where that is now known by another


@dataclass(frozen=True)
class WhereaboutsLine:
    """`is_wrong`: a later statement said so. `relation_label` is empty where they simply moved.

    `said_of` is the letter it was said of, where that is now known by another.
    """

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
    said_of: str = ""


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
    not_to_disclose: tuple[str, ...]  # whom something must not reach, in a sentence each
    doubts: Mapping[UUID, str]  # who it may be, each with the agencies that hold them and nothing else

    @property
    def current_parts(self) -> tuple[PartLine, ...]:
        return tuple(part for part in self.parts if part.until_at is None)

    @property
    def parts_to_add(self) -> tuple[tuple[str, str], ...]:
        """Every role that this reader does not read already."""
        held = {part.code for part in self.current_parts if not part.said_of}
        return tuple((code, label) for code, label in Part.choices if code not in held and code != Part.NOT_KNOWN)

    @property
    def parts_to_end(self) -> tuple[tuple[str, str], ...]:
        """What reads "connected" may be a witness: only who may know ends it."""
        kept = () if self.may_see_witnesses else (Part.CONNECTED,)
        own = (part for part in self.current_parts if not part.said_of)
        return tuple((part.code, part.label) for part in own if part.code not in kept)


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
    of_them = Q(involvement__key=key) | Q(involvement__now_known_as__key=key)
    parts = InvolvementPart.objects.filter(of_them, involvement__incident=incident)
    rows = Whereabouts.objects.filter(of_them, involvement__incident=incident)
    said = list(rows.select_related("by", "involvement__merging").order_by("-number"))
    own, before = _apart(said)
    so = {row.pk for row in statements.counting(own, before)}
    newest = [*own, *sorted((row for one in before for row in one.said), key=lambda row: row.at, reverse=True)]
    return YoungPersonView(
        heading=shown,
        line=line,
        parts=_part_lines(list(parts.select_related("by", "until_by", "involvement").order_by("id")), audiences),
        whereabouts=tuple(_whereabouts_line(row, so, before) for row in newest),
        said_now=tuple(_whereabouts_line(row, so, before) for row in said_of_now(own, before))
        if line.is_contradictory
        else (),
        facts=facts_about(professional, shown, key),
        may_see_witnesses=Audience.WITNESSES in audiences,
        not_to_disclose=sentences_about(professional, scope.ids, at),
        doubts=people.doubted(scope, scope.ids) if _is_asked_who_they_are(professional) else {},
    )


def _is_asked_who_they_are(professional: Professional) -> bool:
    """That somebody alike is held elsewhere is for those who say whether they are one, or look up what is held."""
    return professional.holds(Permission.ANSWER_CONSIDERATIONS) or professional.holds(Permission.LOOK_UP_HELD)


def _apart(said: list[Whereabouts]) -> tuple[list[Whereabouts], tuple[SaidBefore, ...]]:
    """What was said of this letter, and of letters that turned out to be the same young person."""
    by_letter: dict[Involvement, list[Whereabouts]] = {}
    for row in said:
        by_letter.setdefault(row.involvement, []).append(row)
    known_before = [one for one in by_letter if one.now_known_as_id is not None]
    before = statements.said_before(known_before, {one.pk: rows for one, rows in by_letter.items()})
    return [row for row in said if row.involvement.now_known_as_id is None], before


def _part_lines(rows: list[InvolvementPart], audiences: frozenset[Audience]) -> tuple[PartLine, ...]:
    """Others read "connected" for a witness: its words are left out too, and it cannot be told from the real one."""
    hidden = Audience.WITNESSES not in audiences
    lines: list[PartLine] = []
    for row in rows:
        veiled = hidden and row.part == Part.WITNESS
        code = Part.CONNECTED if veiled else Part(row.part)
        of_another = row.involvement.letter if row.involvement.now_known_as_id else ""
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
                said_of=of_another,
            )
        )
    return tuple(lines)


def _whereabouts_line(row: Whereabouts, so: set[int], before: Sequence[SaidBefore]) -> WhereaboutsLine:
    return WhereaboutsLine(
        number=statements.number_of(row, before),
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
        said_of=row.involvement.letter if row.involvement.now_known_as_id else "",
    )
