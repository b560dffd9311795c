"""What an administrator can do for somebody's account."""

import pytest
from django.test import Client
from django.urls import reverse

from reachable.audit.models import Entry
from reachable.directory.models import Professional
from tests.signing_in import SignIn

pytestmark = pytest.mark.django_db


def address(person: Professional) -> str:
    return reverse("directory:account", args=[person.key])


@pytest.mark.parametrize(("what", "verb"), [("OFF", "account-switched-off"), ("CLEAR", "second-factors-cleared")])
def test_an_administrator_helps_somebody_who_is_locked_out_or_has_left(
    client: Client, admin: Professional, priya: Professional, sign_in: SignIn, what: str, verb: str
) -> None:
    answer = sign_in(client, admin).post(address(priya), {"what": what})
    assert answer["Location"] == reverse("directory:professional", args=[priya.key])
    assert Entry.objects.filter(verb=verb, by_key=admin.key).exists()


def test_an_account_that_is_off_can_be_switched_on_again(
    client: Client, admin: Professional, priya: Professional, sign_in: SignIn
) -> None:
    sign_in(client, admin).post(address(priya), {"what": "OFF"})
    page = client.get(address(priya)).content.decode()
    assert "Switch the account on" in page
    assert "Clear the second factors" not in page
    client.post(address(priya), {"what": "ON"})
    priya.account.refresh_from_db()
    assert priya.account.is_active


def test_nobody_does_it_for_himself(client: Client, admin: Professional, sign_in: SignIn) -> None:
    refused = sign_in(client, admin).post(address(admin), {"what": "CLEAR"})
    assert refused.status_code in (200, 403)
    assert not Entry.objects.filter(verb="second-factors-cleared").exists()


def test_others_may_not(client: Client, hana: Professional, priya: Professional, sign_in: SignIn) -> None:
    assert sign_in(client, hana).get(address(priya)).status_code == 403
