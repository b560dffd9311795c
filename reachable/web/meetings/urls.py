"""Addresses of this area: meetings: so far, planning a discharge. All begin with an incident's reference."""

from django.urls import URLPattern, path

from . import views

app_name = "meetings"
_OF = "young-people/<uuid:key>/discharge/"
urlpatterns: list[URLPattern] = [
    path(_OF, views.discharge, name="discharge"),
    path(f"{_OF}seats/<slug:kind>/", views.seat, name="seat"),
    path(f"{_OF}agree/", views.agree_discharge, name="agree_discharge"),
    path(f"{_OF}withdraw/", views.withdraw_discharge, name="withdraw_discharge"),
]
