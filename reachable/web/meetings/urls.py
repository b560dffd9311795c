"""Addresses of this area: meetings: so far, planning a discharge. All begin with an incident's reference."""

from django.urls import URLPattern

app_name = "meetings"
urlpatterns: list[URLPattern] = []
