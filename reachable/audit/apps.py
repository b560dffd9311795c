from django.apps import AppConfig
from django.core.checks import Tags, register

from .checks import audit_triggers_are_installed


class Audit(AppConfig):
    name = "reachable.audit"
    label = "audit"

    def ready(self) -> None:
        register(audit_triggers_are_installed, Tags.database)
