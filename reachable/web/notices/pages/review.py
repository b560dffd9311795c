"""The rapid review and its pages. No young person is shown but in what the panel and the agencies write."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.incidents.queries import Heading
from reachable.sharing.queries import ReviewView, StepLine, SummaryView
from reachable.web.shared.page import Look, Page

from ..forms import review as forms


@dataclass(frozen=True)
class _OfReview(Page):
    nav: ClassVar[str] = "incidents"
    view: ReviewView

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


@dataclass(frozen=True)
class Review(_OfReview):
    template: ClassVar[str] = "notices/review.html"
    title: ClassVar[str] = "Rapid review"


@dataclass(frozen=True)
class ReviewPlan(_OfReview):
    template: ClassVar[str] = "notices/review_plan.html"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Who runs the rapid review, and when its panel meets"
    button: ClassVar[str] = "Save"
    form: forms.PlanReviewForm
    stale: bool


@dataclass(frozen=True)
class ReviewStep(_OfReview):
    template: ClassVar[str] = "notices/review_step.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "It is done"
    step: StepLine
    form: forms.StepForm

    @property
    def title(self) -> str:
        return self.step.title


@dataclass(frozen=True)
class AskSummary(_OfReview):
    template: ClassVar[str] = "notices/ask_summary.html"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Ask an agency for its summary"
    button: ClassVar[str] = "Ask"
    form: forms.AskSummaryForm


@dataclass(frozen=True)
class ReviewForm(_OfReview):
    template: ClassVar[str] = "notices/review_form.html"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Write the rapid review"
    button: ClassVar[str] = "Save this version"
    form: forms.ReviewForm
    stale: bool


@dataclass(frozen=True)
class ReviewDecide(_OfReview):
    template: ClassVar[str] = "notices/review_decide.html"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "What follows the rapid review"
    button: ClassVar[str] = "Record the decision"
    form: forms.ReviewDecideForm
    stale: bool


@dataclass(frozen=True)
class ReviewSent(_OfReview):
    template: ClassVar[str] = "notices/review_sent.html"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "The rapid review was sent"
    button: ClassVar[str] = "Record that it was sent"
    form: forms.ReviewSentForm


@dataclass(frozen=True)
class Summary(Page):
    """`form` is there for who writes it."""

    template: ClassVar[str] = "notices/summary.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save the summary"
    view: SummaryView
    form: forms.SummaryForm | None
    stale: bool

    @property
    def title(self) -> str:
        return f"What {self.view.line.agency} knows"

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)
