"""Who works on an incident, and who leads it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.directory.models import Professional
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message

from .. import access, parts, permissions, policies, timeline
from ..choices import ONE_AT_A_TIME, RUNNING, TeamPart
from ..models import Incident, TeamMember

DUTY_HOURS = 12
PASSING = (TeamPart.DUTY, TeamPart.EMERGENCY)  # what opens the incident for some hours and makes nobody a member
STAYS_ON_THE_TEAM = (TeamPart.LEAD, TeamPart.DEPUTY, TeamPart.SENIOR_INVESTIGATING_OFFICER)  # whoever held one of them


@dataclass(frozen=True)
class Joined:
    """Somebody who has joined the team or was named to a part of it; `was_told` whether a mail to them was queued."""

    name: str
    part_label: str
    was_told: bool


@operation
def name_lead(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    professional_key: UUID,
    part: str = TeamPart.LEAD,
    why: str,
    until_at: datetime | None = None,
) -> Joined:
    """Name somebody to a part: the lead and the Senior Investigating Officer are replaced by it, in one step, and stay
    on the team; deputies, safeguarding leads who advise and members of the review panel can be several, and dated.

    Naming a lead closes the report to the other duty roles. Whoever names one keeps it for the rest of the duty,
    so that the night is handed over and not cut off.
    """
    incident = permissions.check_can_manage_team(by, reference, at)
    policies.check_not_joined(incident.phase)
    policies.check_ends_later(until_at, at)
    parts.check_can_be_named(part, until_at)
    chosen = _professional(professional_key)
    _check_may_join(incident, chosen, by=by, at=at)
    held = access.current_team(at).filter(incident=incident, professional=chosen, part=part)
    parts.check_not_named_yet(chosen, part, is_named=held.exists())
    parts.check_fits_part(chosen, part)
    if part in ONE_AT_A_TIME:
        _end_current(incident, part, at)
    if part in STAYS_ON_THE_TEAM and until_at is None:
        _end_current(incident, TeamPart.MEMBER, at, professional=chosen)
    label = TeamPart(part).label
    why = why.strip() or f"Named {label}"
    member = _join(incident, chosen, TeamPart(part), why, by=by, at=at, until_at=until_at)
    if chosen.pk != by.pk and not access.is_on_team(by, incident, at):
        until_at = at + timedelta(hours=DUTY_HOURS)
        _join(incident, by, TeamPart.DUTY, "Named the lead", by=by, at=at, until_at=until_at)
    _tell_named(incident, member, by=by, at=at)
    record("lead-named", by=by, at=at, incident=reference, codes={"part": str(part), "professional": str(chosen.key)})
    leads = part in STAYS_ON_THE_TEAM  # or investigates
    return _told(member, Message.NAMED_LEAD if leads else Message.ADDED_TO_TEAM, by=by, at=at)


@operation
def add_to_team(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    professional_key: UUID,
    why: str,
    until_at: datetime | None = None,
    part: str = TeamPart.MEMBER,
) -> Joined:
    """Open the incident to a professional, with the reason why and, if wished, until when."""
    incident = permissions.check_can_manage_team(by, reference, at)
    policies.check_not_joined(incident.phase)
    policies.check_ends_later(until_at, at)
    chosen = _professional(professional_key)
    _check_may_join(incident, chosen, by=by, at=at)
    if not why.strip():
        raise Refused("Say why this professional needs to work on the incident.", field="why")
    if part not in (TeamPart.MEMBER, TeamPart.MINUTES):
        raise Refused("This part is named, not added.", field="part")
    if access.current_team(at).filter(incident=incident, professional=chosen).exclude(part__in=PASSING).exists():
        raise Refused(f"{chosen.name} is on the team already.", field="professional")
    member = _join(incident, chosen, TeamPart(part), why, by=by, at=at, until_at=until_at)
    timeline.write(incident, "team-joined", f"{chosen.name} joined the team: {why}", by=by, at=at)
    record("team-member-added", by=by, at=at, incident=reference, codes={"professional": str(chosen.key)}, words=why)
    return _told(member, Message.ADDED_TO_TEAM, by=by, at=at)


@operation
def leave_team(
    *, by: Professional, at: datetime, reference: str, professional_key: UUID, part: str = "", because: str = ""
) -> None:
    """End a membership, or one `part` of it. A lead is replaced first, so that nobody is left without one.

    Whoever deputised or investigated and holds nothing else stays on the team when that part alone ends.
    """
    incident = permissions.check_can_manage_team(by, reference, at)
    chosen = _professional(professional_key)
    current = access.current_team(at).filter(incident=incident, professional=chosen)
    ending = current.filter(part=part) if part else current
    if ending.filter(part=TeamPart.LEAD).exists():
        raise Refused("Name another lead first.")
    parts_ending = set(ending.values_list("part", flat=True))
    if not ending.update(until_at=at):
        raise NotFound("membership")
    remains = access.current_team(at).filter(incident=incident, professional=chosen).exists()
    if not remains and part in STAYS_ON_THE_TEAM:
        was = f"Was {TeamPart(part).label.lower()} before"
        _join(incident, chosen, TeamPart.MEMBER, was, by=by, at=at)
        remains = True
    because = because.strip()
    _tell_ended(incident, chosen, parts_ending, because, remains=remains, by=by, at=at)
    codes = {"professional": str(chosen.key), "part": part}
    record("team-member-ended", by=by, at=at, incident=reference, codes=codes, words=because)


@operation
def open_on_duty(*, by: Professional, at: datetime, reference: str, because: str) -> TeamMember:
    """The emergency duty team opens any running incident for twelve hours, with a reason that is logged."""
    permissions.check_can_open_on_duty(by)
    if not because.strip():
        raise Refused("Say in one line why you open it.", field="because")
    incident = Incident.objects.select_for_update(no_key=True).filter(reference=reference, phase__in=RUNNING).first()
    if incident is None or permissions.is_connected(by, incident):
        raise NotFound(reference)
    current = access.current_team(at).filter(incident=incident, professional=by).first()
    if current:
        return current
    until_at = at + timedelta(hours=DUTY_HOURS)
    member = _join(incident, by, TeamPart.DUTY, because, by=by, at=at, until_at=until_at)
    timeline.write(incident, "opened-on-duty", f"{by.name} opened the incident on duty: {because}", by=by, at=at)
    record("opened-on-duty", by=by, at=at, incident=reference, words=because)
    return member


def _tell_named(incident: Incident, member: TeamMember, *, by: Professional, at: datetime) -> None:
    """That there is a panel says that the notification was sent: others learn that somebody joined, and no more."""
    who, part = member.professional, TeamPart(member.part)
    others = access.current_team(at).filter(incident=incident, professional=who).exclude(pk=member.pk)
    if part == TeamPart.REVIEW_PANEL and not others.exists():
        timeline.write(incident, "team-joined", f"{who.name} joined the team.", by=by, at=at)
    words = f"{who.name} was named {part.label}."
    timeline.write(incident, "lead-named", words, by=by, at=at, audience=parts.audience_of(part))


def _tell_ended(
    incident: Incident,
    chosen: Professional,
    ended: set[str],
    because: str,
    *,
    remains: bool,
    by: Professional,
    at: datetime,
) -> None:
    """One part where the others remain; why somebody left the panel is for its readers."""
    because = f": {because}" if because else "."
    only_panel = ended == {TeamPart.REVIEW_PANEL}
    if remains or only_panel:
        [part] = ended
        words = f"{chosen.name} is no longer {TeamPart(part).label}{because}"
        timeline.write(incident, "team-part-ended", words, by=by, at=at, audience=parts.audience_of(part))
    if not remains:
        words = f"{chosen.name} left the team{'.' if only_panel else because}"
        timeline.write(incident, "team-left", words, by=by, at=at)


def _told(member: TeamMember, message: Message, *, by: Professional, at: datetime) -> Joined:
    """The mail says that something waits and no more. Nobody is written to about what he did himself."""
    who, reference = member.professional, member.incident.reference
    told = bool(who.email) and who.pk != by.pk
    if told:
        outbox.queue(message, to=who.email, at=at, professional_key=who.key, reference=reference)
    return Joined(name=who.name, part_label=member.get_part_display(), was_told=told)


def _join(
    incident: Incident,
    chosen: Professional,
    part: TeamPart,
    why: str,
    *,
    by: Professional,
    at: datetime,
    until_at: datetime | None = None,
) -> TeamMember:
    member = TeamMember(
        incident=incident, professional=chosen, part=part, why=why, from_at=at, until_at=until_at, named_by=by
    )
    policies.check_fits(member)
    member.save(force_insert=True)
    return member


def _end_current(incident: Incident, part: str, at: datetime, professional: Professional | None = None) -> None:
    current = access.current_team(at).filter(incident=incident, part=part)
    if professional is not None:
        current.filter(professional=professional).update(until_at=at)
        return
    for member in current.select_related("professional"):
        member.until_at = at
        member.save(update_fields=["until_at"])
        theirs = TeamMember.objects.filter(incident=incident, professional_id=member.professional_id)
        if theirs.filter(until_at__isnull=True).exists():
            continue  # holds another part too
        why = f"Was {TeamPart(part).label.lower()} before"
        _join(incident, member.professional, TeamPart.MEMBER, why, by=member.named_by, at=at)


def _professional(key: UUID) -> Professional:
    found = Professional.objects.filter(key=key).first()
    if found is None:
        raise NotFound("professional")
    return found


def _check_may_join(incident: Incident, professional: Professional, *, by: Professional, at: datetime) -> None:
    """Somebody who could not open it must not be the one who leads it or is counted on."""
    if not professional.holds(Permission.SEE_INCIDENTS):
        raise Refused(f"The role of {professional.name} does not open incidents.", field="professional")
    if permissions.is_connected(professional, incident):
        raise Refused(f"{professional.name} has stepped back from this incident.", field="professional")
    permissions.check_does_not_stay_by_emergency(by, professional, incident, at)
