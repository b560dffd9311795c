"""What the pages show on which the record of somebody is read and written."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.incidents.queries import AccountsView, Heading, KindLines, RecordView, Whom
from reachable.people.detail_kinds import KindOfDetail, Theme
from reachable.people.queries import AddressLine
from reachable.web.shared.page import Look, Page

from ..forms.record import DetailForm, EndForm, NotToDiscloseForm, NumberForm, OtherNameForm
from ..forms.record_places import AccountForm, AddressForm, ReaderForm


class AboutSomebody(Page):
    """A page about one person of an incident, or around it."""

    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    heading: Heading
    whom: Whom

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=(self.whom.person_key,)),)


@dataclass(frozen=True)
class Record(AboutSomebody):
    """All that is recorded; the relatives whom it names are looked at too."""

    template: ClassVar[str] = "people/record.html"
    has_keepable_form: ClassVar[bool] = False
    themes: ClassVar[tuple[Theme, ...]] = tuple(Theme)
    heading: Heading
    whom: Whom
    view: RecordView

    @property
    def title(self) -> str:
        return f"What is recorded of {self.whom.label}"

    @property
    def looks(self) -> tuple[Look, ...]:
        about = dict.fromkeys((self.whom.person_key, *(one.person_key for one in self.view.family)))
        return (Look(incident=self.heading.reference, about=tuple(about)),)

    def rows(self, theme: Theme) -> tuple[KindLines, ...]:
        """What is recorded, was recorded, or is expected."""
        return tuple(one for one in self.view.of(theme) if one.now or one.before or one.kind.is_expected)

    def nothing_of(self, theme: Theme) -> tuple[KindLines, ...]:
        """The others stand in one line, so that what is known stays in sight."""
        return tuple(one for one in self.view.of(theme) if one not in self.rows(theme))

    def shows(self, theme: Theme) -> bool:
        """Of an adult far less is asked: a theme without a question and without an answer is left out."""
        always = not self.whom.is_adult or theme in (Theme.IDENTITY, Theme.WHERE, Theme.FAMILY)
        return always or bool(self.view.of(theme))


@dataclass(frozen=True)
class AddDetail(AboutSomebody):
    """`lines` is what is recorded of the kind already."""

    template: ClassVar[str] = "people/add_detail.html"
    heading: Heading
    whom: Whom
    kind: KindOfDetail
    form: DetailForm
    lines: KindLines

    @property
    def title(self) -> str:
        return f"{self.kind.label}: {self.whom.label}"


@dataclass(frozen=True)
class AddOtherName(AboutSomebody):
    template: ClassVar[str] = "people/add_other_name.html"
    button: ClassVar[str] = "Save the name"
    heading: Heading
    whom: Whom
    form: OtherNameForm

    @property
    def title(self) -> str:
        return f"Another name of {self.whom.label}"


@dataclass(frozen=True)
class RecordNumber(AboutSomebody):
    template: ClassVar[str] = "people/record_number.html"
    button: ClassVar[str] = "Save the number"
    heading: Heading
    whom: Whom
    form: NumberForm

    @property
    def title(self) -> str:
        return f"A number of {self.whom.label}"


@dataclass(frozen=True)
class EndRecorded(AboutSomebody):
    """`what` is what ends, in words; of a safe address they say no more than that it is one."""

    template: ClassVar[str] = "people/end_recorded.html"
    title: ClassVar[str] = "This no longer holds"
    button: ClassVar[str] = "End it"
    heading: Heading
    whom: Whom
    form: EndForm
    what: str


@dataclass(frozen=True)
class AddAddress(AboutSomebody):
    template: ClassVar[str] = "people/add_address.html"
    button: ClassVar[str] = "Save the address"
    heading: Heading
    whom: Whom
    form: AddressForm

    @property
    def title(self) -> str:
        return f"An address of {self.whom.label}"


@dataclass(frozen=True)
class AddressReaders(AboutSomebody):
    template: ClassVar[str] = "people/address_readers.html"
    title: ClassVar[str] = "Who may read this address"
    button: ClassVar[str] = "Let them read it"
    heading: Heading
    whom: Whom
    address: AddressLine
    form: ReaderForm


@dataclass(frozen=True)
class EndAddressReader(AboutSomebody):
    template: ClassVar[str] = "people/end_address_reader.html"
    button: ClassVar[str] = "They no longer read it"
    has_keepable_form: ClassVar[bool] = False
    heading: Heading
    whom: Whom
    address: AddressLine
    reader: str

    @property
    def title(self) -> str:
        return f"{self.reader} no longer reads this address"


@dataclass(frozen=True)
class NotToDisclose(AboutSomebody):
    template: ClassVar[str] = "people/not_to_disclose.html"
    button: ClassVar[str] = "Save the warning"
    heading: Heading
    whom: Whom
    form: NotToDiscloseForm

    @property
    def title(self) -> str:
        return f"Somebody must not learn of {self.whom.label}"


OWN_ACCOUNT = "a child's own account"


@dataclass(frozen=True)
class Accounts(AboutSomebody):
    """Its own look, with its purpose: who reads what a child said is asked about more than anything."""

    template: ClassVar[str] = "people/accounts.html"
    has_keepable_form: ClassVar[bool] = False
    heading: Heading
    whom: Whom
    view: AccountsView

    @property
    def title(self) -> str:
        return f"What {self.whom.label} said of what happened"

    @property
    def for_whom(self) -> str:
        """Said by what is shown: who reads none from custody does not learn of any."""
        if any(one.in_custody for one in self.view.accounts):
            return "For social workers, and for whoever wrote it down; for police too where it was not said in custody."
        return "For police and social workers."

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=(self.whom.person_key,), purpose=OWN_ACCOUNT),)


@dataclass(frozen=True)
class RecordAccount(AboutSomebody):
    template: ClassVar[str] = "people/record_account.html"
    button: ClassVar[str] = "Save what they said"
    heading: Heading
    whom: Whom
    form: AccountForm

    @property
    def title(self) -> str:
        return f"Write down what {self.whom.label} said"
