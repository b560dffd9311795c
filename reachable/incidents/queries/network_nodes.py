"""Who is on the map: everybody in the incident and its network, and whoever connections lead to."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from reachable.common import clock, references
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.people import queries as people
from reachable.people.choices import Stage
from reachable.people.models import PersonRecord
from reachable.people.permissions import may_know_source

from .. import access
from ..choices import Audience, Part
from ..models import AdultInvolvement, Involvement, InvolvementPart, NetworkPerson, Whereabouts
from . import marks
from .network_lines import NOT_CONNECTED, PROTECTED, Node
from .whereabouts import where_now


@dataclass(frozen=True)
class Reader:
    """What decides how somebody is shown to whoever reads, looked up once."""

    letters_only: bool
    knows_sources: bool
    knows_witnesses: bool
    today: date
    reader_id: int
    manages: bool

    @staticmethod
    def of(professional: Professional, at: datetime) -> "Reader":
        return Reader(
            letters_only=professional.letters_only,
            knows_sources=may_know_source(professional),
            knows_witnesses=Audience.WITNESSES in access.audiences(professional),
            today=clock.local_date(at),
            reader_id=professional.pk,
            manages=professional.holds(Permission.MANAGE_TEAM),
        )

    def source(self, label: str, *, protected: bool) -> str:
        """Who said it, how they know, and who wrote it down: each could tell who the source is."""
        return PROTECTED if protected and not self.knows_sources else label


@dataclass(frozen=True)
class Here:
    """Those of one incident. `involved` have a letter or are adults in it, `members` are in its network alone.

    `lapsed` are members whom nothing but a connection holds here.
    """

    involved: Mapping[UUID, Node]
    members: Mapping[UUID, Node]
    lapsed: frozenset[UUID]

    @property
    def everybody(self) -> dict[UUID, Node]:
        return {**self.involved, **self.members}


def here(incident_id: int, reader: Reader) -> Here:
    """Seven statements."""
    lettered = list(_lettered().filter(incident=incident_id))
    adults, members = list(marks.adults_of([incident_id])), list(marks.members_of(incident_id))
    rows: list[Involvement | AdultInvolvement | NetworkPerson] = [*lettered, *adults, *members]
    person_of = people.current_person_keys([row.record_id for row in rows])
    involved: dict[UUID, Node] = {}
    for row in lettered:
        key = person_of[row.record_id]
        involved.setdefault(key, _of_young_person(row, key, reader, row.letter, where=True))
    for number, adult in enumerate(adults, 1):
        key = person_of[adult.record_id]
        involved.setdefault(key, _of_adult(adult, key, reader, marks.adult_mark(number)))
    found: dict[UUID, Node] = {}
    current = sorted(members, key=lambda one: one.review_on < reader.today)  # one that has lapsed comes last
    for member in current:
        key, mark = person_of[member.record_id], marks.across_joined(member.mark, member.incident, incident_id)
        if key in involved:
            if member.review_on >= reader.today:  # who has a letter is here without it
                involved[key] = _also_member(involved[key], member, reader)
        else:
            found.setdefault(key, _of_member(member, key, reader, mark))
    lapsed = {key for key, node in found.items() if node.review_on and node.review_on < reader.today}
    return Here({k: replace(node, hops=0) for k, node in involved.items()}, found, frozenset(lapsed))


def elsewhere(
    professional: Professional, records: Mapping[UUID, Collection[int]], reader: Reader, at: datetime
) -> dict[UUID, Node]:
    """People of other incidents that the reader may open, by the letter or number there. Four statements."""
    person_of = {record: key for key, ids in records.items() for record in ids}
    found: dict[UUID, Node] = {}
    visible = access.visible(professional, at).values("pk")
    theirs = {"record__in": list(person_of), "incident__in": visible}
    for row in _lettered(where=False).filter(**theirs).order_by("-incident", "position"):
        key, of = person_of[row.record_id], row.incident.reference
        node = _of_young_person(row, key, reader, references.across(row.letter, of), where=False)
        found.setdefault(key, replace(node, reference=of))
    for adult in AdultInvolvement.objects.filter(**theirs).select_related("record", "incident").order_by("-incident"):
        key, of = person_of[adult.record_id], adult.incident.reference
        node = _of_adult(adult, key, reader, references.across("Adult", of))
        found.setdefault(key, replace(node, is_involved=False, reference=of))
    for member in NetworkPerson.objects.filter(**theirs).select_related("record", "incident").order_by("-incident"):
        key, of = person_of[member.record_id], member.incident.reference
        node = _of_member(member, key, reader, references.across(member.mark, of))
        found.setdefault(key, replace(node, reference=of))
    return found


def member_row(incident_id: int, key: UUID) -> NetworkPerson:
    row = NetworkPerson.objects.filter(incident=incident_id, key=key).select_related("by").first()
    if row is None:
        raise NotFound("member")
    return row


def _lettered(*, where: bool = True) -> QuerySet[Involvement]:
    parts = InvolvementPart.objects.filter(until_at__isnull=True).order_by("id")
    rows = Involvement.objects.filter(now_known_as__isnull=True).select_related("record", "incident")
    rows = rows.prefetch_related(Prefetch("parts", queryset=parts)).order_by("position")
    said = Whereabouts.objects.select_related("by").order_by("-number")
    return rows.prefetch_related(Prefetch("whereabouts", queryset=said)) if where else rows


def _node(record: PersonRecord, person_key: UUID, key: UUID, reader: Reader, mark: str) -> Node:
    name = "" if reader.letters_only else record.display_name
    return Node(
        person_key=person_key,
        key=key,
        is_involved=False,
        is_adult=record.stage == Stage.ADULT,
        mark=mark,
        name=name,
        label=f"{name} ({mark})" if name else mark,
        age=record.described_age(reader.today),
        hops=NOT_CONNECTED,
    )


def _of_young_person(row: Involvement, key: UUID, reader: Reader, mark: str, *, where: bool) -> Node:
    return replace(
        _node(row.record, key, row.key, reader, mark),
        is_involved=where,
        parts=_parts((part.part for part in row.parts.all()), reader),
        where=_where(row) if where else "",
    )


def _where(row: Involvement) -> str:
    now = where_now(row.whereabouts.all())
    return ", ".join(part for part in (now.where_label, now.place) if part)


def _parts(codes: Iterable[str], reader: Reader) -> tuple[tuple[str, str], ...]:
    """That somebody is a witness is for police and the children's services lead; others read "connected"."""
    known = [Part.CONNECTED if code == Part.WITNESS and not reader.knows_witnesses else Part(code) for code in codes]
    return tuple((str(code), str(code.label)) for code in dict.fromkeys(known))


def _of_adult(row: AdultInvolvement, key: UUID, reader: Reader, mark: str) -> Node:
    parts = ((str(row.part), str(row.get_part_display())),)
    return replace(_node(row.record, key, row.key, reader, mark), is_involved=True, parts=parts)


def _of_member(row: NetworkPerson, key: UUID, reader: Reader, mark: str) -> Node:
    return _also_member(_node(row.record, key, row.key, reader, mark), row, reader)


def _also_member(node: Node, row: NetworkPerson, reader: Reader) -> Node:
    """What was said of them when they were added to the network."""
    return replace(
        node,
        why=row.why,
        named_at_risk=row.named_at_risk,
        source_label=reader.source(row.get_source_display(), protected=row.source_protected),
        told_by=reader.source(row.told_by, protected=row.source_protected),
        review_on=row.review_on,
        unassessed=row.brought_by_id is not None and not row.named_at_risk,
    )
