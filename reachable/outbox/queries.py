"""What can be asked of the outbox: what went out, what waits, what failed, and whether a worker is alive."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Max, Q

from reachable.common.actors import Actor
from reachable.common.refusals import NotFound

from . import transports
from .choices import Message, Outcome, Shared, Status
from .models import Delivery, Disclosure, DisclosureAbout, WorkerTick
from .permissions import can_see_deliveries, check_can_see_deliveries

PAGE_SIZE = 50


@dataclass(frozen=True)
class AttemptLine:
    number: int
    started_at: datetime
    ended_at: datetime | None
    outcome: Outcome | None
    error: str


@dataclass(frozen=True)
class DeliveryLine:
    """`to` is empty for a reader who may not see addresses."""

    key: UUID
    message: Message
    to: str
    professional_key: UUID | None
    reference: str
    status: Status
    queued_at: datetime
    next_attempt_at: datetime | None
    sent_at: datetime | None
    attempts: tuple[AttemptLine, ...]


@dataclass(frozen=True)
class DeliveryPage:
    lines: tuple[DeliveryLine, ...]
    page: int
    has_next: bool


@dataclass(frozen=True)
class FileMessage:
    key: str
    subject: str
    to: str
    body: str
    written_at: datetime


@dataclass(frozen=True)
class Tick:
    name: str
    last_run_at: datetime | None
    leased_until: datetime | None


@dataclass(frozen=True)
class Counts:
    waiting: int
    waiting_since: datetime | None
    failed: int


def queued_already(keys: Iterable[UUID]) -> frozenset[UUID]:
    """Of the keys that a room made itself, those under which something was queued. For the worker."""
    return frozenset(Delivery.objects.filter(key__in=list(keys)).values_list("key", flat=True))


def deliveries_for(professional: Actor, reference: str) -> tuple[DeliveryLine, ...]:
    """Who was told of this incident, oldest first. The caller has checked that the professional may open it."""
    rows = Delivery.objects.filter(reference=reference).exclude(reference="").order_by("queued_at", "id")
    return _lines(rows.prefetch_related("tries"), with_address=can_see_deliveries(professional))


def recent(professional: Actor, *, page: int = 1, status: Status | None = None) -> DeliveryPage:
    check_can_see_deliveries(professional)
    rows = Delivery.objects.filter(**({"status": status} if status else {})).order_by("-queued_at", "-id")
    start = (max(page, 1) - 1) * PAGE_SIZE
    found = _lines(rows.prefetch_related("tries")[start : start + PAGE_SIZE + 1], with_address=True)
    return DeliveryPage(lines=found[:PAGE_SIZE], page=max(page, 1), has_next=len(found) > PAGE_SIZE)


def counts(professional: Actor) -> Counts:
    check_can_see_deliveries(professional)
    waiting = Q(status__in=(Status.QUEUED, Status.SENDING))
    open_rows = Delivery.objects.filter(waiting | Q(status=Status.FAILED))
    found = {row["status"]: row for row in open_rows.values("status").annotate(n=Count("id")).order_by()}
    since = Delivery.objects.filter(waiting).order_by("queued_at").values_list("queued_at", flat=True).first()
    number = {status: row["n"] for status, row in found.items()}
    return Counts(
        waiting=number.get(Status.QUEUED, 0) + number.get(Status.SENDING, 0),
        waiting_since=since,
        failed=number.get(Status.FAILED, 0),
    )


def file_messages(professional: Actor) -> tuple[FileMessage, ...]:
    """The newest files of the demo's outbox. Where mail really leaves there is no such page."""
    check_can_see_deliveries(professional)
    if not transports.leaves_files():
        raise NotFound
    files = [(path.stat().st_mtime, path) for path in Path(settings.OUTBOX_FOLDER).glob("*.eml")]
    return tuple(_file_message(path, written) for written, path in sorted(files, reverse=True)[:PAGE_SIZE])


def shows_files() -> bool:
    """Whether mail stays here as files, to be read on screen: the demo."""
    return transports.leaves_files()


def last_tick() -> datetime | None:
    """When a worker last did any of its periodic work: the health page says so when that is long ago."""
    found: datetime | None = WorkerTick.objects.aggregate(last=Max("last_run_at"))["last"]
    return found


def ticks() -> Mapping[str, Tick]:
    return {row.name: Tick(row.name, row.last_run_at, row.leased_until) for row in WorkerTick.objects.all()}


def something_due(*, at: datetime) -> bool:
    """For the worker: a plain read, so that an idle one takes no lock."""
    return Delivery.objects.due(at).exists()


def something_lapsed(*, at: datetime) -> bool:
    return Delivery.objects.lapsed(at).exists()


def _lines(rows: Iterable[Delivery], *, with_address: bool) -> tuple[DeliveryLine, ...]:
    return tuple(
        DeliveryLine(
            key=row.key,
            message=Message(row.message),
            to=row.to if with_address else "",
            professional_key=row.professional_key,
            reference=row.reference,
            status=Status(row.status),
            queued_at=row.queued_at,
            next_attempt_at=row.next_attempt_at if row.status == Status.QUEUED else None,
            sent_at=row.sent_at,
            attempts=tuple(
                AttemptLine(t.number, t.started_at, t.ended_at, Outcome(t.outcome) if t.outcome else None, t.error)
                for t in sorted(row.tries.all(), key=lambda t: t.number)
            ),
        )
        for row in rows
    )


def _file_message(path: Path, written: float) -> FileMessage:
    mail = message_from_bytes(path.read_bytes(), EmailMessage, policy=policy.default)
    body = mail.get_body(("plain",))
    return FileMessage(
        key=path.stem,
        subject=str(mail["Subject"]),
        to=str(mail["To"]),
        body=body.get_content() if body else "",
        written_at=datetime.fromtimestamp(written, UTC),
    )


@dataclass(frozen=True)
class DisclosureLine:
    """A row of the sharing log, keys not resolved. `about` are keys of persons."""

    key: UUID
    meeting: str
    what: str
    words: str
    is_shared: bool
    to_key: UUID | None
    to_words: str
    purpose: str
    ground: str
    because: str
    by_key: UUID | None
    at: datetime
    about: tuple[UUID, ...]


@dataclass(frozen=True)
class DisclosurePage:
    lines: tuple[DisclosureLine, ...]
    page: int
    pages: int
    total: int


def disclosures_of(
    incidents: Iterable[str], *, meeting: str = "", persons: Iterable[UUID] | None = None, page: int = 1
) -> DisclosurePage:
    """The sharing log of these incidents, newest first; of one meeting, or of what was about any of these persons.

    The caller has checked that the reader may open the incidents, and says which persons they may know of.
    """
    rows = Disclosure.objects.filter(incident__in=list(incidents))
    if meeting:
        rows = rows.filter(meeting=meeting)
    if persons is not None:
        about = DisclosureAbout.objects.filter(person_key__in=list(persons))
        rows = rows.filter(pk__in=about.values("disclosure"))
    total = rows.count()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    found = rows.order_by("-at", "-id").prefetch_related("about")[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return DisclosurePage(tuple(_disclosure(row) for row in found), page, pages, total)


def disclosed_meetings(incidents: Iterable[str]) -> tuple[str, ...]:
    """References of the meetings that the sharing log of these incidents names, newest first."""
    rows = Disclosure.objects.filter(incident__in=list(incidents)).exclude(meeting="")
    return tuple(rows.order_by("-meeting").values_list("meeting", flat=True).distinct())


def _disclosure(row: Disclosure) -> DisclosureLine:
    return DisclosureLine(
        key=row.key,
        meeting=row.meeting,
        what=row.what,
        words=row.words,
        is_shared=row.shared == Shared.SHARED,
        to_key=row.to_key,
        to_words=row.to_words,
        purpose=row.purpose,
        ground=row.ground,
        because=row.because,
        by_key=row.by_key,
        at=row.at,
        about=tuple(one.person_key for one in row.about.all()),
    )
