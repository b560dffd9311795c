"""Where allauth meets Reachable: what it stores is encrypted, what it would mail or sign up is switched off."""

from ipaddress import ip_address, ip_network
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from reachable.common import sealing


def _is_our_proxy(address: str) -> bool:
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    return any(ip in ip_network(trusted, strict=False) for trusted in settings.TRUSTED_PROXIES)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The nearest address that is not one of our own proxies; attempts are counted by it."""
        hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
        address = request.META.get("REMOTE_ADDR") or "unknown"
        while hops and _is_our_proxy(address):
            address = hops.pop()
        return address

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """All mail goes through the outbox, whose texts carry no content."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """As above."""


class MFAAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return sealing.encrypt_text(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.decrypt_text(encrypted_text)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The host is one of ALLOWED_HOSTS: Django refuses any other before a view runs."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        entity = dict(super().get_public_key_credential_user_entity(user))
        entity["display_name"] = entity["name"]
        return entity
