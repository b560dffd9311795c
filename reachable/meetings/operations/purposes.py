"""Saying for what material of a meeting is used; deciding another use; looking at one the next day (CTX-6)."""

from datetime import datetime
from uuid import UUID, uuid5

from reachable.audit.log import operation, record
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message
from reachable.responses import operations as responses

from .. import deciding, permissions, policies
from ..choices import Ground, UseFor, UseState
from ..models import Meeting, PurposeUse
from ..queries.purposes import purposes_of

TO_BE_REVIEWED = "Look at a use of {meeting} because a life was at risk: by another manager than who used it"


@operation
def state_purpose(
    *,
    by: Professional,
    at: datetime,
    meeting: str,
    use_for: str,
    purpose: str = "",
    item_key: str = "",
    ground: str = Ground.AGREED,
    because: str = "",
    duty: str = "",
) -> PurposeUse:
    """For what `by` uses the material: one of the purposes holds at once, and so does what a life depends on; another
    purpose and a legal duty wait for whoever decides them, who is told.

    `purpose` is the code of an agreed one (the words of one of our own), or what a further one is for, in words.
    """
    found = permissions.check_can_say_purpose(by, meeting, at)
    policies.check_purpose_said(use_for, ground, purpose, purposes_of(found), because=because, duty=duty)
    use = PurposeUse.objects.create(
        meeting=found,
        professional=by,
        use_for=use_for,
        item_key=item_key,
        ground=ground,
        purpose=purpose.strip() if ground in (Ground.AGREED, Ground.FURTHER) else "",
        duty=duty if ground == Ground.LEGAL_DUTY else "",
        because="" if ground == Ground.AGREED else because.strip(),
        state=policies.first_state(ground),
        at=at,
        lapses_at=policies.first_lapse(use_for, ground, at),
        review_due_at=policies.use_review_due_at(ground, at),
    )
    _trace("purpose-stated", use, by=by, at=at, words={"purpose": use.purpose, "because": use.because})
    if ground != Ground.AGREED:
        _what_follows(use, by=by, at=at)
    return use


def _what_follows(use: PurposeUse, *, by: Professional, at: datetime) -> None:
    """Whoever decides it is told; what nobody has to decide is looked at the next day."""
    meeting = use.meeting
    _say_on_timeline(use, by=by, at=at)
    if use.state == UseState.WAITING:
        _tell_deciders(use, at)
    if use.review_due_at is not None:
        what, due = TO_BE_REVIEWED.format(meeting=meeting.reference), use.review_due_at
        responses.ask_at_once(by=by, at=at, incident=meeting.incident, what=what, due_at=due, key=_review_key(use))


def _review_key(use: PurposeUse) -> UUID:
    """Of the action to look at it the next day."""
    return uuid5(use.key, "review")


_SAID = {
    Ground.FURTHER: "asks to use the material of {meeting} for another purpose.",
    Ground.LEGAL_DUTY: "asks to use the material of {meeting} because of a legal duty.",
    Ground.RISK_TO_LIFE: "used the material of {meeting} because a life is at risk. It is looked at the next day.",
}


def _say_on_timeline(use: PurposeUse, *, by: Professional, at: datetime) -> None:
    words = f"{by.name} {_SAID[Ground(use.ground)].format(meeting=use.meeting.reference)}"
    timeline.write(use.meeting.incident, "purpose-asked", words, by=by, at=at, source_key=str(use.key))


def _tell_deciders(use: PurposeUse, at: datetime) -> None:
    told = [(one.email, one.key) for one in deciding.deciders(use, at) if one.email]
    outbox.queue_all(Message.PURPOSE_ASKED, told, at=at, reference=use.meeting.incident.reference)


@operation
def decide_use(
    *, by: Professional, at: datetime, meeting: str, key: UUID, may_be_used: bool, because: str
) -> PurposeUse:
    """Agree to another use, which then holds for a day and for nothing else, or refuse it; whoever asked is told."""
    use = permissions.check_can_decide_use(by, meeting, key, at)
    policies.check_may_decide_use(use.state, is_own=use.professional_id == by.pk, because=because)
    use.state = UseState.HOLDS if may_be_used else UseState.REFUSED
    use.lapses_at = at + policies.DECIDED if may_be_used else None
    use.decided_by, use.decided_at, use.decided_because = by, at, because.strip()
    use.save(update_fields=["state", "lapses_at", "decided_by", "decided_at", "decided_because"])
    how = "agreed to" if may_be_used else "refused"
    words = f"Another use of the material of {meeting} was {how}."
    timeline.write(use.meeting.incident, "purpose-decided", words, by=by, at=at, source_key=str(use.key))
    _trace("purpose-decided", use, by=by, at=at, words={"because": use.decided_because})
    asker = use.professional
    if asker.email:
        reference = use.meeting.incident.reference
        outbox.queue(Message.PURPOSE_DECIDED, to=asker.email, at=at, professional_key=asker.key, reference=reference)
    return use


@operation
def review_use(*, by: Professional, at: datetime, meeting: str, key: UUID, review: str) -> PurposeUse:
    """Look at what was used because a life was at risk: another manager than who used it."""
    use = permissions.check_can_review_use(by, meeting, key, at)
    policies.check_may_review_use(
        is_asked=use.review_due_at is not None,
        is_reviewed=use.reviewed_at is not None,
        is_own=use.professional_id == by.pk,
        review=review,
    )
    use.reviewed_by, use.reviewed_at, use.review = by, at, review.strip()
    use.save(update_fields=["reviewed_by", "reviewed_at", "review"])
    words = f"What was used of {meeting} because a life was at risk was looked at."
    timeline.write(use.meeting.incident, "purpose-reviewed", words, by=by, at=at, source_key=str(use.key))
    responses.done_at_once(by=by, at=at, key=_review_key(use), outcome=use.review)
    _trace("purpose-reviewed", use, by=by, at=at, words={"review": use.review})
    return use


def _trace(verb: str, use: PurposeUse, *, by: Professional, at: datetime, words: dict[str, str]) -> None:
    meeting: Meeting = use.meeting
    codes = {
        "meeting": meeting.reference,
        "use": str(use.key),
        "for": str(UseFor(use.use_for)),
        "ground": str(Ground(use.ground)),
        "duty": use.duty,
        "item": use.item_key,
        "state": str(use.state),
    }
    said = {name: text for name, text in words.items() if text}
    record(verb, by=by, at=at, incident=meeting.incident.reference, codes=codes, words=said or None)
