"""Addresses of this area: levels, times missing, help offered. All begin with an incident's reference."""

from django.urls import URLPattern, path

from .views import help_offered, missing, screening

app_name = "support"
urlpatterns: list[URLPattern] = [
    path("levels/", screening.levels, name="levels"),
    path("young-people/<uuid:key>/screening/", screening.screening, name="screening"),
    path("young-people/<uuid:key>/screening/write/", screening.screen, name="screen"),
    path("missing/", missing.missing, name="missing"),
    path("missing/<uuid:key>/", missing.interview, name="interview"),
    path("young-people/<uuid:key>/missing/", missing.missing_of, name="missing_of"),
    path("support/", help_offered.help_grid, name="help"),
    path("support/<uuid:key>/", help_offered.offer_step, name="offer_step"),
    path("young-people/<uuid:key>/support/", help_offered.help_of, name="help_of"),
    path("young-people/<uuid:key>/support/add/", help_offered.offer, name="offer"),
    path("young-people/<uuid:key>/for-the-family/", help_offered.family_sheet, name="family_sheet"),
]
