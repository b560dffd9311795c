"""What mail went out."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from reachable.outbox.choices import Status
from reachable.outbox.queries import Counts, DeliveryPage, FileMessage
from reachable.web.shared.page import Page

from .. import worker


@dataclass(frozen=True)
class Deliveries(Page):
    template: ClassVar[str] = "directory/deliveries.html"
    nav: ClassVar[str] = "deliveries"
    title: ClassVar[str] = "Deliveries"
    found: DeliveryPage
    counts: Counts
    status: Status | None
    last_tick: datetime | None
    shows_files: bool
    at: datetime
    statuses: ClassVar[tuple[Status, ...]] = tuple(Status)
    tones: ClassVar[dict[Status, str]] = {
        Status.QUEUED: "soon",
        Status.SENDING: "soon",
        Status.SENT: "well",
        Status.FAILED: "late",
    }

    @property
    def worker(self) -> str:
        return worker.words(self.last_tick, self.at)

    @property
    def worker_is_late(self) -> bool:
        return worker.is_late(self.last_tick, self.at)


@dataclass(frozen=True)
class DeliveryFiles(Page):
    template: ClassVar[str] = "directory/delivery_files.html"
    nav: ClassVar[str] = "deliveries"
    title: ClassVar[str] = "Mail of the demonstration"
    messages: tuple[FileMessage, ...]

    @property
    def cards(self) -> list[tuple[str, FileMessage]]:
        """Each with its heading."""
        return [(message.subject, message) for message in self.messages]
