"""What somebody who was asked to a meeting does with the actions that it gave them, while their place runs."""

from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.responses import operations as responses

from .. import access
from ..models import MeetingAction


@operation
def accept_own_action(*, by: Professional, at: datetime, meeting: str, action_key: UUID, seen_version: int) -> None:
    _check_is_of_place(by, meeting, action_key, at)
    responses.accept_as_guest(by=by, at=at, action_key=action_key, seen_version=seen_version)


@operation
def finish_own_action(
    *, by: Professional, at: datetime, meeting: str, action_key: UUID, seen_version: int, outcome: str
) -> None:
    _check_is_of_place(by, meeting, action_key, at)
    responses.finish_as_guest(by=by, at=at, action_key=action_key, seen_version=seen_version, outcome=outcome)


@operation
def extend_own_action(
    *,
    by: Professional,
    at: datetime,
    meeting: str,
    action_key: UUID,
    seen_version: int,
    due_at: datetime,
    because: str,
) -> None:
    _check_is_of_place(by, meeting, action_key, at)
    responses.extend_as_guest(
        by=by, at=at, action_key=action_key, seen_version=seen_version, due_at=due_at, because=because
    )


@operation
def hand_back_own_action(
    *, by: Professional, at: datetime, meeting: str, action_key: UUID, seen_version: int, because: str
) -> None:
    _check_is_of_place(by, meeting, action_key, at)
    responses.hand_back_as_guest(by=by, at=at, action_key=action_key, seen_version=seen_version, because=because)


def _check_is_of_place(by: Professional, meeting: str, action_key: UUID, at: datetime) -> None:
    """NotFound once the place has lapsed, and for an action of another meeting."""
    place = access.attendee_for(by, meeting, at, lock=True)
    if not MeetingAction.objects.filter(meeting=place.meeting_id, action__key=action_key).exists():
        raise NotFound("action")
