"""Running the rapid review: who runs it, its timetable, the four purposes, what follows, that it was sent (NOT-3)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound, Stale
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.choices import Audience
from reachable.incidents.policies import check_fits
from reachable.responses.choices import AnswerCode

from ..choices import NextReview
from ..models import RapidReview, ReviewForm, ReviewStep
from ..permissions import notices as permissions
from ..policies import notices
from ..policies import review as policies
from .notifying_answers import Answering, answer
from .reviewing_opening import LAST

_NEXT = {NextReview.LOCAL: "local-review", NextReview.OTHER: "other-review", NextReview.NONE: "none"}


@operation
def plan_review(
    *, by: Professional, at: datetime, reference: str, run_by: str, panel_at: datetime | None, seen_version: int
) -> RapidReview:
    """Who runs it and when the panel meets."""
    incident, review = permissions.check_can_review(by, reference, at)
    policies.check_not_sent(sent=review.sent_at is not None)
    _check_seen(review, seen_version)
    review.run_by, review.panel_at = run_by.strip(), panel_at
    _save(review, ["run_by", "panel_at"])
    if review.run_by and panel_at:
        because = f"{review.run_by} runs it. See the rapid review of the incident."
        fields = {"panel-at": panel_at.isoformat()}
        said = Answering("rapid-review-started", AnswerCode.IN_PLACE, because, fields, is_fact=True)
        answer(incident, said, by=by, at=at)
    _trace(review, "rapid-review-planned", "Who runs the rapid review, and when its panel meets.", by=by, at=at)
    return review


@operation
def do_step(
    *, by: Professional, at: datetime, reference: str, step: str, done_at: datetime, words: str = ""
) -> ReviewStep:
    """A step of the timetable was done."""
    _, review = permissions.check_can_review(by, reference, at)
    row = ReviewStep.objects.select_for_update().filter(review=review, code=step).first()
    if row is None or step == LAST:  # that it was sent is said with what was decided
        raise NotFound("step")
    policies.check_step_open(done=row.done_at is not None)
    policies.check_step_time(done_at, review.notified_at, at)
    row.done_at, row.done_by, row.words = done_at, by, words.strip()
    check_fits(row)
    row.save(update_fields=["done_at", "done_by", "words"])
    _trace(review, "rapid-review-step-done", "A step of the rapid review is done.", by=by, at=at, step=step)
    return row


@operation
def write_review(
    *, by: Professional, at: datetime, reference: str, purposes: Mapping[str, str], seen_number: int
) -> ReviewForm:
    """The four purposes, as a whole version after the one that the writer saw (0: none)."""
    incident, review = permissions.check_can_review(by, reference, at)
    policies.check_not_sent(sent=review.sent_at is not None)
    policies.check_says_something(purposes)
    latest = review.forms.order_by("-number").select_related("by").first()
    if (latest.number if latest else 0) != seen_number:
        raise Stale("Somebody else wrote meanwhile. What they wrote is shown.", current=latest)
    words = {name: purposes.get(name, "").strip() for name in PURPOSES}
    row = ReviewForm(review=review, number=seen_number + 1, by=by, at=at, **words)
    check_fits(row)
    row.save(force_insert=True)
    if row.immediate_action:
        fields = {"immediate-action": row.immediate_action}
        because = "See the rapid review of the incident."
        said = Answering("rapid-review-immediate-action", AnswerCode.IN_PLACE, because, fields, is_fact=True)
        answer(incident, said, by=by, at=at)
    _trace(review, "rapid-review-written", f"The rapid review, version {row.number}.", by=by, at=at, number=row.number)
    return row


PURPOSES = ("facts", "immediate_action", "improvements", "next_steps")


@operation
def decide_review(
    *, by: Professional, at: datetime, reference: str, decided: str, because: str, seen_version: int
) -> RapidReview:
    """Whether a local review follows, with reasons either way; decided again until the review is sent."""
    _, review = permissions.check_can_review(by, reference, at)
    policies.check_not_sent(sent=review.sent_at is not None)
    policies.check_next_review(decided, because)
    _check_seen(review, seen_version)
    review.decided, review.decided_because = NextReview(decided), because.strip()
    review.decided_by, review.decided_at = by, at
    _save(review, ["decided", "decided_because", "decided_by", "decided_at"])
    words = f"What follows the rapid review: {review.get_decided_display()}."
    _trace(review, "rapid-review-decided", words, by=by, at=at, decided=str(review.decided))
    return review


@operation
def send_review(
    *, by: Professional, at: datetime, reference: str, sent_at: datetime, late_because: str = ""
) -> RapidReview:
    """That it went to the national panel is a fact: it is recorded also where a decision is still missing."""
    incident, review = permissions.check_can_review(by, reference, at)
    policies.check_not_sent(sent=review.sent_at is not None)
    notices.check_has_come(sent_at, at, field="sent_at")
    policies.check_step_time(sent_at, review.notified_at, at)
    review.sent_at = sent_at
    _save(review, ["sent_at"])
    steps = ReviewStep.objects.filter(review=review, code=LAST, done_at__isnull=True)
    steps.update(done_at=sent_at, done_by=by)
    fields = {"review-sent-at": sent_at.isoformat()}
    fields["next-review"] = _NEXT[NextReview(review.decided)] if review.decided else "not-decided"
    because = review.decided_because or "It was sent; what follows is not decided."
    said = Answering("rapid-review-sent", AnswerCode.IN_PLACE, because, fields, late_because, is_fact=True)
    answer(incident, said, by=by, at=at)
    _trace(review, "rapid-review-sent", "The rapid review was sent to the national panel.", by=by, at=at)
    return review


def _check_seen(review: RapidReview, seen_version: int) -> None:
    if review.version != seen_version:
        raise Stale("Somebody else changed this review meanwhile. What it says now is shown.", current=review)


def _save(review: RapidReview, fields: list[str]) -> None:
    review.version += 1
    check_fits(review)
    review.save(update_fields=[*fields, "version"])


def _trace(review: RapidReview, verb: str, words: str, *, by: Professional, at: datetime, **codes: Any) -> None:
    readers, key = Audience.RAPID_REVIEW_PANEL, str(review.key)
    timeline.write(review.incident, "rapid-review", words, by=by, at=at, audience=readers, source_key=key)
    record(verb, by=by, at=at, incident=review.incident.reference, codes={"review": key, **codes})
