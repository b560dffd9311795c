from django.apps import AppConfig


class Sharing(AppConfig):
    name = "reachable.sharing"
    label = "sharing"
