"""Addresses of this area: a young person in custody. All begin with an incident's reference."""

from django.urls import URLPattern

app_name = "custody"
urlpatterns: list[URLPattern] = []
