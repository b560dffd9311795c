"""What is decided for each young person: one decision for each child, and typed once.

Where the strand on enquiries asks what was decided, the outcome answers it, as far as it is decided.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound, Stale
from reachable.directory.models import Professional
from reachable.incidents.choices import Audience
from reachable.incidents.holding import check_holders
from reachable.incidents.models import Involvement
from reachable.playbook.record import check_record
from reachable.responses import editions
from reachable.responses.choices import Standing
from reachable.responses.models import Answer, Consideration
from reachable.responses.operations import Said, write_answer_of_meeting

from .. import access, policies
from ..models import Meeting, Outcome
from .answers_given import give
from .writing import covered_by, find_to_write, item_of_outcomes, person_keys, raise_revision


@operation
def set_outcome(
    *,
    by: Professional,
    at: datetime,
    meeting: str,
    involvement_key: UUID,
    record: Mapping[str, str],  # the fields of the kind of meeting
    seen_number: int,
) -> Outcome:
    """Any field may stay empty while the meeting runs. Sent again by the same writer, it is the same outcome."""
    found = find_to_write(by, meeting, at, with_incident=True)
    [young] = covered_by(found, [involvement_key])
    asked = access.kind_of(found).outcome
    if not asked:
        raise NotFound("outcome")
    latest = found.outcomes.filter(involvement=young).select_related("by").order_by("-number").first()
    stands: Mapping[str, str] = latest.record if latest else {}
    fields = check_record(asked, record, stands)
    number = latest.number if latest else 0
    if latest and number == seen_number + 1 and latest.by_id == by.pk and latest.record == fields:
        return latest
    if number != seen_number:
        raise Stale("Somebody else wrote down what is decided for them. Both are shown.", current=latest)
    check_holders(found.incident, asked, fields, stands, at)
    row = Outcome.objects.create(meeting=found, involvement=young, number=number + 1, record=fields, by=by, at=at)
    raise_revision(found)
    _trace(row, by=by, at=at)
    answer_what_was_decided(found, [row], by=by, at=at)
    return row


def answer_what_was_decided(meeting: Meeting, outcomes: Collection[Outcome], *, by: Professional, at: datetime) -> None:
    """The strand's questions that these outcomes settle, where the strand runs and the team reads them."""
    young = {one.involvement_id: one for one in outcomes}
    rows = Consideration.objects.filter(
        strand__response__incident=meeting.incident,
        code__in=policies.SETTLED_BY_OUTCOME,
        about__in=young,
        audience=Audience.TEAM,
    ).exclude(strand__standing=Standing.STOPPED)
    for asked in rows.select_related("strand__response__edition", "about").order_by("pk"):
        if asked.about_id is not None:
            _answer(meeting, asked, young[asked.about_id], by=by, at=at)


def _answer(meeting: Meeting, asked: Consideration, outcome: Outcome, *, by: Professional, at: datetime) -> None:
    """Unless it is not decided, or stands so already."""
    latest = asked.answers.order_by("-number").first()
    _, item = editions.of(asked.strand.response.edition).consideration(asked.code)
    said = policies.answer_of_outcome(item, outcome.record, latest.record if latest else {}, meeting.reference)
    if said is None or item.retired or (latest and _is_same(latest, said)):
        return
    why_late = f"Decided in {meeting.reference}." if asked.due_at and asked.due_at < at else ""
    given = write_answer_of_meeting(
        Said(said.answer, said.because, why_late, said.record, latest.number if latest else 0),
        by=by,
        at=at,
        reference=meeting.incident.reference,
        consideration_key=asked.key,
    )
    give(meeting, item_of_outcomes(meeting), given, by=by, at=at)


def _is_same(latest: Answer, said: policies.Decided) -> bool:
    return latest.answer == said.answer and latest.record == said.record


def _trace(row: Outcome, *, by: Professional, at: datetime) -> None:
    involved: Involvement = row.involvement
    record(
        "meeting-outcome-said",
        by=by,
        at=at,
        incident=row.meeting.incident.reference,
        about=person_keys([involved]),
        codes={"meeting": row.meeting.reference, "number": row.number},
        words=row.record or None,
    )
