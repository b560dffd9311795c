"""The response of one incident as it runs, read once for everything that the pages count."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.choices import Phase
from reachable.incidents.models import PhaseChange
from reachable.incidents.queries import Heading
from reachable.playbook.schema import Playbook

from .. import editions
from ..models import Response, Strand
from .standing import Question, asked_now, question


@dataclass(frozen=True)
class Running:
    """`questions` without those set aside after a death."""

    heading: Heading
    response: Response
    playbook: Playbook
    questions: list[Question]

    @property
    def running(self) -> list[Question]:
        """Over the strands that run."""
        return [one for one in self.questions if one.is_running]

    @property
    def strands(self) -> list[Strand]:
        """In the order in which they were opened."""
        found = {one.row.strand_id: one.row.strand for one in self.questions}
        return [found[pk] for pk in sorted(found)]

    @property
    def provisional_since(self) -> datetime:
        return getattr(self.response, "provisional_since", None) or self.heading.reported_at


def running(professional: Professional, reference: str, at: datetime) -> Running | None:
    heading = incidents.heading(professional, reference, at)
    since = PhaseChange.objects.filter(incident=OuterRef("incident"), phase=Phase.PROVISIONAL).order_by("-number")
    response = (
        Response.objects.select_related("edition")
        .annotate(provisional_since=Subquery(since.values("at")[:1]))
        .filter(incident_id=heading.incident_id)
        .first()
    )
    if response is None:
        return None
    playbook = editions.of(response.edition)
    rows = asked_now().filter(strand__response=response).select_related("about", "strand").order_by("pk")
    found = [question(row, playbook) for row in rows]
    return Running(heading, response, playbook, [one for one in found if not one.is_set_aside])
