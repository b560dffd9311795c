from django.apps import AppConfig


class Meetings(AppConfig):
    name = "reachable.meetings"
    label = "meetings"
