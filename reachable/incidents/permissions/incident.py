"""Who may do what with an incident. Not being able to see it comes first and looks like 404."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.directory.models import Professional
from reachable.people.permissions import check_can_keep_records

from .. import access
from ..choices import Audience, TeamPart
from ..fact_kinds import KindOfFact
from ..models import Connection, Incident, TeamMember


def check(professional: Professional, permission: Permission, what: str) -> None:
    if not professional.holds(permission):
        raise NotPermitted(f"Your role does not let you {what}.")


def check_can_report(professional: Professional) -> None:
    check(professional, Permission.REPORT_INCIDENT, "report an incident")


def check_can_triage(professional: Professional) -> None:
    check(professional, Permission.TRIAGE_REPORTS, "look through reports")


def check_can_record(professional: Professional, reference: str, at: datetime) -> Incident:
    """Facts may be recorded by everybody who can see the incident; answers the incident, its row locked."""
    return access.incident_for(professional, reference, at, lock=True)


def check_can_record_fact(professional: Professional, incident: Incident, kind: KindOfFact) -> None:
    """Of an incident that `check_can_record` found. A decision of whoever leads is for those who manage the team;
    what few may read is recorded by those few.
    """
    if kind.by_the_lead:
        check(professional, Permission.MANAGE_TEAM, "decide this for an incident")
    if kind.audience not in access.audiences_of(professional, incident):
        raise NotPermitted("Those who decide or advise on it record this.")


def check_can_sign_definition(professional: Professional, reference: str, at: datetime) -> Incident:
    """A children's services manager or, out of hours, the emergency duty team's senior worker."""
    incident = access.incident_for(professional, reference, at, lock=True)
    check(professional, Permission.SIGN_DEFINITION, "decide whether this is serious youth violence")
    return incident


def check_can_manage_team(professional: Professional, reference: str, at: datetime) -> Incident:
    incident = access.incident_for(professional, reference, at, lock=True)
    check(professional, Permission.MANAGE_TEAM, "change who works on an incident")
    return incident


def check_does_not_stay_by_emergency(
    professional: Professional, chosen: Professional, incident: Incident, at: datetime
) -> None:
    """Emergency access ends by itself: while somebody leads, whoever has nothing else lets nobody but others stay."""
    team = access.current_team(at).filter(incident=incident)
    mine = set(team.filter(professional=professional).values_list("part", flat=True))
    if chosen.pk == professional.pk and mine == {TeamPart.EMERGENCY} and team.filter(part=TeamPart.LEAD).exists():
        raise Refused("You have emergency access, which ends by itself. Ask the lead to add you.", field="professional")


def check_can_open_on_duty(professional: Professional) -> None:
    """Before the incident is looked for: the answer says nothing of whether it exists."""
    check(professional, Permission.OPEN_ON_DUTY, "open an incident on duty")


def check_can_look_up(professional: Professional) -> None:
    check(professional, Permission.LOOK_UP_HELD, "look up whether something is held")


def check_can_use_emergency_access(professional: Professional) -> None:
    """Before anything is looked for, as `check_can_open_on_duty`."""
    check(professional, Permission.EMERGENCY_ACCESS, "open an incident in an emergency")


def is_connected(professional: Professional, incident: Incident) -> bool:
    return Connection.objects.filter(incident=incident, professional=professional, ended_at__isnull=True).exists()


def check_can_end_connections(professional: Professional, reference: str, at: datetime) -> Incident:
    """The lead, the deputy, or information governance, which opens no incident and needs none for it."""
    if professional.holds(Permission.SEARCH_AUDIT):
        found = Incident.objects.select_for_update(no_key=True).filter(reference=reference).first()
        if found is None:
            raise NotFound(reference)
        return found
    return check_can_manage_team(professional, reference, at)


def check_can_end_connection(professional: Professional, connection: Connection, at: datetime) -> None:
    """Whoever may read what it is; never the one who is connected."""
    if connection.professional_id == professional.pk:
        raise NotPermitted("Somebody else ends a connection of yours.")
    if professional.holds(Permission.SEARCH_AUDIT):
        return
    if not may_read_connection(professional, connection, at):
        raise NotPermitted("The lead, the deputy or the information-governance lead ends a connection.")


def may_read_connection(professional: Professional, connection: Connection, at: datetime) -> bool:
    """Its kind and words are for the lead and the deputy; of somebody who led the incident, for the deputy alone.

    Information governance reads all of them, on a page of its own.
    """
    team = access.current_team(at).filter(incident=connection.incident, professional=professional)
    parts = set(team.values_list("part", flat=True))
    if TeamPart.DEPUTY in parts:
        return True
    return TeamPart.LEAD in parts and connection.pk not in led_before([connection])


def led_before(connections: Iterable[Connection]) -> set[int]:
    """Those of them whose declarer led the incident, or the report it was brought from, when he declared it."""
    rows = list(connections)
    led = TeamMember.objects.filter(part=TeamPart.LEAD, until_at__isnull=False)
    homes = Q(incident__in=[c.incident_id for c in rows]) | Q(incident__joined_into__in=[c.incident_id for c in rows])
    terms = list(
        led.filter(homes, professional__in=[c.professional_id for c in rows]).values_list(
            "incident_id", "incident__joined_into_id", "professional_id", "from_at", "until_at"
        )
    )
    return {
        c.pk
        for c in rows
        for home, into, who, from_at, until_at in terms
        if who == c.professional_id
        and c.incident_id in (home, into)
        and until_at is not None
        and until_at >= c.declared_at
        and (c.ended_at is None or from_at < c.ended_at)
    }


def may_see_witnesses(professional: Professional) -> bool:
    return Audience.WITNESSES in access.audiences(professional)


def check_can_join(professional: Professional, reference: str, into: str, at: datetime) -> tuple[Incident, Incident]:
    """Locks both rows, lower key first, so that two people joining the same pair cannot wait for each other."""
    check(professional, Permission.TRIAGE_REPORTS, "join reports")
    return check_can_link(professional, reference, into, at)


def check_can_link(professional: Professional, reference: str, other: str, at: datetime) -> tuple[Incident, Incident]:
    """Whoever may open both; locks them as `check_can_join`."""
    first, second = sorted((reference, other))
    found = {name: access.incident_for(professional, name, at, lock=True) for name in dict.fromkeys((first, second))}
    return found[reference], found[other]


def check_can_say_who_is_who(professional: Professional, reference: str, at: datetime) -> Incident:
    """Answers the incident, its row locked."""
    incident = access.incident_for(professional, reference, at, lock=True)
    check(professional, Permission.ANSWER_CONSIDERATIONS, "say whether two records are of one person")
    return incident


def check_can_keep_holds(professional: Professional, reference: str, at: datetime) -> Incident:
    """A manager of an incident that he may open; information governance, which opens none, of any. Its row locked."""
    check(professional, Permission.KEEP_HOLDS, "keep things from being erased")
    if not professional.holds(Permission.SEARCH_AUDIT):
        return access.incident_for(professional, reference, at, lock=True)
    found = Incident.objects.select_for_update(no_key=True).filter(reference=reference).first()
    if found is None:
        raise NotFound(reference)
    return found


def check_can_read_sealed(professional: Professional) -> None:
    check(professional, Permission.SEARCH_AUDIT, "read what is sealed")


def check_can_keep_record(professional: Professional, reference: str, at: datetime) -> Incident:
    """What is recorded of somebody in the incident, to write it; answers the incident, its row locked."""
    incident = access.incident_for(professional, reference, at, lock=True)
    check_can_keep_records(professional)
    return incident
