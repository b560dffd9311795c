"""Addresses of this area: court appearances. All begin with an incident's reference."""

from django.urls import URLPattern, path

from . import views

app_name = "court"
urlpatterns: list[URLPattern] = [
    path("court/", views.court, name="court"),
    path("young-people/<uuid:key>/court/", views.young_person, name="young_person"),
]
