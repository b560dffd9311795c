"""What the page of a pack shows."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.sharing.queries import Pack as PackView
from reachable.web.shared.page import Look, Page


@dataclass(frozen=True)
class Pack(Page):
    template: ClassVar[str] = "sharing/pack.html"
    nav: ClassVar[str] = "incidents"
    pack: PackView

    @property
    def title(self) -> str:
        return self.pack.title

    @property
    def looks(self) -> tuple[Look, ...]:
        return looks_of(self.pack)


def looks_of(pack: PackView) -> tuple[Look, ...]:
    return (Look(incident=pack.heading.incident.reference, about=pack.about, purpose="pack"),)
