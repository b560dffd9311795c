"""One machine, one command: SQLite, the demo, a file outbox, secrets made at the first start."""

import json
import secrets

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from config import environment as _environment

from .base import *

if ENVIRONMENT.public_url.startswith("https://"):
    raise ImproperlyConfigured(
        "These are the settings of the demo, and REACHABLE_PUBLIC_URL says that this is a real installation. "
        "Set DJANGO_SETTINGS_MODULE=config.settings.production."
    )
VAR.mkdir(parents=True, exist_ok=True)


def _local_secrets() -> dict[str, str]:
    path = VAR / "secrets.json"
    if not path.exists():
        made = {
            "secret_key": secrets.token_urlsafe(50),
            "field_key": Fernet.generate_key().decode(),
            "audit_key": "local:" + secrets.token_hex(32),
        }
        path.touch(mode=0o600)
        path.write_text(json.dumps(made))
    return dict(json.loads(path.read_text()))


_secrets = _local_secrets()
SECRET_KEY = SECRET_KEY or _secrets["secret_key"]
FIELD_KEYS = FIELD_KEYS or [_secrets["field_key"]]
AUDIT_KEYS = AUDIT_KEYS or [_secrets["audit_key"]]
ALLOWED_HOSTS = ALLOWED_HOSTS or ["127.0.0.1", "localhost"]
DATABASES = {"default": _environment.database_settings(ENVIRONMENT.database.get_secret_value(), VAR)}
DEMO = True
OUTBOX_TRANSPORT = "reachable.outbox.transports.FileFolder"
MAIL_FROM = MAIL_FROM or "reachable@reachable.example"
PUBLIC_URL = PUBLIC_URL or "http://127.0.0.1:8000"
