"""What the pages on places and groups show. Nobody is named there, but in the actions of incidents that are open
to the reader.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from reachable.contexts.choices import ContextKind, ContextState
from reachable.contexts.policies.places import FEW_GOALS
from reachable.contexts.queries import ContextLine, ContextView, GoalLine, LinkedContext, Question
from reachable.incidents.queries import Heading
from reachable.responses.queries import ActionLine
from reachable.web.shared.forms import Form
from reachable.web.shared.page import Look, Page


@dataclass(frozen=True)
class Contexts(Page):
    template: ClassVar[str] = "contexts/contexts.html"
    nav: ClassVar[str] = "contexts"
    title: ClassVar[str] = "Places and groups"
    kinds: ClassVar = ContextKind.choices
    states: ClassVar = ContextState.choices
    lines: tuple[ContextLine, ...]
    kind: str
    state: str
    may_keep: bool

    @property
    def late(self) -> int:
        return sum(one.is_late for one in self.lines)


@dataclass(frozen=True)
class Refer(Page):
    """`heading` is that of the incident from which it is referred, None by itself."""

    template: ClassVar[str] = "contexts/refer.html"
    nav: ClassVar[str] = "contexts"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Refer it"
    title: ClassVar[str] = "Refer a place or group"
    form: Form
    heading: Heading | None = None

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference) if self.heading else Look(),)


@dataclass(frozen=True)
class Context(Page):
    template: ClassVar[str] = "contexts/context.html"
    nav: ClassVar[str] = "contexts"
    few: ClassVar[int] = FEW_GOALS
    view: ContextView
    actions: tuple[ActionLine, ...]
    may_give: bool

    @property
    def title(self) -> str:
        return self.view.line.name

    @property
    def looks(self) -> tuple[Look, ...]:
        """At the place, and at each incident of which an action is shown."""
        shown: dict[str, dict[UUID, None]] = {}
        for one in self.actions:
            shown.setdefault(one.reference, {}).update(dict.fromkeys([one.person_key] if one.person_key else []))
        return (Look(), *(Look(incident=reference, about=tuple(keys)) for reference, keys in shown.items()))


@dataclass(frozen=True)
class Keeping(Page):
    """Something is written of one place. `stale`: somebody else was first, and what stands now is shown."""

    nav: ClassVar[str] = "contexts"
    has_keepable_form: ClassVar[bool] = True
    does: ClassVar[str]
    view: ContextView
    form: Form
    stale: bool

    @property
    def title(self) -> str:
        return f"{self.does}: {self.view.line.name}"


@dataclass(frozen=True)
class ChangeContext(Keeping):
    template: ClassVar[str] = "contexts/change_context.html"
    does: ClassVar[str] = "Change what is said"


@dataclass(frozen=True)
class AssessContext(Keeping):
    template: ClassVar[str] = "contexts/assess_context.html"
    does: ClassVar[str] = "Assess"
    button: ClassVar[str] = "Save this version"


@dataclass(frozen=True)
class AnswerContext(Keeping):
    template: ClassVar[str] = "contexts/answer_context.html"
    button: ClassVar[str] = "Save the answer"
    question: Question

    @property
    def title(self) -> str:
        return self.question.title


@dataclass(frozen=True)
class AddGoal(Keeping):
    template: ClassVar[str] = "contexts/add_goal.html"
    does: ClassVar[str] = "Set a goal"
    button: ClassVar[str] = "Set this goal"
    few: ClassVar[int] = FEW_GOALS


@dataclass(frozen=True)
class ReadGoal(Keeping):
    template: ClassVar[str] = "contexts/read_goal.html"
    button: ClassVar[str] = "Save what it showed"
    goal: GoalLine

    @property
    def title(self) -> str:
        return f"How it stands: {self.goal.goal}"


@dataclass(frozen=True)
class RevisitContext(Keeping):
    template: ClassVar[str] = "contexts/revisit_context.html"
    does: ClassVar[str] = "Looked at again"


@dataclass(frozen=True)
class EndContext(Keeping):
    template: ClassVar[str] = "contexts/end_context.html"
    does: ClassVar[str] = "End"
    button: ClassVar[str] = "End it"


@dataclass(frozen=True)
class AcceptContext(Keeping):
    template: ClassVar[str] = "contexts/accept_context.html"
    does: ClassVar[str] = "Taken on by MACE"


@dataclass(frozen=True)
class ContextsOfIncident(Page):
    template: ClassVar[str] = "contexts/contexts_of_incident.html"
    nav: ClassVar[str] = "incidents"
    heading: Heading
    linked: tuple[LinkedContext, ...]
    may_keep: bool
    at: datetime

    @property
    def title(self) -> str:
        return f"Places and groups of {self.heading.reference}"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


@dataclass(frozen=True)
class LinkContext(Page):
    template: ClassVar[str] = "contexts/link_context.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Link it"
    heading: Heading
    form: Form
    there_are: bool

    @property
    def title(self) -> str:
        return f"Link a place or group to {self.heading.reference}"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)
