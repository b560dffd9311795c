"""Answering a consideration: action needed, in place, not needed because…, not yet known."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.refusals import Stale
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.choices import Audience
from reachable.incidents.holding import check_holders
from reachable.incidents.models import Incident
from reachable.incidents.policies import check_not_joined
from reachable.people import queries as people
from reachable.playbook.schema import Consideration as Asked

from .. import editions, permissions, policies
from ..choices import SETTLED, UNFINISHED, AnswerCode
from ..models import Answer, Consideration
from .acting import NewAction, create_actions
from .finding_out import add_to_find_out, settle


@dataclass(frozen=True)
class Said:
    """An answer as it was given. `seen_number` is that of the answer the writer saw (0: none); `guests` may own its
    actions although they are not on the team.
    """

    answer: str
    because: str
    late_because: str
    record_fields: Mapping[str, str]
    seen_number: int
    actions: Sequence[NewAction] = ()
    guests: Collection[Professional] = ()


@operation
def answer_consideration(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    consideration_key: UUID,
    answer: str,
    because: str = "",
    late_because: str = "",
    record_fields: Mapping[str, str] | None = None,
    actions: Sequence[NewAction] = (),
    seen_number: int,
) -> Answer:
    """`seen_number` is that of the answer the writer saw (0: none). Raises Stale where somebody
    answered since; Refused where a reason or an action is owed; AsksAgain where an action's words say contact.
    """
    incident, asked = permissions.check_can_answer(by, reference, consideration_key, at)
    said = Said(answer, because, late_because, record_fields or {}, seen_number, actions)
    return _answer(incident, asked, said, by=by, at=at)


@operation
def write_answer_of_meeting(
    said: Said, *, by: Professional, at: datetime, reference: str, consideration_key: UUID
) -> Answer:
    """As `answer_consideration`, inside the operation of a meeting, whose chair and minute-taker write its answers."""
    incident, asked = permissions.check_can_write_answer(by, reference, consideration_key, at)
    return _answer(incident, asked, said, by=by, at=at)


def _answer(incident: Incident, asked: Consideration, said: Said, *, by: Professional, at: datetime) -> Answer:
    check_not_joined(incident.phase)
    latest = _check_seen(asked, said.seen_number)
    _, item = editions.of(asked.strand.response.edition).consideration(asked.code)
    permissions.check_may_answer(by, incident, asked, item)
    _check_reasons(asked, said.answer, said.because, said.late_because, at=at, new_actions=len(said.actions))
    row = Answer.objects.create(
        consideration=asked,
        number=latest.number + 1 if latest else 1,
        answer=AnswerCode(said.answer),
        because=said.because.strip(),
        late_because=said.late_because.strip(),
        record=_checked_fields(incident, item, said.record_fields, latest, at),
        by=by,
        at=at,
    )
    create_actions(incident, said.actions, by=by, at=at, consideration=asked, guests=said.guests)
    if row.answer == AnswerCode.NOT_YET_KNOWN:
        add_to_find_out(incident, asked, item, by=by, at=at)
    else:
        settle(asked, by=by, at=at)
    _trace(incident, asked, item, row, by=by, at=at)
    return row


def _check_reasons(
    asked: Consideration, answer: str, because: str, late_because: str, *, at: datetime, new_actions: int
) -> None:
    policies.check_answer_has_reason(answer, because)
    policies.check_late_has_reason(
        answer,
        late_because,
        due_at=asked.due_at,
        kind=asked.due_kind,
        at=at,
        was_answered=asked.answers.filter(answer__in=SETTLED).exists(),
    )
    open_actions = asked.actions.filter(state__in=UNFINISHED).count()
    policies.check_somebody_acts(answer, open_actions=open_actions, new_actions=new_actions)


def _checked_fields(
    incident: Incident, item: Asked, given: Mapping[str, str], latest: Answer | None, at: datetime
) -> dict[str, str]:
    stands = latest.record if latest else {}
    fields = policies.check_record(item.record, given, stands)
    check_holders(incident, item.record, fields, stands, at)
    return fields


def _check_seen(asked: Consideration, seen_number: int) -> Answer | None:
    """The answer that stands, which is the one that the writer saw."""
    latest = asked.answers.select_related("by").order_by("-number").first()
    if (latest.number if latest else 0) != seen_number:
        raise Stale("Somebody else answered this while you wrote. Both answers are shown.", current=latest)
    return latest


def _trace(
    incident: Incident, asked: Consideration, item: Asked, row: Answer, *, by: Professional, at: datetime
) -> None:
    about = list(people.current_person_keys([asked.about.record_id]).values()) if asked.about else []
    letter = f"{asked.about.letter}: " if asked.about else ""
    words = f"{letter}{item.ask} {row.get_answer_display()}."
    readers, key = Audience(asked.audience), str(asked.key)
    timeline.write(incident, "answered", words, by=by, at=at, about=asked.about, audience=readers, source_key=key)
    said = {"because": row.because, "late": row.late_because, "record": row.record}
    record(
        "consideration-answered",
        by=by,
        at=at,
        incident=incident.reference,
        about=about,
        codes={"consideration": asked.code, "key": str(asked.key), "number": row.number, "answer": row.answer},
        words={name: said for name, said in said.items() if said} or None,
    )


__all__ = ["NewAction", "Said", "answer_consideration", "write_answer_of_meeting"]
