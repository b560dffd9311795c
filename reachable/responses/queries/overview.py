"""What the incident's page says of the response: strands with counts, what needs attention, gaps per young person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from reachable.directory.models import Professional
from reachable.directory.roles import BY_KEBAB
from reachable.incidents import queries as incidents
from reachable.incidents.queries import Heading

from .. import editions
from ..choices import UNFINISHED, Standing
from ..models import Action, Answer, Consideration, Response


@dataclass(frozen=True)
class StrandLine:
    code: str
    title: str
    standing: str
    standing_label: str
    answered: int
    total: int


@dataclass(frozen=True)
class Attention:
    """Something that waits, most urgent first. `card_key` or `action_key` say where it is settled."""

    what: str
    letter: str
    who: str
    due_at: datetime | None
    due_kind: str
    is_overdue: bool
    strand_code: str = ""
    card_key: UUID | None = None
    action_key: UUID | None = None


def strands(professional: Professional, reference: str, at: datetime) -> list[StrandLine]:
    response = _response(incidents.heading(professional, reference, at))
    if response is None:
        return []
    playbook = editions.of(response.edition)
    counts: dict[int, list[int]] = {}
    for strand_id, answered in _asked(response).values_list("strand_id", "is_answered"):
        seen = counts.setdefault(strand_id, [0, 0])
        seen[0] += bool(answered)
        seen[1] += 1
    return [
        StrandLine(
            code=s.code,
            title=playbook.strands[s.code].title,
            standing=s.standing,
            standing_label=s.get_standing_display(),
            answered=counts.get(s.pk, [0, 0])[0],
            total=counts.get(s.pk, [0, 0])[1],
        )
        for s in response.strands.order_by("pk")
    ]


def counts_by_young_person(professional: Professional, reference: str, at: datetime) -> dict[UUID, tuple[int, int]]:
    """Involvement key → (unanswered, all) over the strands that run."""
    response = _response(incidents.heading(professional, reference, at))
    if response is None:
        return {}
    asked = _asked(response).filter(about__isnull=False).exclude(strand__standing=Standing.STOPPED)
    found: dict[UUID, tuple[int, int]] = {}
    for key, answered in asked.values_list("about__key", "is_answered"):
        open_, total = found.get(key, (0, 0))
        found[key] = (open_ + (not answered), total + 1)
    return found


def attention(professional: Professional, reference: str, at: datetime) -> list[Attention]:
    """Overdue actions and unanswered questions whose time is up or comes today, most urgent first.

    A must without a deadline waits too: nobody stands down while it is unanswered.
    """
    response = _response(incidents.heading(professional, reference, at))
    if response is None:
        return []
    found = [*_overdue_actions(response, at), *_unanswered(response, at)]
    return sorted(found, key=lambda a: (not a.is_overdue, a.due_at is None, a.due_at or at))


def _unanswered(response: Response, at: datetime) -> Iterable[Attention]:
    playbook = editions.of(response.edition)
    waiting = (
        _asked(response)
        .filter(is_answered=False)
        .exclude(strand__standing=Standing.STOPPED)
        .select_related("about", "strand")
    )
    for row in waiting:
        item = playbook.consideration(row.code)[1]
        overdue = bool(row.due_at and row.due_at < at)
        if not overdue and item.strength != "must":
            continue
        yield Attention(
            what=item.ask,
            letter=row.about.letter if row.about else "",
            who=", ".join(BY_KEBAB[code].name for code in item.lead),
            due_at=row.due_at,
            due_kind=row.due_kind,
            is_overdue=overdue,
            strand_code=row.strand.code,
            card_key=row.key,
        )


def _overdue_actions(response: Response, at: datetime) -> Iterable[Attention]:
    late = Action.objects.filter(incident_id=response.incident_id, state__in=UNFINISHED, due_at__lt=at)
    for row in late.select_related("owner", "owner_agency", "about"):
        yield Attention(
            what=row.what,
            letter=row.about.letter if row.about else "",
            who=row.owner.name if row.owner else f"{row.owner_agency}",
            due_at=row.due_at,
            due_kind="",
            is_overdue=True,
            action_key=row.key,
        )


def _response(heading: Heading) -> Response | None:
    return Response.objects.select_related("edition").filter(incident_id=heading.incident_id).first()


def _asked(response: Response) -> QuerySet[Consideration]:
    answers = Answer.objects.filter(consideration=OuterRef("pk"))
    return Consideration.objects.filter(strand__response=response, about__now_known_as__isnull=True).annotate(
        is_answered=Exists(answers)
    )
