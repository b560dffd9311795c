"""Sending what was agreed to everybody who was asked (CTX-5), and that they opened it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.refusals import Refused
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.outbox import disclosing
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message, WhatIsShared
from reachable.people import queries as people
from reachable.responses import operations as responses
from reachable.responses.choices import AnswerCode

from .. import access, permissions, policies
from ..choices import Sees
from ..models import Attendee, Covered, Meeting, MeetingAction, Minutes
from ..queries.actions import is_late, open_question, waiting_for_actions
from .concluding import hold_incident


@dataclass(frozen=True)
class Sent:
    """`not_reached`: names of those without an address, or whose way in has lapsed."""

    count: int
    not_reached: tuple[str, ...]


@operation
def send_actions(*, by: Professional, at: datetime, meeting: str, late_because: str = "") -> Sent:
    """Send the actions to everybody who was asked or was there and has not had them (CTX-5).

    Each gets one message, and finds behind it the actions that they may see. Answers the question of the wider
    context whether they were sent, so that nobody types it twice; `late_because` where that is late.
    """
    hold_incident(by, meeting, at)
    found = permissions.check_can_run(by, meeting, at)
    policies.check_minutes_are_agreed(found.state)
    waiting = list(waiting_for_actions(found))
    if not waiting:
        raise Refused("Everybody who was asked has had the actions already.", clause="CTX-5")
    reached = [one for one in waiting if one.professional.email and one.lapses_at > at]
    told = ((one.professional.email, one.professional.key) for one in reached)
    outbox.queue_all(Message.ACTIONS_SENT, told, at=at, reference=found.incident.reference)
    Attendee.objects.filter(pk__in=[one.pk for one in reached]).update(actions_sent_at=at)
    MeetingAction.objects.filter(meeting=found, sent_at__isnull=True).update(sent_at=at)
    Minutes.objects.filter(meeting=found, sent_at__isnull=True).update(sent_at=at, sent_by=by)
    _disclose(found, reached, by=by, at=at)
    sent = Sent(len(reached), tuple(one.professional.name for one in waiting if one not in reached))
    _trace(found, sent, by=by, at=at)
    _answer(found, sent, late_because, by=by, at=at)
    return sent


@operation
def see_actions(*, by: Professional, at: datetime, meeting: str) -> None:
    """That somebody opened what was sent to them; the first time stands."""
    place = Attendee.objects.select_for_update().filter(
        meeting__reference=meeting, professional=by, out_at__isnull=True
    )
    found = place.filter(actions_sent_at__isnull=False, actions_seen_at__isnull=True).first()
    if found is None or access.is_shut_out(by, found.meeting):
        return
    found.actions_seen_at = at
    found.save(update_fields=["actions_seen_at"])
    codes = {"meeting": meeting, "attendee": str(found.key)}
    record("actions-seen", by=by, at=at, incident=found.meeting.incident.reference, codes=codes)


def _disclose(meeting: Meeting, reached: Iterable[Attendee], *, by: Professional, at: datetime) -> None:
    """One call for each different set of young people; the team also finds the minutes."""
    covered = list(
        Covered.objects.filter(meeting=meeting, out_at__isnull=True).values_list("involvement__record", flat=True)
    )
    keys = people.current_person_keys(covered)
    theirs: dict[frozenset[UUID], list[UUID]] = {}
    team: list[UUID] = []
    for one in reached:
        if one.sees == Sees.TEAM:
            team.append(one.professional.key)
        seen = covered if one.sees == Sees.TEAM else [row.involvement.record_id for row in one.young_people.all()]
        about = frozenset(keys[record_id] for record_id in seen if record_id in keys)
        theirs.setdefault(about, []).append(one.professional.key)
    for about, who in theirs.items():
        _log(meeting, WhatIsShared.ACTIONS, who, about, by=by, at=at)
    _log(meeting, WhatIsShared.MINUTES, team, keys.values(), by=by, at=at)


def _log(
    meeting: Meeting, what: WhatIsShared, who: list[UUID], about: Iterable[UUID], *, by: Professional, at: datetime
) -> None:
    disclosing.disclose(
        what=what,
        incident=meeting.incident.reference,
        meeting=meeting.reference,
        to=[(key, "") for key in who],
        about=about,
        by=by,
        at=at,
    )


def _trace(meeting: Meeting, sent: Sent, *, by: Professional, at: datetime) -> None:
    words = f"The actions of {meeting.reference} were sent to {sent.count} who were asked."
    if sent.not_reached:
        words = f"{words} Not reached: {', '.join(sent.not_reached)}."
    timeline.write(meeting.incident, "actions-sent", words, by=by, at=at, source_key=str(meeting.key))
    codes = {"meeting": meeting.reference, "to": sent.count, "not_reached": len(sent.not_reached)}
    record("actions-sent", by=by, at=at, incident=meeting.incident.reference, codes=codes)


def _answer(meeting: Meeting, sent: Sent, late_because: str, *, by: Professional, at: datetime) -> None:
    """Where the question stands open. What is late takes a reason, which is for whoever sends to give: without it the
    actions are sent all the same, and the question stays open.
    """
    asked = open_question(meeting)
    if asked is None or (is_late(asked, at) and not late_because.strip()):
        return
    fields = {"actions-sent-at": at.isoformat(timespec="seconds")}
    if sent.not_reached:
        fields["not-reached"] = ", ".join(sent.not_reached)
    said = responses.Said(
        answer=AnswerCode.IN_PLACE,
        because=f"Sent to {sent.count} from {meeting.reference}",
        late_because=late_because if is_late(asked, at) else "",
        record_fields=fields,
        seen_number=asked.answers.count(),
    )
    reference = meeting.incident.reference
    responses.write_answer_of_meeting(said, by=by, at=at, reference=reference, consideration_key=asked.key)
