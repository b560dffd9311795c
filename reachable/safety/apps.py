from django.apps import AppConfig


class Safety(AppConfig):
    name = "reachable.safety"
    label = "safety"
