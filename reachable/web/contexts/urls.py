"""Addresses of this area: places and groups by themselves and in an incident; measures that disrupt harm."""

from django.urls import URLPattern, path

from .views import disruption, keeping, places

app_name = "contexts"
urlpatterns: list[URLPattern] = [
    path("contexts/", places.contexts, name="contexts"),
    path("contexts/refer/", places.refer, name="refer"),
    path("contexts/<str:context>/", places.context, name="context"),
    path("contexts/<str:context>/change/", keeping.change_context, name="change"),
    path("contexts/<str:context>/assess/", keeping.assess_context, name="assess"),
    path("contexts/<str:context>/questions/<slug:code>/", keeping.answer_context, name="answer"),
    path("contexts/<str:context>/goals/add/", keeping.add_goal, name="goal"),
    path("contexts/<str:context>/goals/<uuid:key>/", keeping.read_goal, name="reading"),
    path("contexts/<str:context>/revisit/", keeping.revisit_context, name="revisit"),
    path("contexts/<str:context>/end/", keeping.end_context, name="end"),
    path("contexts/<str:context>/accept/", keeping.accept_context, name="accept"),
    path("incidents/<str:reference>/contexts/", places.contexts_of_incident, name="of_incident"),
    path("incidents/<str:reference>/contexts/refer/", places.refer_from, name="refer_from"),
    path("incidents/<str:reference>/contexts/link/", places.link_context, name="link"),
    path("incidents/<str:reference>/contexts/<str:context>/unlink/", places.unlink_context, name="unlink"),
    path("incidents/<str:reference>/disruption/", disruption.disruption, name="disruption"),
    path("incidents/<str:reference>/disruption/new/", disruption.new_disruption, name="new_disruption"),
    path("incidents/<str:reference>/disruption/<uuid:key>/", disruption.disruption_step, name="disruption_step"),
    path("incidents/<str:reference>/disruption/<uuid:key>/compare/", disruption.compare_with_plan, name="compare"),
]
