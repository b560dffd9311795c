"""What the surroundings say: environment variables, read once into one checked model.

A wrong value is reported by the variable's name, never by its value.
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError

PREFIX = "REACHABLE_"
_UNREADABLE_ADDRESS = (
    "Reachable does not start: REACHABLE_DATABASE cannot be read. In a password write @ as %40, : as %3A and / as %2F."
)


class Environment(BaseModel):
    model_config = ConfigDict(frozen=True)

    secret_key: SecretStr = SecretStr("")
    field_keys: SecretStr = SecretStr("")  # Fernet keys, newest first, separated by commas
    audit_keys: SecretStr = SecretStr("")  # id:hex pairs, newest first, separated by commas
    database: SecretStr = SecretStr("")  # sqlite:///path or postgresql://user:password@host:port/name
    hosts: str = ""
    origins: str = ""
    trusted_proxies: str = ""
    smtp: SecretStr = SecretStr("")  # smtp://user:password@host:port, or smtps://
    mail_from: str = ""
    public_url: str = ""
    idle_minutes: int = 15
    session_hours: int = 12
    playbook_folder: str = ""  # the counties' folders, where they stand outside the program
    playbook_county: str = "norfolk"  # which of them is asked
    var: str = ""  # folder for the database, the anchors and the file outbox
    smallest_number_shown: int = 5  # in a report on young people; below it a number is left out
    map_tiles: str = ""  # https://tiles.example/{z}/{x}/{y}.png, a server of one's own; without it maps are sketches
    map_credit: str = ""  # whose map it is, as its licence asks
    map_centre: str = "52.628,1.299,13"  # latitude, longitude and how near, where nothing is drawn yet
    demo: bool = False
    debug: bool = False  # known so that production can refuse it; no settings read it

    def names(self, field: str) -> list[str]:
        return [part.strip() for part in getattr(self, field).split(",") if part.strip()]

    def secrets(self, field: str) -> list[str]:
        return [part.strip() for part in getattr(self, field).get_secret_value().split(",") if part.strip()]


def read(environ: dict[str, str] | None = None) -> Environment:
    source = os.environ if environ is None else environ
    values = {k[len(PREFIX) :].lower(): v for k, v in source.items() if k.startswith(PREFIX)}
    known = {k: v for k, v in values.items() if k in Environment.model_fields}
    try:
        return Environment(**known)
    except ValidationError as wrong:  # its words would quote the values
        names = ", ".join(f"{PREFIX}{error['loc'][0]}".upper() for error in wrong.errors())
        raise ImproperlyConfigured(f"Reachable does not start: {names} cannot be read.") from None


def tiles_come_from(address: str) -> str:
    """The one origin that pages may fetch pieces of a map from; empty without a server of one's own."""
    if not address:
        return ""
    parts = urlsplit(address)
    is_plain = not set(parts.netloc) & set("{}@;, '\"*")
    if parts.scheme not in ("http", "https") or not parts.netloc or not is_plain:
        raise ImproperlyConfigured("Reachable does not start: REACHABLE_MAP_TILES is not the address of a server.")
    if not all(part in parts.path + parts.query for part in ("{x}", "{y}", "{z}")):
        raise ImproperlyConfigured("Reachable does not start: REACHABLE_MAP_TILES does not say {z}, {x} and {y}.")
    return f"{parts.scheme}://{parts.netloc}"


def database_settings(address: str, var: Path) -> dict[str, object]:
    """Django's DATABASES entry for an address; SQLite in `var` when there is none."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:  # its words would quote a piece of the address, which may be of the password
        raise ImproperlyConfigured(_UNREADABLE_ADDRESS) from None
    if parts.scheme in ("", "sqlite"):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path[1:] if parts.path else str(var / "reachable.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA secure_delete=ON;",
            },
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": "reachable"},
    }
