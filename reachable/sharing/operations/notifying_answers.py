"""What is written on these pages answers the guide's question too: it is asked once, and stands once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotPermitted
from reachable.directory.models import Professional
from reachable.incidents.models import Incident, Involvement
from reachable.responses import editions
from reachable.responses import permissions as responses
from reachable.responses.choices import INSISTED_ON, SETTLED, AnswerCode, Standing
from reachable.responses.models import Consideration
from reachable.responses.operations import NewAction, answer_consideration


@dataclass(frozen=True)
class Answering:
    """`late_because` is owed where the law set a time and it passed; a fact that comes without it leaves the question
    open, and is recorded all the same.
    """

    code: str
    answer: AnswerCode
    because: str
    fields: Mapping[str, str] = field(default_factory=dict)
    late_because: str = ""
    actions: Sequence[NewAction] = ()
    is_fact: bool = False


def answer(
    incident: Incident, said: Answering, *, by: Professional, at: datetime, about: Involvement | None = None
) -> bool:
    """Whether the question is asked here and this professional answers such: only then is it answered."""
    asked = asked_here(incident, said.code, about)
    if asked is None or not _may(by, incident, asked):
        return False
    if said.is_fact and not said.late_because.strip() and is_late(asked, at):
        return False
    latest = asked.answers.order_by("-number").first()
    answer_consideration(
        by=by,
        at=at,
        reference=incident.reference,
        consideration_key=asked.key,
        answer=said.answer,
        because=said.because,
        late_because=said.late_because if is_late(asked, at) else "",
        record_fields={**(latest.record if latest else {}), **said.fields},
        actions=said.actions,
        seen_number=latest.number if latest else 0,
    )
    return True


def asked_here(incident: Incident, code: str, about: Involvement | None = None) -> Consideration | None:
    rows = Consideration.objects.filter(strand__response__incident=incident, code=code, about=about)
    return rows.exclude(strand__standing=Standing.STOPPED).select_related("strand__response__edition", "about").first()


def is_late(asked: Consideration, at: datetime) -> bool:
    """Whether a reason is owed with the answer."""
    passed = asked.due_at is not None and asked.due_at < at and asked.due_kind in INSISTED_ON
    return passed and not asked.answers.filter(answer__in=SETTLED).exists()


def _may(by: Professional, incident: Incident, asked: Consideration) -> bool:
    if not by.holds(Permission.ANSWER_CONSIDERATIONS):
        return False
    _, item = editions.of(asked.strand.response.edition).consideration(asked.code)
    if item.retired:
        return False
    try:
        responses.check_may_answer(by, incident, asked, item)
    except NotPermitted:
        return False
    return True


def is_answered(incident: Incident, code: str, about: Involvement | None = None) -> bool:
    asked = asked_here(incident, code, about)
    return asked is not None and asked.answers.exists()
