"""Production: nothing has a default that would be unsafe; what is missing is named and the process stops.

The rule that the database role must not own the audit tables needs the database: the web process and the worker
check it when they start (AUDIT_REFUSES_OWNER).
"""

import re

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from .base import *

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.names("trusted_proxies") else None
AUDIT_REFUSES_OWNER = True
_AUDIT_KEY = re.compile(r"[^:]+:(?:[0-9a-fA-F]{2}){32,}")


def _is_fernet_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True


def _wrong() -> list[str]:
    """What keeps this installation from starting: names of variables, never their values."""
    wrong = []
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10:
        wrong.append("REACHABLE_SECRET_KEY must be random and at least 50 characters long")
    if not FIELD_KEYS or not all(map(_is_fernet_key, FIELD_KEYS)):
        wrong.append("REACHABLE_FIELD_KEYS must hold at least one Fernet key, and nothing else")
    if not AUDIT_KEYS or not all(map(_AUDIT_KEY.fullmatch, AUDIT_KEYS)):
        wrong.append("REACHABLE_AUDIT_KEYS must hold id:key pairs of 64 hexadecimal digits or more")
    if not ALLOWED_HOSTS or any("*" in host for host in ALLOWED_HOSTS):
        wrong.append("REACHABLE_HOSTS must name the hosts, without a wildcard")
    if not PUBLIC_URL.startswith("https://"):
        wrong.append("REACHABLE_PUBLIC_URL must start with https://")
    if not CSRF_TRUSTED_ORIGINS or any(not o.startswith("https://") for o in CSRF_TRUSTED_ORIGINS):
        wrong.append("REACHABLE_ORIGINS must name https:// origins")
    if not ENVIRONMENT.database.get_secret_value().startswith("postgresql://"):
        wrong.append("REACHABLE_DATABASE must be a postgresql:// address")
    if not ENVIRONMENT.var:
        wrong.append("REACHABLE_VAR must name a folder outside the program")
    if not OUTBOX_SMTP.startswith(("smtp://", "smtps://")):
        wrong.append("REACHABLE_SMTP must be an smtp:// or smtps:// address")
    if "@" not in MAIL_FROM:
        wrong.append("REACHABLE_MAIL_FROM must be an e-mail address")
    if ENVIRONMENT.debug:
        wrong.append("REACHABLE_DEBUG must not be set")
    if ENVIRONMENT.demo:
        wrong.append("REACHABLE_DEMO must not be set: the demo does not exist in production")
    return wrong


if DEBUG or DEMO:
    raise ImproperlyConfigured("DEBUG and DEMO are never on in production")
if _problems := _wrong():
    raise ImproperlyConfigured("Reachable does not start: " + "; ".join(_problems) + ".")
