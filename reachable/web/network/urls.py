"""The network around an incident: who is connected, who may be at risk, and lists that partners bring in."""

from django.urls import URLPattern, path

from .list_urls import list_addresses
from .views import connections, network, people, risk

app_name = "network"
urlpatterns: list[URLPattern] = [
    *list_addresses,
    path("", network.network, name="network"),
    path("reason/", network.reason, name="reason"),
    path("both-sides/", network.both_sides, name="both_sides"),
    path("people/add/", people.add_to_network, name="add_to_network"),
    path("people/<uuid:key>/", people.member, name="member"),
    path("people/<uuid:key>/answer/", risk.dispose, name="dispose"),
    path("people/<uuid:key>/at-risk/", people.name_at_risk, name="name_at_risk"),
    path("people/<uuid:key>/bring-in/", people.bring_in, name="bring_in"),
    path("people/<uuid:key>/remove/", people.remove_person, name="remove_person"),
    path("connections/add/", connections.connect, name="connect"),
    path("groups/link/", connections.link_to_group, name="link_to_group"),
    path("groups/relate/", connections.relate_groups, name="relate_groups"),
    path("<slug:about>/<uuid:key>/contest/", connections.contest, name="contest"),
    path("<slug:about>/<uuid:key>/keep/", connections.keep, name="keep"),
    path("<slug:about>/<uuid:key>/remove/", connections.remove, name="remove"),
]
