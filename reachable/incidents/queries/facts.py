"""What happened, in the incident or to one young person: each statement, what became of it, and what contradicts it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.directory.queries import words_of_holders
from reachable.playbook.record import HOLDER_KINDS, value_in_words
from reachable.playbook.schema import RecordField

from ..choices import FactStands
from ..fact_kinds import KINDS, Group
from ..models import Fact, FactStanding
from .contradicting import contradict, stands
from .overview import Heading, YoungPersonLine, heading, young_people

NOT_FOR_YOU = "held; ask the lead of the incident"


@dataclass(frozen=True)
class StandingLine:
    standing: str
    label: str
    because: str
    ended_on: date | None
    by: str
    at: datetime


@dataclass(frozen=True)
class SaidField:
    """A structured field of a fact: `value` as it is stored, `words` as people read it. A field that the reader may
    not read says so in its words, and has no value.
    """

    name: str
    kind: str
    label: str
    value: str
    words: str

    @property
    def is_held(self) -> bool:
        return not self.value


@dataclass(frozen=True)
class FactLine:
    """`number` is that of the standing which the reader has seen; `history` has them newest first, and is empty while
    nothing was said of what became of it. `contradicts`: another one that stands says otherwise.
    """

    key: UUID
    kind: str
    kind_label: str
    letter: str
    said_of: str  # the letter it was recorded of, where that is now known by another
    lies_ahead: bool
    happened_at: datetime | None
    happened_about: bool
    place: str
    words: str
    told_by: str
    by: str
    at: datetime
    standing: str
    number: int
    history: tuple[StandingLine, ...]
    contradicts: bool
    corrects: bool
    may_settle: bool
    said: tuple[SaidField, ...] = ()
    group: Group = Group.NONE

    def field(self, name: str) -> SaidField | None:
        return next((one for one in self.said if one.name == name), None)

    def value(self, name: str) -> str:
        """What was said in a structured field; empty where nothing was."""
        return one.value if (one := self.field(name)) else ""

    def in_words(self, name: str) -> str:
        return one.words if (one := self.field(name)) else ""

    @property
    def last(self) -> StandingLine | None:
        return self.history[0] if self.history else None

    @property
    def stands(self) -> bool:
        return self.standing == FactStands.STANDS


@dataclass(frozen=True)
class OneFact:
    """`line` is whom it is about, or None. `beside` is what else is said of its kind about them."""

    heading: Heading
    fact: FactLine
    line: YoungPersonLine | None
    beside: tuple[FactLine, ...]

    @property
    def said(self) -> int:
        """How much is said: each statement, and each time that somebody said what became of one."""
        return sum(1 + one.number for one in (self.fact, *self.beside))


@dataclass(frozen=True)
class KindToRecord:
    """What the form of a kind asks; `slug` is the kind in an address. See `fact_kinds`."""

    kind: str
    label: str
    when: str
    where: str
    lies_ahead: bool
    slug: str
    group: Group
    hint: str
    fields: tuple[RecordField, ...]
    has_words: bool

    @property
    def names_somebody(self) -> bool:
        return any(one.kind in HOLDER_KINDS for one in self.fields)


def facts_about(professional: Professional, told: Heading, key: UUID | None) -> tuple[FactLine, ...]:
    """What happened to the young person `key`, or in the incident itself, newest first; of an incident whose heading
    the reader has been given. What is narrower than the reader may see is left out.
    """
    of_them = Q(involvement__key=key) | Q(involvement__now_known_as__key=key)
    found = _rows(told).filter(of_them) if key else _rows(told).filter(involvement__isnull=True)
    return lines_of(professional, list(found))


def facts_of_group(
    professional: Professional, told: Heading, groups: Collection[Group], key: UUID | None = None
) -> tuple[FactLine, ...]:
    """Those of some pages, newest first: about the young person `key`, or about everybody and the incident."""
    kinds = [one.kind for one in KINDS.values() if one.group in groups]
    found = _rows(told).filter(kind__in=kinds)
    if key:
        found = found.filter(Q(involvement__key=key) | Q(involvement__now_known_as__key=key))
    return lines_of(professional, list(found))


def fact(professional: Professional, reference: str, key: UUID, at: datetime) -> OneFact:
    """One of them, for what is said of it."""
    told = heading(professional, reference, at)
    row = _rows(told).filter(key=key).first()
    if row is None:
        raise NotFound("fact")
    about = (row.involvement.now_known_as or row.involvement).key if row.involvement else None
    alike = [one for one in facts_about(professional, told, about) if one.kind == row.kind]
    line = next((one for one in alike if one.key == key), None)
    everybody = young_people(professional, told.incident_id, at) if about else []
    person = next((one for one in everybody if one.key == about), None)
    if line is None or (about and person is None):
        raise NotFound("fact")
    return OneFact(told, line, person, beside=tuple(one for one in alike if one.key != key))


def kinds_to_record(professional: Professional, told: Heading, *, young_person: bool) -> tuple[KindToRecord, ...]:
    """What this reader may record, about a young person or about the incident."""
    return tuple(
        KindToRecord(
            kind=one.kind.value,
            label=one.label,
            when=one.when,
            where=one.where,
            lies_ahead=one.lies_ahead,
            slug=one.slug,
            group=one.group,
            hint=one.hint,
            fields=one.fields,
            has_words=one.has_words,
        )
        for one in KINDS.values()
        if one.may_be_about(young_person=young_person) and _may(professional, one.kind.value, told.audiences)
    )


def _may(professional: Professional, kind: str, audiences: Iterable[str]) -> bool:
    one = KINDS[kind]
    return one.audience in audiences and (not one.by_the_lead or professional.holds(Permission.MANAGE_TEAM))


def _rows(told: Heading) -> QuerySet[Fact]:
    return rows_of(told.incident_id, told.audiences)


def rows_of(incident_id: int, audiences: Collection[str]) -> QuerySet[Fact]:
    """For queries of this room: newest first, with what became of each."""
    standings = FactStanding.objects.select_related("by").order_by("-number")
    return (
        Fact.objects.filter(incident_id=incident_id, audience__in=audiences)
        .select_related("by", "involvement__now_known_as")
        .prefetch_related(Prefetch("standings", queryset=standings))
        .order_by("-at", "-pk")
    )


def lines_of(professional: Professional, rows: list[Fact]) -> tuple[FactLine, ...]:
    named = words_of_holders(_named(rows))
    return tuple(_line(professional, row, rows, named) for row in rows)


def _named(rows: Iterable[Fact]) -> Iterable[tuple[str, str]]:
    for row in rows:
        yield from ((field.kind, row.said.get(field.name, "")) for field in KINDS[row.kind].fields)


def said_of(professional: Professional, row: Fact, named: Mapping[str, str]) -> tuple[SaidField, ...]:
    """The structured fields that were filled in, as this reader may read them; `named` by `words_of_holders`."""
    kind = KINDS[row.kind]
    found = []
    for field in kind.fields:
        if not (value := row.said.get(field.name, "")):
            continue
        needed = kind.narrow.get(field.name)
        if needed and not professional.holds(needed):
            found.append(SaidField(field.name, field.kind, field.label, "", NOT_FOR_YOU))
        else:
            words = value_in_words(field, value, named)
            found.append(SaidField(field.name, field.kind, field.label, value, words))
    return tuple(found)


def _line(professional: Professional, row: Fact, beside: list[Fact], named: Mapping[str, str]) -> FactLine:
    told = KINDS[row.kind]
    history = tuple(_standing(one) for one in row.standings.all())
    letter = row.involvement.letter if row.involvement else ""
    return FactLine(
        key=row.key,
        kind=row.kind,
        kind_label=told.label,
        letter=letter,
        said_of=letter if row.involvement and row.involvement.now_known_as_id else "",
        lies_ahead=told.lies_ahead,
        happened_at=row.happened_at,
        happened_about=row.happened_about,
        place=row.place,
        words=row.words,
        told_by=row.told_by,
        by=row.by.name,
        at=row.at,
        standing=stands(row),
        number=len(history),
        history=history,
        contradicts=any(contradict(row, other) for other in beside),
        corrects=row.replaces_id is not None,
        may_settle=not told.by_the_lead or professional.holds(Permission.MANAGE_TEAM),
        said=said_of(professional, row, named),
        group=told.group,
    )


def _standing(row: FactStanding) -> StandingLine:
    return StandingLine(
        standing=row.standing,
        label=row.get_standing_display(),
        because=row.because,
        ended_on=row.ended_on,
        by=row.by.name,
        at=row.at,
    )
