"""What the pages show on which is recorded what happened and what became of it."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.incidents.queries import FactLine, Heading, KindToRecord, YoungPersonLine
from reachable.web.shared.page import Look, Page

from ..forms.facts import ChooseFactForm, FactForm, SettleFactForm

_SECTIONS = (
    ("hospital", "In hospital"),
    ("custody", "In custody, and on the way out"),
    ("court", "Court"),
    ("safety", "Threats, and what changes the risk"),
    ("", "Anything else"),
)


class _Happened(Page):
    """`line` is the young person whom it is about; None where it happened in the incident."""

    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    heading: Heading
    line: YoungPersonLine | None

    @property
    def looks(self) -> tuple[Look, ...]:
        about = (self.line.person_key,) if self.line else ()
        return (Look(incident=self.heading.reference, about=about),)

    @property
    def whose(self) -> str:
        return self.line.label if self.line else self.heading.reference


@dataclass(frozen=True)
class Happened(_Happened):
    """What is recorded, what can be, and of the incident to whom else something may have happened."""

    template: ClassVar[str] = "incidents/happened.html"
    has_keepable_form: ClassVar[bool] = False
    heading: Heading
    line: YoungPersonLine | None
    facts: tuple[FactLine, ...]
    kinds: tuple[KindToRecord, ...]
    young_people: tuple[YoungPersonLine, ...]

    @property
    def sections(self) -> tuple[tuple[str, tuple[KindToRecord, ...]], ...]:
        """The kinds under the heading of their section, those of none last."""
        found = ((title, tuple(kind for kind in self.kinds if kind.group == group)) for group, title in _SECTIONS)
        return tuple((title, kinds) for title, kinds in found if kinds)

    @property
    def title(self) -> str:
        return f"What happened to {self.line.label}" if self.line else f"What happened in {self.heading.reference}"

    @property
    def looks(self) -> tuple[Look, ...]:
        about = tuple(one.person_key for one in self.young_people)
        return (Look(incident=self.heading.reference, about=about),)


@dataclass(frozen=True)
class RecordFact(_Happened):
    """`replaced` is the fact that this one puts right."""

    template: ClassVar[str] = "incidents/record_fact.html"
    button: ClassVar[str] = "Record it"
    heading: Heading
    line: YoungPersonLine | None
    kind: KindToRecord
    form: FactForm
    replaced: FactLine | None

    @property
    def title(self) -> str:
        what = f"{self.whose}: {self.kind.label[:1].lower()}{self.kind.label[1:]}"
        return f"Put right. {what}" if self.replaced else what


@dataclass(frozen=True)
class SettleFact(_Happened):
    template: ClassVar[str] = "incidents/settle_fact.html"
    title: ClassVar[str] = "What became of this?"
    button: ClassVar[str] = "Save what became of it"
    heading: Heading
    line: YoungPersonLine | None
    fact: FactLine
    form: SettleFactForm
    stale: bool


@dataclass(frozen=True)
class ChooseFact(_Happened):
    template: ClassVar[str] = "incidents/choose_fact.html"
    title: ClassVar[str] = "This one is right"
    button: ClassVar[str] = "Take this one to be right"
    heading: Heading
    line: YoungPersonLine | None
    fact: FactLine
    beside: tuple[FactLine, ...]
    form: ChooseFactForm
    stale: bool

    @property
    def others(self) -> tuple[FactLine, ...]:
        """What is set aside by the choice."""
        return tuple(one for one in self.beside if one.stands)


@dataclass(frozen=True)
class AskLegal(_Happened):
    """What holds before somebody looks at one person's posts again."""

    template: ClassVar[str] = "incidents/ask_legal.html"
    title: ClassVar[str] = "Stop: ask legal services first"
    has_keepable_form: ClassVar[bool] = False
    heading: Heading
    line: YoungPersonLine | None
    fact: FactLine
