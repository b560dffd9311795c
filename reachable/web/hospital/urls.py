"""Addresses of this area: a young person in hospital. All begin with an incident's reference."""

from django.urls import URLPattern, path

from . import views

_HOSPITAL = "young-people/<uuid:key>/hospital/"

app_name = "hospital"
urlpatterns: list[URLPattern] = [
    path(_HOSPITAL, views.hospital, name="hospital"),
    path(f"{_HOSPITAL}officer/", views.agree_officer_may_leave, name="agree_officer_may_leave"),
    path(f"{_HOSPITAL}youth-worker/", views.send_youth_worker, name="send_youth_worker"),
    path(f"{_HOSPITAL}youth-worker/<uuid:deployment>/end/", views.end_youth_worker, name="end_youth_worker"),
]
