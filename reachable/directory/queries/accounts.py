"""Invitations, second factors and typed text: what belongs to one account."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator

from reachable.common import sealing
from reachable.directory import permissions, policies
from reachable.directory.choices import InvitationState, KeptPurpose, SecondFactor
from reachable.directory.models import FACTOR_KINDS, KEPT_FOR, Account, Invitation, KeptText, Professional
from reachable.directory.roles import ROLES


@dataclass(frozen=True)
class InvitationRow:
    key: UUID
    name: str
    email: str
    job_title: str
    agency: str
    role: str
    area: str
    invited_by: str
    invited_at: datetime
    expires_at: datetime
    state: InvitationState


@dataclass(frozen=True)
class InvitationOffer:
    """What the person who holds the link is shown."""

    name: str
    email: str
    agency: str
    role: str


@dataclass(frozen=True)
class SecondFactorRow:
    number: int
    kind: SecondFactor
    name: str
    added_at: datetime
    last_used_at: datetime | None


def invitations(viewer: Professional, *, at: datetime) -> list[InvitationRow]:
    """Every invitation, the newest first."""
    permissions.check_can_invite(viewer)
    return [
        InvitationRow(
            key=row.key,
            name=row.name,
            email=row.email,
            job_title=row.job_title,
            agency=row.agency.name,
            role=ROLES[row.role].name,
            area=row.area,
            invited_by=row.invited_by.name if row.invited_by else "",
            invited_at=row.invited_at,
            expires_at=row.expires_at,
            state=row.state(at),
        )
        for row in Invitation.objects.select_related("agency", "invited_by")
    ]


def invitation_offer(token: str, *, at: datetime) -> InvitationOffer:
    """For whoever holds the token; the same refusal whether it is unknown, used, withdrawn or too old."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    found = Invitation.objects.select_related("agency").filter(token_digest=digest).first()
    invitation = policies.check_invitation_usable(found, at)
    return InvitationOffer(
        name=invitation.name, email=invitation.email, agency=invitation.agency.name, role=ROLES[invitation.role].name
    )


def reset_link_works(key: UUID, token: str) -> bool:
    """Whether this link may still be used to choose a password."""
    account = Account.objects.filter(professional__key=key).first()
    return policies.may_reset(account, token)


def second_factors(professional: Professional) -> list[SecondFactorRow]:
    """The authenticator app and the passkeys of this person, oldest first; recovery codes are not among them."""
    rows = Authenticator.objects.filter(user_id=professional.account_id).order_by("pk")
    return [
        SecondFactorRow(
            number=row.pk,
            kind=FACTOR_KINDS[row.type],
            name=row.data.get("name") or str(FACTOR_KINDS[row.type].label),
            added_at=row.created_at,
            last_used_at=row.last_used_at,
        )
        for row in rows
        if FACTOR_KINDS[row.type] is not SecondFactor.RECOVERY_CODES
    ]


def recovery_codes(professional: Professional) -> tuple[str, ...]:
    """The codes that have not been used."""
    row = Authenticator.objects.filter(user_id=professional.account_id, type=Authenticator.Type.RECOVERY_CODES).first()
    return tuple(row.wrap().get_unused_codes()) if row else ()


def kept_text(professional: Professional, form: str, at: datetime) -> dict[str, Any] | None:
    """What this person typed into this form and has not sent; nothing once it has lapsed."""
    return _opened(KeptText.objects.filter(professional=professional, form=form).first(), at)


def kept_texts(professional: Professional, beginning: str, at: datetime) -> list[tuple[str, dict[str, Any]]]:
    """What this person typed and has not sent, of every form whose address begins so; the latest first."""
    rows = KeptText.objects.filter(professional=professional, form__startswith=beginning).order_by("-kept_at", "-pk")
    found = [(row.form, _opened(row, at)) for row in rows]
    return [(form, payload) for form, payload in found if payload is not None]


def _opened(kept: KeptText | None, at: datetime) -> dict[str, Any] | None:
    if kept is None or kept.kept_at + KEPT_FOR[KeptPurpose(kept.purpose)] <= at:
        return None
    try:
        return dict(json.loads(sealing.decrypt(bytes(kept.payload))))
    except sealing.Unreadable:
        return None
