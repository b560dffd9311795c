"""The actions of a meeting: who sees which, how they stand by agency, who was sent them, and which are late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from reachable.directory.models import Professional
from reachable.incidents import access as incidents
from reachable.incidents.models import Connection
from reachable.responses import editions
from reachable.responses.choices import INSISTED_ON, SETTLED, UNFINISHED, ActionState, Step
from reachable.responses.models import Action, ActionStep, Consideration
from reachable.responses.queries import ActionLine
from reachable.responses.queries.actions import lines as action_lines
from reachable.responses.queries.actions import rows as action_rows

from .. import access, permissions, policies
from ..choices import SPEAKS, MeetingState, UseFor
from ..models import Attendee, Meeting, MeetingAction, Minutes
from .heading import MeetingHeading, heading_of

QUESTION = "actions-sent"  # the consideration of the wider context that sending them answers
_STANDS = (Step.HANDED_BACK, Step.ASSIGNED, Step.ACCEPTED)  # which of them came last says whether it was handed back


@dataclass(frozen=True)
class ActionOfMeeting:
    """`agency` is that of the owner. `is_handed_back`: its owner gave it back, and nobody has taken it up since."""

    line: ActionLine
    agency: str
    is_handed_back: bool
    is_escalated: bool

    @property
    def is_done(self) -> bool:
        return self.line.state == ActionState.DONE

    @property
    def is_late(self) -> bool:
        return self.line.is_overdue

    @property
    def is_acknowledged(self) -> bool:
        return self.line.accepted and not self.is_done


@dataclass(frozen=True)
class AgencyCount:
    agency: str
    total: int
    acknowledged: int
    done: int
    late: int
    handed_back: int


@dataclass(frozen=True)
class SentTo:
    """Somebody who was asked: when the actions were sent to them, and when they opened them."""

    name: str
    agency: str
    sent_at: datetime | None
    seen_at: datetime | None


@dataclass(frozen=True)
class ActionsView:
    """`not_shown` actions are for fewer readers than this one belongs to. `is_late_to_answer`: the question whether
    they were sent is past its time, and takes a reason.
    """

    heading: MeetingHeading
    actions: tuple[ActionOfMeeting, ...]
    not_shown: int
    sent_to: tuple[SentTo, ...]
    waiting: int
    sent_due_at: datetime | None
    sent_at: datetime | None
    may_send: bool
    is_late_to_answer: bool

    @property
    def by_agency(self) -> tuple[AgencyCount, ...]:
        agencies: dict[str, list[ActionOfMeeting]] = {}
        for one in self.actions:
            agencies.setdefault(one.agency, []).append(one)
        return tuple(_count(agency, found) for agency, found in sorted(agencies.items()))

    @property
    def is_agreed(self) -> bool:
        return self.heading.state == MeetingState.AGREED

    @property
    def looks_about(self) -> tuple[UUID, ...]:
        return tuple(dict.fromkeys(one.line.person_key for one in self.actions if one.line.person_key))


@dataclass(frozen=True)
class LateAction:
    """An action of a meeting that this reader chairs, a day late or more. It names nobody but its owner."""

    meeting: str
    reference: str
    key: UUID
    what: str
    owner: str
    due_at: datetime


def actions_view(professional: Professional, meeting: str, at: datetime, *, use: UUID | None) -> ActionsView:
    """As the team reads them; NotFound where the meeting's incident is not this professional's to open."""
    found = access.meeting_for(professional, meeting, at)
    permissions.check_may_use(professional, found, at, use_for=UseFor.OPEN, use_key=use)
    minutes = Minutes.objects.filter(meeting=found).only("sent_due_at", "sent_at").first()
    asked = open_question(found)
    waiting = {one.pk for one in waiting_for_actions(found)}
    readable = access.readable_actions(professional, found, at)
    return ActionsView(
        heading=heading_of(professional, found, at),
        actions=tuple(_actions(readable, professional, at)),
        not_shown=MeetingAction.objects.filter(meeting=found).count() - readable.count(),
        sent_to=tuple(_sent_to(found, waiting)),
        waiting=len(waiting),
        sent_due_at=minutes.sent_due_at if minutes else None,
        sent_at=minutes.sent_at if minutes else None,
        may_send=permissions.can_run(professional, found) and minutes is not None and bool(waiting),
        is_late_to_answer=asked is not None and is_late(asked, at),
    )


def _actions(found: QuerySet[MeetingAction], professional: Professional, at: datetime) -> Iterable[ActionOfMeeting]:
    steps = ActionStep.objects.filter(action=OuterRef("pk"), step__in=_STANDS).order_by("-number")
    rows = action_rows().filter(pk__in=found.values("action")).select_related("owner__agency", "owner_agency")
    escalated = MeetingAction.objects.filter(action=OuterRef("pk"), escalated_at__isnull=False)
    annotated = rows.annotate(last_step=Subquery(steps.values("step")[:1]), was_escalated=Exists(escalated))
    shown = list(annotated.exclude(state=ActionState.WITHDRAWN).order_by("due_at", "pk"))
    for row, line in zip(shown, action_lines(shown, professional, at), strict=True):
        yield ActionOfMeeting(
            line=line,
            agency=row.owner.agency.name if row.owner else f"{row.owner_agency}",
            is_handed_back=vars(row)["last_step"] == Step.HANDED_BACK and row.state in UNFINISHED,
            is_escalated=vars(row)["was_escalated"],
        )


def _count(agency: str, found: list[ActionOfMeeting]) -> AgencyCount:
    return AgencyCount(
        agency=agency,
        total=len(found),
        acknowledged=sum(one.is_acknowledged for one in found),
        done=sum(one.is_done for one in found),
        late=sum(one.is_late for one in found),
        handed_back=sum(one.is_handed_back for one in found),
    )


def _sent_to(meeting: Meeting, waiting: set[int]) -> Iterable[SentTo]:
    rows = Attendee.objects.filter(meeting=meeting, out_at__isnull=True).select_related("professional__agency")
    for row in rows.order_by("professional__name", "pk"):
        if row.actions_sent_at or row.pk in waiting:
            who = row.professional
            yield SentTo(who.name, who.agency.name, row.actions_sent_at, row.actions_seen_at)


def waiting_for_actions(meeting: Meeting) -> Iterable[Attendee]:
    """Who was asked or was there, and was not sent them yet. A connection shuts somebody out of it."""
    shut_out = Connection.objects.filter(
        incident=meeting.incident_id, professional=OuterRef("professional"), ended_at__isnull=True
    )
    rows = Attendee.objects.filter(
        Q(invited_at__isnull=False) | Q(attendance__in=SPEAKS),
        ~Exists(shut_out),
        meeting=meeting,
        out_at__isnull=True,
        actions_sent_at__isnull=True,
    )
    return rows.select_related("professional").prefetch_related("young_people__involvement").order_by("pk")


def open_question(meeting: Meeting) -> Consideration | None:
    """Whether the actions were sent, asked of this kind of discussion and not settled."""
    kind = access.kind_of(meeting)
    asked = Consideration.objects.filter(strand__response__incident=meeting.incident, code=QUESTION)
    found = asked.select_related("strand__response__edition").exclude(answers__answer__in=SETTLED).first()
    if found is None or kind.sending is None:
        return None
    _, item = editions.of(found.strand.response.edition).consideration(QUESTION)
    return found if item.due is not None and item.due.after == kind.sending.after else None


def is_late(asked: Consideration, at: datetime) -> bool:
    return asked.due_at is not None and asked.due_at < at and asked.due_kind in INSISTED_ON


def late_actions_i_chair(professional: Professional, at: datetime) -> tuple[LateAction, ...]:
    """For My work: a day late or more, of meetings that this professional chairs and may open; worked out when read."""
    rows = MeetingAction.objects.filter(
        action__in=Action.objects.filter(incidents.readable(professional, at)).values("pk"),
        meeting__in=access.visible(professional, at).filter(chair=professional).values("pk"),
        action__state__in=UNFINISHED,
        action__due_at__lte=at - policies.LATE_ENOUGH,
    ).select_related("meeting__incident", "action__owner", "action__owner_agency")
    return tuple(
        LateAction(
            meeting=row.meeting.reference,
            reference=row.meeting.incident.reference,
            key=row.action.key,
            what=row.action.what,
            owner=row.action.owner.name if row.action.owner else f"{row.action.owner_agency}",
            due_at=row.action.due_at,
        )
        for row in rows.order_by("action__due_at", "pk")
    )
