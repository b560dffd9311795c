"""What each agency was given to do and did, and how it attended meetings."""

from collections import Counter
from datetime import datetime
from statistics import median
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import Coalesce

from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents.models import Incident
from reachable.meetings.choices import HELD, SPEAKS, Attendance
from reachable.meetings.models import Attendee
from reachable.responses.choices import ActionState, Step
from reachable.responses.models import Action, ActionStep

from .report_parts import NOTHING, Asked, Bar, Drawing, Figures, Report, incidents_asked, share

_GIVEN, _IN_TIME, _LATE, _OVERDUE, _RUNNING, _BACK, _DROPPED = (
    "Given",
    "Done in time",
    "Done late",
    "Overdue now",
    "Still running",
    "Handed back",
    "No longer needed",
)
_ACTIONS = (_GIVEN, _IN_TIME, _LATE, _OVERDUE, _RUNNING, _DROPPED, _BACK)
_ASKED, _CAME, _APOLOGIES, _ABSENT, _NOT_MARKED = (
    "Asked",
    "Came",
    "Sent apologies",
    "Did not come",
    "Not marked",
)
_ATTENDANCE = (_ASKED, _CAME, _APOLOGIES, _ABSENT, _NOT_MARKED)
_BY_ATTENDANCE: dict[str, str] = {
    **dict.fromkeys(SPEAKS, _CAME),
    Attendance.APOLOGIES: _APOLOGIES,
    Attendance.ABSENT: _ABSENT,
    Attendance.NOT_SAID: _NOT_MARKED,
}
_Counted = dict[str, Counter[str]]


def actions_by_agency(professional: Professional, asked: Asked, at: datetime) -> Report:
    incidents = incidents_asked(professional, asked, at)
    counted = _actions(professional, incidents, at)
    drawn = (_IN_TIME, _LATE, _RUNNING, _OVERDUE)
    return Report(
        code="actions",
        title="Actions by agency",
        says=(
            "An action counts for the agency that has it now, or had it when it was finished.",
            "“Handed back” counts each time that somebody of the agency gave an action back: it may now be another's.",
        ),
        incidents=incidents.count(),
        figures=(_figures("Actions", _ACTIONS, counted, ("Done in time, of those that fell due", _share_in_time)),),
        drawings=(Drawing("Actions by agency", drawn, _bars(counted, drawn)),),
    )


def attendance(professional: Professional, asked: Asked, at: datetime) -> Report:
    """At meetings that were held."""
    incidents = incidents_asked(professional, asked, at)
    counted, notice = _attendance(incidents)
    drawn = (_CAME, _APOLOGIES, _NOT_MARKED, _ABSENT)
    return Report(
        code="attendance",
        title="Attendance at meetings by agency",
        says=(
            "Meetings that were held; somebody who was asked and then taken out is left out.",
            "Notice is the time from the invitation until the meeting began. Who was invited at the door has none.",
        ),
        incidents=incidents.count(),
        figures=(
            _figures(
                "Attendance",
                _ATTENDANCE,
                counted,
                ("Came, of those asked", lambda agency, one: share(one[_CAME], one[_ASKED])),
                ("Median days of notice", lambda agency, one: _days(notice.get(agency, []))),
            ),
        ),
        drawings=(Drawing("Attendance by agency", drawn, _bars(counted, drawn)),),
    )


def _actions(professional: Professional, incidents: QuerySet[Incident], at: datetime) -> _Counted:
    """Two statements. Actions for fewer readers than the team count where this reader is one of them."""
    may_read = access.readable(professional, at)
    rows = (
        Action.objects.filter(may_read, incident__in=incidents)
        .annotate(
            agency=Coalesce(F("owner__agency__name"), F("owner_agency__name")),
            done_at=Max("steps__at", filter=Q(steps__step=Step.DONE)),
        )
        .values_list("agency", "state", "due_at", "done_at")
    )
    found: _Counted = {}
    for agency, state, due_at, done_at in rows:
        one = found.setdefault(agency, Counter())
        one[_GIVEN] += 1
        one[_stands(state, due_at, done_at, at)] += 1
    back = ActionStep.objects.filter(
        step=Step.HANDED_BACK, action__in=Action.objects.filter(may_read, incident__in=incidents)
    )
    for agency, many in back.values_list("by__agency__name").annotate(many=Count("pk")).order_by():
        found.setdefault(agency, Counter())[_BACK] += many
    return found


def _stands(state: str, due_at: datetime, done_at: datetime | None, at: datetime) -> str:
    if state == ActionState.WITHDRAWN:
        return _DROPPED
    if state == ActionState.DONE:
        return _IN_TIME if done_at is None or done_at <= due_at else _LATE
    return _RUNNING if at <= due_at else _OVERDUE


def _share_in_time(agency: str, one: Counter[str]) -> str:
    return share(one[_IN_TIME], one[_IN_TIME] + one[_LATE] + one[_OVERDUE])


def _attendance(incidents: QuerySet[Incident]) -> tuple[_Counted, dict[str, list[float]]]:
    """One statement. The days of notice of everybody who was invited before the meeting."""
    rows = Attendee.objects.filter(
        meeting__incident__in=incidents, meeting__state__in=HELD, out_at__isnull=True
    ).values_list("professional__agency__name", "attendance", "invited_at", "meeting__starts_at")
    found: _Counted = {}
    notice: dict[str, list[float]] = {}
    for agency, how, invited_at, starts_at in rows:
        found.setdefault(agency, Counter()).update((_ASKED, _BY_ATTENDANCE[how]))
        if invited_at and invited_at <= starts_at:
            notice.setdefault(agency, []).append((starts_at - invited_at).total_seconds() / 86_400)
    return found, notice


def _days(notice: list[float]) -> str:
    return f"{median(notice):.1f}" if notice else NOTHING


def _figures(caption: str, counts: tuple[str, ...], counted: _Counted, *more: tuple[str, Any]) -> Figures:
    rows = [
        (agency, *(str(one[name]) for name in counts), *(worked_out(agency, one) for _, worked_out in more))
        for agency, one in sorted(counted.items())
    ]
    return Figures(caption, ("Agency", *counts, *(name for name, _ in more)), tuple(rows))


def _bars(counted: _Counted, drawn: tuple[str, ...]) -> tuple[Bar, ...]:
    return tuple(Bar(agency, tuple(one[name] for name in drawn)) for agency, one in sorted(counted.items()))
