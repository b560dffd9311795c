from django.apps import AppConfig


class Contexts(AppConfig):
    name = "reachable.contexts"
    label = "contexts"
