"""The page on which a meeting is run, as this reader may read it. What it costs does not grow with what it shows."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from reachable.directory.models import Professional
from reachable.incidents.choices import Audience
from reachable.responses import editions
from reachable.responses.choices import UNFINISHED
from reachable.responses.queries.actions import lines as action_lines
from reachable.responses.queries.actions import rows as action_rows

from .. import access, permissions, policies
from ..choices import UseFor
from ..models import AgendaItem, Meeting, Note, Typing
from . import agenda, there
from .heading import heading_of
from .notes import note_lines
from .run_lines import ActionCounts, AttendanceLine, MeetingActionLine, RestrictedNow, RunView

TYPES_FOR = timedelta(seconds=15)


def run_view(
    professional: Professional, meeting: str, at: datetime, *, use: UUID | None, item: UUID | None = None
) -> RunView:
    """Refused without a purpose (CTX-6). `item`: what stands open; else what is being discussed, or comes next."""
    found = access.meeting_for(professional, meeting, at)
    permissions.check_may_use(professional, found, at, use_for=UseFor.OPEN, use_key=use)
    heading = heading_of(professional, found, at)
    items = list(found.items.all())
    current = agenda.choose(items, item)
    outcomes = agenda.outcomes_now(found)
    lines = agenda.item_lines(professional, found, heading, items, current, outcomes, at)
    attendance = there.attendance_lines(found, there.places(found), at)
    ends = current is not None and any(one.is_current and one.ends_in_outcome for one in lines)
    actions = _actions(professional, found, at)
    return RunView(
        heading=heading,
        started_at=found.started_at,
        ended_at=found.ended_at,
        is_shown_to_all=found.shared_view,
        may_run=heading.may_run,
        may_answer=heading.may_run,
        attendance=attendance,
        seats=there.seat_lines(found, attendance),
        quorum=policies.quorum_lines(heading.kind.quorum, {one.agency_kind for one in attendance if one.is_there}),
        purposes_to_choose=editions.of(found.edition).purposes,
        items=lines,
        item=next((one for one in lines if one.is_current), None),
        notes=tuple(note_lines(professional, found, at, item_id=current.pk)) if current else (),
        answers=agenda.answer_rows(professional, heading, current, at),
        outcomes=agenda.outcome_lines(heading, outcomes) if ends else (),
        actions=actions,
        counts=_counts(actions),
        owners=there.owner_choices(found, attendance, at),
        audiences=tuple((a.value, str(a.label)) for a in Audience if a in heading.incident.audiences),
        restricted=_restricted(professional, found, attendance),
        not_shown_in_restricted=_not_shown(professional, found, at) if heading.may_run else 0,
        typing=who_types(found, professional, at),
        revision=found.revision,
    )


def who_types(meeting: Meeting, reader: Professional, at: datetime) -> tuple[str, ...]:
    """Others than the reader, in the last seconds; one statement."""
    rows = Typing.objects.filter(meeting=meeting, at__gt=at - TYPES_FOR).exclude(professional=reader)
    return tuple(rows.order_by("professional__name").values_list("professional__name", flat=True))


def _actions(professional: Professional, meeting: Meeting, at: datetime) -> tuple[MeetingActionLine, ...]:
    """In the order in which they were agreed."""
    agreed = access.readable_actions(professional, meeting, at).select_related("item").order_by("pk")
    kept: dict[int, tuple[AgendaItem | None, bool]] = {
        one.action_id: (one.item, one.part_id is not None) for one in agreed
    }
    found = list(action_rows().filter(pk__in=kept))
    shown = dict(zip((row.pk for row in found), action_lines(found, professional, at), strict=True))
    return tuple(
        MeetingActionLine(item.key if item else None, in_part, shown[key])
        for key, (item, in_part) in kept.items()
        if key in shown
    )


def _counts(actions: Iterable[MeetingActionLine]) -> ActionCounts:
    lines = [one.line for one in actions]
    waiting = [one for one in lines if one.state in UNFINISHED]
    return ActionCounts(
        total=len(lines),
        no_owner=sum(one.owner_is_agency for one in waiting),
        overdue=sum(one.is_overdue for one in waiting),
        not_accepted=sum(not one.accepted for one in waiting),
    )


def _restricted(reader: Professional, meeting: Meeting, attendance: tuple[AttendanceLine, ...]) -> RestrictedNow | None:
    """Two statements while one runs, one otherwise. Those who left are those who were there when it began."""
    part = meeting.restricted_parts.filter(until_at__isnull=True).select_related("item").first()
    if part is None:
        return None
    stayed = set(part.stayed.values_list("attendee__key", flat=True))
    was = [one for one in attendance if one.was_there and (one.arrived_at is None or one.arrived_at <= part.from_at)]
    left = [one for one in was if one.key not in stayed and (one.left_at is None or one.left_at > part.from_at)]
    stays = {one.professional_key for one in attendance if one.key in stayed}
    return RestrictedNow(
        key=part.key,
        item_key=part.item.key,
        because=part.because,
        from_at=part.from_at,
        stayed=tuple(one.name for one in attendance if one.key in stayed),
        left=tuple(one.name for one in left),
        reader_left=reader.key not in stays and reader.pk != meeting.chair_id,
    )


def _not_shown(reader: Professional, meeting: Meeting, at: datetime) -> int:
    """How many notes there are in parts that this reader left: whoever runs the meeting knows that they exist."""
    readable = access.readable_notes(reader, meeting, at).values("pk")
    hidden = Note.objects.filter(meeting=meeting, part__isnull=False, taken_back_at__isnull=True)
    return hidden.exclude(pk__in=readable).count()
