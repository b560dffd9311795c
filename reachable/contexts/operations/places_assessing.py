"""A place looked at from its three sides, and the guide's questions about it answered."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from reachable.audit.log import operation
from reachable.common.refusals import Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents.policies import check_fits

from .. import permissions
from ..choices import ContextState
from ..editions import tables
from ..models import Context, ContextAnswer, ContextAssessment
from ..policies import places as policies
from .places import record_context
from .places_words import OF_ASSESSMENT, check_words


@operation
def assess_context(
    *,
    by: Professional,
    at: datetime,
    context: str,
    seen_number: int,
    young_people: str = "",
    guardianship: str = "",
    environment: str = "",
    views: str = "",
    not_known: str = "",
    said_nobody: Collection[str] = (),
    key: UUID | None = None,
) -> ContextAssessment:
    """Write the next version, whole, by the three sides (STA-14, STA-3).

    Stale where somebody wrote one since the writer saw `seen_number` of them. Sent twice with one `key`, it is one.
    """
    found = permissions.check_can_keep(by, context)
    if key and (sent := ContextAssessment.objects.filter(key=key).first()):
        return _sent_before(sent, found, by)
    policies.check_is_not_ended(found.state)
    last = found.assessments.select_related("by").order_by("-number").first()
    number = last.number if last else 0
    if number != seen_number:
        raise Stale("Somebody else wrote a version meanwhile. Both are shown.", current=last)
    written = (young_people, guardianship, environment, views, not_known)
    said = dict(zip(OF_ASSESSMENT, (words.strip() for words in written), strict=True))
    policies.check_assessment_says_something(said.values())
    check_words(found, said, by=by, at=at, said_nobody=said_nobody)
    row = ContextAssessment(key=key or uuid4(), context=found, number=number + 1, by=by, at=at, **said)
    check_fits(row)
    row.save(force_insert=True)
    if found.state == ContextState.REFERRED:
        found.state = ContextState.ASSESSED
        found.save(update_fields=["state"])
    record_context("context-assessed", found, by=by, at=at, words=said, number=row.number)
    return row


@operation
def answer_context(
    *,
    by: Professional,
    at: datetime,
    context: str,
    code: str,
    seen_number: int,
    answer: str,
    because: str = "",
    said_nobody: Collection[str] = (),
) -> ContextAnswer:
    """Answer one of the guide's questions about a place (STA-14, CTX-19); the answers before it stay.

    Stale where somebody answered since the writer saw `seen_number` answers of it.
    """
    found = permissions.check_can_keep(by, context)
    policies.check_is_not_ended(found.state)
    policies.check_answer(code, answer, because, [one.code for one in tables().context_questions])
    last = found.answers.filter(code=code).select_related("by").order_by("-number").first()
    number = last.number if last else 0
    if number != seen_number:
        raise Stale("Somebody else answered this meanwhile. Both are shown.", current=last)
    check_words(found, {"because": because}, by=by, at=at, said_nobody=said_nobody)
    row = ContextAnswer(
        context=found, code=code, number=number + 1, answer=answer, because=because.strip(), by=by, at=at
    )
    check_fits(row)
    row.save(force_insert=True)
    said = {"because": row.because}
    record_context("context-question-answered", found, by=by, at=at, words=said, question=code, answer=answer)
    return row


def _sent_before(row: ContextAssessment, context: Context, by: Professional) -> ContextAssessment:
    if (row.context_id, row.by_id) != (context.pk, by.pk):
        raise Refused("This form was used already. Open the page again and send it from there.")
    return row
