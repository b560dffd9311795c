"""What stands on some questions about young people, with the fields of each answer: rooms above decide on it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, OuterRef, Subquery

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotPermitted
from reachable.directory.models import Professional
from reachable.directory.roles import BY_KEBAB

from .. import editions
from ..choices import AnswerCode
from ..models import Answer, Consideration
from .standing import asked_now, question


@dataclass(frozen=True)
class StandingAnswer:
    """`number` is 0 and `answer` empty while there is none. `is_acted_on`: an action of it is open or done."""

    involvement_id: int
    code: str
    strand: str
    card_key: UUID
    ask: str
    lead: tuple[str, ...]
    number: int
    answer: str
    answer_label: str
    record: Mapping[str, str]
    is_acted_on: bool
    by: str
    at: datetime | None


def standing_answers(
    professional: Professional, incident_id: int, codes: Collection[str], involvements: Collection[int]
) -> dict[int, dict[str, StandingAnswer]]:
    """By involvement and code, for a caller who has found the incident for this professional; one statement.

    What the edition no longer asks and nobody answered is left out. No reasons: those may be for fewer readers.
    """
    if not professional.holds(Permission.SEE_INCIDENTS):
        raise NotPermitted("Your role does not see incidents.")
    stands = Answer.objects.filter(consideration=OuterRef("pk")).order_by("-number")
    rows = (
        asked_now()
        .filter(strand__response__incident=incident_id, code__in=codes, about__in=involvements)
        .select_related("about", "strand")
        .annotate(
            edition_hash=F("strand__response__edition__content_hash"),
            number_now=Subquery(stands.values("number")[:1]),
            by_now=Subquery(stands.values("by__name")[:1]),
            at_now=Subquery(stands.values("at")[:1]),
        )
        .order_by("pk")
    )
    found: dict[int, dict[str, StandingAnswer]] = {}
    for row in rows:
        line = _line(row)
        if line is not None:
            found.setdefault(line.involvement_id, {})[line.code] = line
    return found


def _line(row: Consideration) -> StandingAnswer | None:
    annotated = vars(row)
    asked = question(row, editions.stored(annotated["edition_hash"]))
    if row.about_id is None or (asked.item.retired and not asked.answer):
        return None
    return StandingAnswer(
        involvement_id=row.about_id,
        code=row.code,
        strand=row.strand.code,
        card_key=row.key,
        ask=asked.item.ask,
        lead=tuple(BY_KEBAB[code].name for code in asked.item.lead),
        number=annotated["number_now"] or 0,
        answer=asked.answer,
        answer_label=str(AnswerCode(asked.answer).label) if asked.answer else "",
        record=asked.record,
        is_acted_on=asked.is_acted_on or asked.was_acted_on,
        by=annotated["by_now"] or "",
        at=annotated["at_now"],
    )
