from django.apps import AppConfig


class People(AppConfig):
    name = "reachable.people"
    label = "people"
