"""What the pages show on what journalists asked."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.incidents.queries import Heading
from reachable.sharing.queries import EnquiriesView, EnquiryView, WhoSpeaks
from reachable.web.shared.page import Look, Page

from ..forms.enquiries import AnswerEnquiryForm, EnquiryForm


@dataclass(frozen=True)
class Enquiries(Page):
    """`who` speaks: questions are passed there."""

    template: ClassVar[str] = "media/enquiries.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Record what was asked"
    title: ClassVar[str] = "Questions from the media"
    view: EnquiriesView
    who: WhoSpeaks | None
    form: EnquiryForm

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


@dataclass(frozen=True)
class Enquiry(Page):
    """`form` is None once it is answered. `stale`: somebody else recorded the answer meanwhile."""

    template: ClassVar[str] = "media/enquiry.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Record the answer"
    view: EnquiryView
    who: WhoSpeaks | None
    form: AnswerEnquiryForm | None
    stale: bool

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def title(self) -> str:
        return f"Question of {self.view.line.outlet}"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(self.heading.reference, self.view.named),)
