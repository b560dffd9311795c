"""Addresses of this area: an incident's strands, its night and its actions; an action by its key."""

from django.urls import URLPattern, path

from .views import actions, guide, night, sheet

app_name = "responses"
urlpatterns: list[URLPattern] = [
    path("incidents/<str:reference>/strands/", sheet.strands, name="strands"),
    path("incidents/<str:reference>/strands/<slug:code>/", sheet.sheet, name="sheet"),
    path("incidents/<str:reference>/strands/<slug:code>/about/<str:letter>/", sheet.sheet, name="sheet_about"),
    path("incidents/<str:reference>/considerations/<uuid:key>/", sheet.answer, name="answer"),
    path("incidents/<str:reference>/drafts/<path:form>", sheet.draft, name="draft"),
    path("incidents/<str:reference>/tonight/", night.tonight, name="tonight"),
    path("incidents/<str:reference>/tonight/about/<str:letter>/", night.tonight, name="tonight_about"),
    path("incidents/<str:reference>/handover/", night.handover, name="handover"),
    path("incidents/<str:reference>/actions/", actions.actions, name="actions"),
    path("incidents/<str:reference>/guide/", guide.edition, name="edition"),
    path("deadlines/", guide.deadlines, name="deadlines"),
    path("deadlines/<slug:code>/", guide.deadline, name="deadline"),
    path("deadlines/<slug:code>/back/", guide.deadline_reset, name="deadline_reset"),
    path("actions/<uuid:key>/", actions.action, name="action"),
    path("actions/<uuid:key>/done/", actions.action_done, name="action_done"),
    path("actions/<uuid:key>/more-time/", actions.action_extend, name="action_extend"),
    path("actions/<uuid:key>/not-mine/", actions.action_hand_back, name="action_hand_back"),
    path("actions/<uuid:key>/give/", actions.action_assign, name="action_assign"),
    path("actions/<uuid:key>/accept/", actions.action_accept, name="action_accept"),
    path("actions/<uuid:key>/rang/", actions.action_rang, name="action_rang"),
    path("actions/<uuid:key>/set-off/", actions.action_set_off, name="action_set_off"),
    path("actions/<uuid:key>/arrived/", actions.action_arrived, name="action_arrived"),
    path("actions/<uuid:key>/back/", actions.action_back, name="action_back"),
    path("actions/<uuid:key>/no-longer-needed/", actions.action_withdraw, name="action_withdraw"),
]
