"""Settings of the test suite: fixed invented secrets; SQLite in a file, or PostgreSQL by
REACHABLE_TEST_DATABASE=postgresql."""

import os
import tempfile
from pathlib import Path

from cryptography.fernet import Fernet

from config import environment as _environment

from .base import *

VAR = Path(tempfile.gettempdir()) / f"reachable-test-{os.getpid()}"
VAR.mkdir(parents=True, exist_ok=True)
SECRET_KEY = "test-" + "k" * 60
FIELD_KEYS = [Fernet.generate_key().decode()]
AUDIT_KEYS = ["test:" + "ab" * 32]
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
# The socket and the role that runs are filled in by tests/conftest.py, which starts the server.
_POSTGRESQL = os.environ.get("REACHABLE_TEST_DATABASE") == "postgresql"
_DATABASE = "postgresql://reachable_owner@/reachable" if _POSTGRESQL else ""
DATABASES = {"default": {**_environment.database_settings(_DATABASE, VAR), "CONN_MAX_AGE": 0}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
DEMO = True
OUTBOX_TRANSPORT = "reachable.outbox.transports.FileFolder"
OUTBOX_FOLDER = VAR / "outbox"
AUDIT_ANCHORS = VAR / "anchors.log"
REMOVALS = VAR / "removals.log"
MAIL_FROM = "reachable@reachable.example"
PUBLIC_URL = "http://testserver"
