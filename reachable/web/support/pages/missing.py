"""What the pages on times missing show."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.incidents.queries import Heading, YoungPersonLine
from reachable.safety.queries import EpisodeLine, EpisodeView, MissingView
from reachable.web.shared.page import Look, Page

from ..forms.missing import InterviewForm


@dataclass(frozen=True)
class Missing(Page):
    """Of everybody, or of the young person `line`."""

    template: ClassVar[str] = "support/missing.html"
    nav: ClassVar[str] = "incidents"
    view: MissingView
    line: YoungPersonLine | None = None

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def title(self) -> str:
        return f"Times missing: {self.line.label}" if self.line else "Times missing, and the interviews owed"

    @property
    def looks(self) -> tuple[Look, ...]:
        shown = [one.line.person_key for one in self.view.episodes]
        shown += [self.line.person_key] if self.line else []
        return (Look(incident=self.heading.reference, about=tuple(dict.fromkeys(shown))),)


@dataclass(frozen=True)
class Interview(Page):
    """`stale`: somebody else recorded something while the form was filled in."""

    template: ClassVar[str] = "support/interview.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save"
    view: EpisodeView
    form: InterviewForm
    stale: bool

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def episode(self) -> EpisodeLine:
        return self.view.episode

    @property
    def title(self) -> str:
        return f"{self.episode.line.label}: missing, and the interview afterwards"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=(self.episode.line.person_key,)),)
