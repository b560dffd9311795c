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

from .. import editions
from ..models import Strand
from .standing import Question, asked_now, question


@dataclass(frozen=True)
class Running:
    """`questions` without those set aside after a death."""

    heading: Heading
    playbook: Playbook
    questions: list[Question]
    provisional_since: datetime

    @property
    def running(self) -> list[Question]:
        """Over the strands that run."""
        return [one for one in self.questions if one.is_running]

    @property
    def strands(self) -> list[Strand]:
        """In the order in which they were opened."""
        found = {one.row.strand_id: one.row.strand for one in self.questions}
        return [found[pk] for pk in sorted(found)]


def running(
    professional: Professional, reference: str, at: datetime, *, heading: Heading | None = None
) -> Running | None:
    """`heading`, where the reader has been given it already, saves finding the incident again."""
    heading = heading or incidents.heading(professional, reference, at)
    phases = PhaseChange.objects.filter(incident=heading.incident_id, phase=Phase.PROVISIONAL).order_by("-number")
    rows = list(
        asked_now()
        .filter(strand__response__incident=heading.incident_id)
        .select_related("about", "strand")
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
        provisional_since=first["provisional_since"] or heading.reported_at,
    )
