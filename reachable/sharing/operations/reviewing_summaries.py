"""Asking agencies what they know, chasing what is missing, receiving it (NOT-3). The mail says only to sign in."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q

from reachable.audit.log import operation, record
from reachable.common import clock, working_days
from reachable.common.refusals import NotFound, Stale
from reachable.directory.models import Agency, Professional
from reachable.incidents import access, timeline
from reachable.incidents.choices import Audience
from reachable.incidents.policies import check_fits
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message
from reachable.responses.choices import AnswerCode

from ..models import AgencySummary, RapidReview
from ..permissions import notices as permissions
from ..policies import review as policies
from .notifying_answers import Answering, answer

SOME = 200  # at a time
JUST_NOW = timedelta(minutes=2)
IN = "summaries-in"  # the step of the timetable by whose day they are in


@operation
def ask_summary(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    agency_key: UUID,
    asked_of_key: UUID | None = None,
    asked_of_words: str = "",
) -> AgencySummary:
    """Ask an agency of the directory, by a named professional of the team or by somebody said in words."""
    incident, review = permissions.check_can_review(by, reference, at)
    policies.check_not_sent(sent=review.sent_at is not None)
    agency = Agency.objects.filter(key=agency_key).first()
    if agency is None:
        raise NotFound("agency")
    policies.check_asked_once(asked=AgencySummary.objects.filter(review=review, agency=agency).exists())
    policies.check_asked_of_somebody(named=asked_of_key is not None, words=asked_of_words)
    whom = Professional.objects.filter(key=asked_of_key).first() if asked_of_key else None
    if asked_of_key and whom is None:
        raise NotFound("professional")
    if whom is not None:
        on_team = access.is_on_team(whom, incident, at) and access.may_open(whom, incident, at)
        policies.check_works_there(works_there=whom.agency_id == agency.pk, on_team=on_team, name=whom.name)
    row = AgencySummary(
        review=review,
        agency=agency,
        asked_of=whom,
        asked_of_words=asked_of_words.strip(),
        asked_at=at,
        due_at=_due(review),
        by=by,
    )
    check_fits(row)
    row.save(force_insert=True)
    if whom is not None and whom.email:
        outbox.queue(Message.SUMMARY_ASKED, to=whom.email, at=at, professional_key=whom.key, reference=reference)
    _trace(row, "summary-asked", f"{agency.name} was asked for its summary.", by=by, at=at)
    return row


def _due(review: RapidReview) -> datetime:
    step = review.timetable.filter(code=IN).first()
    return step.due_at if step else review.due_at


@operation
def chase_summary(*, by: Professional, at: datetime, reference: str, summary_key: UUID) -> AgencySummary:
    """Ask again by hand. Who was asked in words is rung up: that it was done is what is recorded."""
    _, review = permissions.check_can_review(by, reference, at)
    policies.check_not_sent(sent=review.sent_at is not None)
    rows = AgencySummary.objects.select_for_update(of=("self",)).select_related(
        "agency", "asked_of", "review__incident"
    )
    row = rows.filter(review=review, key=summary_key).first()
    if row is None:
        raise NotFound("summary")
    policies.check_to_chase(received=row.received_at is not None)
    if row.chased_at is not None and at - row.chased_at < JUST_NOW:
        return row  # the button was pressed twice
    _tell([row], at)
    AgencySummary.objects.filter(pk=row.pk).update(chased=F("chased") + 1, chased_at=at)
    _trace(row, "summary-chased", f"{row.agency.name} was asked again for its summary.", by=by, at=at)
    return row


@operation
def chase_summaries(*, by: None, at: datetime) -> int:
    """What is late is asked for again, once a working day, of those who have an account. How many there were."""
    if not working_days.is_working_day(clock.local_date(at)):
        return 0
    start = clock.local(at).replace(hour=0, minute=0, second=0, microsecond=0)
    late = AgencySummary.objects.filter(received_at__isnull=True, due_at__lt=at, review__sent_at__isnull=True)
    late = late.filter(Q(chased_at__isnull=True) | Q(chased_at__lt=start)).exclude(asked_of__isnull=True)
    rows = list(late.select_related("review__incident", "asked_of").order_by("due_at", "pk")[:SOME])
    _tell(rows, at)
    AgencySummary.objects.filter(pk__in=[row.pk for row in rows]).update(chased=F("chased") + 1, chased_at=at)
    return len(rows)


def _tell(rows: list[AgencySummary], at: datetime) -> None:
    """Who left the team, or stepped back, is told nothing more."""
    for row in rows:
        whom, incident = row.asked_of, row.review.incident
        if whom is not None and whom.email and access.may_open(whom, incident, at):
            outbox.queue(
                Message.SUMMARY_ASKED,
                to=whom.email,
                at=at,
                professional_key=whom.key,
                reference=incident.reference,
            )


@operation
def write_summary(
    *, by: Professional, at: datetime, reference: str, summary_key: UUID, words: str, seen_version: int
) -> AgencySummary:
    """The agency's summary, or where it is to be found: by whom it was asked of, or by the panel for what came in."""
    row = permissions.check_can_write_summary(by, reference, summary_key, at)
    policies.check_not_sent(sent=row.review.sent_at is not None)
    policies.check_summary(words)
    if row.version != seen_version:
        raise Stale("Somebody else wrote in this summary meanwhile. What it says now is shown.", current=row)
    row.words, row.received_at, row.version = words.strip(), row.received_at or at, row.version + 1
    check_fits(row)
    row.save(update_fields=["words", "received_at", "version"])
    missing = AgencySummary.objects.filter(review=row.review, received_at__isnull=True).exists()
    if not missing:
        because = "Every summary that was asked for is in: see the rapid review of the incident."
        said = Answering("rapid-review-summaries", AnswerCode.IN_PLACE, because, is_fact=True)
        permitted = Audience.RAPID_REVIEW_PANEL in access.audiences_of(by, row.review.incident)
        if permitted:
            answer(row.review.incident, said, by=by, at=at)
    _trace(row, "summary-received", f"The summary of {row.agency.name} is in.", by=by, at=at)
    return row


def _trace(row: AgencySummary, verb: str, words: str, *, by: Professional, at: datetime) -> None:
    incident = row.review.incident
    readers, key = Audience.RAPID_REVIEW_PANEL, str(row.key)
    timeline.write(incident, "rapid-review", words, by=by, at=at, audience=readers, source_key=key)
    codes = {"summary": key, "agency": row.agency.code}
    record(verb, by=by, at=at, incident=incident.reference, codes=codes)
