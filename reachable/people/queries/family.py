"""Who belongs to the family and the household of a person, and whether they may be told of this."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from reachable.directory.models import Professional

from ..choices import AssociationKind, Handling, Stage, Tri
from ..models import Association, MayBeTold, PersonRecord
from ..permissions import may_know_source
from ..policies import CLOSE_TO
from ..scope import Scope

# What the second of the two is to the first, where it has another name.
_OTHER_WAY = {
    AssociationKind.PARENT: "Son or daughter",
    AssociationKind.STEP_PARENT: "Stepchild, or child of a partner",
    AssociationKind.CARER: "Child in their care",
    AssociationKind.GRANDPARENT: "Grandchild",
    AssociationKind.AUNT_OR_UNCLE: "Niece or nephew",
    AssociationKind.SUPPORTIVE_ADULT: "Somebody they support",
}


@dataclass(frozen=True)
class ToldLine:
    """What was said last of daily life and of telling them; `before` is how often something else was said."""

    lives_with: str
    responsibility: str
    told: str
    because: str
    telephone: str
    safe_to_ring: str
    told_by: str
    by: str
    at: datetime
    before: int

    @property
    def may_be_told(self) -> str:
        return {Tri.YES: "may be told", Tri.NO: "must not be told"}.get(
            Tri(self.told), "not known whether they may be told"
        )


@dataclass(frozen=True)
class RelativeLine:
    """`name` is empty for a reader who sees letters only. `record_id` is for rooms, never for a page."""

    record_id: int
    record_key: UUID
    association_key: UUID
    kind: str
    kind_label: str
    name: str
    age: str
    is_adult: bool
    told_by: str
    by: str
    at: datetime
    review_on: date
    contested: str
    telling: ToldLine | None


@dataclass(frozen=True)
class Family:
    """`hidden` are record ids at the far end of ties that the reader may not see."""

    relatives: tuple[RelativeLine, ...]
    hidden: frozenset[int]

    @property
    def lives_with_is_known(self) -> bool:
        return any(one.telling and one.telling.lives_with == Tri.YES for one in self.relatives)

    @property
    def responsibility_is_known(self) -> bool:
        return any(one.telling and one.telling.responsibility == Tri.YES for one in self.relatives)


def family(professional: Professional, scope: Scope, record_ids: Collection[int], on: date) -> Family:
    """Those tied to any of these records, whose tie is current on this day; four statements.

    A tie that police gave for few is not read here: the network has a rule for each reader.
    """
    mine = scope.among(record_ids)
    either = Q(one__in=mine) | Q(other__in=mine)
    rows = Association.objects.filter(either, kind__in=CLOSE_TO, review_on__gte=on, handling=Handling.TEAM)
    found = rows.select_related("one", "other", "by").order_by("pk")
    ties = [tie for tie in found if not {tie.one_id, tie.other_id} <= mine]  # two records that turned out to be of one
    ends = {tie.pk: tie.other if tie.one_id in mine else tie.one for tie in ties}
    seen = scope.among([one.pk for one in ends.values()]) | mine
    told = _told(mine, seen)
    lines = [
        _line(professional, tie, ends[tie.pk], told.get(ends[tie.pk].pk), on) for tie in ties if ends[tie.pk].pk in seen
    ]
    return Family(tuple(lines), frozenset(one.pk for one in ends.values()) - seen)


def _line(
    professional: Professional, tie: Association, who: PersonRecord, telling: ToldLine | None, on: date
) -> RelativeLine:
    kind = AssociationKind(tie.kind)
    backwards = tie.other_id == who.pk
    knows_source = not tie.source_protected or may_know_source(professional)
    return RelativeLine(
        record_id=who.pk,
        record_key=who.key,
        association_key=tie.key,
        kind=tie.kind,
        kind_label=_OTHER_WAY.get(kind, str(kind.label)) if backwards else str(kind.label),
        name="" if professional.letters_only else who.display_name,
        age=who.described_age(on),
        is_adult=who.stage == Stage.ADULT,
        told_by=tie.told_by if knows_source else "",
        by=tie.by.name if knows_source else "source protected",  # who wrote it down could tell who the source is
        at=tie.at,
        review_on=tie.review_on,
        contested=tie.contested,
        telling=telling,
    )


def _told(mine: Collection[int], seen: Collection[int]) -> dict[int, ToldLine]:
    rows = MayBeTold.objects.filter(record__in=mine, relative__in=seen).select_related("by").order_by("at", "pk")
    found: dict[int, ToldLine] = {}
    for row in rows:
        before = found.get(row.relative_id)
        found[row.relative_id] = ToldLine(
            lives_with=row.lives_with,
            responsibility=row.responsibility,
            told=row.told,
            because=row.because,
            telephone=row.telephone,
            safe_to_ring=row.safe_to_ring,
            told_by=row.told_by,
            by=row.by.name,
            at=row.at,
            before=before.before + 1 if before else 0,
        )
    return found
