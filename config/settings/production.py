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
# With this beginning a browser takes them from this host alone: a neighbouring one cannot plant its own.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
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
    database = ENVIRONMENT.database.get_secret_value()
    conditions = {
        "REACHABLE_SECRET_KEY must be random and at least 50 characters long": (
            len(SECRET_KEY) >= 50 and len(set(SECRET_KEY)) >= 10
        ),
        "REACHABLE_FIELD_KEYS must hold at least one Fernet key, and nothing else": (
            FIELD_KEYS and all(map(_is_fernet_key, FIELD_KEYS))
        ),
        "REACHABLE_AUDIT_KEYS must hold id:key pairs of 64 hexadecimal digits or more": (
            AUDIT_KEYS and all(map(_AUDIT_KEY.fullmatch, AUDIT_KEYS))
        ),
        "REACHABLE_HOSTS must name the hosts, without a wildcard": (
            ALLOWED_HOSTS and not any(host.startswith((".", "*")) for host in ALLOWED_HOSTS)
        ),
        "REACHABLE_PUBLIC_URL must start with https://": PUBLIC_URL.startswith("https://"),
        "REACHABLE_ORIGINS must name https:// origins": (
            CSRF_TRUSTED_ORIGINS and all(origin.startswith("https://") for origin in CSRF_TRUSTED_ORIGINS)
        ),
        "REACHABLE_DATABASE must be a postgresql:// address": database.startswith("postgresql://"),
        "REACHABLE_VAR must name a folder outside the program": ENVIRONMENT.var and ROOT not in (VAR, *VAR.parents),
        "REACHABLE_SMTP must be an smtp:// or smtps:// address": OUTBOX_SMTP.startswith(("smtp://", "smtps://")),
        "REACHABLE_MAIL_FROM must be an e-mail address": "@" in MAIL_FROM,
        "REACHABLE_DEMO must not be set: the demo does not exist in production": not ENVIRONMENT.demo,
        "REACHABLE_DEBUG must not be set": not ENVIRONMENT.debug,
    }
    return [words for words, holds in conditions.items() if not holds]


if DEBUG or DEMO:
    raise ImproperlyConfigured("DEBUG and DEMO are never on in production")
if _problems := _wrong():
    raise ImproperlyConfigured("Reachable does not start: " + "; ".join(_problems) + ".")
