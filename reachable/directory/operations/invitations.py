"""Invitations: the only way to an account outside the demo."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.text import slugify

from reachable.audit import log
from reachable.common.refusals import NotFound, Refused
from reachable.directory import links, permissions, policies
from reachable.directory.choices import AgencyKind, RoleCode
from reachable.directory.models import Account, Agency, Invitation, Professional, RoleHolding
from reachable.outbox.choices import Message
from reachable.outbox.operations import cancel, queue

from ._accounts import new_account
from .professionals import create_agency

LASTS = timedelta(days=7)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _invitation(key: UUID | str) -> Invitation:
    try:
        return Invitation.objects.select_for_update().get(key=UUID(str(key)))
    except (Invitation.DoesNotExist, ValueError) as error:
        raise NotFound("There is no such invitation.") from error


def _send(by: Professional | None, at: datetime, invitation: Invitation) -> None:
    """A fresh token goes into one mail; its digest stays here. An older mail that still waits is stopped."""
    token = secrets.token_urlsafe(32)  # 256 bits
    invitation.token_digest = digest(token)
    invitation.expires_at = at + LASTS
    _stop_mail(by, at, invitation)
    invitation.delivery_key = queue(
        Message.INVITATION, to=invitation.email, at=at, professional_key=None, link=links.invitation(token)
    )
    invitation.save()


def _stop_mail(by: Professional | None, at: datetime, invitation: Invitation) -> None:
    if invitation.delivery_key is not None and by is not None:
        cancel(by=by, key=invitation.delivery_key, at=at)


@log.operation
def invite_professional(
    *,
    by: Professional | None,
    at: datetime,
    name: str,
    email: str,
    agency_key: UUID | str,
    role: str,
    area: str = "",
    job_title: str = "",
) -> UUID:
    permissions.check_can_invite(by)
    email = policies.clean_email(email)
    agency = Agency.objects.filter(key=agency_key).first()
    if agency is None:
        raise Refused("Choose one of the agencies in the list.", field="agency")
    policies.check_role_fits(role, agency)
    policies.check_address_is_free(email)
    policies.check_no_invitation_waits(email, at)
    # One that lapsed makes way, so that one address has one waiting invitation.
    Invitation.objects.filter(email=email, accepted_at=None, withdrawn_at=None).update(withdrawn_at=at, withdrawn_by=by)
    invitation = Invitation(
        email=email,
        name=name.strip(),
        job_title=job_title.strip(),
        agency=agency,
        role=role,
        area=area,
        invited_by=by,
        invited_at=at,
    )
    _send(by, at, invitation)
    codes = {"invitation": str(invitation.key), "agency": agency.code, "role": role, "area": area}
    log.record("professional-invited", by=by, at=at, codes=codes, words={"name": invitation.name, "email": email})
    return invitation.key


@log.operation
def invite_first_administrator(*, by: None, at: datetime, email: str, name: str, agency_name: str) -> UUID:
    """A new installation has nobody who could invite. Once it has an administrator, this is refused."""
    if RoleHolding.objects.filter(role=RoleCode.ADMINISTRATOR, until_at=None, professional__account__is_active=True):
        raise Refused("There is an administrator already. Administrators invite others on screen.")
    agency = Agency.objects.filter(name=agency_name).first()
    if agency is None:
        kind = AgencyKind.CHILDRENS_SERVICES
        agency = create_agency(by=None, at=at, code=slugify(agency_name), name=agency_name, kind=kind)
    return invite_professional(
        by=None,
        at=at,
        name=name,
        email=email,
        agency_key=agency.key,
        role=RoleCode.ADMINISTRATOR,
        job_title="Administrator",
    )


@log.operation
def withdraw_invitation(*, by: Professional | None, at: datetime, key: UUID | str) -> None:
    permissions.check_can_invite(by)
    invitation = _invitation(key)
    policies.check_invitation_waits(invitation)
    _stop_mail(by, at, invitation)
    invitation.withdrawn_at, invitation.withdrawn_by = at, by
    invitation.save()
    log.record("invitation-withdrawn", by=by, at=at, codes={"invitation": str(invitation.key)})


@log.operation
def renew_invitation(*, by: Professional | None, at: datetime, key: UUID | str) -> None:
    """Seven more days and a new link; the old link stops working."""
    permissions.check_can_invite(by)
    invitation = _invitation(key)
    policies.check_invitation_waits(invitation)
    policies.check_address_is_free(invitation.email)
    _send(by, at, invitation)
    log.record("invitation-renewed", by=by, at=at, codes={"invitation": str(invitation.key)})


@log.operation
def accept_invitation(*, by: None, at: datetime, token: str, password: str) -> Account:
    """Opens the account. The second factor is set up right after, before anything else can be opened."""
    found = Invitation.objects.select_for_update().filter(token_digest=digest(token)).first()
    invitation = policies.check_invitation_usable(found, at)
    policies.check_password(password, email=invitation.email, name=invitation.name)
    account = new_account(email=invitation.email, password=password, at=at)
    professional = _professional_for(invitation, account)
    RoleHolding.objects.get_or_create(
        professional=professional,
        role=invitation.role,
        area=invitation.area,
        until_at=None,
        defaults={"since_at": at, "given_by": invitation.invited_by},
    )
    invitation.accepted_at, invitation.accepted_as = at, professional
    invitation.save()
    codes = {"invitation": str(invitation.key), "role": invitation.role, "area": invitation.area}
    log.record("invitation-accepted", by=professional, at=at, codes=codes)
    return account


def _professional_for(invitation: Invitation, account: Account) -> Professional:
    """Somebody whom the directory knew before without an account keeps that entry, and what refers to it."""
    known = Professional.objects.filter(email=invitation.email, account=None).first()
    if known is None:
        return Professional.objects.create(
            account=account,
            name=invitation.name,
            email=invitation.email,
            job_title=invitation.job_title,
            agency=invitation.agency,
        )
    if known.agency_id != invitation.agency_id:
        raise Refused("The directory lists you with another agency. Ask the administrator to put that right first.")
    known.account = account
    known.save(update_fields=["account"])
    return known
