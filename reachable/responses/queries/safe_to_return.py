"""Whether it is safe for one young person to go home, to the area, to school, as it was answered last (SAF-7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, OuterRef, Subquery

from reachable.directory.models import Professional
from reachable.directory.roles import BY_KEBAB
from reachable.incidents.queries import Heading
from reachable.playbook.schema import RecordField

from .. import editions
from ..choices import AnswerCode
from ..models import Answer
from .standing import asked_now, question

CODE = "safe-to-return"
NOT_SAID = "not said"


@dataclass(frozen=True)
class SafeToReturn:
    """`places` are (label, words, is it safe: "safe", "not-safe", "not-known" or "") in the order of the question.

    `by` is empty while nobody has answered; `lead` are the roles that do.
    """

    card_key: UUID
    places: tuple[tuple[str, str, str], ...]
    answer_label: str
    because: str
    is_unanswered: bool
    lead: tuple[str, ...]
    due_at: datetime | None
    due_kind: str
    by: str
    at: datetime | None

    @property
    def not_safe(self) -> tuple[str, ...]:
        return tuple(label for label, _, code in self.places if code == "not-safe")

    @property
    def not_known(self) -> tuple[str, ...]:
        return tuple(label for label, _, code in self.places if code in ("", "not-known"))


def safe_to_return(professional: Professional, told: Heading, key: UUID) -> SafeToReturn | None:
    """Of an incident whose heading the reader has been given; None where it is not asked about them. One statement."""
    stands = Answer.objects.filter(consideration=OuterRef("pk")).order_by("-number")
    row = (
        asked_now()
        .filter(strand__response__incident=told.incident_id, code=CODE, about__key=key)
        .filter(audience__in=told.audiences)
        .select_related("about", "strand")
        .annotate(
            edition_hash=F("strand__response__edition__content_hash"),
            because_now=Subquery(stands.values("because")[:1]),
            by_now=Subquery(stands.values("by__name")[:1]),
            at_now=Subquery(stands.values("at")[:1]),
        )
        .order_by("pk")
        .first()
    )
    if row is None:
        return None
    found = vars(row)
    asked = question(row, editions.stored(found["edition_hash"]))
    return SafeToReturn(
        card_key=row.key,
        places=tuple(_place(one, asked.record) for one in asked.item.record),
        answer_label=str(AnswerCode(asked.answer).label) if asked.answer else "",
        because=found["because_now"] or "",
        is_unanswered=asked.is_unanswered and not asked.is_set_aside,
        lead=tuple(BY_KEBAB[code].name for code in asked.item.lead),
        due_at=row.due_at,
        due_kind=row.due_kind,
        by=found["by_now"] or "",
        at=found["at_now"],
    )


def _place(field: RecordField, record: Mapping[str, str]) -> tuple[str, str, str]:
    code = record.get(field.name, "")
    return field.label, dict(field.options).get(code, NOT_SAID), code
