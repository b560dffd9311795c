"""What somebody who holds the link of an invitation is shown: when, where, who chairs. Nobody whom it is about."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from reachable.common.refusals import NotFound
from reachable.incidents.models import Connection

from .. import policies
from ..models import Attendee

LONGEST = 200  # of a token that is looked for at all


@dataclass(frozen=True)
class InvitationView:
    """`coming`, `words` and `answered_at` are what was answered so far."""

    reference: str
    starts_at: datetime
    ends_at: datetime
    place: str
    link: str
    chair: str
    chair_agency: str
    chair_telephone: str
    coming: str
    words: str
    answered_at: datetime | None


def digest_of(token: str) -> str:
    """What is kept of the token in a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation(viewer: None, token: str, at: datetime) -> InvitationView:
    """Reads, and changes nothing. NotFound for every link that does not, or no longer, lead to an answer."""
    place = invited_by(token, at)
    meeting = place.meeting
    return InvitationView(
        reference=meeting.reference,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        link=meeting.link,
        chair=meeting.chair.name,
        chair_agency=meeting.chair.agency.name,
        chair_telephone=meeting.chair.telephone,
        coming=place.coming,
        words=place.coming_words,
        answered_at=place.coming_at,
    )


def invited_by(token: str, at: datetime) -> Attendee:
    if not token or len(token) > LONGEST:
        raise NotFound("invitation")
    shut_out = Connection.objects.filter(
        incident=OuterRef("meeting__incident"), professional=OuterRef("professional"), ended_at__isnull=True
    )
    found = (
        Attendee.objects.filter(~Exists(shut_out), answer_digest=digest_of(token), out_at__isnull=True)
        .select_related("meeting__incident", "meeting__chair__agency", "professional__agency")
        .first()
    )
    if found is None or not policies.may_answer(found.meeting.state, found.meeting.ends_at, at):
        raise NotFound("invitation")
    return found
