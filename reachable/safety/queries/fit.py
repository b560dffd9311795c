"""What was asked of safety plans after a new incident: are they still fit for purpose (CTX-10)?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from reachable.common.permission_codes import Permission
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents.choices import TeamPart
from reachable.incidents.models import Incident, Involvement
from reachable.incidents.queries import Ring
from reachable.incidents.queries.whom_to_ring import whom_to_ring
from reachable.people import queries as people

from .. import permissions
from ..models import FitQuestion
from .plan_rows import WAITS, is_open, owes_version, with_standing


@dataclass(frozen=True)
class FitLine:
    """`reference` and `title` are empty where the reader may not open the other incident: then `ring` says whom to
    ask, for those who may know that there is one.
    """

    key: UUID
    asked_at: datetime
    is_open: bool
    owes_version: bool
    answer: str
    answer_label: str
    because: str
    by: str
    answered_at: datetime | None
    reference: str = ""
    title: str = ""
    other_at: datetime | None = None
    is_elsewhere: bool = False
    ring: tuple[Ring, ...] = ()


def fit_lines(professional: Professional, rows: Collection[FitQuestion], at: datetime) -> list[FitLine]:
    """Of rows of `with_standing`. Of an incident that the reader may not open he learns no more than whom to ask, and
    only where he may know that it is there: it is linked with his, or he may look up what is held.
    """
    others = {home.pk: home for row in rows if (home := _home(row))}
    seen: frozenset[int] = frozenset()
    if others:
        seen = frozenset(access.visible(professional, at).filter(pk__in=others).values_list("pk", flat=True))
    tells = professional.holds(Permission.LOOK_UP_HELD)
    named = {home.pk for row in rows if (home := _home(row)) and (tells or row.link_id)}
    hidden = [home for pk, home in others.items() if pk in named - seen]
    ring = whom_to_ring(professional, hidden, at)
    return [_fit_line(row, seen, ring) for row in rows]


def _fit_line(row: FitQuestion, seen: Collection[int], ring: dict[int, tuple[Ring, ...]]) -> FitLine:
    other = _home(row)
    opens = other is not None and other.pk in seen
    return FitLine(
        key=row.key,
        asked_at=row.asked_at,
        is_open=is_open(row),
        owes_version=owes_version(row),
        answer=row.answer,
        answer_label=row.get_answer_display() if row.answer else "",
        because=row.because,
        by=row.answered_by.name if row.answered_by else "",
        answered_at=row.answered_at,
        reference=other.reference if other and opens else "",
        title=other.title if other and opens else "",
        other_at=(other.happened_at or other.reported_at) if other and opens else None,
        is_elsewhere=other is not None and not opens and other.pk in ring,
        ring=ring.get(other.pk, ()) if other and not opens else (),
    )


def _home(row: FitQuestion) -> Incident | None:
    """The incident because of which it was asked; of a report that was joined, the one that it became part of."""
    return (row.other.joined_into or row.other) if row.other else None


@dataclass(frozen=True)
class FitOfMine:
    """A question that waits on me; `name` is empty for a reader who sees letters only."""

    reference: str
    letter: str
    name: str
    person_key: UUID
    involvement_key: UUID
    line: FitLine


def fit_questions_of(professional: Professional, at: datetime) -> tuple[FitOfMine, ...]:
    """Of plans that I wrote, or of incidents that I lead or deputise for, that wait; the longest first. One statement
    where there are none, and up to six.
    """
    if not permissions.may_write_plans(professional):
        return ()
    leads = access.current_team(at).filter(
        incident=OuterRef("involvement__incident"),
        professional=professional,
        part__in=(TeamPart.LEAD, TeamPart.DEPUTY),
    )
    mine = Q(plan__by=professional) | Q(Exists(leads))
    home = access.visible(professional, at).filter(joined_into__isnull=True)
    asked = FitQuestion.objects.filter(mine, involvement__incident__in=home.values("pk"))
    rows = list(
        with_standing(asked).filter(WAITS).select_related("involvement__record", "involvement__incident")
        .select_related("involvement__now_known_as__record").order_by("asked_at", "pk")
    )  # fmt: skip
    if not rows:
        return ()
    standing = {row.pk: row.involvement.now_known_as or row.involvement for row in rows}
    keys = people.current_person_keys([one.record_id for one in standing.values()])
    lines = fit_lines(professional, rows, at)
    return tuple(
        _of_mine(professional, row.involvement.incident.reference, standing[row.pk], keys, line)
        for row, line in zip(rows, lines, strict=True)
    )


def _of_mine(
    professional: Professional, reference: str, young: Involvement, keys: dict[int, UUID], line: FitLine
) -> FitOfMine:
    return FitOfMine(
        reference=reference,
        letter=young.letter,
        name="" if professional.letters_only else young.record.display_name,
        person_key=keys[young.record_id],
        involvement_key=young.key,
        line=line,
    )
