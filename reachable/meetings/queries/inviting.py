"""What stands before an invitation goes: what is missing, who gets it, who is not reached by e-mail."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from reachable.common.gates import GateLine, missing
from reachable.common.permission_codes import Permission
from reachable.directory.models import Professional
from reachable.incidents import access as incidents
from reachable.incidents.models import Connection

from .. import access, policies
from ..models import Attendee, Meeting
from .heading import MeetingHeading, meeting_heading
from .named import headings_that_name_somebody
from .seats_of import seats_now

PLACE, LINK = "the place", "the link"


@dataclass(frozen=True)
class Recipient:
    name: str
    agency: str
    email: str
    telephone: str
    was_invited: bool  # to an earlier time or place


@dataclass(frozen=True)
class InviteView:
    """`waiting` get a mail now; `have_it` had this very invitation; `not_reached` have no e-mail address."""

    heading: MeetingHeading
    lines: tuple[GateLine, ...]
    waiting: tuple[Recipient, ...]
    have_it: tuple[Recipient, ...]
    not_reached: tuple[Recipient, ...]

    @property
    def may_be_sent(self) -> bool:
        return self.heading.is_planned and not missing(self.lines) and bool(self.waiting)


def invite_view(professional: Professional, reference: str, at: datetime) -> InviteView:
    heading = meeting_heading(professional, reference, at)
    meeting = access.meeting_for(professional, reference, at)
    everybody = list(invitable(meeting))
    here = [one for one in everybody if one.professional.email]
    return InviteView(
        heading=heading,
        lines=invite_lines_of(meeting, at),
        waiting=tuple(_recipient(one) for one in here if waits(one, meeting)),
        have_it=tuple(_recipient(one) for one in here if not waits(one, meeting)),
        not_reached=tuple(_recipient(one) for one in everybody if not one.professional.email),
    )


def invitable(meeting: Meeting) -> QuerySet[Attendee]:
    """Who is asked to the meeting; nobody whom a connection keeps from the incident."""
    home = meeting.incident.joined_into_id or meeting.incident_id
    here = Q(incident=meeting.incident_id) | Q(incident=home) | Q(incident__joined_into=home)
    shut_out = Connection.objects.filter(here, professional=OuterRef("professional"), ended_at__isnull=True)
    rows = Attendee.objects.filter(~Exists(shut_out), meeting=meeting, out_at__isnull=True)
    return rows.select_related("professional__agency", "seat").order_by("seat__position", "professional__name", "pk")


def waits(attendee: Attendee, meeting: Meeting) -> bool:
    """Whether they have not been told of the meeting as it is now."""
    return attendee.invited_at is None or attendee.invited_sequence != meeting.sequence


def invite_lines_of(meeting: Meeting, at: datetime) -> tuple[GateLine, ...]:
    chair = meeting.chair
    is_here = chair.holds(Permission.CHAIR_MEETINGS) and incidents.may_open(chair, meeting.incident, at)
    seats = list(seats_now(meeting).values())
    plan = policies.ToInvite(
        purposes=meeting.purposes.count(),
        chair=chair.name,
        chair_may=is_here,
        starts_at=meeting.starts_at,
        seats=seats,
        attendees=sum(len(seat.asked) for seat in seats),
        is_about_individuals=access.kind_of(meeting).about_individuals,
        young_people=meeting.covered.filter(out_at__isnull=True).count(),
        named_in=headings_that_name_somebody(meeting.incident_id, {PLACE: meeting.place, LINK: meeting.link}),
    )
    who = " or ".join(dict.fromkeys((meeting.convened_by.name, chair.name)))
    return policies.invite_lines(plan, at, who=who)


def _recipient(attendee: Attendee) -> Recipient:
    found = attendee.professional
    return Recipient(found.name, found.agency.name, found.email, found.telephone, attendee.invited_at is not None)
