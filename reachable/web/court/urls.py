"""Addresses of this area: court appearances. All begin with an incident's reference."""

from django.urls import URLPattern

app_name = "court"
urlpatterns: list[URLPattern] = []
