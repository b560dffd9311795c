from django.apps import AppConfig


class Incidents(AppConfig):
    name = "reachable.incidents"
    label = "incidents"
