"""Invitations."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.directory.choices import InvitationState
from reachable.directory.queries import InvitationRow

from .. import forms
from .base import DirectoryPage


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
