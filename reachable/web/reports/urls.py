"""Reports."""

from django.urls import path

from . import views

app_name = "reports"
urlpatterns = [
    path("", views.reports, name="reports"),
    path("timeliness/", views.timeliness, name="timeliness"),
    path("actions/", views.actions, name="actions"),
    path("attendance/", views.attendance, name="attendance"),
    path("levels/", views.levels, name="levels"),
    path("disproportionality/", views.disproportionality, name="disproportionality"),
    path("<str:code>/csv/", views.report_csv, name="report_csv"),
]
