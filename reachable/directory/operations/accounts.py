"""Accounts: passwords, and who signed in and out. Addresses that were typed are kept as digests alone."""

import hashlib
import hmac
from datetime import datetime
from uuid import UUID

from django.conf import settings

from reachable.audit import log
from reachable.common.refusals import NotFound, Refused
from reachable.directory import links, permissions, policies
from reachable.directory.models import Account, Professional
from reachable.outbox.choices import Message
from reachable.outbox.operations import queue

from ._accounts import new_account

RESET_NOT_VALID = "This link cannot be used any more. Ask for a new one."


def address_digest(email: str) -> str:
    """Tells two attempts on one address apart from attempts on two, without keeping the address."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, policies.clean_email(email).encode(), hashlib.sha256).hexdigest()[:32]


@log.operation
def open_account(*, by: Professional | None, at: datetime, professional: Professional, password: str | None) -> None:
    """For somebody whom the directory knows already. Without a password only the demo can sign in."""
    permissions.check_can_invite(by)
    if professional.account_id is not None:
        raise Refused("This professional has an account already.")
    if password is not None:
        policies.check_password(password, email=professional.email, name=professional.name)
    professional.account = new_account(email=professional.email, password=password, at=at)
    professional.save(update_fields=["account"])
    log.record("account-opened", by=by, at=at, codes={"professional": str(professional.key)})


@log.operation
def switch_account(*, by: Professional, at: datetime, professional: Professional, on: bool) -> None:
    """Off: nobody signs in with it and open sessions end at the next request. Nothing that was recorded changes."""
    permissions.check_can_invite(by)
    permissions.check_is_somebody_else(by, professional)
    if professional.account is None:
        raise Refused("This professional has no account.")
    professional.account.is_active = on
    professional.account.save(update_fields=["is_active"])
    verb = "account-switched-on" if on else "account-switched-off"
    log.record(verb, by=by, at=at, codes={"professional": str(professional.key)})


@log.operation
def change_password(*, by: Professional, at: datetime, old: str, new: str) -> Account:
    """Ends every other session of this account: their hash of the password no longer fits."""
    account = Account.objects.select_for_update().get(professional=by)
    if not account.check_password(old):
        raise Refused("This is not your password.", field="old")
    policies.check_password(new, email=account.email, name=by.name)
    if account.check_password(new):
        raise Refused("Choose a password that you have not used here before.", field="password")
    account.set_password(new)
    account.save(update_fields=["password"])
    log.record("password-changed", by=by, at=at, codes={"how": "old-password"})
    queue(Message.PASSWORD_CHANGED, to=account.email, at=at, professional_key=by.key)
    return account


@log.operation
def request_password_reset(*, by: None, at: datetime, email: str) -> None:
    """Sends a link, valid for an hour and once, where there is an account; tells nobody whether there is."""
    codes = {"address": address_digest(email)}
    log.record("password-reset-requested", by=None, at=at, codes=codes)
    account = Account.objects.filter(email=policies.clean_email(email), is_active=True).first()
    professional = Professional.objects.filter(account=account).first() if account else None
    if account is None or professional is None:
        return
    link = links.password_reset(professional.key, policies.RESET_TOKENS.make_token(account))
    queue(Message.PASSWORD_RESET, to=account.email, at=at, professional_key=professional.key, link=link)


@log.operation
def reset_password(*, by: None, at: datetime, key: UUID | str, token: str, password: str) -> None:
    """Sets the password and nothing more: the second factor is asked for at sign-in as always."""
    account = Account.objects.select_for_update().filter(professional__key=UUID(str(key))).first()
    if account is None or not policies.may_reset(account, token):
        raise NotFound(RESET_NOT_VALID)
    professional = Professional.objects.get(account=account)
    policies.check_password(password, email=account.email, name=professional.name)
    account.set_password(password)
    account.save(update_fields=["password"])
    log.record("password-changed", by=professional, at=at, codes={"how": "reset-link"})
    queue(Message.PASSWORD_CHANGED, to=account.email, at=at, professional_key=professional.key)


@log.operation
def note_signed_in(*, by: Professional, at: datetime, how: str) -> None:
    """`how` is a code: demo, password, password+totp, password+passkey, password+recovery-code."""
    log.record("signed-in", by=by, at=at, codes={"how": how})


@log.operation
def note_sign_in_failed(*, by: None, at: datetime, email: str, step: str) -> None:
    log.record("sign-in-failed", by=None, at=at, codes={"address": address_digest(email), "step": step})


@log.operation
def note_signed_out(*, by: Professional, at: datetime) -> None:
    log.record("signed-out", by=by, at=at)


@log.operation
def note_locked(*, by: Professional, at: datetime) -> None:
    log.record("locked", by=by, at=at)


@log.operation
def note_unlocked(*, by: Professional, at: datetime, how: str) -> None:
    log.record("unlocked", by=by, at=at, codes={"how": how})
