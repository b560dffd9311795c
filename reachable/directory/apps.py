from django.apps import AppConfig


class Directory(AppConfig):
    name = "reachable.directory"
    label = "directory"
