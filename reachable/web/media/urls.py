"""Addresses of this area: what is said to the media. All begin with an incident's reference."""

from django.urls import URLPattern, path

from .views import contacts, enquiries, releases, saying

app_name = "media"
_VERSION = "media/versions/<uuid:key>/"
urlpatterns: list[URLPattern] = [
    path("media/", contacts.media, name="media"),
    path("media/contacts/", contacts.contacts, name="contacts"),
    path("media/new/", releases.new_release, name="new_release"),
    path("media/enquiries/", enquiries.enquiries, name="enquiries"),
    path("media/enquiries/<uuid:key>/", enquiries.enquiry, name="enquiry"),
    path("media/<uuid:key>/", releases.release, name="release"),
    path("media/<uuid:key>/versions/new/", releases.new_version, name="new_version"),
    path(_VERSION, releases.version, name="version"),
    path(f"{_VERSION}principles/", saying.principles, name="principles"),
    path(f"{_VERSION}consulted/", saying.consulted, name="consulted"),
    path(f"{_VERSION}oversee/", saying.oversee, name="oversee"),
    path(f"{_VERSION}released/", saying.released, name="released"),
]
