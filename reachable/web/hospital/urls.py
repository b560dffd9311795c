"""Addresses of this area: a young person in hospital. All begin with an incident's reference."""

from django.urls import URLPattern

app_name = "hospital"
urlpatterns: list[URLPattern] = []
