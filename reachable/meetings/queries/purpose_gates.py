"""How the gate of the purpose stands, of each meeting of an incident, for the board."""

from datetime import datetime

from django.db.models import Count, Q

from reachable.common.gates import GateLine, GateState
from reachable.directory.models import Professional
from reachable.incidents.queries import Heading

from ..choices import Ground, MeetingState, UseState
from ..models import Meeting

GATE = "purpose"


def purpose_gates(professional: Professional, heading: Heading, at: datetime) -> list[GateState]:
    """Of an incident whose heading the reader has been given; one statement. In the place of a letter stands the
    reference of the meeting, which names nobody.
    """
    waits = Q(uses__state=UseState.WAITING)
    further = Count("uses", filter=waits & Q(uses__ground=Ground.FURTHER))
    duties = Count("uses", filter=waits & Q(uses__ground=Ground.LEGAL_DUTY))
    owed = Count("uses", filter=Q(uses__review_due_at__isnull=False, uses__reviewed_at__isnull=True))
    rows = Meeting.objects.filter(incident=heading.incident_id).exclude(state=MeetingState.CANCELLED)
    found = rows.annotate(further=further, duties=duties, owed=owed).select_related("chair", "purposes_agreed_by")
    return [_state(one, one.further, one.duties, one.owed) for one in found.order_by("starts_at", "pk")]


def _state(meeting: Meeting, further: int, duties: int, owed: int) -> GateState:
    is_agreed = meeting.purposes_agreed_at is not None
    words = ["purposes agreed" if is_agreed else "proposed, not agreed yet"]
    words += [f"{_uses(further)} for a decision"] if further else []
    words += [f"{_uses(duties)} for information governance"] if duties else []
    words += [f"{owed} because a life was at risk to be looked at"] if owed else []
    line = GateLine(
        met=is_agreed, words="the purposes are agreed" if is_agreed else "agree the purposes", who=meeting.chair.name,
        clause="CTX-6",
    )  # fmt: skip
    by = meeting.purposes_agreed_by.name if meeting.purposes_agreed_by else ""
    return GateState(GATE, meeting.reference, "; ".join(words), (line,), meeting.purposes_agreed_at, by)


def _uses(number: int) -> str:
    return "1 use waits" if number == 1 else f"{number} uses wait"
