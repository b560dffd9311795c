"""Addresses of this area: safety maps and what weighs most. All begin with an incident's reference."""

from django.urls import URLPattern, path

from .views import aggregate, maps, places, weighting

app_name = "maps"
urlpatterns: list[URLPattern] = [
    path("young-people/<uuid:key>/map/", maps.safety_map, name="safety_map"),
    path("young-people/<uuid:key>/map/write/", maps.write_map, name="write_map"),
    path("young-people/<uuid:key>/map/readers/", maps.readers, name="readers"),
    path("young-people/<uuid:key>/map/places/add/", places.map_place, name="add_map_place"),
    path("young-people/<uuid:key>/map/places/<int:number>/", places.map_place, name="map_place"),
    path("safety-maps/", aggregate.aggregate, name="aggregate"),
    path("young-people/<uuid:key>/weighting/", weighting.weighting, name="weighting"),
    path("young-people/<uuid:key>/weighting/<str:side>/", weighting.weigh, name="weigh"),
]
