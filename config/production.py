"""What the web process and the worker check before they start in production."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from reachable.audit import grants


def check_database_role() -> None:
    """Refuses a database role that owns the audit tables or could switch their triggers off."""
    if settings.SETTINGS_MODULE != "config.settings.production":
        return
    if problems := grants.role_problems(connection):
        raise ImproperlyConfigured("Reachable does not start: " + " ".join(problems))
    connection.close()
