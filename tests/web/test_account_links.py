"""The pages behind the links in mail: invitations and forgotten passwords."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory import links, operations
from reachable.directory.models import Professional
from reachable.outbox.models import Delivery
from tests.web.account_hands import GOOD, SIGN_IN, is_in, path_in_mail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_attempts_counted")]


def test_an_invitation_leads_through_password_and_second_factor(
    client: Client, admin: Professional, at: datetime
) -> None:
    operations.invite_professional(
        by=admin,
        at=at,
        name="Nadia Brown",
        email="nadia@council.example",
        agency_key=admin.agency.key,
        role="SOCIAL_WORKER",
    )
    path = path_in_mail()
    answer = client.get(path)
    assert "Nadia Brown" in answer.content.decode()
    assert answer["Referrer-Policy"] == "strict-origin"
    assert answer["Cache-Control"] == "no-store"
    weak = client.post(path, {"password": "short"}).content.decode()
    assert "at least 14 characters" in weak
    assert client.post(path, {"password": GOOD})["Location"] == reverse("account:set_up")
    assert client.get(reverse("account:set_up")).status_code == 200
    assert not is_in(client)
    dead = client.get(path)
    assert dead.status_code == 404
    assert "cannot be used any more" in dead.content.decode()
    assert client.get("/invitation/unknown/").content.decode().count("cannot be used any more") >= 1


def test_the_links_in_mail_are_the_addresses_of_the_pages(priya: Professional) -> None:
    assert links.invitation("t") == reverse("account:invitation", args=["t"])
    assert links.password_reset(priya.key, "t-t") == reverse("account:password_reset_confirm", args=[priya.key, "t-t"])


def test_a_forgotten_password_is_replaced_by_mail_and_the_second_factor_stays(
    client: Client, with_app: Professional
) -> None:
    assert client.get(reverse("account:password_reset")).status_code == 200
    answer = client.post(reverse("account:password_reset"), {"email": with_app.email})
    assert answer["Location"] == reverse("account:password_reset_sent")
    assert client.get(answer["Location"]).status_code == 200
    path = path_in_mail()
    assert client.get(path)["Referrer-Policy"] == "strict-origin"
    assert client.post(path, {"password": "another three words 8"})["Location"] == SIGN_IN
    assert not is_in(client)
    assert client.get(path).status_code == 404
    again = client.post(SIGN_IN, {"email": with_app.email, "password": "another three words 8"})
    assert again["Location"] == reverse("account:second_factor")


def test_asking_for_a_link_says_the_same_for_an_unknown_address(client: Client) -> None:
    answer = client.post(reverse("account:password_reset"), {"email": "nobody@council.example"})
    assert answer["Location"] == reverse("account:password_reset_sent")
    assert not Delivery.objects.exists()


def test_links_cannot_be_asked_for_without_end(client: Client, priya: Professional) -> None:
    for _ in range(8):
        client.post(reverse("account:password_reset"), {"email": priya.email})
    assert Delivery.objects.filter(message="PASSWORD_RESET").count() == 5
