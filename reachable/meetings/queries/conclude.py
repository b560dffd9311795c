"""The checklist before the minutes are agreed: what is missing, who can settle it, and what agreeing brings about."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from reachable.common.gates import missing
from reachable.directory.models import Professional

from .. import access, permissions, policies
from ..choices import MeetingState, UseFor
from ..models import Meeting, Minutes, Section47
from ..policies import CheckLine
from .heading import MeetingHeading, heading_of
from .held_meeting import minutes_lines, outcomes_now


@dataclass(frozen=True)
class ConcludeView:
    """`lines` in the order in which they are worked; once the minutes are agreed there are none. `revision` goes back
    with the agreeing. `may_settle`: this reader chairs the meeting or takes its minutes.
    """

    heading: MeetingHeading
    lines: tuple[CheckLine, ...]
    started_at: datetime | None
    ended_at: datetime | None
    agreed_at: datetime | None
    agreed_by: str
    sent_due_at: datetime | None
    revision: int
    may_settle: bool
    outcome_item: UUID | None  # where the outcome of each young person is said
    enquiries: tuple[str, ...]  # letters of those for whom an enquiry under section 47 begins with the agreeing
    conference_by: date | None  # of those

    @property
    def missing(self) -> tuple[CheckLine, ...]:
        return tuple(one for one in self.lines if one.is_needed and not one.met)

    @property
    def shown(self) -> tuple[CheckLine, ...]:
        """What holds nothing back."""
        return tuple(one for one in self.lines if not one.is_needed)

    @property
    def is_ended(self) -> bool:
        return self.heading.state == MeetingState.ENDED

    @property
    def is_agreed(self) -> bool:
        return self.heading.state == MeetingState.AGREED

    @property
    def may_agree(self) -> bool:
        return self.is_ended and self.heading.is_chair and not missing(self.lines)


def conclude_view(professional: Professional, meeting: str, at: datetime, *, use: UUID | None) -> ConcludeView:
    """NotFound where the meeting's incident is not this professional's to open."""
    found = access.meeting_for(professional, meeting, at)
    permissions.check_may_use(professional, found, at, use_for=UseFor.OPEN, use_key=use)
    minutes = _minutes(found)
    begins = _enquiries(found) if minutes is None else ()
    return ConcludeView(
        heading=heading_of(professional, found, at),
        lines=minutes_lines(found, at) if minutes is None else (),
        started_at=found.started_at,
        ended_at=found.ended_at,
        agreed_at=minutes.agreed_at if minutes else None,
        agreed_by=minutes.agreed_by.name if minutes else "",
        sent_due_at=minutes.sent_due_at if minutes else None,
        revision=found.revision,
        may_settle=permissions.can_run(professional, found),
        outcome_item=_outcome_item(found),
        enquiries=begins,
        conference_by=policies.conference_by(found.started_at or found.starts_at) if begins else None,
    )


def _outcome_item(meeting: Meeting) -> UUID | None:
    codes = [one.code for one in access.kind_of(meeting).agenda if one.ends_in_outcome]
    return meeting.items.filter(code__in=codes).values_list("key", flat=True).first()


def _enquiries(meeting: Meeting) -> tuple[str, ...]:
    """Of whom the outcome begins one, and who has none that runs."""
    if not access.kind_of(meeting).is_statutory:
        return ()
    said = {pk: one for pk, one in outcomes_now(meeting).items() if policies.begins_enquiry(one.record)}
    running = Section47.objects.filter(involvement__in=said, closed_on__isnull=True)
    have = set(running.values_list("involvement", flat=True))
    begin = sorted((one.involvement.position, one.involvement.letter) for pk, one in said.items() if pk not in have)
    return tuple(letter for _, letter in begin)


def _minutes(meeting: Meeting) -> Minutes | None:
    return Minutes.objects.filter(meeting=meeting).select_related("agreed_by").defer("text").first()
