"""What the command that writes the records of a meeting asks. It names no young person but by letter."""

from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.meetings.choices import MeetingState
from reachable.meetings.models import Covered, Meeting
from reachable.meetings.queries.purposes import purposes_of

from .finals import final_records


def concluded_meetings() -> tuple[str, ...]:
    """References of meetings whose minutes are agreed, the oldest first."""
    rows = Meeting.objects.filter(state=MeetingState.AGREED).order_by("starts_at", "pk")
    return tuple(rows.values_list("reference", flat=True))


def concluded(reference: str) -> Meeting:
    rows = Meeting.objects.select_related("incident", "chair").filter(state=MeetingState.AGREED)
    found = rows.filter(reference=reference).first()
    if found is None:
        raise NotFound("meeting")
    return found


def professional_at(email: str) -> Professional:
    found = Professional.objects.filter(email=email.strip().lower()).exclude(email="").first()
    if found is None:
        raise NotFound("professional")
    return found


def purposes_to_export_for(reference: str) -> tuple[str, ...]:
    """Those that the meeting agreed; none where it agreed none."""
    found = concluded(reference)
    return tuple(purposes_of(found)) if found.purposes_agreed_at else ()


def not_final(reference: str) -> tuple[str, ...]:
    """Letters of the young people who have no final record that may leave."""
    meeting = concluded(reference)
    final = {row.involvement_id for row in final_records(meeting)}
    rows = Covered.objects.filter(meeting=meeting, out_at__isnull=True).exclude(involvement__in=final)
    return tuple(row.involvement.letter for row in rows.select_related("involvement").order_by("involvement__position"))
