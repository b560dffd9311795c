"""Searching the audit."""

from django.urls import path

from . import views

app_name = "audit"
urlpatterns = [
    path("", views.search, name="search"),
    path("latest/", views.latest, name="latest"),
    path("young-people/<uuid:key>/", views.about_young_person, name="young_person"),
    path("professionals/<uuid:key>/", views.by_professional, name="professional"),
]
