"""Answering an invitation by the link in it: without an account, and only by pressing the button."""

from datetime import datetime

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound
from reachable.incidents import timeline

from .. import policies
from ..choices import Coming
from ..models import Attendee, Meeting
from ..queries.invitation import invited_by

_SAYS = {
    Coming.COMING: "comes to",
    Coming.SENDING: "sends somebody, or what they know, to",
    Coming.CANNOT: "cannot come to",
}


@operation
def answer_invitation(*, by: None, token: str, coming: str, words: str = "", at: datetime) -> Attendee:
    """Whoever holds the link answers for whom it was sent to: nobody is signed in. The last answer counts.

    NotFound for a link that never was, that was replaced by a later one, and once the meeting has begun: all alike.
    """
    asked = invited_by(token, at)
    Meeting.objects.select_for_update(no_key=True).filter(pk=asked.meeting_id).values_list("pk").first()
    place = invited_by(token, at)  # again, now that nobody moves or cancels it meanwhile
    if place.pk != asked.pk:
        raise NotFound("invitation")
    policies.check_answer(coming, words)
    place.coming, place.coming_words, place.coming_at = Coming(coming), words.strip()[:200], at
    place.save(update_fields=["coming", "coming_words", "coming_at"])
    _trace(place, at)
    return place


def _trace(place: Attendee, at: datetime) -> None:
    """Their words stand on the page of the meeting alone."""
    meeting, who = place.meeting, place.professional
    words = f"{who.name} ({who.agency.name}) {_SAYS[Coming(place.coming)]} {meeting.reference}."
    timeline.write(meeting.incident, "invitation-answered", words, by=who, at=at, source_key=str(meeting.key))
    codes = {"meeting": meeting.reference, "attendee": str(place.key), "coming": str(place.coming)}
    record(
        "invitation-answered",
        by=who,
        at=at,
        incident=meeting.incident.reference,
        codes=codes,
        words=place.coming_words or None,
    )
