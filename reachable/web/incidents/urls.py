"""Addresses of this area. Fixed words come first: everything below takes an incident's reference."""

from django.urls import URLPattern, path

from .views import connections, corrections, definition, overview, report, team, timeline, triage, young_people

app_name = "incidents"
urlpatterns: list[URLPattern] = [
    path("", overview.incidents, name="incidents"),
    path("report/", report.report, name="report"),
    path("report/<uuid:key>/what/", report.report_what, name="report_what"),
    path("report/<uuid:key>/people/", report.report_people, name="report_people"),
    path("report/<uuid:key>/check/", report.report_check, name="report_check"),
    path("triage/", triage.triage, name="triage"),
    path("open-on-duty/", overview.open_on_duty, name="open_on_duty"),
    path("<str:reference>/receipt/", report.receipt, name="receipt"),
    path("<str:reference>/join/<str:into>/", triage.join, name="join"),
    path("<str:reference>/apart/<str:other>/", triage.keep_apart, name="keep_apart"),
    path("<str:reference>/", overview.overview, name="overview"),
    path("<str:reference>/young-people/add/", young_people.add_young_person, name="add_young_person"),
    path("<str:reference>/young-people/<uuid:key>/", young_people.young_person, name="young_person"),
    path("<str:reference>/facts/", corrections.correct_facts, name="correct_facts"),
    path("<str:reference>/adults/add/", corrections.add_adult, name="add_adult"),
    path(
        "<str:reference>/young-people/<uuid:key>/correct/",
        corrections.correct_young_person,
        name="correct_young_person",
    ),
    path("<str:reference>/young-people/<uuid:key>/roles/add/", young_people.record_part, name="record_part"),
    path("<str:reference>/young-people/<uuid:key>/roles/end/", young_people.end_part, name="end_part"),
    path("<str:reference>/definition/", definition.definition, name="definition"),
    path("<str:reference>/context/", definition.context, name="context"),
    path("<str:reference>/reopen/", definition.reopen, name="reopen"),
    path("<str:reference>/team/", team.team, name="team"),
    path("<str:reference>/team/lead/", team.name_lead, name="name_lead"),
    path("<str:reference>/team/add/", team.add_to_team, name="add_to_team"),
    path("<str:reference>/team/<uuid:key>/end/", team.leave_team, name="leave_team"),
    path("<str:reference>/connection/", connections.connection, name="connection"),
    path("<str:reference>/connections/<uuid:key>/end/", connections.end_connection, name="end_connection"),
    path("<str:reference>/timeline/", timeline.timeline, name="timeline"),
]
