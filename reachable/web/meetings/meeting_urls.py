"""Addresses of one meeting, below meetings/<its reference>/; those of an incident are in `urls`."""

from django.urls import URLPattern, path

from . import inviting
from .views import people, planning

app_name = "meeting"
urlpatterns: list[URLPattern] = [
    path("", people.meeting, name="meeting"),
    path("change/", planning.change_meeting, name="change"),
    path("purposes/", planning.proposed_purposes, name="purposes"),
    path("young-people/", planning.meeting_young_people, name="young_people"),
    path("invite/", inviting.invite, name="invite"),
    path("cancel/", planning.cancel_meeting, name="cancel"),
    path("seats/add/", people.add_seat, name="add_seat"),
    path("seats/ask/", people.ask_the_team, name="ask_the_team"),
    path("seats/<slug:code>/", people.meeting_seat, name="seat"),
    path("seats/<slug:code>/add/", people.add_attendee, name="add_attendee"),
    path("seats/<slug:code>/guest/", people.add_guest, name="add_guest"),
    path("people/<uuid:key>/", people.attendee, name="attendee"),
    path("people/<uuid:key>/sees/", people.attendee_sees, name="attendee_sees"),
    path("people/<uuid:key>/out/", people.take_out_attendee, name="take_out_attendee"),
    path("people/<uuid:key>/end/", people.end_place, name="end_place"),
]
