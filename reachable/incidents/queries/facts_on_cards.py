"""Facts beside the questions that they bear on."""

from collections.abc import Collection, Mapping
from uuid import UUID

from reachable.directory.models import Professional

from ..fact_kinds import KINDS
from .facts import FactLine, lines_of, rows_of

BY_SLUG = {one.slug: one.kind.value for one in KINDS.values()}


def facts_by_slug(
    professional: Professional, incident_id: int, audiences: Collection[str], slugs: Collection[str]
) -> Mapping[tuple[str, UUID | None], tuple[FactLine, ...]]:
    """What stands of these kinds, newest first, by kind and young person (None: said of the incident).

    Of an incident that the reader has been given. Nothing is asked of the database where no kind is named.
    """
    kinds = {BY_SLUG[slug]: slug for slug in slugs}
    if not kinds:
        return {}
    rows = [row for row in rows_of(incident_id, audiences).filter(kind__in=kinds)]
    found: dict[tuple[str, UUID | None], list[FactLine]] = {}
    for row, line in zip(rows, lines_of(professional, rows), strict=True):
        if line.stands:
            involved = row.involvement
            about = (involved.now_known_as or involved).key if involved else None
            found.setdefault((kinds[row.kind], about), []).append(line)
    return {key: tuple(lines) for key, lines in found.items()}
