"""The young people of an incident as lists show them: by letter, with role, age and where each is now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.people import queries as people

from .. import access, statements
from ..choices import Audience, Part
from ..models import Involvement, InvolvementPart, Whereabouts
from .whereabouts import WhereNow, where_now


@dataclass(frozen=True)
class YoungPersonLine(WhereNow):
    """`name` is empty for a reader who sees letters only; `parts` are (code, label) as this reader may know them."""

    key: UUID
    person_key: UUID
    letter: str
    name: str
    age: str
    parts: tuple[tuple[str, str], ...]
    known_before: tuple[str, ...] = ()  # letters that turned out to be this young person

    @property
    def label(self) -> str:
        """Kai Mensah (A), or A alone."""
        return f"{self.name} ({self.letter})" if self.name else self.letter

    @property
    def part_words(self) -> str:
        return ", ".join(label.lower() for _, label in self.parts) or "role not known"


def young_people(
    professional: Professional, incident_id: int, at: datetime, *, audiences: frozenset[Audience] | None = None
) -> list[YoungPersonLine]:
    """The young people of an incident that the caller has already found for this professional.

    Whatever `audiences` are asked for, the reader learns no more than he may.
    """
    return young_people_of(professional, [incident_id], at, audiences=audiences).get(incident_id, [])


def young_people_of(
    professional: Professional,
    incident_ids: Collection[int],
    at: datetime,
    *,
    audiences: frozenset[Audience] | None = None,
) -> dict[int, list[YoungPersonLine]]:
    """As `young_people`, of several incidents; no more statements than for one."""
    rows = (
        Involvement.objects.filter(incident_id__in=incident_ids)
        .select_related("record", "merging")
        .prefetch_related(
            Prefetch("parts", queryset=InvolvementPart.objects.filter(until_at__isnull=True).order_by("id")),
            Prefetch("whereabouts", queryset=Whereabouts.objects.select_related("by").order_by("-number")),
        )
        .order_by("position")
    )
    found = list(rows)
    keys = people.current_person_keys([row.record_id for row in found])
    may_know = access.audiences(professional)
    told = may_know if audiences is None else may_know & audiences
    standing = [row for row in found if row.now_known_as_id is None]
    before = {row.pk: [one for one in found if one.now_known_as_id == row.pk] for row in standing}
    lines: dict[int, list[YoungPersonLine]] = {}
    for row in standing:
        line = _line(row, before[row.pk], keys[row.record_id], professional, told, at)
        lines.setdefault(row.incident_id, []).append(line)
    return lines


def _line(
    row: Involvement,
    letters: list[Involvement],
    person_key: UUID,
    professional: Professional,
    audiences: frozenset[Audience],
    at: datetime,
) -> YoungPersonLine:
    """`letters` are those that turned out to be this young person: what was said of them is read here."""
    before = statements.said_before(letters, {one.pk: list(one.whereabouts.all()) for one in letters})
    return YoungPersonLine(
        **vars(where_now(row.whereabouts.all(), before)),
        key=row.key,
        person_key=person_key,
        letter=row.letter,
        name="" if professional.letters_only else row.record.display_name,
        age=row.record.described_age(clock.local_date(at)),
        parts=_parts([row, *letters], audiences),
        known_before=tuple(one.letter for one in letters),
    )


def _parts(rows: list[Involvement], audiences: frozenset[Audience]) -> tuple[tuple[str, str], ...]:
    """That somebody is a witness is for police and the children's services lead; others read "connected"."""
    codes = [part.part for row in rows for part in row.parts.all()]
    if len(rows) > 1:
        codes = [code for code in codes if code != Part.NOT_KNOWN] or codes[:1]
    if Audience.WITNESSES not in audiences:
        codes = [Part.CONNECTED if code == Part.WITNESS else code for code in codes]
    return tuple((code, str(Part(code).label)) for code in dict.fromkeys(codes))
