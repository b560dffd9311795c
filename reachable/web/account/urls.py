"""Signing in and everything about one's own account. Each page is listed here; allauth's own pages are not exposed."""

from django.urls import path

from .views import demo, invitation, lock, passwords, second_factors, settings, sign_in

app_name = "account"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/second-factor/", sign_in.second_factor, name="second_factor"),
    path("sign-in/set-up/", second_factors.set_up, name="set_up"),
    path("sign-in/set-up/app/", second_factors.set_up_app, name="set_up_app"),
    path("sign-in/set-up/passkey/", second_factors.set_up_passkey, name="set_up_passkey"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("demo/", demo.demo, name="demo"),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("lock/", lock.lock, name="lock"),
    path("unlock/", lock.unlock, name="unlock"),
    path("extend/", lock.extend, name="extend"),
    path("password/", passwords.password_change, name="password_change"),
    path("password/reset/", passwords.password_reset, name="password_reset"),
    path("password/reset/sent/", passwords.password_reset_sent, name="password_reset_sent"),
    path("password/reset/<uuid:key>/<str:token>/", passwords.password_reset_confirm, name="password_reset_confirm"),
    path("settings/", settings.settings, name="settings"),
    path("settings/prove/", second_factors.prove, name="prove"),
    path("settings/recovery-codes/", second_factors.recovery_codes, name="recovery_codes"),
    path("settings/second-factors/", second_factors.second_factors, name="second_factors"),
    path("settings/second-factors/app/", second_factors.add_app, name="add_app"),
    path("settings/second-factors/passkey/", second_factors.add_passkey, name="add_passkey"),
    path(
        "settings/second-factors/<int:number>/remove/", second_factors.remove_second_factor, name="remove_second_factor"
    ),
]
