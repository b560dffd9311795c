"""Addresses for whoever was asked to a meeting and has only a place at it. No address carries a code."""

from django.urls import URLPattern, path

from . import entering, invitation, place

app_name = "guests"
urlpatterns: list[URLPattern] = [
    path("answer/<str:token>/", invitation.answer_invitation, name="answer"),
    path("guest/", entering.guest_enter, name="enter"),
    path("guest/code/", entering.guest_code, name="code"),
    path("guest/purpose/", entering.guest_purpose, name="purpose"),
    path("guest/leave/", entering.guest_leave, name="leave"),
    path("guest/meeting/", place.guest_meeting, name="meeting"),
    path("guest/actions/<uuid:key>/", place.guest_action, name="action"),
    path("meetings/<str:meeting>/mine/", place.own_meeting, name="mine"),
    path("meetings/<str:meeting>/mine/actions/<uuid:key>/", place.own_action, name="my_action"),
]
