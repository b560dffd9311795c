"""The one place that makes an account."""

from datetime import datetime

from reachable.directory import policies
from reachable.directory.models import Account


def new_account(*, email: str, password: str | None, at: datetime) -> Account:
    """Without a password nobody signs in by password; the demo can let somebody in all the same."""
    policies.check_address_is_free(email)
    account = Account(email=email, opened_at=at)
    account.set_password(password)
    account.save()
    return account
