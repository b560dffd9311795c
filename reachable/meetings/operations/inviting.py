"""Inviting people to a meeting, and telling them that it was moved or cancelled: one mail each, which names nobody."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from reachable.audit.log import operation, record
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message, WhatIsShared
from reachable.outbox.disclosing import disclose
from reachable.outbox.operations import ToPost
from reachable.responses import editions

from .. import links, permissions, policies
from ..calendar_entry import CANCEL, REQUEST, entry
from ..choices import Coming
from ..models import Attendee, Meeting
from ..queries.heading import purpose_titles
from ..queries.invitation import digest_of
from ..queries.inviting import invitable, invite_lines_of, waits
from .touching import touch

TOKEN_BYTES = 32


@dataclass(frozen=True)
class Invited:
    """How many mails went out, and the names of those who have no address: somebody rings them."""

    count: int
    not_reached: tuple[str, ...]


@operation
def invite(*, by: Professional, at: datetime, meeting: str, seen_version: int) -> Invited:
    """Invite everybody who is asked and has not been told of the meeting as it is now (CTX-2, CTX-3, CTX-7)."""
    found = permissions.check_can_change_meeting(by, meeting, at)
    permissions.check_unchanged(found, seen_version)
    policies.check_is_planned(found.state)
    policies.check_may_invite(invite_lines_of(found, at))
    asked = [one for one in invitable(found) if waits(one, found)]
    reached = [one for one in asked if one.professional.email]
    policies.check_somebody_waits(len(reached))
    again = [one for one in reached if one.invited_at is not None]
    _post(found, again, Message.MEETING_CHANGED, by=by, at=at)
    _post(found, [one for one in reached if one.invited_at is None], Message.MEETING_INVITED, by=by, at=at)
    found.invited_at = found.invited_at or at
    touch(found, "invited_at")
    _trace(found, len(reached), "meeting-invited", f"{found.reference}: {len(reached)} were invited.", by=by, at=at)
    return Invited(len(reached), tuple(one.professional.name for one in asked if not one.professional.email))


def send_change(meeting: Meeting, *, by: Professional, at: datetime) -> Invited:
    """Tell everybody who was invited that the meeting was moved, and ask them again. The caller holds its row,
    has raised its `sequence` and traces the change; nobody is told of a meeting that nobody was invited to.
    """
    told = [one for one in invitable(meeting) if one.invited_at is not None]
    reached = [one for one in told if one.professional.email]
    _post(meeting, reached, Message.MEETING_CHANGED, by=by, at=at)
    return Invited(len(reached), tuple(one.professional.name for one in told if not one.professional.email))


def send_cancel(meeting: Meeting, *, by: Professional, at: datetime, only: Iterable[Attendee] | None = None) -> Invited:
    """Take the meeting out of the calendars of everybody who was invited, or of `only` those who were taken out.

    The caller holds the meeting's row and traces what it did. Their link to answer is worth nothing afterwards.
    """
    told = [one for one in (invitable(meeting) if only is None else only) if one.invited_at is not None]
    reached = [one for one in told if one.professional.email]
    letters = [_letter(meeting, one, CANCEL, "", at) for one in reached]
    outbox.queue_each(Message.MEETING_CANCELLED, letters, at=at, reference=meeting.incident.reference)
    for one in told:
        one.answer_digest = ""
    Attendee.objects.bulk_update(told, ["answer_digest"])
    return Invited(len(reached), tuple(one.professional.name for one in told if not one.professional.email))


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def _post(meeting: Meeting, attendees: Sequence[Attendee], message: Message, *, by: Professional, at: datetime) -> None:
    """Mail, own link, calendar and the row of the sharing log. Whoever had answered is asked again."""
    if not attendees:
        return
    letters = []
    for one in attendees:
        token = new_token()
        one.answer_digest = digest_of(token)
        one.invited_at, one.invited_sequence = at, meeting.sequence
        one.coming, one.coming_words, one.coming_at = Coming.NOT_SAID, "", None
        letters.append(_letter(meeting, one, REQUEST, links.answer(token), at))
    outbox.queue_each(message, letters, at=at, reference=meeting.incident.reference)
    Attendee.objects.bulk_update(attendees, _TOLD)
    _disclose(meeting, attendees, by=by, at=at)


_TOLD = ["answer_digest", "invited_at", "invited_sequence", "coming", "coming_words", "coming_at"]


def _letter(meeting: Meeting, attendee: Attendee, method: str, link: str, at: datetime) -> ToPost:
    calendar = entry(meeting, attendee, method=method, at=at)
    return ToPost(attendee.professional.email, attendee.professional.key, link=link, calendar=calendar)


def _disclose(meeting: Meeting, attendees: Sequence[Attendee], *, by: Professional, at: datetime) -> None:
    """It is about no young person: the invitation says when and where, and nothing else."""
    rows = [(one.code, one.words) for one in meeting.purposes.order_by("pk")]
    titles = [one.title for one in purpose_titles(editions.of(meeting.edition), rows)]
    disclose(
        what=WhatIsShared.INVITATION,
        incident=meeting.incident.reference,
        meeting=meeting.reference,
        words=f"Invitation to {meeting.reference}: when and where, nobody named",
        to=[(one.professional.key, "") for one in attendees],
        purpose="; ".join(titles)[:200],
        item_key=str(meeting.key),
        by=by,
        at=at,
    )


def _trace(meeting: Meeting, count: int, verb: str, words: str, *, by: Professional, at: datetime) -> None:
    timeline.write(meeting.incident, verb, words, by=by, at=at, source_key=str(meeting.key))
    codes = {"meeting": meeting.reference, "sequence": meeting.sequence, "count": count}
    record(verb, by=by, at=at, incident=meeting.incident.reference, codes=codes)
