"""Addresses of this area."""

from django.urls import URLPattern

app_name = "incidents"
urlpatterns: list[URLPattern] = []
