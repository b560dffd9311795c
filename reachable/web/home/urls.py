"""Addresses of this area."""

from django.urls import URLPattern, path

from . import views

app_name = "home"
urlpatterns: list[URLPattern] = [
    path("", views.my_work, name="my_work"),
    path("help/", views.help_page, name="help"),
    path("guide/", views.guide_page, name="guide"),
    path("guide/<str:clause>/", views.clause_place, name="clause_place"),
]
