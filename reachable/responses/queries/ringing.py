"""Whom to ring about what is due soon and nobody has accepted."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, QuerySet, Subquery

from reachable.directory.models import ContactPoint
from reachable.directory.queries import DutyLineRow
from reachable.directory.roles import ROLES

from ..choices import Step
from ..models import Action, ActionStep

RINGS_WITHIN = timedelta(hours=12)  # before it is due; the same everywhere


@dataclass(frozen=True)
class ToRing:
    """`is_person`: the number of the owner; else a duty line, which anybody may answer."""

    who: str
    telephone: str
    is_person: bool = False


@dataclass(frozen=True)
class Call:
    """That somebody rang about an action; `words` say which number and who answered."""

    words: str
    by: str
    at: datetime


def with_last_call(actions: QuerySet[Action]) -> QuerySet[Action]:
    """What `last_call` and `numbers` read of them, in the same statement."""
    calls = ActionStep.objects.filter(action=OuterRef("pk"), step__in=(Step.RANG_SPOKE, Step.RANG_NO_ANSWER))
    last = calls.order_by("-number")
    points = ContactPoint.objects.filter(agency=OuterRef("owner_agency"), retired_at__isnull=True)
    point = points.exclude(telephone="").order_by("-confirmed_at", "pk")
    return actions.annotate(
        point_name=Subquery(point.values("name")[:1]),
        point_telephone=Subquery(point.values("telephone")[:1]),
        call_words=Subquery(last.values("words")[:1]),
        call_by=Subquery(last.values("by__name")[:1]),
        call_at=Subquery(last.values("at")[:1]),
    )


def last_call(action: Action) -> Call | None:
    """Of a row of `with_last_call`."""
    found = vars(action)
    return Call(found["call_words"], found["call_by"], found["call_at"]) if found["call_at"] else None


def is_to_be_rung(action: Action, at: datetime) -> bool:
    return action.accepted_at is None and action.due_at <= at + RINGS_WITHIN


def numbers(action: Action, duty: Iterable[DutyLineRow], at: datetime) -> tuple[ToRing, ...]:
    """The owner's own number; of an agency, the duty lines of its kind that cover the area of the incident.

    Those that are answered now; where none is, all of them; where there is none at all, the agency's contact point.
    """
    if action.owner:
        return (ToRing(action.owner.name, action.owner.telephone, is_person=True),) if action.owner.telephone else ()
    kind = action.owner_agency.kind if action.owner_agency else ""
    fitting = [
        line for line in duty if kind in ROLES[line.role].agency_kinds and line.area in ("", action.incident.area)
    ]
    if not fitting and (telephone := vars(action).get("point_telephone")):
        return (ToRing(vars(action)["point_name"], telephone),)
    return _answered(fitting, at)


def numbers_of_roles(roles: Collection[str], duty: Iterable[DutyLineRow], at: datetime) -> tuple[ToRing, ...]:
    """The duty lines of those who lead on a question (codes of the playbook)."""
    return _answered([line for line in duty if ROLES[line.role].kebab in roles], at)


def _answered(fitting: list[DutyLineRow], at: datetime) -> tuple[ToRing, ...]:
    answered = [line for line in fitting if line.answers(at)]
    return tuple(ToRing(line.name, line.telephone) for line in answered or fitting)
