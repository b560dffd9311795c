"""Addresses of this area: safety: plans, measures, contact, staff. All begin with an incident's reference."""

from django.urls import URLPattern

app_name = "safety"
urlpatterns: list[URLPattern] = []
