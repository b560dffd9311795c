"""Hands the table of happenings over when Django is ready."""

from django.apps import AppConfig


class Wiring(AppConfig):
    name = "config"

    def ready(self) -> None:
        from config import wiring

        wiring.connect()
