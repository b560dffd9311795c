"""What was answered about a letter before it turned out to be another: read at that other, and given back with it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotPermitted
from reachable.directory.models import Professional
from reachable.incidents.queries import Heading

from .. import editions
from ..models import Answer, Consideration


@dataclass(frozen=True)
class AnswerBefore:
    """The answer that stands to one question about `letter`."""

    letter: str
    ask: str
    answer_label: str
    because: str
    by: str
    at: datetime


def answers_before(professional: Professional, heading: Heading, key: UUID) -> tuple[AnswerBefore, ...]:
    """About the letters that are now known as the young person `key`, in the order in which they were asked.

    Of an incident that `heading` was read of for this professional: it says what he may read there.
    """
    if not professional.holds(Permission.SEE_INCIDENTS):
        raise NotPermitted("Your role does not see incidents.")
    answers = Answer.objects.select_related("by").order_by("-number")
    rows = (
        Consideration.objects.filter(strand__response__incident=heading.incident_id, about__now_known_as__key=key)
        .filter(audience__in=heading.audiences, answers__isnull=False)
        .distinct()
        .select_related("about", "strand__response__edition")
        .prefetch_related(Prefetch("answers", queryset=answers))
        .order_by("about__position", "pk")
    )
    return tuple(_line(row) for row in rows)


def _line(row: Consideration) -> AnswerBefore:
    stands = next(iter(row.answers.all()))
    asked = editions.of(row.strand.response.edition).consideration(row.code)[1]
    return AnswerBefore(
        letter=row.about.letter if row.about else "",
        ask=asked.ask,
        answer_label=stands.get_answer_display(),
        because=stands.because,
        by=stands.by.name,
        at=stands.at,
    )
