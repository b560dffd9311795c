"""What is said on the map: each assertion as one reader may know it."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from reachable.common import clock
from reachable.people.association_kinds import KINDS
from reachable.people.choices import Handling
from reachable.people.models import Assertion, Association, GroupLink
from reachable.people.queries import Line

from ..choices import GroupStance
from ..models import GroupRelation
from .network_lines import ASSOCIATION, GROUP_LINK, GROUP_RELATION, Edge, Node
from .network_nodes import Reader

STALE = timedelta(days=90)
SOON = timedelta(days=14)
_RELATED = {
    GroupStance.OPPOSING: "{one} and {other} are said to be opposing groups",
    GroupStance.ON_GOOD_TERMS: "{one} and {other} are said to be on good terms",
}


def of_association(row: Association, line: Line, nodes: Mapping[UUID, Node], reader: Reader) -> Edge:
    one, other = nodes[line.one].label, nodes[line.other].label
    sentence = KINDS[row.kind].sentence(one, other)
    return _edge(row, reader, about=ASSOCIATION, one=line.one, other=line.other, kind=row.kind, sentence=sentence)


def of_group_link(row: GroupLink, person: UUID, nodes: Mapping[UUID, Node], reader: Reader) -> Edge:
    sentence = f"{nodes[person].label}: reported link to {row.group.name}"
    return _edge(row, reader, about=GROUP_LINK, one=person, other=row.group.key, kind="REPORTED", sentence=sentence)


def of_group_relation(row: GroupRelation, reader: Reader) -> Edge:
    sentence = _RELATED[GroupStance(row.stance)].format(one=row.one.name, other=row.other.name)
    one, other = row.one.key, row.other.key
    return _edge(row, reader, about=GROUP_RELATION, one=one, other=other, kind=row.stance, sentence=sentence)


def _edge(row: Assertion, reader: Reader, *, about: str, one: UUID, other: UUID, kind: str, sentence: str) -> Edge:
    said_on = row.observed_on or clock.local_date(row.at)
    protected = row.source_protected
    reviewer = row.reviewed_by.name if row.reviewed_by else ""
    return Edge(
        key=row.key,
        about=about,
        one=one,
        other=other,
        kind=kind,
        sentence=sentence,
        told_by=reader.source(row.told_by, protected=protected),
        source_label=reader.source(row.get_source_display(), protected=protected),
        grade=" ".join(part for part in (row.source_grade, row.information_grade) if part),
        handling_label="" if row.handling == Handling.TEAM else row.get_handling_display(),
        handling_words=row.handling_words,
        observed_on=row.observed_on,
        words=row.words,
        review_on=row.review_on,
        is_stale=said_on < reader.today - STALE,
        lapses_soon=row.review_on <= reader.today + SOON,
        contested=row.contested,
        contested_by=row.contested_by,
        contested_at=row.contested_at,
        by=reader.source(row.by.name, protected=protected),
        at=row.at,
        version=row.version,
        reviewed_by=reader.source(reviewer, protected=protected) if reviewer else "",
        reviewed_at=row.reviewed_at,
        may_remove=reader.manages or row.by_id == reader.reader_id,
    )


def in_order(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """People first, then what is reported of groups; each in the order in which it was recorded."""
    order = (ASSOCIATION, GROUP_LINK, GROUP_RELATION)
    return tuple(sorted(edges, key=lambda edge: order.index(edge.about)))
