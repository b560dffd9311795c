"""Addresses of this area: a meeting while it runs, and what is left of it. All begin with the meeting's reference."""

from django.urls import URLPattern, path

from . import (
    conclude_views,
    minutes_views,
    run_agenda,
    run_attendance,
    run_noting,
    run_recording,
    run_views,
    sent_views,
)

app_name = "minutes"
urlpatterns: list[URLPattern] = [
    path("run/", run_views.run, name="run"),
    path("run/shared/", run_views.shared, name="shared"),
    path("run/live/", run_views.live, name="live"),
    path("run/typing/", run_views.typing, name="typing"),
    path("start/", run_views.start, name="start"),
    path("end/", run_views.end, name="end"),
    path("run/notes/", run_noting.note, name="note"),
    path("run/notes/<uuid:key>/", run_noting.change_note, name="change_note"),
    path("run/notes/<uuid:key>/take-back/", run_noting.take_back_note, name="take_back_note"),
    path("run/notes/<uuid:key>/clear/", run_noting.clear_note, name="clear_note"),
    path("run/notes/<uuid:key>/dissent/", run_noting.dissent, name="dissent"),
    path("run/actions/", run_recording.action, name="action"),
    path("run/answers/<uuid:key>/", run_recording.answers, name="answers"),
    path("run/outcomes/<uuid:key>/", run_recording.outcome, name="outcome"),
    path("run/items/<uuid:key>/", run_agenda.item, name="item"),
    path("run/items/add/", run_agenda.add_item, name="add_item"),
    path("run/items/<uuid:key>/restricted/", run_agenda.restricted, name="restricted"),
    path("run/restricted/end/", run_agenda.end_restricted, name="end_restricted"),
    path("run/attendance/", run_attendance.attendance, name="attendance"),
    path("run/purposes/", run_agenda.purposes, name="purposes"),
    path("conclude/", conclude_views.conclude, name="conclude"),
    path("conclude/agree/", conclude_views.agree, name="agree"),
    path("minutes/", minutes_views.minutes, name="minutes"),
    path("minutes/add/", minutes_views.addendum, name="addendum"),
    path("actions/", sent_views.actions, name="actions"),
    path("actions/send/", sent_views.send_actions, name="send_actions"),
]
