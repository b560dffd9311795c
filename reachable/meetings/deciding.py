"""Who decides that material of a meeting is used for something that it did not agree (CTX-6). Nobody for himself."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from reachable.common.permission_codes import Permission
from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.incidents import access as incidents
from reachable.incidents.choices import TeamPart
from reachable.incidents.models import Connection

from .choices import Ground
from .models import Meeting, PurposeUse

_LEAD = (TeamPart.LEAD, TeamPart.DEPUTY)


def deciders(use: PurposeUse, at: datetime) -> list[Professional]:
    """Of a legal duty information governance. Of another purpose the chair; where he asks himself or can no longer open
    the incident, the lead and the deputies; where there is none either, information governance.
    """
    if use.ground == Ground.LEGAL_DUTY:
        return governance(use.meeting, use.professional, at)
    return who_agrees(use.meeting, use.professional, at)


def who_agrees(meeting: Meeting, asker: Professional, at: datetime) -> list[Professional]:
    """Who decides a further purpose that `asker` needs; four statements at most."""
    shut_out = _shut_out(meeting)
    team = incidents.current_team(at).filter(incident=_home(meeting)).exclude(professional=asker)
    rows = [
        one for one in team.select_related("professional").order_by("part", "pk") if one.professional_id not in shut_out
    ]
    chair = [one.professional for one in rows if one.professional_id == meeting.chair_id]
    leads = [one.professional for part in _LEAD for one in rows if one.part == part]
    return _once(chair[:1] or leads) or governance(meeting, asker, at)


def governance(meeting: Meeting, asker: Professional, at: datetime) -> list[Professional]:
    found = directory.duty_holders(permission=Permission.DECIDE_LEGAL_DUTY, at=at)
    shut_out = _shut_out(meeting)
    return [one for one in found if one.pk != asker.pk and one.pk not in shut_out]


def for_governance(professional: Professional, at: datetime) -> QuerySet[PurposeUse]:
    """What this holder of the role decides or decided: legal duties, and what nobody else is there to decide. One
    statement; the same rule as `deciders`, turned round.
    """
    home = Coalesce(OuterRef("meeting__incident__joined_into"), OuterRef("meeting__incident"))
    connected = Connection.objects.filter(ended_at__isnull=True).filter(
        Q(incident=OuterRef("incident")) | Q(incident__joined_into=OuterRef("incident"))
    )
    others = incidents.current_team(at).filter(
        ~Exists(connected.filter(professional=OuterRef("professional"))), incident=home
    )
    others = others.exclude(professional=OuterRef("professional"))
    agreeing = others.filter(Q(part__in=_LEAD) | Q(professional=OuterRef("meeting__chair")))
    mine = Connection.objects.filter(professional=professional, ended_at__isnull=True)
    shut_out = mine.filter(Q(incident=OuterRef("meeting__incident")) | Q(incident=home))
    asked = Q(ground=Ground.LEGAL_DUTY) | Q(~Exists(agreeing), ground=Ground.FURTHER)
    return PurposeUse.objects.filter(~Exists(shut_out), asked).exclude(professional=professional)


def _shut_out(meeting: Meeting) -> frozenset[int]:
    """By a connection; one that is declared of a report that was joined counts for the incident."""
    here = {meeting.incident_id, _home(meeting)}
    rows = Connection.objects.filter(incident__in=here, ended_at__isnull=True)
    return frozenset(rows.values_list("professional_id", flat=True))


def _home(meeting: Meeting) -> int:
    return meeting.incident.joined_into_id or meeting.incident_id


def _once(people: Iterable[Professional]) -> list[Professional]:
    return list({one.pk: one for one in people}.values())
