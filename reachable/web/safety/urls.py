"""Addresses of this area: safety: plans, measures, contact, staff. All begin with an incident's reference."""

from django.urls import URLPattern, path

from .views import contact, contact_danger, measures, plan, safety, staff

app_name = "safety"
urlpatterns: list[URLPattern] = [
    path("young-people/<uuid:key>/plan/", plan.plan, name="plan"),
    path("young-people/<uuid:key>/plan/write/", plan.write_plan, name="write_plan"),
    path("young-people/<uuid:key>/plan/copy/", plan.plan_copy, name="plan_copy"),
    path("plan/fit/<uuid:key>/", plan.fit, name="fit"),
    path("contact/", contact.contact, name="contact"),
    path("contact/clear/", contact.clear, name="clear"),
    path("contact/direct/<uuid:action>/", contact.direct, name="direct"),
    path("contact/<uuid:key>/end/", contact.end_clearance, name="end_clearance"),
    path("contact/danger/<uuid:action>/", contact_danger.direct_in_danger, name="direct_in_danger"),
    path("contact/reviews/<uuid:key>/", contact_danger.review_danger, name="review_danger"),
    path("young-people/<uuid:key>/safety/", safety.safety, name="safety"),
    path("young-people/<uuid:key>/measures/add/", measures.ask_for_measure, name="ask_for_measure"),
    path("measures/<uuid:key>/", measures.measure, name="measure"),
    path("staff/", staff.staff, name="staff"),
    path("staff/<uuid:key>/", staff.staff_support, name="staff_support"),
]
