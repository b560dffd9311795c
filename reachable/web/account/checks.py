"""Checks a password, a code or a passkey, counts the attempts and records the failures.

The counting is allauth's, in the shared cache, so that every process of the installation counts together.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac

from reachable.common.refusals import Refused
from reachable.directory import operations, queries
from reachable.web.shared.request import PageRequest

WAIT_SECONDS = 300
NOT_RIGHT = "The e-mail address or the password is not right."
TOO_MANY = "There were too many attempts. Wait five minutes and try again."
NOT_THIS_PASSKEY = "The passkey was not accepted. Try again, or use another second factor."


def password(request: PageRequest, email: str, typed: str, *, step: str = "password") -> Any:
    """The account of this address, when the password is right. One answer for a wrong one and an unknown address."""
    try:
        account = get_adapter().authenticate(request, email=email, password=typed)
    except ValidationError:
        _too_many(request, email)
        raise Refused(TOO_MANY) from None
    if account is None or queries.professional_for_account(account) is None:
        operations.note_sign_in_failed(by=None, at=request.at, email=email, step=step)
        raise Refused(NOT_RIGHT)
    return account


def code(request: PageRequest, professional: Any, typed: str) -> str:
    """Accepts a code of the authenticator app or a recovery code; answers which, as a code for the audit."""
    forgive = _count(request, professional)
    try:
        kind = operations.use_code(by=professional, at=request.at, code=typed)
    except Refused:
        _failed(request, professional, "code")
        raise
    forgive()
    return str(kind.value).lower().replace("_", "-")


def passkey(request: PageRequest, professional: Any, credential: dict[str, Any]) -> str:
    forgive = _count(request, professional)
    try:
        webauthn.parse_authentication_response(credential)
        used = webauthn.complete_authentication(professional.account, credential)
    except (ValidationError, ValueError, KeyError, TypeError):
        _failed(request, professional, "passkey")
        raise Refused(NOT_THIS_PASSKEY) from None
    operations.note_passkey_used(by=professional, at=request.at, number=used.pk)
    forgive()
    return "passkey"


def old_password(request: PageRequest, professional: Any, typed: str) -> None:
    """Before a password is changed: counted like any other attempt, so that it cannot be guessed here either."""
    account = password(request, professional.account.email, typed, step="old-password")
    if account.pk != professional.account.pk:
        raise Refused(NOT_RIGHT)


def reset_is_allowed(request: PageRequest, email: str) -> bool:
    """Whether this address and this computer may ask for one more mail."""
    return bool(ratelimit.consume(request, action="reset_password", key=email))


def _count(request: PageRequest, professional: Any) -> Any:
    try:
        return check_rate_limit(professional.account)
    except ValidationError:
        _too_many(request, professional.account.email)
        raise Refused(TOO_MANY) from None


def _too_many(request: PageRequest, email: str) -> None:
    """Noted once for an address while it lasts, and seldom for a computer that tries one address after the other:
    whoever is held back must not fill the audit with it."""
    address = salted_hmac("too-many", email.strip().lower()).hexdigest()
    computer = get_adapter().get_client_ip(request)
    if cache.add(f"too-many:{computer}", "noted", 10) and cache.add(f"too-many:{address}", "noted", WAIT_SECONDS):
        operations.note_sign_in_failed(by=None, at=request.at, email=email, step="too-many")


def _failed(request: PageRequest, professional: Any, step: str) -> None:
    operations.note_sign_in_failed(by=None, at=request.at, email=professional.account.email, step=step)
