"""Searching the audit."""

from django.urls import path

from . import connections, emergencies, sealed, views

app_name = "audit"
urlpatterns = [
    path("", views.search, name="search"),
    path("latest/", views.latest, name="latest"),
    path("connections/", connections.connections, name="connections"),
    path("connections/<str:reference>/<uuid:key>/end/", connections.end_connection, name="end_connection"),
    path("emergency-access/", emergencies.emergencies, name="emergencies"),
    path("sealed/", sealed.sealed, name="sealed"),
    path("sealed/<str:reference>/", sealed.sealed_of, name="sealed_of"),
    path("sealed/<str:reference>/<uuid:key>/end/", sealed.end_hold_of, name="end_hold_of"),
    path("young-people/<uuid:key>/", views.about_young_person, name="young_person"),
    path("incidents/<str:reference>/", views.of_incident, name="incident"),
    path("professionals/<uuid:key>/", views.by_professional, name="professional"),
]
