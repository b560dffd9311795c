"""Addresses of this area. A reader's begins with the briefing's own reference and leads to no incident."""

from django.urls import URLPattern, path

from .views import reading, releasing, writing

app_name = "briefings"
urlpatterns: list[URLPattern] = [
    path("incidents/<str:reference>/briefings/", writing.briefings, name="briefings"),
    path("incidents/<str:reference>/briefings/new/", writing.new, name="new"),
    path("briefings/", reading.mine, name="mine"),
    path("briefings/<str:briefing>/", reading.read, name="read"),
    path("briefings/<str:briefing>/read/", reading.confirm, name="confirm"),
    path("briefings/<str:briefing>/ask/", reading.ask, name="ask"),
    path("briefings/<str:briefing>/questions/<uuid:key>/", reading.answer, name="answer"),
    path("briefings/<str:briefing>/write/", writing.briefing, name="briefing"),
    path("briefings/<str:briefing>/write/text/", writing.write, name="write"),
    path("briefings/<str:briefing>/write/findings/", writing.findings, name="findings"),
    path("briefings/<str:briefing>/sign/", releasing.sign, name="sign"),
    path("briefings/<str:briefing>/chair/", releasing.chair, name="chair"),
    path("briefings/<str:briefing>/readers/", releasing.readers, name="readers"),
    path("briefings/<str:briefing>/readers/<uuid:key>/remove/", releasing.remove_reader, name="remove_reader"),
    path("briefings/<str:briefing>/readers/<uuid:key>/read-out/", releasing.read_out, name="read_out"),
    path("briefings/<str:briefing>/issue/", releasing.issue, name="issue"),
    path("briefings/<str:briefing>/withdraw/", releasing.withdraw, name="withdraw"),
]
