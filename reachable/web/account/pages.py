"""What each page of the account area shows. None of them shows a young person."""

from dataclasses import dataclass
from typing import Any, ClassVar

from reachable.web.shared.page import Look, Page

from . import forms


class AccountPage(Page):
    """Shows nobody but its reader, so there is no look to record; what is done here is recorded by the operations."""

    @property
    def looks(self) -> tuple[Look, ...]:
        return ()


@dataclass(frozen=True)
class SignIn(AccountPage):
    template: ClassVar[str] = "account/sign_in.html"
    title: ClassVar[str] = "Sign in"
    form: forms.SignInForm
    next_page: str


@dataclass(frozen=True)
class SecondFactor(AccountPage):
    template: ClassVar[str] = "account/second_factor.html"
    title: ClassVar[str] = "Your second factor"
    form: forms.CodeForm
    passkey_form: forms.CredentialForm
    request_options: str  # JSON for the browser; "" for somebody without a passkey
    has_app: bool

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return (self.form, self.passkey_form)


@dataclass(frozen=True)
class SetUp(AccountPage):
    """The first second factor: nothing else opens before it."""

    template: ClassVar[str] = "account/set_up.html"
    title: ClassVar[str] = "Set up a second factor"


@dataclass(frozen=True)
class SetUpApp(AccountPage):
    template: ClassVar[str] = "account/set_up_app.html"
    title: ClassVar[str] = "Set up an authenticator app"
    form: forms.SetUpAppForm
    secret: str
    picture: str  # a data: address
    sealed: str  # the same secret, encrypted, carried by the form
    back: str

    @property
    def secret_in_groups(self) -> str:
        return " ".join(self.secret[start : start + 4] for start in range(0, len(self.secret), 4))


@dataclass(frozen=True)
class SetUpPasskey(AccountPage):
    template: ClassVar[str] = "account/set_up_passkey.html"
    title: ClassVar[str] = "Set up a passkey"
    form: forms.CredentialForm
    creation_options: str  # JSON for the browser
    back: str


@dataclass(frozen=True)
class RecoveryCodes(AccountPage):
    template: ClassVar[str] = "account/recovery_codes.html"
    title: ClassVar[str] = "Recovery codes"
    codes: tuple[str, ...]


@dataclass(frozen=True)
class SecondFactors(AccountPage):
    template: ClassVar[str] = "account/second_factors.html"
    title: ClassVar[str] = "My second factors"
    rows: tuple[Any, ...]
    codes_left: int
    is_demo: bool

    @property
    def has_app(self) -> bool:
        return any(row.kind.value == "TOTP" for row in self.rows)


@dataclass(frozen=True)
class RemoveSecondFactor(AccountPage):
    template: ClassVar[str] = "account/remove_second_factor.html"
    title: ClassVar[str] = "Remove a second factor"
    row: Any


@dataclass(frozen=True)
class Prove(AccountPage):
    """Before anything about signing in is changed, its owner proves who he is once more."""

    template: ClassVar[str] = "account/prove.html"
    title: ClassVar[str] = "Is it you?"
    form: forms.UnlockForm
    next_page: str


@dataclass(frozen=True)
class Unlock(AccountPage):
    template: ClassVar[str] = "account/unlock.html"
    title: ClassVar[str] = "Locked"
    form: forms.UnlockForm
    passkey_form: forms.CredentialForm
    request_options: str
    next_page: str
    name: str
    is_demo: bool

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return (self.form, self.passkey_form)


@dataclass(frozen=True)
class PasswordChange(AccountPage):
    template: ClassVar[str] = "account/password_change.html"
    title: ClassVar[str] = "Change your password"
    button: ClassVar[str] = "Change password"
    form: forms.PasswordChangeForm


@dataclass(frozen=True)
class PasswordReset(AccountPage):
    template: ClassVar[str] = "account/password_reset.html"
    title: ClassVar[str] = "Forgotten your password?"
    button: ClassVar[str] = "Send the link"
    form: forms.EmailOnlyForm


@dataclass(frozen=True)
class PasswordResetSent(AccountPage):
    template: ClassVar[str] = "account/password_reset_sent.html"
    title: ClassVar[str] = "Look at your mail"


@dataclass(frozen=True)
class PasswordResetConfirm(AccountPage):
    template: ClassVar[str] = "account/password_reset_confirm.html"
    title: ClassVar[str] = "Choose a new password"
    button: ClassVar[str] = "Set the password"
    form: forms.NewPasswordForm


@dataclass(frozen=True)
class NotValid(AccountPage):
    """A link that was used, withdrawn or is too old. It never says which, or whether it ever existed."""

    template: ClassVar[str] = "account/not_valid.html"
    title: str
    sentence: str


@dataclass(frozen=True)
class AcceptInvitation(AccountPage):
    template: ClassVar[str] = "account/invitation.html"
    title: ClassVar[str] = "Welcome to Reachable"
    button: ClassVar[str] = "Open my account"
    form: forms.NewPasswordForm
    offer: Any


@dataclass(frozen=True)
class Demo(AccountPage):
    template: ClassVar[str] = "account/demo.html"
    title: ClassVar[str] = "Demonstration: choose who you are"
    people: tuple[Any, ...]
    next_page: str


@dataclass(frozen=True)
class Settings(AccountPage):
    template: ClassVar[str] = "account/settings.html"
    title: ClassVar[str] = "My settings"
    button: ClassVar[str] = "Save settings"
    form: forms.SettingsForm
    is_demo: bool
