from django.apps import AppConfig


class Oversight(AppConfig):
    name = "reachable.oversight"
    label = "oversight"
