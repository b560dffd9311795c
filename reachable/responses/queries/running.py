"""The response of one incident as it runs, read once for everything that the pages count."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Subquery

from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.choices import Phase
from reachable.incidents.models import PhaseChange
from reachable.incidents.queries import Heading
from reachable.playbook.schema import Playbook
from reachable.playbook.schema import Strand as StrandOfGuide

from .. import editions
from ..models import Strand
from .standing import Question, asked_now, question


@dataclass(frozen=True)
class Running:
    """`questions` without those set aside: after a death, and what the edition no longer asks."""

    heading: Heading
    playbook: Playbook
    questions: list[Question]
    opened: list[Strand]
    provisional_since: datetime
    edition_hash: str

    @property
    def has_newer_edition(self) -> bool:
        """Whether another edition of the guide is in force than the one that the incident works under."""
        return self.edition_hash != editions.hash_in_force()

    @property
    def running(self) -> list[Question]:
        """Over the strands that run."""
        return [one for one in self.questions if one.is_running]

    @property
    def by_section(self) -> list[tuple[StrandOfGuide, list[Strand]]]:
        """The open strands by section of the guide, in its order: one for the incident or for each young person."""
        found: dict[str, dict[int, Strand]] = {}
        for strand in self.opened:
            found.setdefault(strand.code, {})[strand.pk] = strand
        guides = [guide for code, guide in self.playbook.strands.items() if code in found]
        return [(guide, list(found[guide.code].values())) for guide in guides]


def running(
    professional: Professional, reference: str, at: datetime, *, heading: Heading | None = None
) -> Running | None:
    """`heading`, where the reader has been given it already, saves finding the incident again."""
    heading = heading or incidents.heading(professional, reference, at)
    phases = PhaseChange.objects.filter(incident=heading.incident_id, phase=Phase.PROVISIONAL).order_by("-number")
    rows = list(
        asked_now()
        .filter(strand__response__incident=heading.incident_id, audience__in=heading.audiences)
        .select_related("about", "strand__about")
        .annotate(
            edition_hash=F("strand__response__edition__content_hash"),
            provisional_since=Subquery(phases.values("at")[:1]),
        )
        .order_by("pk")
    )
    if not rows:
        return None
    first = vars(rows[0])
    playbook = editions.stored(first["edition_hash"])
    found = [question(row, playbook) for row in rows]
    return Running(
        heading=heading,
        playbook=playbook,
        questions=[one for one in found if not one.is_set_aside],
        opened=[row.strand for row in rows],
        provisional_since=first["provisional_since"] or heading.reported_at,
        edition_hash=first["edition_hash"],
    )
