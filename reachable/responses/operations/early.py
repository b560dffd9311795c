"""A fact that came before its gate was passed is recorded all the same, and rings the bell."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from reachable.audit.log import operation, record
from reachable.common.gates import missing as missing_of
from reachable.directory import queries as directory
from reachable.directory.choices import RoleCode
from reachable.directory.models import Professional
from reachable.incidents import access, timeline
from reachable.incidents.choices import Area, Audience, TeamPart
from reachable.incidents.models import Connection, Incident, Involvement
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message

from ..choices import ActionState
from ..models import Action, CameEarly
from ..queries import grounds
from .acting import give_at_once
from .stepping import persons_of

AT_ONCE = timedelta(hours=2)
CONTACT = "contact"
ON_CALL = (RoleCode.ON_CALL_SENIOR_MANAGER, RoleCode.EMERGENCY_DUTY_SENIOR)


@operation
def ring_the_bell(
    incident: Incident,
    *,
    gate: str,
    source_key: str,
    missing: str,
    what: str,
    by: Professional,
    at: datetime,
    involvement: Involvement | None = None,
    audience: Audience = Audience.TEAM,
) -> CameEarly:
    """Keep what was `missing`, give the lead `what` to do at once, and tell who leads and who is on call.

    Once for each source. `what` and `missing` name nobody but by letter; `audience` is who reads of it.
    """
    rung = CameEarly.objects.filter(incident=incident, gate=gate, source_key=source_key).first()
    if rung is not None:
        return rung
    told: dict[str, Any] = {"by": by, "at": at, "about": involvement, "audience": audience}
    action = give_at_once(incident, what, at + AT_ONCE, **told, tells_lead=False)
    row = CameEarly.objects.create(
        incident=incident,
        involvement=involvement,
        gate=gate,
        source_key=source_key,
        missing=missing,
        action=action,
        by=by,
        at=at,
    )
    line = f"{involvement.letter}: {what}" if involvement else what
    words = f"{line}. Missing then: {missing}."
    timeline.write(incident, "came-early", words, **told, source_key=source_key)
    codes = {"gate": gate, "source": source_key, "early": str(row.key), "action": str(action.key)}
    persons = persons_of(involvement)
    record("came-early", by=by, at=at, incident=incident.reference, about=persons, codes=codes, words=missing)
    _tell(incident, audience, by=by, at=at)
    return row


def _tell(incident: Incident, audience: Audience, *, by: Professional, at: datetime) -> None:
    """Whoever leads or deputises, and whoever is on call by the rota; while nobody is, who holds those roles. Of what
    few may read, those few.
    """
    parts = (TeamPart.LEAD, TeamPart.DEPUTY)
    team = access.current_team(at).filter(incident=incident, part__in=parts).select_related("professional")
    everybody = {member.professional.pk: member.professional for member in team.order_by("part", "pk")}
    everybody |= {one.pk: one for one in _on_call(incident, at)}
    shut_out = Connection.objects.filter(incident=incident, ended_at__isnull=True).values_list(
        "professional", flat=True
    )
    told = [one for one in everybody.values() if one.email and one.pk not in {by.pk, *shut_out}]
    if audience != Audience.TEAM:
        told = [one for one in told if audience in access.audiences_on_team(one, incident, at)]
    letters = [(one.email, one.key) for one in told]
    outbox.queue_all(Message.CAME_EARLY, letters, at=at, reference=incident.reference)


def _on_call(incident: Incident, at: datetime) -> Iterable[Professional]:
    area = "" if incident.area == Area.NOT_KNOWN else incident.area
    keys = [row.professional_key for row in directory.on_duty(area, at, ON_CALL)]
    if keys:
        return Professional.objects.filter(key__in=keys)
    return directory.duty_holders(roles=ON_CALL, area=area, at=at)


def note_contact_was_early(action: Action, *, by: Professional, at: datetime) -> str:
    """Contact was made although nobody was directed, or after what it was directed on had lapsed: what was missing.

    Whoever had set off had been let. What was taken up while it held and ran out since is merely told late.
    """
    if not action.makes_contact or action.set_off_at is not None:
        return ""
    footing = grounds.footing(action, at) if action.state == ActionState.OPEN else grounds.NO_FOOTING
    ran_out_since = action.accepted_at is not None and not footing.is_lapsed
    if footing.holds or (action.state == ActionState.OPEN and ran_out_since):
        return ""
    said = "; ".join(line.words for line in missing_of(grounds.lines_now(action, at))) or "nobody had directed it"
    ring_the_bell(
        action.incident,
        gate=CONTACT,
        source_key=str(action.key),
        missing=said,
        what="Contact was made before it was cleared: make sure that staff, young person and family are safe",
        by=by,
        at=at,
        involvement=action.about,
        audience=Audience(action.audience),
    )
    return said
