"""A meeting to which people are invited, as the tests of invitations, answers and guests need it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from reachable.directory.models import Agency, Professional
from reachable.incidents.choices import Part, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.meetings import operations as meetings
from reachable.meetings.choices import UseFor
from reachable.meetings.models import Attendee, Meeting
from reachable.meetings.operations import NewGuest
from reachable.outbox.models import Delivery
from reachable.outbox.seals import unseal, unseal_bytes
from tests.domain.meeting_hands import convened
from tests.factories import AT, Cast, agency, reported_incident, with_team

GUEST = "gareth.pugh@castle-surgery.example"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)

KAI = ReportedYoungPerson(
    given_names="Kai", family_name="Mensah", approximate_age=15, parts=(Part.VICTIM,), where=Where.HOSPITAL
)
JAY = ReportedYoungPerson(given_names="Jay", family_name="Llewellyn", approximate_age=16, parts=(Part.WITNESS,))


def of_two(cast: Cast) -> Incident:
    """Kai (A) and Jay (B)."""
    return with_team(cast, reported_incident(cast.hana, young_people=(KAI, JAY)))


def planned(cast: Cast, incident: Incident | None = None, **changes: Any) -> Meeting:
    """Hana chairs; she, Sam and Wendy Barrow of the hospital are asked, and a GP without an account for Kai (A); every
    other seat is decided, with its reason. Nobody is invited yet.
    """
    incident = incident or of_two(cast)
    meeting = convened(
        cast.hana, incident, "strategy", **{"starts_at": AT + 2 * DAY, "ends_at": AT + 2 * DAY + DAY / 24, **changes}
    )
    told: dict[str, Any] = {"by": cast.hana, "at": AT, "meeting": meeting.reference}
    meetings.ask_the_team(**told)
    meetings.add_attendee(**told, code="health", professional_key=cast.ward.key)
    gp(cast, meeting)
    for seat in meeting.seats.filter(wanted__isnull=True, attendees__isnull=True):
        meetings.decide_seat(**told, code=seat.code, wanted=False, because="Not needed for these two")
    meeting.refresh_from_db()
    return meeting


def gp(cast: Cast, meeting: Meeting, email: str = GUEST) -> Attendee:
    """Somebody without an account, who may see the first young person of the meeting."""
    castle = Agency.objects.filter(code="hospital").first() or agency("hospital")
    guest = NewGuest("Gareth Pugh", email, "General practitioner", agency_key=castle.key)
    first = meeting.covered.order_by("involvement__position").first()
    sees = [first.involvement.key] if first else []
    return meetings.add_guest(by=cast.hana, at=AT, meeting=meeting.reference, code="gp", guest=guest, sees=sees)


def invited(cast: Cast, meeting: Meeting | None = None, *, at: datetime = AT, **changes: Any) -> Meeting:
    meeting = meeting or planned(cast, **changes)
    meeting.refresh_from_db()
    meetings.invite(by=cast.hana, at=at, meeting=meeting.reference, seen_version=meeting.version)
    meeting.refresh_from_db()
    return meeting


def place_of(meeting: Meeting, who: Professional | str) -> Attendee:
    """By professional or e-mail address."""
    email = who if isinstance(who, str) else who.email
    return Attendee.objects.select_related("professional").get(
        meeting=meeting, professional__email=email, out_at__isnull=True
    )


def last_to(email: str) -> Delivery:
    return Delivery.objects.filter(to=email).order_by("-pk")[0]


def token_of(email: str) -> str:
    """That stands in the link of the last mail to this address."""
    return unseal(last_to(email).link_sealed).rstrip("/").rpartition("/")[2]


def code_of(email: str) -> str:
    return unseal(last_to(email).link_sealed)


def calendar_of(email: str) -> bytes:
    return unseal_bytes(last_to(email).calendar_sealed)


def guest_in(cast: Cast, meeting: Meeting) -> Professional:
    """The GP, who need not type a code here."""
    return place_of(meeting, GUEST).professional


def use_of(who: Professional, meeting: Meeting, *, at: datetime = AT) -> UUID:
    use = meetings.state_purpose(by=who, at=at, meeting=meeting.reference, use_for=UseFor.OPEN, purpose="safeguarding")
    return use.key
