"""What several tests of pages ask for."""

from datetime import datetime

import pytest
from django.core.cache import cache

from reachable.directory import operations
from reachable.directory.models import Professional
from tests.web.account_hands import GOOD, SECRET, code_now


@pytest.fixture
def no_attempts_counted() -> None:
    cache.clear()


@pytest.fixture
def with_password(priya: Professional) -> Professional:
    assert priya.account is not None
    priya.account.set_password(GOOD)
    priya.account.save()
    return priya


@pytest.fixture
def with_app(with_password: Professional, at: datetime) -> Professional:
    operations.add_totp(by=with_password, at=at, secret=SECRET, code=code_now())
    return with_password
