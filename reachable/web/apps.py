from django.apps import AppConfig


class Web(AppConfig):
    name = "reachable.web"
    label = "web"
