"""Addresses of this area: notices, the rapid review, other authorities. All begin with an incident's reference."""

from django.urls import URLPattern, path

from .views import notices, notification, review

app_name = "notices"
urlpatterns: list[URLPattern] = [
    path("notices/", notices.notices, name="notices"),
    path("notices/alert/", notices.alert, name="alert"),
    path("notices/alert/<uuid:key>/acknowledge/", notices.acknowledge, name="acknowledge"),
    path("notices/decision/", notification.decide, name="decide"),
    path("notices/advice/<slug:side>/", notification.advice, name="advice"),
    path("notices/sheet/", notification.sheet, name="sheet"),
    path("notices/sheet/print/", notification.sheet_print, name="sheet_print"),
    path("notices/sheet.csv", notification.sheet_file, name="sheet_file"),
    path("notices/sent/", notification.sent, name="sent"),
    path("rapid-review/", review.review, name="review"),
    path("rapid-review/plan/", review.review_plan, name="review_plan"),
    path("rapid-review/steps/<slug:step>/", review.review_step, name="review_step"),
    path("rapid-review/summaries/ask/", review.ask_summary, name="ask_summary"),
    path("rapid-review/summaries/<uuid:key>/", review.summary, name="summary"),
    path("rapid-review/summaries/<uuid:key>/chase/", review.chase_summary, name="chase_summary"),
    path("rapid-review/form/", review.review_form, name="review_form"),
    path("rapid-review/decision/", review.review_decide, name="review_decide"),
    path("rapid-review/sent/", review.review_sent, name="review_sent"),
    path("authorities/", notices.authorities, name="authorities"),
    path("authorities/<uuid:key>/", notices.authority, name="authority"),
]
