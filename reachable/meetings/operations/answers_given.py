"""An answer given in the meeting is the answer of the strand: it is asked once, and stands once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.responses.models import Action, Answer, Consideration
from reachable.responses.operations import NewAction, Said, write_answer_of_meeting

from ..models import AgendaItem, AnswerGiven, Meeting
from .agreed_actions import check_guests_see, guests_of, keep
from .writing import asked_of, covered_by, find_to_write, item_of, part_now, person_keys, raise_revision


@operation
def answer_in_meeting(
    *,
    by: Professional,
    at: datetime,
    meeting: str,
    item_key: UUID,
    consideration_key: UUID,
    answer: str,
    because: str = "",
    late_because: str = "",
    record_fields: Mapping[str, str] | None = None,
    actions: Sequence[NewAction] = (),
    seen_number: int,
) -> Answer:
    """One of the considerations of the item, about the incident or somebody whom the meeting covers (CTX-9 to CTX-20).

    Everything that the strand asks of an answer holds here; sent again by the same writer, it is the same answer.
    """
    found = find_to_write(by, meeting, at, with_incident=True)
    item = item_of(found, item_key)
    asked = _asked(found, item, consideration_key)
    fields = {name: value for name, value in (record_fields or {}).items() if value}
    before = _sent_before(found, asked, answer, because, fields, seen_number, by)
    if before is not None:
        return before
    part = part_now(found, by, item)
    guests = guests_of(found)
    owned = [(f"p:{one.owner_key}", one.what) for one in actions if one.owner_key]
    check_guests_see(found, guests, owned, [asked.about] if asked.about else [])
    named = [one if one.key else replace(one, key=uuid4()) for one in actions]
    said = Said(answer, because, late_because, fields, seen_number, named, [one.professional for one in guests])
    given = write_answer_of_meeting(
        said, by=by, at=at, reference=found.incident.reference, consideration_key=consideration_key
    )
    keep(found, Action.objects.filter(key__in=[one.key for one in named]), item, part, by=by, at=at)
    give(found, item, given, by=by, at=at)
    raise_revision(found)
    return given


def _sent_before(
    meeting: Meeting,
    asked: Consideration,
    answer: str,
    because: str,
    fields: Mapping[str, str],
    seen_number: int,
    by: Professional,
) -> Answer | None:
    """The very answer, where this writer gave it already and did not hear that it arrived."""
    rows = AnswerGiven.objects.filter(meeting=meeting, answer__consideration=asked, answer__by=by)
    row = rows.filter(answer__number=seen_number + 1).select_related("answer").first()
    said = (answer, because.strip(), fields)
    return row.answer if row and (row.answer.answer, row.answer.because, row.answer.record) == said else None


def give(meeting: Meeting, item: AgendaItem, answer: Answer, *, by: Professional, at: datetime) -> None:
    """That this answer was given in the meeting."""
    AnswerGiven.objects.create(meeting=meeting, item=item, answer=answer)
    about = answer.consideration.about
    record(
        "meeting-answer-given",
        by=by,
        at=at,
        incident=meeting.incident.reference,
        about=person_keys([about] if about else []),
        codes={
            "meeting": meeting.reference,
            "consideration": answer.consideration.code,
            "number": answer.number,
        },
    )


def _asked(meeting: Meeting, item: AgendaItem, key: UUID) -> Consideration:
    """Of the list of the item; about the incident, or about somebody whom the meeting covers."""
    asked = asked_of(meeting, item)
    codes = asked.considerations if asked else ()
    rows = Consideration.objects.filter(strand__response__incident=meeting.incident, code__in=codes, key=key)
    found = rows.select_related("about").first()
    if found is None:
        raise NotFound("consideration")
    if found.about is not None:
        covered_by(meeting, [found.about.key])
    return found
