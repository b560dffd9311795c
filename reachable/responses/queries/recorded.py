"""The facts that stand beside the questions they bear on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from reachable.directory.models import Professional
from reachable.incidents.choices import Audience
from reachable.incidents.fact_kinds import KINDS
from reachable.incidents.queries import BY_SLUG, FactLine, facts_by_slug
from reachable.playbook.schema import Consideration as Asked

from ..models import Consideration


@dataclass(frozen=True)
class RecordedKind:
    """A kind of fact that bears on a question, and what stands of it, newest first."""

    slug: str
    label: str
    facts: tuple[FactLine, ...]


@dataclass(frozen=True)
class Recorded:
    """What was found of an incident, for a reader of these `audiences`."""

    facts: Mapping[tuple[str, UUID | None], tuple[FactLine, ...]]
    audiences: frozenset[Audience]

    def beside(self, item: Asked, row: Consideration) -> tuple[RecordedKind, ...]:
        """Of the kinds that the question names and the reader may read."""
        return tuple(self._of(slug, row) for slug in item.facts if self._is_readable(slug))

    def _is_readable(self, slug: str) -> bool:
        return slug in BY_SLUG and KINDS[BY_SLUG[slug]].audience in self.audiences

    def _of(self, slug: str, row: Consideration) -> RecordedKind:
        """A question about the incident shows what was said of anybody in it."""
        if row.about is None:
            facts = tuple(one for (kind, _), lines in self.facts.items() if kind == slug for one in lines)
        else:
            facts = self.facts.get((slug, row.about.key), ())
        return RecordedKind(slug, KINDS[BY_SLUG[slug]].label, facts)


def recorded(
    professional: Professional, incident_id: int, audiences: frozenset[Audience], slugs: Collection[str]
) -> Recorded:
    """A kind that the software no longer knows, of an old edition, shows nothing."""
    known = {slug for slug in slugs if slug in BY_SLUG}
    return Recorded(facts_by_slug(professional, incident_id, audiences, known), audiences)
