"""Forms that ask for nothing any more lead back to the meeting; what is posted all the same, the rules refuse."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from reachable.meetings import queries
from reachable.meetings.choices import NOT_YET_HELD, MeetingState
from reachable.web.shared.page import redirect_with
from reachable.web.shared.request import PageRequest

View = Callable[..., HttpResponse]


def while_planned(view: View) -> View:
    says = "This meeting has begun, ended or been cancelled: what was planned no longer changes"
    return _only_while((MeetingState.PLANNED,), says, view)


def until_it_ends(view: View) -> View:
    says = "This meeting has ended or was cancelled: who is asked to it, and for what, no longer changes"
    return _only_while(NOT_YET_HELD, says, view)


def _only_while(states: tuple[MeetingState, ...], says: str, view: View) -> View:
    @wraps(view)
    def asked(request: PageRequest, meeting: str, **more: Any) -> HttpResponse:
        heading = queries.meeting_heading(request.professional, meeting, request.at)
        if request.method == "GET" and heading.may_change and heading.state not in states:
            return redirect_with(request, says, "meeting:meeting", meeting)
        return view(request, meeting, **more)

    return asked
