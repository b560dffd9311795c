"""Who may do what with a meeting or a plan. What is not seen is not found."""

from datetime import datetime
from uuid import UUID

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted, Stale
from reachable.directory.models import Professional
from reachable.incidents import access as incidents
from reachable.incidents.choices import TeamPart
from reachable.incidents.models import Incident, Involvement

from . import access, deciding, policies
from .choices import Ground
from .models import Meeting, PurposeUse
from .policies.purpose import Use, purpose_lines

DECIDED_BY_SOMEBODY = (Ground.FURTHER, Ground.LEGAL_DUTY)


def check_can_say_seat(
    professional: Professional, reference: str, key: UUID, at: datetime
) -> tuple[Incident, Involvement]:
    """Who takes part is a fact: whoever can open the incident records it. The incident's row is locked."""
    incident = incidents.incident_for(professional, reference, at, lock=True)
    found = incident.involvements.select_related("record").filter(key=key, now_known_as__isnull=True).first()
    if found is None:
        raise NotFound("young person")
    return incident, found


def check_can_agree_discharge(
    professional: Professional, reference: str, key: UUID, at: datetime
) -> tuple[Incident, Involvement]:
    found = check_can_say_seat(professional, reference, key, at)
    if not professional.holds(Permission.AGREE_DISCHARGE):
        raise NotPermitted("Your role does not let you agree how a young person leaves hospital.")
    return found


def check_can_convene(professional: Professional, reference: str, at: datetime) -> Incident:
    """The incident's row is locked."""
    incident = incidents.incident_for(professional, reference, at, lock=True)
    if not professional.holds(Permission.CONVENE_MEETINGS):
        raise NotPermitted("Your role does not let you convene a meeting.")
    return incident


def check_can_change_meeting(professional: Professional, meeting: str, at: datetime) -> Meeting:
    """Who convened it, chairs it or takes its minutes; and whoever leads the incident. The meeting's row is locked."""
    found = access.meeting_for(professional, meeting, at, lock=True)
    if not can_change(professional, found, at):
        raise NotPermitted("Whoever convened this meeting, chairs it or takes its minutes can do that.")
    return found


def can_change(professional: Professional, meeting: Meeting, at: datetime) -> bool:
    if professional.pk in (meeting.convened_by_id, meeting.chair_id, meeting.minute_taker_id):
        return True
    leads = incidents.current_team(at).filter(incident=meeting.incident, professional=professional)
    return leads.filter(part__in=(TeamPart.LEAD, TeamPart.DEPUTY)).exists()


def check_can_run(professional: Professional, meeting: str, at: datetime) -> Meeting:
    """The chair and the minute-taker write what is said; the meeting's row is locked."""
    found = access.meeting_for(professional, meeting, at, lock=True)
    if not can_run(professional, found):
        raise NotPermitted("The chair and the minute-taker write the notes of this meeting.")
    return found


def can_run(professional: Professional, meeting: Meeting) -> bool:
    return professional.pk in (meeting.chair_id, meeting.minute_taker_id)


def check_is_chair(professional: Professional, meeting: str, at: datetime) -> Meeting:
    found = access.meeting_for(professional, meeting, at, lock=True)
    if professional.pk != found.chair_id:
        raise NotPermitted(f"{found.chair.name} chairs this meeting and decides that.")
    return found


def check_unchanged(meeting: Meeting, seen_version: int) -> None:
    if meeting.version != seen_version:
        raise Stale("Somebody else changed this meeting while you wrote. Both are shown.", current=meeting)


def check_may_use(
    professional: Professional,
    meeting: Meeting,
    at: datetime,
    *,
    use_for: str,
    use_key: UUID | None,
    item_key: str = "",
) -> PurposeUse:
    """The gate of the purpose (CTX-6) for this professional, this meeting and this use. `use_key`: what was said.

    Raises Refused in one sentence where no purpose was said, or the one that was said does not hold. Of what was
    stated elsewhere than in this meeting, or by somebody else, nothing is known here.
    """
    row = None
    if use_key is not None:
        row = PurposeUse.objects.filter(key=use_key, meeting=meeting, professional=professional).first()
    lines = purpose_lines(
        use_of(row),
        [one.words or one.code for one in meeting.purposes.all()],
        at,
        use_for=use_for,
        item_key=item_key,
        chair=meeting.chair.name,
    )
    policies.check_may_use(lines, use_for=use_for)
    if row is None:
        raise NotFound("purpose")
    return row


def use_of(row: PurposeUse | None) -> Use | None:
    if row is None:
        return None
    return Use(row.use_for, row.item_key, row.ground, row.purpose, row.state, row.lapses_at)


def check_can_say_purpose(professional: Professional, meeting: str, at: datetime) -> Meeting:
    """Whoever may be shown something of it: the team, and somebody who has only a place at the meeting."""
    found = access.visible(professional, at).filter(reference=meeting).first()
    return found or access.attendee_for(professional, meeting, at).meeting


def check_can_decide_use(professional: Professional, meeting: str, key: UUID, at: datetime) -> PurposeUse:
    """Whoever decides this one; the row is locked. Information governance decides without seeing the incident."""
    use = _use_for(professional, meeting, key, at)
    if use.professional_id != professional.pk and professional not in deciding.deciders(use, at):
        raise NotPermitted("Somebody else decides this use.")
    return use


def check_can_review_use(professional: Professional, meeting: str, key: UUID, at: datetime) -> PurposeUse:
    """A manager who can open the incident; that it is another one is a rule. The row is locked."""
    use = _use_for(professional, meeting, key, at)
    if not professional.holds(Permission.CHAIR_MEETINGS):
        raise NotPermitted("Your role does not let you look at what was used because a life was at risk.")
    return use


def _use_for(professional: Professional, meeting: str, key: UUID, at: datetime) -> PurposeUse:
    rows = PurposeUse.objects.select_for_update(of=("self",)).select_related(
        "professional__agency", "meeting__incident__joined_into", "meeting__chair"
    )
    use = rows.filter(key=key, meeting__reference=meeting).first()
    if use is None or not can_see_use(professional, use, at):
        raise NotFound("use")
    return use


def can_see_use(professional: Professional, use: PurposeUse, at: datetime) -> bool:
    """Who said it; whoever opens the incident; and whoever decides it, who may not open the incident."""
    if access.visible(professional, at).filter(pk=use.meeting_id).exists():
        return True
    if use.professional_id == professional.pk:
        return access.attending(professional, at).filter(meeting=use.meeting_id).exists()
    return use.ground in DECIDED_BY_SOMEBODY and professional in deciding.deciders(use, at)
