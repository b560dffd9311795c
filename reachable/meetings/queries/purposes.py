"""For what the material of a meeting is used: what is asked, what somebody said, and what waits for a decision."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from reachable.common.gates import missing
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted
from reachable.directory.models import Professional
from reachable.responses import editions

from .. import access, deciding, permissions, policies
from ..choices import Duty, Ground, UseFor, UseState
from ..models import Meeting, PurposeUse
from .heading import PurposeLine, purpose_titles

PAGE = 50


@dataclass(frozen=True)
class Decider:
    name: str
    telephone: str


@dataclass(frozen=True)
class UseLine:
    """One use: who said it, for what, and what became of it. `purpose` is in words; `stands` in one or two."""

    key: UUID
    meeting: str
    by: str
    agency: str
    at: datetime
    use_for: str
    item_key: str
    ground: str
    purpose: str
    duty: str
    because: str
    state: str
    stands: str
    lapses_at: datetime | None
    decided_by: str
    decided_at: datetime | None
    decided_because: str
    review_due_at: datetime | None
    reviewed_by: str
    reviewed_at: datetime | None
    review: str

    @property
    def use_label(self) -> str:
        return str(UseFor(self.use_for).label)

    @property
    def is_waiting(self) -> bool:
        return self.state == UseState.WAITING

    @property
    def is_refused(self) -> bool:
        return self.state == UseState.REFUSED

    @property
    def owes_review(self) -> bool:
        return self.review_due_at is not None and self.reviewed_at is None


@dataclass(frozen=True)
class PurposeQuestion:
    """What the page asks before material is shown. It shows no young person. `approved` are further uses of this
    reader, for this use and item, that were agreed to and hold; `waiting` those that nobody has decided.
    """

    meeting: str
    title: str
    starts_at: datetime
    chair: str
    purposes: tuple[PurposeLine, ...]
    are_agreed: bool
    not_for: str
    decides: tuple[Decider, ...]
    approved: tuple[UseLine, ...]
    waiting: tuple[UseLine, ...]


@dataclass(frozen=True)
class UseView:
    """One use. `incident` is empty for a reader who may not open it; `decides` is who does while it waits."""

    line: UseLine
    title: str
    incident: str
    is_own: bool
    may_decide: bool
    may_review: bool
    decides: tuple[Decider, ...]


@dataclass(frozen=True)
class UsesView:
    meeting: str
    title: str
    incident: str
    lines: tuple[UseLine, ...]
    page: int
    pages: int


def purposes_of(meeting: Meeting) -> Collection[str]:
    """Codes of the playbook, or the words of our own: agreed, or proposed while the meeting has not agreed them."""
    return [one.words or one.code for one in meeting.purposes.all()]


def holding_use(
    professional: Professional,
    meeting: str,
    at: datetime,
    *,
    use_for: str,
    use_key: UUID | None,
    item_key: str = "",
) -> UUID | None:
    """The key of what this professional said of this meeting, if it holds for this use now. For pages, which ask
    again where it is None; whether the meeting is theirs to open is for the query of what they show.
    """
    if use_key is None:
        return None
    rows = PurposeUse.objects.filter(key=use_key, meeting__reference=meeting, professional=professional)
    row = rows.select_related("meeting__chair").prefetch_related("meeting__purposes").first()
    return row.key if row is not None and _holds(row, at, use_for, item_key) else None


def _holds(row: PurposeUse, at: datetime, use_for: str, item_key: str) -> bool:
    lines = policies.purpose_lines(
        permissions.use_of(row), purposes_of(row.meeting), at, use_for=use_for, item_key=item_key
    )
    return not missing(lines)


def check_may_be_asked(professional: Professional, meeting: str, at: datetime) -> None:
    """NotFound where nothing of this meeting is for this professional; the purpose is asked of nobody else."""
    permissions.check_can_say_purpose(professional, meeting, at)


def purpose_question(
    professional: Professional, meeting: str, at: datetime, *, use_for: str, item_key: str = ""
) -> PurposeQuestion:
    found = permissions.check_can_say_purpose(professional, meeting, at)
    mine = found.uses.filter(professional=professional, use_for=use_for, item_key=item_key)
    lines = [(row, _line(row, at)) for row in _read(mine.exclude(ground=Ground.AGREED))]
    decides = deciding.who_agrees(found, professional, at)
    return PurposeQuestion(
        meeting=found.reference,
        title=access.kind_of(found).title,
        starts_at=found.starts_at,
        chair=found.chair.name,
        purposes=_titles(found),
        are_agreed=found.purposes_agreed_at is not None,
        not_for=found.not_for,
        decides=_people(decides),
        approved=tuple(line for row, line in lines if _holds(row, at, use_for, item_key)),
        waiting=tuple(line for _, line in lines if line.is_waiting),
    )


def purpose_use(professional: Professional, meeting: str, key: UUID, at: datetime) -> UseView:
    """For whoever asked, whoever decides, and whoever opens the incident. It shows no young person."""
    row = _read(PurposeUse.objects.filter(key=key, meeting__reference=meeting)).first()
    if row is None or not permissions.can_see_use(professional, row, at):
        raise NotFound("use")
    line, is_own = _line(row, at), row.professional_id == professional.pk
    decides = deciding.deciders(row, at) if line.is_waiting else []
    opens = access.visible(professional, at).filter(pk=row.meeting_id).exists()
    return UseView(
        line=line,
        title=access.kind_of(row.meeting).title,
        incident=row.meeting.incident.reference if opens else "",
        is_own=is_own,
        may_decide=not is_own and professional in decides,
        may_review=line.owes_review and opens and not is_own and professional.holds(Permission.CHAIR_MEETINGS),
        decides=_people(decides),
    )


def uses_of(professional: Professional, meeting: str, at: datetime, *, page: int = 1) -> UsesView:
    """Who used what of a meeting for what, newest first: for those who open the incident."""
    found = access.meeting_for(professional, meeting, at)
    pages = max(1, -(-found.uses.count() // PAGE))
    page = min(max(page, 1), pages)
    lines = tuple(_line(row, at) for row in _read(found.uses.all())[(page - 1) * PAGE : page * PAGE])
    return UsesView(found.reference, access.kind_of(found).title, found.incident.reference, lines, page, pages)


def legal_duties(professional: Professional, at: datetime) -> tuple[UseLine, ...]:
    """Uses that wait for information governance, and those decided, newest first. They name no young person."""
    if not professional.holds(Permission.DECIDE_LEGAL_DUTY):
        raise NotPermitted("Your role does not let you decide whether a legal duty asks for something.")
    rows = deciding.for_governance(professional, at)
    return tuple(_line(row, at) for row in _read(rows)[:PAGE])


def owed_reviews(professional: Professional, incident_id: int, at: datetime) -> tuple[UseLine, ...]:
    """Uses because a life was at risk that nobody has looked at yet, of an incident whose heading the reader has."""
    here = access.visible(professional, at).filter(incident=incident_id)
    rows = PurposeUse.objects.filter(meeting__in=here, review_due_at__isnull=False, reviewed_at__isnull=True)
    return tuple(_line(row, at) for row in _read(rows))


def _read(rows: QuerySet[PurposeUse]) -> QuerySet[PurposeUse]:
    related = ("professional__agency", "decided_by", "reviewed_by", "meeting__edition", "meeting__chair")
    found = rows.select_related(*related, "meeting__incident__joined_into").prefetch_related("meeting__purposes")
    return found.order_by("-at", "-pk")


def _titles(meeting: Meeting) -> tuple[PurposeLine, ...]:
    return purpose_titles(editions.of(meeting.edition), [(one.code, one.words) for one in meeting.purposes.all()])


def _people(found: Iterable[Professional]) -> tuple[Decider, ...]:
    return tuple(Decider(one.name, one.telephone) for one in found)


def _line(row: PurposeUse, at: datetime) -> UseLine:
    titles = {one.code: one.title for one in editions.of(row.meeting.edition).purposes}
    return UseLine(
        key=row.key,
        meeting=row.meeting.reference,
        by=row.professional.name,
        agency=row.professional.agency.name,
        at=row.at,
        use_for=row.use_for,
        item_key=row.item_key,
        ground=str(Ground(row.ground).label),
        purpose=titles.get(row.purpose, row.purpose),
        duty=str(Duty(row.duty).label) if row.duty else "",
        because=row.because,
        state=row.state,
        stands=_stands(row, at),
        lapses_at=row.lapses_at,
        decided_by=row.decided_by.name if row.decided_by else "",
        decided_at=row.decided_at,
        decided_because=row.decided_because,
        review_due_at=row.review_due_at,
        reviewed_by=row.reviewed_by.name if row.reviewed_by else "",
        reviewed_at=row.reviewed_at,
        review=row.review,
    )


def _stands(row: PurposeUse, at: datetime) -> str:
    if row.state == UseState.WAITING:
        return "waits for a decision"
    if row.state == UseState.REFUSED:
        return "refused"
    if row.lapses_at is not None and row.lapses_at <= at:
        return "over"
    return "holds" if _holds(row, at, row.use_for, row.item_key) else "no longer a purpose of the meeting"
