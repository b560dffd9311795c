"""What stands of the notification, the rapid review and other authorities, for a caller who found the incident."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from reachable.common import working_days
from reachable.incidents.choices import STILL_COUNTS, FactKind
from reachable.incidents.models import Fact, FactStanding
from reachable.playbook.schema import Consideration as Asked
from reachable.playbook.schema import Playbook
from reachable.playbook.tables import Tables
from reachable.responses import editions
from reachable.responses.deadlines import Rule, rule_for, rules_set

from .models import AuthorityContact, NotificationAdvice, NotificationDecision

REVIEW_SENT = "rapid-review-sent"


def tables_of(playbook: Playbook) -> Tables:
    """The lists of an edition; of one that is older than they are, those in force."""
    return playbook.tables if playbook.tables.criteria else editions.in_force().tables


def latest_advice(incident_id: int) -> dict[str, NotificationAdvice]:
    """By side."""
    rows = NotificationAdvice.objects.filter(incident=incident_id).select_related("by").order_by("number")
    return {row.side: row for row in rows}


def latest_decision(incident_id: int) -> NotificationDecision | None:
    rows = NotificationDecision.objects.filter(incident=incident_id).select_related("decided_by", "by")
    return rows.order_by("-number").first()


def sent_fact(incident_id: int) -> Fact | None:
    """The first of what still counts that says that the notification was sent, as the deadlines take it."""
    counting = _counting(incident_id, FactKind.NOTIFICATION_SENT).select_related("by")
    return min(counting, key=said_at, default=None)


def _counting(incident_id: int, kind: FactKind) -> QuerySet[Fact]:
    now = FactStanding.objects.filter(fact=OuterRef("pk")).order_by("-number").values("standing")[:1]
    rows = Fact.objects.filter(incident=incident_id, kind=kind).annotate(now=Subquery(now))
    return rows.filter(Q(now__isnull=True) | Q(now__in=STILL_COUNTS))


def concerned(incident_id: int) -> set[int]:
    """Young people of whom it stands that another authority is their home or responsible, by involvement."""
    rows = _counting(incident_id, FactKind.OTHER_AUTHORITY).select_related("involvement")
    return {row.involvement.now_known_as_id or row.involvement.pk for row in rows if row.involvement}


def said_at(fact: Fact) -> datetime:
    return fact.happened_at or fact.at


def review_rule(playbook: Playbook) -> Rule:
    """The rule that makes the last day of a rapid review: the statute's, or the one that was set on screen."""
    return rule_for(_asked(playbook), rules_set(playbook.county))


def _asked(playbook: Playbook) -> Asked:
    try:
        return playbook.consideration(REVIEW_SENT)[1]
    except KeyError:
        return editions.in_force().consideration(REVIEW_SENT)[1]


def end_of_day(start: datetime, day: int) -> datetime:
    return working_days.end_of_working_day(start, day)


def latest_contacts(incident_id: int, involvement_ids: Collection[int] | None = None) -> dict[int, AuthorityContact]:
    """What stands of each young person, by involvement as it is known now."""
    rows = AuthorityContact.objects.filter(incident=incident_id).select_related("authority", "involvement", "by")
    found = {row.involvement.now_known_as_id or row.involvement_id: row for row in rows.order_by("number", "at")}
    return found if involvement_ids is None else {one: row for one, row in found.items() if one in involvement_ids}
