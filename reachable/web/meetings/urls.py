"""Addresses of this area that begin with an incident's reference: its meetings, and planning a discharge."""

from django.urls import URLPattern, path

from .views import discharge, planning, series

app_name = "meetings"
_OF = "young-people/<uuid:key>/discharge/"
urlpatterns: list[URLPattern] = [
    path("meetings/", planning.meetings, name="meetings"),
    path("meetings/convene/", planning.convene, name="convene"),
    path("meetings/series/", series.series, name="series"),
    path("meetings/series/new/", series.new_series, name="new_series"),
    path("meetings/series/<uuid:key>/end/", series.end_series, name="end_series"),
    path(_OF, discharge.discharge, name="discharge"),
    path(f"{_OF}seats/<slug:kind>/", discharge.seat, name="seat"),
    path(f"{_OF}agree/", discharge.agree_discharge, name="agree_discharge"),
    path(f"{_OF}withdraw/", discharge.withdraw_discharge, name="withdraw_discharge"),
]
