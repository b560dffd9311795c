"""Addresses of this area."""

from django.urls import URLPattern

app_name = "home"
urlpatterns: list[URLPattern] = []
