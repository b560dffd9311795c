"""Where allauth meets Reachable: what it stores is encrypted, what it would mail or sign up is switched off."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from reachable.directory import secrets


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """All mail goes through the outbox, whose texts carry no content."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """As above."""


class MFAAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return secrets.encrypt_text(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.decrypt_text(encrypted_text)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The passkey belongs to the host of the installation, whatever Host header a request carries."""
        host = settings.PUBLIC_URL.partition("://")[2].partition("/")[0].partition(":")[0]
        return {"id": host, "name": settings.MFA_TOTP_ISSUER}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        entity = dict(super().get_public_key_credential_user_entity(user))
        entity["display_name"] = entity["name"]
        return entity
