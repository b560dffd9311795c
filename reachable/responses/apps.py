from django.apps import AppConfig
from django.core.checks import register


class Responses(AppConfig):
    name = "reachable.responses"
    label = "responses"

    def ready(self) -> None:
        from . import checks

        register(checks.playbook_is_sound, "playbook")
