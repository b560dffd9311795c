"""Issuing a briefing answers what the strand asks of it: who chairs it, what it says, that it names nobody."""

from collections.abc import Mapping
from datetime import datetime

from reachable.directory.models import Professional
from reachable.responses import operations as responses
from reachable.responses.choices import AnswerCode, Standing
from reachable.responses.models import Answer, Consideration

from ..models import Briefing
from ..policies import BriefingStands

YES = "yes"


def answer_strand(row: Briefing, stands: BriefingStands, *, by: Professional, at: datetime) -> None:
    """Those that nobody has settled yet; none where the strand has not opened."""
    said: dict[str, tuple[str, Mapping[str, str]]] = {
        "briefing-chair": (f"{stands.chair}, supported by {stands.police} ({row.reference}).", {}),
        "briefing-content": (
            f"It stands in {row.reference}.",
            {"measures-named": YES, "reminder-in": YES},
        ),
        "briefing-names-nobody": (
            f"{stands.signed_by} read and signed exactly this text ({row.reference}).",
            {"nobody-named": YES, "nobody-made-out": YES},
        ),
    }
    asked = Consideration.objects.filter(
        strand__response__incident=row.incident, code__in=said, about__isnull=True
    ).exclude(strand__standing=Standing.STOPPED)
    for one in asked.order_by("pk"):
        latest = one.answers.order_by("-number").first()
        if latest is None or latest.answer != AnswerCode.IN_PLACE:
            _answer(row, one, latest, *said[one.code], by=by, at=at)


def _answer(
    row: Briefing,
    asked: Consideration,
    latest: Answer | None,
    because: str,
    fields: Mapping[str, str],
    *,
    by: Professional,
    at: datetime,
) -> None:
    said = responses.Said(
        answer=AnswerCode.IN_PLACE,
        because=because,
        late_because="Issued after it was due" if asked.due_at and at > asked.due_at else "",
        record_fields={**(latest.record if latest else {}), **fields},
        seen_number=latest.number if latest else 0,
    )
    reference = row.incident.reference
    responses.write_answer_of_meeting(said, by=by, at=at, reference=reference, consideration_key=asked.key)
