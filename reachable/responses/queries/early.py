"""What came before its gate was passed."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from reachable.directory.models import Professional
from reachable.incidents.choices import FactStands
from reachable.incidents.models import Fact, FactStanding
from reachable.incidents.queries import Heading

from ..choices import UNFINISHED
from ..models import CameEarly

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # a leaving has a key of another form


@dataclass(frozen=True)
class EarlyLine:
    """`missing` as the gate said it then; `what` is the action that followed, `is_settled` once it is finished."""

    key: UUID
    gate: str
    letter: str
    missing: str
    at: datetime
    by: str
    what: str
    action_key: UUID | None
    is_settled: bool


def early(professional: Professional, heading: Heading, key: UUID | None = None) -> tuple[EarlyLine, ...]:
    """Of an incident whose heading the reader has been given, newest first: about one young person, or all of them."""
    return early_of(heading, key)


def early_of(heading: Heading, key: UUID | None = None) -> tuple[EarlyLine, ...]:
    """Two statements. What was found to be a mistake did not happen."""
    found = CameEarly.objects.filter(incident=heading.incident_id)
    if key:
        found = found.filter(Q(involvement__key=key) | Q(involvement__now_known_as__key=key))
    found = found.filter(Q(action__isnull=True) | Q(action__audience__in=heading.audiences))
    rows = list(found.select_related("involvement__now_known_as", "action", "by").order_by("-at", "-pk"))
    mistakes = _mistakes(rows)
    return tuple(_line(row) for row in rows if row.source_key not in mistakes)


def _mistakes(rows: list[CameEarly]) -> set[str]:
    said = FactStanding.objects.filter(fact=OuterRef("pk")).order_by("-number").values("standing")[:1]
    keys = [row.source_key for row in rows if _UUID.fullmatch(row.source_key)]
    facts = Fact.objects.filter(key__in=keys).annotate(standing_now=Subquery(said))
    return {str(key) for key in facts.filter(standing_now=FactStands.MISTAKE).values_list("key", flat=True)}


def _line(row: CameEarly) -> EarlyLine:
    about = (row.involvement.now_known_as or row.involvement) if row.involvement else None
    return EarlyLine(
        key=row.key,
        gate=row.gate,
        letter=about.letter if about else "",
        missing=row.missing,
        at=row.at,
        by=row.by.name,
        what=row.action.what if row.action else "",
        action_key=row.action.key if row.action else None,
        is_settled=row.action is None or row.action.state not in UNFINISHED,
    )
