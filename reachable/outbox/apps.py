from django.apps import AppConfig


class Outbox(AppConfig):
    name = "reachable.outbox"
    label = "outbox"
