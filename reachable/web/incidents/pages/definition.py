"""What the pages about the definition show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reachable.common.permission_codes import Permission
from reachable.incidents.choices import Finding
from reachable.incidents.queries import ContextView, DecisionView, DefinitionView, Heading
from reachable.responses.queries import DefinitionText
from reachable.web.shared.page import Look, Page

from ..forms.definition import PARTS, ContextForm, DefinitionForm, ReopenForm

_NUMBERS = ("none", "one", "two", "three")


class _OfAnIncident(Page):
    nav: ClassVar[str] = "incidents"
    heading: Heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


@dataclass(frozen=True)
class Definition(_OfAnIncident):
    """`signers` is filled for a reader who may not sign."""

    template: ClassVar[str] = "incidents/definition.html"
    parts: ClassVar[tuple[str, ...]] = PARTS
    heading: Heading
    form: DefinitionForm
    text: DefinitionText
    view: DefinitionView
    reader: Any
    signers: tuple[Any, ...]
    stale: bool

    @property
    def title(self) -> str:
        return f"Is {self.heading.reference} serious youth violence?"

    @property
    def may_sign(self) -> bool:
        return Permission.SIGN_DEFINITION in self.heading.may

    @property
    def shows_form(self) -> bool:
        return self.may_sign and self.heading.is_running

    @property
    def has_keepable_form(self) -> bool:  # type: ignore[override]  # a reader who may not sign has no form
        return self.shows_form

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return (self.form,) if self.shows_form else ()

    @property
    def as_facts_stand(self) -> str:
        """What the parts come to before anybody decides, in one line."""
        worked_out = self.view.worked_out
        found = [getattr(worked_out, name).finding for name in PARTS]
        words = f"{_NUMBERS[found.count(Finding.MET)]} of {_NUMBERS[len(found)]} met"
        if not_met := found.count(Finding.NOT_MET):
            words += f", {_NUMBERS[not_met]} not met"
        if not_known := found.count(Finding.NOT_KNOWN):
            words += f", {_NUMBERS[not_known]} not known (not known counts as met until shown otherwise)"
        return f"{words}, so it is {'' if worked_out.holds else 'not '}serious youth violence."

    @property
    def standing(self) -> DecisionView | None:
        """The decision that stands, shown before the form; what was signed meanwhile has its own place."""
        return None if self.stale else self.view.current

    @property
    def earlier(self) -> tuple[DecisionView, ...]:
        return self.view.decisions[1:]

    @property
    def button(self) -> str:
        return f"Sign as {self.reader.name}, {self.reader.job_title}"

    @property
    def meanwhile(self) -> DecisionView | None:
        return self.view.current if self.stale else None


@dataclass(frozen=True)
class Context(_OfAnIncident):
    template: ClassVar[str] = "incidents/context.html"
    heading: Heading
    answers: tuple[ContextView, ...]
    forms: Mapping[str, ContextForm]
    texts: Mapping[str, DefinitionText]
    stale: bool

    @property
    def may_answer(self) -> bool:
        return Permission.SIGN_DEFINITION in self.heading.may

    @property
    def title(self) -> str:
        return f"The setting of {self.heading.reference}"

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return tuple(self.forms.values()) if self.may_answer else ()


@dataclass(frozen=True)
class Reopen(_OfAnIncident):
    template: ClassVar[str] = "incidents/reopen.html"
    button: ClassVar[str] = "Re-open it"
    has_keepable_form: ClassVar[bool] = True
    heading: Heading
    form: ReopenForm

    @property
    def title(self) -> str:
        return f"Re-open {self.heading.reference}"
