"""Who in business as usual takes on what is open: offered, accepted or declined, line by line or many at once."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from reachable.audit.log import operation, record
from reachable.common import clock
from reachable.common.refusals import NotFound, Refused
from reachable.directory.models import Professional
from reachable.incidents import access, timeline
from reachable.incidents import queries as incident_queries
from reachable.incidents.choices import Audience, TeamPart
from reachable.incidents.models import Incident
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message
from reachable.responses.models import Action

from .. import permissions, policies
from ..choices import LineKind
from ..models import HandOver
from ..queries.settling import lines_of


@operation
def hand_over(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    lines: Sequence[tuple[LineKind, UUID]],
    to: UUID,
    words: str,
    next_on: date | None,
) -> int:
    """Offer these lines to one professional of the team; how many. Each counts once they have accepted it (STA-1)."""
    incident = permissions.check_can_hand_over(by, reference, at)
    policies.check_hand_over(lines, next_on, clock.local_date(at), words)
    taker = _on_the_team(incident.pk, to, at)
    known = _readable(by, reference, at)
    if unknown := [one for one in lines if one not in known]:
        raise Refused(f"{len(unknown)} of the lines are no longer open. What is open now is shown.", field="lines")
    _check_reads(taker, reference, lines, at)
    lines = _not_offered_yet(incident, lines, taker, words.strip(), next_on, by=by)
    if not lines:
        return 0
    rows = _offers(incident, lines, taker, words.strip(), next_on, by=by, at=at)
    HandOver.objects.bulk_create(rows)
    for audience, count in Counter(known[kind, line] for kind, line in dict.fromkeys(lines)).items():
        says = f"{by.name} handed {count} open {'line' if count == 1 else 'lines'} over to {taker.name}."
        timeline.write(incident, "lines-handed-over", says, by=by, at=at, audience=audience)
    codes = {"to": str(taker.key), "lines": [f"{row.kind}:{row.line}" for row in rows]}
    record("lines-handed-over", by=by, at=at, incident=reference, codes=codes, words=words.strip())
    if taker.pk != by.pk and taker.email:
        outbox.queue(Message.LINES_HANDED_OVER, to=taker.email, at=at, professional_key=taker.key, reference=reference)
    return len(rows)


def _not_offered_yet(
    incident: Incident,
    lines: Sequence[tuple[LineKind, UUID]],
    taker: Professional,
    words: str,
    next_on: date | None,
    *,
    by: Professional,
) -> list[tuple[LineKind, UUID]]:
    """Sent twice, it is one offer: what stands in the same words for the same person is not offered again."""
    latest: dict[tuple[str, UUID], HandOver] = {}
    for row in HandOver.objects.filter(incident=incident).order_by("number"):
        latest[row.kind, row.line] = row
    asked = (taker.pk, by.pk, words, next_on, None)
    stands = {
        line for line, row in latest.items() if (row.to_id, row.by_id, row.words, row.next_on, row.declined_at) == asked
    }
    return [one for one in dict.fromkeys(lines) if one not in stands]


def _offers(
    incident: Incident,
    lines: Sequence[tuple[LineKind, UUID]],
    taker: Professional,
    words: str,
    next_on: date | None,
    *,
    by: Professional,
    at: datetime,
) -> list[HandOver]:
    """One row for each line, numbered after what was offered of it before; what he takes himself is taken."""
    before = HandOver.objects.filter(incident=incident).values_list("kind", "line").annotate(number=Max("number"))
    numbers = {(kind, line): number for kind, line, number in before}
    return [
        HandOver(
            incident=incident,
            kind=kind,
            line=line,
            number=numbers.get((kind, line), 0) + 1,
            to=taker,
            words=words,
            next_on=next_on,
            by=by,
            at=at,
            accepted_at=at if taker.pk == by.pk else None,
        )
        for kind, line in dict.fromkeys(lines)
    ]


Lines = dict[tuple[LineKind | None, UUID | None], Audience]


def _readable(professional: Professional, reference: str, at: datetime) -> Lines:
    heading = incident_queries.heading(professional, reference, at)
    return {(one.kind, one.line): one.audience for one in lines_of(professional, heading, at)}


def _check_reads(taker: Professional, reference: str, lines: Sequence[tuple[LineKind, UUID]], at: datetime) -> None:
    """What is for fewer than the team is not handed to somebody who may not read it."""
    if not set(lines) <= _readable(taker, reference, at).keys():
        raise Refused(f"{taker.name} may not read all of these lines. Choose somebody else for them.", field="to")


def _on_the_team(incident_id: int, key: UUID, at: datetime) -> Professional:
    """Who covers a night goes home in the morning: that is nobody of business as usual."""
    members = access.current_team(at).filter(incident=incident_id, professional__key=key)
    members = members.exclude(part__in=(TeamPart.DUTY, TeamPart.EMERGENCY))
    found = members.exclude(professional__account__is_active=False).select_related("professional").first()
    if found is None:
        raise Refused("Whoever takes it on has to be on the team: add them first.", field="to")
    return found.professional


@operation
def accept_hand_over(*, by: Professional, at: datetime, key: UUID) -> HandOver:
    row = permissions.check_can_answer_hand_over(by, key, at)
    _check_latest(row)
    policies.check_is_unanswered(row.accepted_at, row.declined_at)
    row.accepted_at = at
    row.save(update_fields=["accepted_at"])
    _trace(row, "hand-over-accepted", f"{by.name} took on what was handed over.", by=by, at=at)
    return row


@operation
def decline_hand_over(*, by: Professional, at: datetime, key: UUID, because: str) -> HandOver:
    row = permissions.check_can_answer_hand_over(by, key, at)
    _check_latest(row)
    policies.check_is_unanswered(row.accepted_at, row.declined_at)
    if not because.strip():
        raise Refused("Say why, so that somebody else can be asked.", field="because")
    row.declined_at, row.declined_because = at, because.strip()
    row.save(update_fields=["declined_at", "declined_because"])
    _trace(row, "hand-over-declined", f"{by.name} did not take on what was handed over.", by=by, at=at)
    return row


def _check_latest(row: HandOver) -> None:
    """Another was asked since: what he accepts would stand beside."""
    same = HandOver.objects.filter(incident=row.incident, kind=row.kind, line=row.line, number__gt=row.number)
    if same.exists():
        raise NotFound("hand-over")


def _trace(row: HandOver, verb: str, says: str, *, by: Professional, at: datetime) -> None:
    action = Action.objects.filter(key=row.line).first() if row.kind == LineKind.ACTION else None
    audience = Audience(action.audience) if action else Audience.TEAM
    timeline.write(row.incident, verb, says, by=by, at=at, source_key=str(row.key), audience=audience)
    codes = {"hand_over": str(row.key), "kind": str(row.kind), "line": str(row.line)}
    record(verb, by=by, at=at, incident=row.incident.reference, codes=codes, words=row.declined_because or None)
