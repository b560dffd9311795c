"""Second factors: authenticator apps, passkeys and recovery codes. Their secrets are stored encrypted.

The rows are allauth's; its adapter (`web/account/adapter.py`) encrypts with `common.sealing`.
"""

import hashlib
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, validate_totp_code
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.core.cache import cache

from reachable.audit import log
from reachable.common.refusals import NotFound, Refused
from reachable.directory import permissions
from reachable.directory.choices import SecondFactor
from reachable.directory.models import FACTOR_KINDS, Account, Professional
from reachable.outbox.choices import Message
from reachable.outbox.operations import queue

WRONG_CODE = "This code is not right. Use the newest code that your app shows."


def _account(by: Professional) -> Account:
    if by.account is None:
        raise NotFound("This professional has no account.")
    return Account.objects.select_for_update().get(pk=by.account.pk)


def _tell(by: Professional, at: datetime, account: Account) -> None:
    """The owner is told by mail, in case it was somebody else."""
    queue(Message.SECOND_FACTOR_CHANGED, to=account.email, at=at, professional_key=by.key)


def _added(by: Professional, at: datetime, kind: SecondFactor) -> None:
    log.record("second-factor-added", by=by, at=at, codes={"kind": kind.value})


def _ensure_recovery_codes(by: Professional, at: datetime, account: Account) -> None:
    if not Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).exists():
        RecoveryCodes.activate(account)
        _added(by, at, SecondFactor.RECOVERY_CODES)


@log.operation
def add_totp(*, by: Professional, at: datetime, secret: str, code: str) -> None:
    """`code` proves that the app holds the secret before anything depends on it."""
    account = _account(by)
    if not validate_totp_code(secret, code.strip()):
        raise Refused(WRONG_CODE, field="code")
    if Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists():
        raise Refused("You have an authenticator app already. Remove that one first.", field="code")
    TOTP.activate(account, secret)
    _added(by, at, SecondFactor.TOTP)
    _tell(by, at, account)
    _ensure_recovery_codes(by, at, account)


@log.operation
def add_passkey(*, by: Professional, at: datetime, name: str, credential: dict[str, Any]) -> None:
    """`credential` has passed the registration ceremony; a public key is no secret."""
    account = _account(by)
    WebAuthn.add(account, name.strip()[:60] or "Passkey", credential)
    _added(by, at, SecondFactor.PASSKEY)
    _tell(by, at, account)
    _ensure_recovery_codes(by, at, account)


@log.operation
def make_recovery_codes(*, by: Professional, at: datetime) -> None:
    """New codes; the old ones stop working."""
    account = _account(by)
    if not Authenticator.objects.filter(user=account).exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
        raise Refused("Set up an authenticator app or a passkey first.")
    Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(account)
    log.record("recovery-codes-made", by=by, at=at)
    _tell(by, at, account)


@log.operation
def remove_second_factor(*, by: Professional, at: datetime, number: int) -> None:
    """The last app or passkey stays: outside the demo nobody works without a second factor."""
    account = _account(by)
    mine = Authenticator.objects.filter(user=account).exclude(type=Authenticator.Type.RECOVERY_CODES)
    found = mine.filter(pk=number).first()
    if found is None:
        raise NotFound("You have no such second factor.")
    if mine.count() == 1:
        raise Refused("This is your only second factor. Add another one before you remove it.")
    kind = FACTOR_KINDS[found.type]
    found.delete()
    log.record("second-factor-removed", by=by, at=at, codes={"kind": kind.value})
    _tell(by, at, account)


@log.operation
def clear_second_factors(*, by: Professional, at: datetime, professional: Professional) -> None:
    """For somebody who has lost them all; the administrator has made sure who is asking. The next sign-in, with the
    password, leads to setting one up."""
    permissions.check_can_invite(by)
    permissions.check_is_somebody_else(by, professional)
    account = _account(professional)
    Authenticator.objects.filter(user=account).delete()
    log.record("second-factors-cleared", by=by, at=at, codes={"professional": str(professional.key)})
    _tell(professional, at, account)


@log.operation
def use_code(*, by: Professional, at: datetime, code: str) -> SecondFactor:
    """Checks a code of the authenticator app or one of the recovery codes, which works once."""
    account = _account(by)
    typed = "".join(code.split())
    for row in Authenticator.objects.filter(user=account).exclude(type=Authenticator.Type.WEBAUTHN).order_by("-type"):
        if row.wrap().validate_code(typed) and _first_use(account, typed):
            Authenticator.objects.filter(pk=row.pk).update(last_used_at=at)
            if FACTOR_KINDS[row.type] is SecondFactor.RECOVERY_CODES:
                log.record("recovery-code-used", by=by, at=at)
            return FACTOR_KINDS[row.type]
    raise Refused("This code is not right. Use the newest code of your app, or a recovery code.", field="code")


def _first_use(account: Account, typed: str) -> bool:
    """allauth forgets a used code after 30 seconds, but accepts it for 90."""
    digest = hashlib.sha256(f"{account.pk}:{typed}".encode()).hexdigest()
    return bool(cache.add(f"second-factor-used:{digest}", "used", timeout=120))


@log.operation
def note_passkey_used(*, by: Professional, at: datetime, number: int) -> None:
    Authenticator.objects.filter(pk=number, user=_account(by)).update(last_used_at=at)
