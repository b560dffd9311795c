"""Addresses of this area: a young person in custody. All begin with an incident's reference."""

from django.urls import URLPattern, path

from . import views

app_name = "custody"
urlpatterns: list[URLPattern] = [
    path("young-people/<uuid:key>/custody/", views.custody, name="custody"),
]
