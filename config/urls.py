"""Every address of the site, by area."""

from django.urls import include, path

from reachable.web.shared import errors

urlpatterns = [
    path("", include("reachable.web.home.urls")),
    path("incidents/", include("reachable.web.incidents.urls")),
    path("incidents/<str:reference>/", include("reachable.web.people.urls")),
    path("incidents/<str:reference>/network/", include("reachable.web.network.urls")),
    path("incidents/<str:reference>/", include("reachable.web.hospital.urls")),
    path("incidents/<str:reference>/", include("reachable.web.custody.urls")),
    path("incidents/<str:reference>/", include("reachable.web.court.urls")),
    path("incidents/<str:reference>/", include("reachable.web.safety.urls")),
    path("incidents/<str:reference>/", include("reachable.web.meetings.urls")),
    path("meetings/<str:meeting>/", include("reachable.web.meetings.meeting_urls")),
    path("meetings/<str:meeting>/", include("reachable.web.minutes.urls")),
    path("", include("reachable.web.sharing.urls")),
    path("", include("reachable.web.guests.urls")),
    path("", include("reachable.web.contexts.urls")),
    path("incidents/<str:reference>/", include("reachable.web.maps.urls")),
    path("incidents/<str:reference>/", include("reachable.web.support.urls")),
    path("incidents/<str:reference>/", include("reachable.web.notices.urls")),
    path("incidents/<str:reference>/", include("reachable.web.media.urls")),
    path("", include("reachable.web.briefings.urls")),
    path("incidents/<str:reference>/", include("reachable.web.oversight.urls")),
    path("", include("reachable.web.responses.urls")),
    path("", include("reachable.web.directory.urls")),
    path("audit/", include("reachable.web.audit.urls")),
    path("reports/", include("reachable.web.reports.urls")),
    path("", include("reachable.web.account.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
