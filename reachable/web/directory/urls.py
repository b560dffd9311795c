"""The directory and what administrators look after: invitations, deliveries, the state of the service."""

from django.urls import path

from .views import accounts, agencies, contact_points, deliveries, duty, health, invitations, people, rota

app_name = "directory"
urlpatterns = [
    path("directory/", people.directory, name="directory"),
    path("directory/professionals/<uuid:key>/", people.professional, name="professional"),
    path("directory/professionals/<uuid:key>/roles/give/", people.give_role, name="give_role"),
    path("directory/professionals/<uuid:key>/account/", accounts.account, name="account"),
    path("directory/professionals/<uuid:key>/roles/end/", people.end_role, name="end_role"),
    path("directory/agencies/add/", agencies.add_agency, name="add_agency"),
    path("directory/duty-lines/add/", duty.add_duty_line, name="add_duty_line"),
    path("directory/duty-lines/<uuid:key>/", duty.change_duty_line, name="change_duty_line"),
    path("directory/duty-lines/<uuid:key>/confirm/", duty.confirm_duty_line, name="confirm_duty_line"),
    path("directory/duty-lines/<uuid:key>/drop/", duty.drop_duty_line, name="drop_duty_line"),
    path("directory/rota/", rota.rota, name="rota"),
    path("directory/rota/add/", rota.add_shift, name="add_shift"),
    path("directory/rota/<uuid:key>/drop/", rota.drop_shift, name="drop_shift"),
    path("directory/contact-points/add/", contact_points.add_contact_point, name="add_contact_point"),
    path("directory/contact-points/<uuid:key>/", contact_points.change_contact_point, name="change_contact_point"),
    path(
        "directory/contact-points/<uuid:key>/confirm/",
        contact_points.confirm_contact_point,
        name="confirm_contact_point",
    ),
    path(
        "directory/contact-points/<uuid:key>/retire/",
        contact_points.retire_contact_point,
        name="retire_contact_point",
    ),
    path("directory/invitations/", invitations.invitations, name="invitations"),
    path("directory/invitations/new/", invitations.invite, name="invite"),
    path("directory/invitations/<uuid:key>/renew/", invitations.renew_invitation, name="renew_invitation"),
    path("directory/invitations/<uuid:key>/withdraw/", invitations.withdraw_invitation, name="withdraw_invitation"),
    path("deliveries/", deliveries.deliveries, name="deliveries"),
    path("deliveries/files/", deliveries.delivery_files, name="delivery_files"),
    path("deliveries/<uuid:key>/send-again/", deliveries.send_again, name="send_again"),
    path("health/", health.health, name="health"),
]
