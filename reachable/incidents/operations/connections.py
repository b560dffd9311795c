"""Who is connected with somebody in an incident: it is shut to them at once, and opened again by others alone."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message

from .. import access, permissions, policies, timeline
from ..choices import ConnectionKind, TeamPart
from ..models import Connection, Incident

OFFICES = (TeamPart.LEAD, TeamPart.SENIOR_INVESTIGATING_OFFICER, TeamPart.MINUTES, TeamPart.REVIEW_PANEL)


@operation
def declare_connection(*, by: Professional, at: datetime, reference: str, kind: str, words: str = "") -> Connection:
    """Say that one is connected with somebody in the incident: it is shut to the declarer at once.

    The lead is told; of whoever led, investigated or took the minutes the deputy and the information-governance lead
    are told too, and of the lead himself those two alone.
    """
    incident = access.incident_for(by, reference, at, lock=True)
    policies.check_not_joined(incident.phase)
    parts = end_every_part(incident, by, at)
    connection = Connection(
        incident=incident, professional=by, kind=ConnectionKind(kind), words=words, declared_by=by, declared_at=at
    )
    policies.check_fits(connection)
    connection.save(force_insert=True)
    timeline.write(incident, "connection-declared", f"{by.name} stepped back from the incident.", by=by, at=at)
    record("connection-declared", by=by, at=at, incident=reference, codes={"kind": str(kind)}, words=words)
    tell_of_connection(incident, by, parts, at)
    return connection


@operation
def end_connection(*, by: Professional, at: datetime, reference: str, professional_key: UUID, because: str) -> None:
    """Say that a connection no longer stands, or never did. Its declarer is not put back on the team by it."""
    incident = permissions.check_can_end_connections(by, reference, at)
    running = incident.connections.filter(professional__key=professional_key, ended_at__isnull=True)
    connection = running.select_related("professional").first()
    if connection is None:
        raise NotFound("connection")
    permissions.check_can_end_connection(by, connection, at)
    policies.check_says_why(because)
    connection.ended_at, connection.ended_by, connection.ended_because = at, by, because.strip()
    policies.check_fits(connection)
    connection.save(update_fields=["ended_at", "ended_by", "ended_because"])
    who = connection.professional
    words = f"{who.name} may work on the incident again."
    timeline.write(incident, "connection-ended", words, by=by, at=at)
    codes = {"professional": str(who.key)}
    record("connection-ended", by=by, at=at, incident=incident.reference, codes=codes, words=connection.ended_because)


def end_every_part(incident: Incident, connected: Professional, at: datetime) -> frozenset[str]:
    """Which parts of the team they held until now."""
    theirs = access.current_team(at).filter(incident=incident, professional=connected)
    parts = frozenset(theirs.values_list("part", flat=True))
    theirs.update(until_at=at)
    return parts


def tell_of_connection(incident: Incident, connected: Professional, parts: Collection[str], at: datetime) -> None:
    """The caller has ended the memberships of `connected` already; `parts` are those they held."""
    led, office = TeamPart.LEAD in parts, bool(set(parts) & set(OFFICES))
    tells = {TeamPart.DEPUTY} if led else {TeamPart.LEAD, TeamPart.DEPUTY} if office else {TeamPart.LEAD}
    team = access.current_team(at).filter(incident=incident, part__in=tells).select_related("professional")
    told = {m.professional_id: m.professional for m in team}
    if office or not told:
        governance = directory.duty_holders(permission=Permission.SEARCH_AUDIT, area="", at=at)
        told |= {person.pk: person for person in governance}
    for person in told.values():
        if person.email and person.pk != connected.pk:
            outbox.queue(
                Message.CONNECTION_DECLARED,
                to=person.email,
                at=at,
                professional_key=person.key,
                reference=incident.reference,
            )
