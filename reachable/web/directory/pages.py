"""What each page of the directory shows. None of them shows a young person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from reachable.directory.choices import InvitationState
from reachable.directory.queries import DutyLineRow, InvitationRow
from reachable.outbox.choices import Status
from reachable.outbox.queries import Counts, DeliveryPage, FileMessage
from reachable.web.shared.page import Page

from . import forms, worker


class DirectoryPage(Page):
    nav: ClassVar[str] = "directory"

    @staticmethod
    def area_name(code: str) -> str:
        return forms.area_name(code)


@dataclass(frozen=True)
class Directory(DirectoryPage):
    template: ClassVar[str] = "directory/directory.html"
    title: ClassVar[str] = "Directory"
    people: tuple[Any, ...]
    agencies: tuple[Any, ...]
    lines: tuple[DutyLineRow, ...]
    asked: str  # what was searched for; "" shows everybody
    may_invite: bool
    may_keep_lines: bool


@dataclass(frozen=True)
class Professional(DirectoryPage):
    template: ClassVar[str] = "directory/professional.html"
    person: Any
    may_invite: bool

    @property
    def title(self) -> str:
        return str(self.person.name)

    @property
    def held(self) -> list[tuple[str, str, str, datetime]]:
        """Each role held now: what, where, what it does, since when."""
        return [
            (roles.name, forms.area_name(holding.area), roles.description, holding.since_at)
            for holding in self.person.current_holdings
            if (roles := forms.ROLES.get(holding.role))
        ]


@dataclass(frozen=True)
class GiveRole(DirectoryPage):
    template: ClassVar[str] = "directory/give_role.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Give the role"
    person: Any
    form: forms.GiveRoleForm

    @property
    def title(self) -> str:
        return f"Give {self.person.name} a role"


@dataclass(frozen=True)
class EndRole(DirectoryPage):
    template: ClassVar[str] = "directory/end_role.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "End the role"
    person: Any
    form: forms.EndRoleForm

    @property
    def title(self) -> str:
        return f"End a role of {self.person.name}"


@dataclass(frozen=True)
class Account(DirectoryPage):
    template: ClassVar[str] = "directory/account.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Do this"
    person: Any
    form: forms.AccountForm

    @property
    def title(self) -> str:
        return f"The account of {self.person.name}"


@dataclass(frozen=True)
class AddAgency(DirectoryPage):
    template: ClassVar[str] = "directory/add_agency.html"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Add an agency"
    button: ClassVar[str] = "Add the agency"
    form: forms.AgencyForm


@dataclass(frozen=True)
class AddDutyLine(DirectoryPage):
    template: ClassVar[str] = "directory/duty_line.html"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Add a duty line"
    button: ClassVar[str] = "Add the line"
    form: forms.DutyLineForm
    stands: ClassVar[None] = None
    version: ClassVar[int] = 0


@dataclass(frozen=True)
class ChangeDutyLine(DirectoryPage):
    """`stands` is what somebody else saved meanwhile; the writer then sees both and his next save counts."""

    template: ClassVar[str] = "directory/duty_line.html"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Change a duty line"
    button: ClassVar[str] = "Save the line"
    form: forms.DutyLineForm
    line: DutyLineRow
    stands: DutyLineRow | None

    @property
    def version(self) -> Any:
        return self.stands.version if self.stands else self.form["version"].value()


@dataclass(frozen=True)
class DropDutyLine(DirectoryPage):
    template: ClassVar[str] = "directory/drop_duty_line.html"
    title: ClassVar[str] = "Remove a duty line"
    button: ClassVar[str] = "Remove the line"
    form: forms.ConfirmForm
    line: DutyLineRow


@dataclass(frozen=True)
class Invitations(DirectoryPage):
    template: ClassVar[str] = "directory/invitations.html"
    title: ClassVar[str] = "Invitations"
    rows: tuple[InvitationRow, ...]
    sections: ClassVar[tuple[tuple[InvitationState, str, str], ...]] = (
        (InvitationState.WAITING, "Waiting for an answer", "soon"),
        (InvitationState.EXPIRED, "Expired", "late"),
        (InvitationState.ACCEPTED, "Accepted", "well"),
        (InvitationState.WITHDRAWN, "Withdrawn", ""),
    )

    def in_state(self, state: InvitationState) -> list[InvitationRow]:
        return [row for row in self.rows if row.state is state]


@dataclass(frozen=True)
class Invite(DirectoryPage):
    template: ClassVar[str] = "directory/invite.html"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Invite a professional"
    button: ClassVar[str] = "Send the invitation"
    form: forms.InviteForm


@dataclass(frozen=True)
class WithdrawInvitation(DirectoryPage):
    template: ClassVar[str] = "directory/withdraw_invitation.html"
    button: ClassVar[str] = "Withdraw the invitation"
    form: forms.ConfirmForm
    row: InvitationRow

    @property
    def title(self) -> str:
        return f"Withdraw the invitation of {self.row.name}"


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
