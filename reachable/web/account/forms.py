"""What people type to sign in and to change how they sign in. Nothing typed here is ever kept."""

import json
from typing import Any

from django.core.exceptions import ValidationError

from reachable.web.shared.fields import BooleanCheckField, EmailField, HiddenField, PasswordField, TextField
from reachable.web.shared.forms import Form

LONG = "At least 14 characters. Three random words do well. It never runs out."


class SignInForm(Form):
    email = EmailField(label="E-mail address", autocomplete="username", missing="Enter your e-mail address")
    password = PasswordField(label="Password", autocomplete="current-password", missing="Enter your password")


class CodeForm(Form):
    code = TextField(
        label="Code",
        hint="The 6 numbers that your authenticator app shows now, or one of your recovery codes.",
        max_length=20,
        width=10,
        autocomplete="one-time-code",
        inputmode="numeric",
        missing="Enter the code",
    )


class CredentialForm(Form):
    """What the browser answered to a request for a passkey, as JSON."""

    credential = HiddenField(required=True, max_length=20_000)
    name = TextField(
        label="Name of this passkey",
        hint="So that you can tell it from others, for example “work laptop”.",
        required=False,
        max_length=60,
    )

    def clean_credential(self) -> dict[str, Any]:
        try:
            credential = json.loads(self.cleaned_data["credential"])
        except ValueError:
            credential = None
        if not isinstance(credential, dict):
            raise ValidationError("The passkey could not be read. Try again.")
        return credential


class SetUpAppForm(Form):
    code = TextField(
        label="Code that the app shows",
        hint="6 numbers, new every 30 seconds.",
        max_length=20,
        width=10,
        autocomplete="one-time-code",
        inputmode="numeric",
        missing="Enter the code that the app shows",
    )


class UnlockForm(Form):
    password = PasswordField(label="Password", required=False, autocomplete="current-password")
    code = TextField(
        label="Or a code of your authenticator app",
        required=False,
        max_length=20,
        width=10,
        autocomplete="one-time-code",
        inputmode="numeric",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("password") and not cleaned.get("code"):
            self.add_error("password", "Enter your password, or a code of your authenticator app")
        return cleaned


class EmailOnlyForm(Form):
    email = EmailField(
        label="E-mail address",
        hint="The address with which you sign in.",
        autocomplete="username",
        missing="Enter your e-mail address",
    )


class NewPasswordForm(Form):
    password = PasswordField(
        label="New password", hint=LONG, autocomplete="new-password", missing="Enter a new password"
    )


class PasswordChangeForm(Form):
    old = PasswordField(
        label="Password now", autocomplete="current-password", missing="Enter the password that you have now"
    )
    password = PasswordField(
        label="New password", hint=LONG, autocomplete="new-password", missing="Enter a new password"
    )


class SettingsForm(Form):
    letters_only = BooleanCheckField(
        label="Show young people by their letters only",
        hint="Young people are shown by their letters. Words that people typed may still contain names. "
        "For wards, schools and shared rooms.",
    )
    shortcuts_off = BooleanCheckField(
        label="Switch keyboard shortcuts off",
        hint="Tab, Enter and the arrow keys go on working.",
    )
