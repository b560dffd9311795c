from django.apps import AppConfig


class Jobs(AppConfig):
    name = "reachable.jobs"
    label = "jobs"
