"""What happened, in the incident or to one young person: each statement, what became of it, and what contradicts it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.directory.queries import words_of_holders
from reachable.playbook.record import value_in_words
from reachable.playbook.schema import RecordField

from ..choices import FactStands
from ..fact_kinds import KINDS, Group
from ..models import Fact, FactStanding
from .overview import Heading, YoungPersonLine, heading, young_people

NOT_FOR_YOU = "held; ask the lead of the incident"
A_FEW_MINUTES = timedelta(minutes=10)
ABOUT = timedelta(hours=2)  # how far apart two times may lie, of which one is approximate


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

    def value(self, name: str) -> str:
        """What was said in a structured field; empty where nothing was."""
        return next((one.value for one in self.said if one.name == name), "")

    def in_words(self, name: str) -> str:
        return next((one.words for one in self.said if one.name == name), "")

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


def facts_about(professional: Professional, told: Heading, key: UUID | None) -> tuple[FactLine, ...]:
    """What happened to the young person `key`, or in the incident itself, newest first; of an incident whose heading
    the reader has been given. What is narrower than the reader may see is left out.
    """
    of_them = Q(involvement__key=key) | Q(involvement__now_known_as__key=key)
    found = _rows(told).filter(of_them) if key else _rows(told).filter(involvement__isnull=True)
    return _lines(professional, list(found))


def facts_of_group(
    professional: Professional, told: Heading, groups: Collection[Group], key: UUID | None = None
) -> tuple[FactLine, ...]:
    """Those of some pages, newest first: about the young person `key`, or about everybody and the incident."""
    kinds = [one.kind for one in KINDS.values() if one.group in groups]
    found = _rows(told).filter(kind__in=kinds)
    if key:
        found = found.filter(Q(involvement__key=key) | Q(involvement__now_known_as__key=key))
    return _lines(professional, list(found))


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
    standings = FactStanding.objects.select_related("by").order_by("-number")
    return (
        Fact.objects.filter(incident_id=told.incident_id, audience__in=told.audiences)
        .select_related("by", "involvement__now_known_as")
        .prefetch_related(Prefetch("standings", queryset=standings))
        .order_by("-at", "-pk")
    )


def _lines(professional: Professional, rows: list[Fact]) -> tuple[FactLine, ...]:
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
        standing=_stands(row),
        number=len(history),
        history=history,
        contradicts=any(_contradict(row, other) for other in beside),
        corrects=row.replaces_id is not None,
        may_settle=not told.by_the_lead or professional.holds(Permission.MANAGE_TEAM),
        said=said_of(professional, row, named),
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


def _stands(row: Fact) -> str:
    said = list(row.standings.all())
    return said[0].standing if said else FactStands.STANDS


def _contradict(one: Fact, other: Fact) -> bool:
    """Two that stand, of a kind that happens once, and say another time or place; unless somebody said that both are
    so, after both did.
    """
    if one.pk == other.pk or one.kind != other.kind or KINDS[one.kind].repeats:
        return False
    if {_stands(one), _stands(other)} != {FactStands.STANDS} or not _say_otherwise(one, other):
        return False
    said = [at for at in (_said_to_stand(one), _said_to_stand(other)) if at is not None]
    return not said or max(said) < max(_stands_since(one), _stands_since(other))


def _say_otherwise(one: Fact, other: Fact) -> bool:
    named = {one.place.strip().casefold(), other.place.strip().casefold()} - {""}
    if len(named) > 1:
        return True
    if one.happened_at is None or other.happened_at is None:
        return False
    leeway = ABOUT if one.happened_about or other.happened_about else A_FEW_MINUTES
    return abs(one.happened_at - other.happened_at) > leeway


def _stands_since(row: Fact) -> datetime:
    """Since when it stands without a break: since it was recorded, or since somebody said that it does after all."""
    since = None
    for said in row.standings.all():  # newest first
        if said.standing != FactStands.STANDS:
            return since or row.at
        since = said.at
    return row.at


def _said_to_stand(row: Fact) -> datetime | None:
    """When somebody said last that it stands, while it stood already: that both are so."""
    said = list(row.standings.all())
    before = said[1].standing if len(said) > 1 else FactStands.STANDS
    return said[0].at if said and said[0].standing == before == FactStands.STANDS else None
