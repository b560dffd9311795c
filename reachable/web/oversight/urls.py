"""Addresses of this area: phases, hand-overs, days to come. All begin with an incident's reference."""

from django.urls import URLPattern, path

from . import views

app_name = "oversight"
urlpatterns: list[URLPattern] = [
    path("pages/", views.more, name="more"),
    path("way-back/", views.way_back, name="way_back"),
    path("way-back/stabilise/", views.stabilise, name="stabilise"),
    path("way-back/stand-down/", views.stand_down, name="stand_down"),
    path("way-back/begin-again/", views.begin_again, name="begin_again"),
    path("way-back/hand-over/", views.hand_over, name="hand_over"),
    path("way-back/hand-over/<uuid:key>/", views.answer, name="answer"),
    path("way-back/days/add/", views.add_day, name="add_day"),
    path("way-back/days/<uuid:key>/", views.finish_day, name="finish_day"),
]
