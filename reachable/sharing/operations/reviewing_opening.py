"""A notification that was sent opens the rapid review, wherever that was recorded (NOT-3). See `listeners`."""

from datetime import datetime

from reachable.audit.log import operation, record
from reachable.common import happenings
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.choices import Audience, FactKind
from reachable.incidents.models import Incident
from reachable.playbook.schema import Due, Playbook
from reachable.responses import editions
from reachable.responses.models import Response

from ..models import AgencySummary, RapidReview, ReviewForm, ReviewStep
from ..standing import end_of_day, review_rule, said_at, sent_fact, tables_of

LAST = "sent"  # the step that is done when the review is sent


@operation
def follow_notification(happening: happenings.FactRecorded | happenings.FactSettled) -> None:
    """Opens the review, moves its days where the time was put right, closes an untouched one after a mistake."""
    if happening.kind != FactKind.NOTIFICATION_SENT:
        return
    incident = Incident.objects.get(pk=happening.incident_id)
    by = Professional.objects.get(key=happening.by.key)
    fact = sent_fact(incident.pk)
    review = RapidReview.objects.filter(incident=incident).first()
    if fact is None:
        if review is not None:
            _not_sent_after_all(review, by=by, at=happening.at)
    elif review is None:
        _open(incident, said_at(fact), by=by, at=happening.at)
    elif review.notified_at != said_at(fact):
        _move(review, said_at(fact), by=by, at=happening.at)


def _open(incident: Incident, notified_at: datetime, *, by: Professional, at: datetime) -> None:
    response = Response.objects.select_related("edition").filter(incident=incident).first()
    if response is None:
        return
    playbook = editions.of(response.edition)
    rule = review_rule(playbook)
    review = RapidReview.objects.create(
        incident=incident,
        edition=response.edition,
        notified_at=notified_at,
        due_at=end_of_day(notified_at, _days(rule.text)),
        due_rule=rule.text,
        due_edition=rule.edition,
        opened_at=at,
    )
    ReviewStep.objects.bulk_create(_timetable(review, playbook))
    _trace(review, "rapid-review-opened", "The rapid review began: the notification was sent.", by=by, at=at)


def _timetable(review: RapidReview, playbook: Playbook) -> list[ReviewStep]:
    """The steps of the playbook; the last one is due when the review is."""
    last = _days(review.due_rule)
    return [
        ReviewStep(
            review=review,
            code=one.code,
            day=last if one.code == LAST else one.day,
            due_at=review.due_at if one.code == LAST else end_of_day(review.notified_at, one.day),
        )
        for one in tables_of(playbook).review_days
    ]


def _days(rule: str) -> int:
    """What was set on screen in hours is counted in whole days of 24."""
    due = Due.model_validate(rule)
    return due.working_days or max((due.hours or 0) // 24, 1)


def _move(review: RapidReview, notified_at: datetime, *, by: Professional, at: datetime) -> None:
    review.notified_at = notified_at
    review.due_at = end_of_day(notified_at, _days(review.due_rule))
    review.version += 1
    review.save(update_fields=["notified_at", "due_at", "version"])
    steps = list(review.timetable.all())
    for step in steps:
        step.due_at = end_of_day(notified_at, step.day)
    ReviewStep.objects.bulk_update(steps, ["due_at"])
    words = "When the notification was sent was put right: the days of the rapid review moved."
    _trace(review, "rapid-review-moved", words, by=by, at=at)


def _not_sent_after_all(review: RapidReview, *, by: Professional, at: datetime) -> None:
    if is_touched(review):
        words = "That the notification was sent is no longer so. The rapid review has begun: its panel decides."
        _trace(review, "rapid-review-questioned", words, by=by, at=at)
        return
    words = "That the notification was sent was a mistake: the rapid review, in which nothing was written, is closed."
    _trace(review, "rapid-review-closed", words, by=by, at=at)
    review.timetable.all().delete()
    review.delete()


def is_touched(review: RapidReview) -> bool:
    """Somebody did something in it."""
    if review.decided or review.sent_at or review.run_by or review.panel_at:
        return True
    done = review.timetable.filter(done_at__isnull=False).exists()
    asked = AgencySummary.objects.filter(review=review).exists()
    return done or asked or ReviewForm.objects.filter(review=review).exists()


def _trace(review: RapidReview, verb: str, words: str, *, by: Professional, at: datetime) -> None:
    readers, key = Audience.RAPID_REVIEW_PANEL, str(review.key)
    timeline.write(review.incident, "rapid-review", words, by=by, at=at, audience=readers, source_key=key)
    record(verb, by=by, at=at, incident=review.incident.reference, codes={"review": key})
