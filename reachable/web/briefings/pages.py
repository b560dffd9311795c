"""What the pages on briefings show. No young person is on any of them."""

from dataclasses import dataclass
from typing import ClassVar

from django.urls import reverse

from reachable.incidents.queries import Heading
from reachable.sharing.queries import BriefingsView, BriefingView, QuestionLine, ReaderLine, ReadView, SentLine
from reachable.web.shared.page import Look, Page

from .forms import (
    AnswerForm,
    AskForm,
    ChairForm,
    FindingsForm,
    IssueForm,
    ReadersForm,
    ReadOutForm,
    SignForm,
    StartForm,
    WithdrawForm,
    WriteForm,
)

_SETTLED_AT = (
    ("of the text", "briefings:findings", "Look at what was found"),
    ("the two questions", "briefings:findings", "Answer them"),
    ("nobody else has signed", "briefings:sign", "Read and sign it"),
    ("nobody is named to read", "briefings:readers", "Say who it is for"),
)
_BY_CLAUSE = {"BRF-2": ("briefings:write", "Write it"), "BRF-3": ("briefings:chair", "Say who chairs it")}


class _OfTeam(Page):
    """A page of the incident's team about one briefing."""

    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    view: BriefingView

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)

    @property
    def addresses(self) -> dict[str, tuple[str, str]]:
        """Where each missing line of the gate is settled, and what the link says."""
        found = dict(_BY_CLAUSE)
        for line in self.view.gate.missing:
            for part, name, says in _SETTLED_AT:
                if part in line.words:
                    found[line.words] = (name, says)
        return {key: (reverse(name, args=[self.view.reference]), says) for key, (name, says) in found.items()}


@dataclass(frozen=True)
class Briefings(Page):
    template: ClassVar[str] = "briefings/briefings.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Briefings for partners"
    view: BriefingsView

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


@dataclass(frozen=True)
class New(Page):
    template: ClassVar[str] = "briefings/new.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Begin a briefing"
    button: ClassVar[str] = "Begin"
    heading: Heading
    form: StartForm

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


@dataclass(frozen=True)
class Briefing(_OfTeam):
    template: ClassVar[str] = "briefings/briefing.html"
    has_keepable_form: ClassVar[bool] = False
    view: BriefingView

    @property
    def title(self) -> str:
        return f"Briefing {self.view.reference}"


@dataclass(frozen=True)
class Write(_OfTeam):
    """`stale`: somebody else saved a version while this one was written; theirs is shown beside it."""

    template: ClassVar[str] = "briefings/write.html"
    button: ClassVar[str] = "Save and check"
    view: BriefingView
    form: WriteForm
    stale: bool

    @property
    def title(self) -> str:
        return f"Write {self.view.reference}"


@dataclass(frozen=True)
class Findings(_OfTeam):
    template: ClassVar[str] = "briefings/findings.html"
    button: ClassVar[str] = "Save what you say"
    view: BriefingView
    form: FindingsForm

    @property
    def title(self) -> str:
        return f"What was found in {self.view.reference}"


@dataclass(frozen=True)
class Sign(_OfTeam):
    template: ClassVar[str] = "briefings/sign.html"
    button: ClassVar[str] = "Sign exactly this text"
    view: BriefingView
    form: SignForm

    @property
    def title(self) -> str:
        return f"Read and sign {self.view.reference}"


@dataclass(frozen=True)
class Chair(_OfTeam):
    template: ClassVar[str] = "briefings/chair.html"
    button: ClassVar[str] = "Save who chairs it"
    view: BriefingView
    form: ChairForm

    @property
    def title(self) -> str:
        return f"Who chairs {self.view.reference}"


@dataclass(frozen=True)
class Readers(_OfTeam):
    template: ClassVar[str] = "briefings/readers.html"
    button: ClassVar[str] = "Add"
    view: BriefingView
    form: ReadersForm

    @property
    def title(self) -> str:
        return f"Who {self.view.reference} is for"


@dataclass(frozen=True)
class ReadOut(_OfTeam):
    template: ClassVar[str] = "briefings/read_out.html"
    button: ClassVar[str] = "Save that it was read out"
    view: BriefingView
    line: ReaderLine
    form: ReadOutForm

    @property
    def title(self) -> str:
        return f"{self.view.reference} was read out to {self.line.name}"


@dataclass(frozen=True)
class Issue(_OfTeam):
    template: ClassVar[str] = "briefings/issue.html"
    button: ClassVar[str] = "Issue it"
    view: BriefingView
    form: IssueForm

    @property
    def title(self) -> str:
        return f"Issue {self.view.reference}"


@dataclass(frozen=True)
class Withdraw(_OfTeam):
    template: ClassVar[str] = "briefings/withdraw.html"
    button: ClassVar[str] = "Withdraw it"
    view: BriefingView
    form: WithdrawForm

    @property
    def title(self) -> str:
        return f"Withdraw {self.view.reference}"


@dataclass(frozen=True)
class Answer(_OfTeam):
    template: ClassVar[str] = "briefings/answer.html"
    button: ClassVar[str] = "Send the answer"
    view: BriefingView
    question: QuestionLine
    form: AnswerForm

    @property
    def title(self) -> str:
        return f"Answer a question about {self.view.reference}"


@dataclass(frozen=True)
class Read(Page):
    """For its readers: nothing here leads to the incident."""

    template: ClassVar[str] = "briefings/read.html"
    view: ReadView

    @property
    def title(self) -> str:
        return self.view.title


@dataclass(frozen=True)
class Ask(Page):
    template: ClassVar[str] = "briefings/ask.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Send the question"
    view: ReadView
    form: AskForm

    @property
    def title(self) -> str:
        return f"Ask something about {self.view.reference}"


@dataclass(frozen=True)
class Mine(Page):
    template: ClassVar[str] = "briefings/mine.html"
    title: ClassVar[str] = "Briefings sent to you"
    lines: tuple[SentLine, ...]
