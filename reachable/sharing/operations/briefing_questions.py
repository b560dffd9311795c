"""What a reader asks back, and the answer, which goes out of the room as the briefing did (BRF-4)."""

from datetime import datetime
from uuid import UUID, uuid4

from reachable.audit.log import operation
from reachable.common.refusals import NotFound, Refused
from reachable.directory.models import Professional
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message, WhatIsShared
from reachable.outbox.disclosing import disclose

from .. import permissions, policies
from ..models import Briefing, BriefingQuestion, BriefingReader
from ..queries.briefing_asked import places_in
from ..queries.briefing_check import roster_for
from .briefing_sending import PURPOSE
from .briefing_traces import note, tell_timeline

LONGEST = 2000


@operation
def ask_question(
    *, by: Professional, at: datetime, briefing: str, words: str, names_nobody: bool, key: UUID | None = None
) -> BriefingQuestion:
    """Of every question alike it is asked whether it names a young person: what is known here is not told (BRF-4)."""
    row, reader = permissions.check_is_reader(by, briefing, at)
    policies.check_is_issued(row.state)
    if key and (sent := BriefingQuestion.objects.filter(key=key, reader=reader).first()):
        return sent
    _check_words(words, "words", "Write your question.")
    policies.check_question_names_nobody(said=names_nobody)
    asked = BriefingQuestion.objects.create(
        key=key or uuid4(), briefing=row, reader=reader, words=words.strip(), asked_at=at
    )
    whom = {one.pk: one for one in (row.by, row.issued_by, row.chair) if one is not None}
    told = [(one.email, one.key) for one in whom.values() if one.email]
    outbox.queue_all(Message.BRIEFING_QUESTION, told, at=at, reference=row.incident.reference)
    tell_timeline(row, "briefing-question", f"A reader of {row.reference} asked something.", by=by, at=at)
    note("briefing-question-asked", row, by=by, at=at, codes={"question": str(asked.key)}, words=asked.words)
    return asked


@operation
def answer_question(
    *,
    by: Professional,
    at: datetime,
    briefing: str,
    question: UUID,
    answer: str,
    to_all: bool = False,
    sure: bool = False,
) -> BriefingQuestion:
    """To who asked, or to all readers, who read the answer and not what was asked. The sharing log says who got it."""
    row = permissions.check_can_look_after_briefing(by, briefing, at)
    policies.check_is_issued(row.state)
    asked = BriefingQuestion.objects.select_related("reader").filter(briefing=row, key=question).first()
    if asked is None:
        raise NotFound("question")
    if asked.answered_at is not None:
        raise Refused("This question was answered already.")
    _check_words(answer, "answer", "Write the answer.")
    certain, doubtful = places_in(answer.strip(), row, roster_for([row], at))
    policies.check_answer_names_nobody(certain, doubtful, sure=sure)
    asked.answer, asked.answered_by, asked.answered_at = answer.strip(), by, at
    asked.save(update_fields=["answer", "answered_by", "answered_at"])
    _send(row, asked, to_all=to_all, by=by, at=at)
    words = f"{by.name} answered a question about {row.reference}."
    tell_timeline(row, "briefing-answered", words, by=by, at=at)
    codes = {"question": str(asked.key), "to_all": to_all, "looked_again": len(doubtful)}
    note("briefing-question-answered", row, by=by, at=at, codes=codes, words=asked.answer)
    return asked


def _send(row: Briefing, asked: BriefingQuestion, *, to_all: bool, by: Professional, at: datetime) -> None:
    readers = BriefingReader.objects.filter(briefing=row, sent_at__isnull=False, professional__isnull=False)
    if not to_all:
        readers = readers.filter(pk=asked.reader_id)
    people = [one.professional for one in readers.select_related("professional") if one.professional]
    told = [(one.email, one.key) for one in people if one.email]
    outbox.queue_all(Message.BRIEFING_ANSWERED, told, at=at, reference=row.incident.reference)
    disclose(
        what=WhatIsShared.BRIEFING,
        incident=row.incident.reference,
        words=f"An answer to a question about {row.reference}",
        to=[(one.key, "") for one in people],
        purpose=PURPOSE,
        item_key=str(asked.key),
        by=by,
        at=at,
    )


def _check_words(words: str, field: str, missing: str) -> None:
    if not words.strip():
        raise Refused(missing, field=field)
    if len(words) > LONGEST:
        raise Refused(f"Say it in {LONGEST} characters or fewer.", field=field)
