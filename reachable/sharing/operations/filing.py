"""Filing records in the social care system, taking their files, and asking whom a number stands for (CTX-4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.meetings.choices import UseFor
from reachable.meetings.models import Meeting
from reachable.meetings.permissions import check_may_use
from reachable.outbox.choices import WhatIsShared
from reachable.outbox.disclosing import disclose
from reachable.people import queries as people
from reachable.responses import operations as responses
from reachable.responses.choices import AnswerCode, Standing
from reachable.responses.models import Consideration

from .. import permissions, policies
from ..models import ChildRecord
from ..queries.finals import final_records, holds_taken_out
from .checking import person_keys

QUESTION = "record-filed"


@dataclass(frozen=True)
class Resolved:
    """Whom a number stands for; shown to who asked, once, and written down."""

    number: int
    name: str
    mark: str
    person_key: UUID


@operation
def say_filed(
    *, by: Professional, at: datetime, meeting: str, record_key: UUID, reference: str, filed_at: datetime
) -> ChildRecord:
    """Somebody saw it in Liquidlogic, under this reference. That answers the strand's question for the young person.

    Said again, it puts the reference right; what stood before stays in the audit.
    """
    row = permissions.check_can_change_record(by, meeting, record_key, at)
    policies.check_is_final(row.state)
    before = row.filed_reference
    policies.check_filing(reference, filed_at, at, filed_as=before)
    row.filed_by, row.filed_at, row.filed_reference = by, filed_at, reference.strip()
    row.version += 1
    row.save(update_fields=["filed_by", "filed_at", "filed_reference", "version"])
    incident = row.meeting.incident
    did = "put right where" if before else "filed"
    words = f"{by.name} {did} the record of {row.involvement.letter} of {meeting}{' is filed' if before else ''}."
    timeline.write(incident, "record-filed", words, by=by, at=at, about=row.involvement, source_key=str(row.key))
    codes = {"meeting": meeting, "record": str(row.key)}
    about = person_keys(row.involvement)
    said = {"reference": row.filed_reference, **({"before": before} if before else {})}
    record("record-filed", by=by, at=at, incident=incident.reference, about=about, codes=codes, words=said)
    _answer(row, by=by, at=at)
    return row


def _answer(row: ChildRecord, *, by: Professional, at: datetime) -> None:
    """The strand asks whether it was filed."""
    young = row.involvement
    asked = Consideration.objects.filter(strand__response__incident=row.meeting.incident, code=QUESTION, about=young)
    one = asked.exclude(strand__standing=Standing.STOPPED).order_by("pk").first()
    latest = one.answers.order_by("-number").first() if one else None
    if one is None or (latest is not None and latest.answer == AnswerCode.IN_PLACE):
        return
    said = responses.Said(
        answer=AnswerCode.IN_PLACE,
        because=f"Filed in Liquidlogic: {row.filed_reference}",
        late_because="Filed after it was due" if one.due_at and at > one.due_at else "",
        record_fields={
            "filed-at": (row.filed_at or at).isoformat(),
            "filed-by": f"p:{by.key}",
            "others-named": "yes",
        },
        seen_number=latest.number if latest else 0,
    )
    reference = row.meeting.incident.reference
    responses.write_answer_of_meeting(said, by=by, at=at, reference=reference, consideration_key=one.key)


@operation
def resolve_number(
    *, by: Professional, at: datetime, meeting: str, record_key: UUID, number: int, because: str
) -> Resolved:
    """Whom a number in this record stands for: told to who may ask, with why, and written down."""
    row = permissions.check_can_resolve(by, meeting, record_key, at)
    policies.check_says_why(because)
    found = row.numbers.select_related("person_record").filter(number=number).first()
    if found is None:
        raise NotFound("number")
    person = people.current_person_keys([found.person_record_id])[found.person_record_id]
    incident = row.meeting.incident.reference
    codes = {"meeting": meeting, "record": str(row.key), "number": number}
    about = [person, *person_keys(row.involvement)]
    record("number-resolved", by=by, at=at, incident=incident, about=about, codes=codes, words=because.strip())
    name = "" if by.letters_only else found.person_record.display_name
    return Resolved(number, name, "", person)


@operation
def take_record(*, by: Professional, at: datetime, meeting: str, record_key: UUID, kind: str, use: UUID) -> None:
    """Before the file of one record is sent: for the purpose that was said for it (CTX-6)."""
    row = permissions.check_can_read_record(by, meeting, record_key, at)
    policies.check_is_final(row.state)
    policies.check_nothing_taken_out(holds=holds_taken_out(row))
    said = check_may_use(by, row.meeting, at, use_for=UseFor.EXPORT, use_key=use, item_key=str(row.key))
    disclose_records(
        row.meeting,
        [row],
        to=(by.key, ""),
        by=by,
        at=at,
        purpose=said.purpose,
        ground=said.ground,
        words=f"Record as {kind}",
    )


@operation
def take_all_records(*, by: Professional, at: datetime, meeting: str, use: UUID) -> None:
    """Before the files of all records that are final are sent, for the purpose that was said for them (CTX-6)."""
    found = permissions.check_can_read_records(by, meeting, at)
    said = check_may_use(by, found, at, use_for=UseFor.EXPORT, use_key=use, item_key=found.reference)
    rows = final_records(found)
    disclose_records(
        found,
        rows,
        to=(by.key, ""),
        by=by,
        at=at,
        purpose=said.purpose,
        ground=said.ground,
        words="Record, of all that are final",
    )


def disclose_records(
    meeting: Meeting,
    rows: Iterable[ChildRecord],
    *,
    to: tuple[UUID | None, str],
    by: Professional | None,
    at: datetime,
    purpose: str,
    ground: str,
    words: str,
) -> None:
    """One row of the log of sharing for each young person: each record is about one of them alone."""
    incident = meeting.incident.reference
    for row in rows:
        about = person_keys(row.involvement)
        disclose(
            what=WhatIsShared.RECORD,
            incident=incident,
            meeting=meeting.reference,
            words=words,
            to=(to,),
            purpose=purpose,
            ground=ground,
            about=about,
            item_key=str(row.key),
            by=by,
            at=at,
        )
        codes = {"meeting": meeting.reference, "record": str(row.key), "purpose": purpose[:60]}
        record("record-taken", by=by, at=at, incident=incident, about=about, codes=codes)
