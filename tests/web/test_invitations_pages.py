"""Inviting professionals on screen."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory import operations
from reachable.directory.models import Invitation
from reachable.outbox.models import Delivery
from tests import counting
from tests.factories import AT, Cast, agency
from tests.signing_in import SignIn

pytestmark = pytest.mark.django_db
LIST, NEW = "/directory/invitations/", "/directory/invitations/new/"


def _text(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]  # an answer of the test client


def _typed(**changes: str) -> dict[str, str]:
    facts = {
        "name": "Nadia Rahman",
        "email": "Nadia.Rahman@hospital.example",
        "job_title": "Named nurse",
        "agency": str(agency("hospital").key),
        "role": "HOSPITAL_SAFEGUARDING",
        "area": "",
    }
    return {**facts, **changes}


def _invite(cast: Cast, number: int = 0) -> str:
    typed = _typed(email=f"n{number}@hospital.example")
    typed["agency_key"] = typed.pop("agency")
    return str(operations.invite_professional(by=cast.admin, at=AT, **typed))


def test_the_first_look_says_what_an_invitation_is(client: Client, cast: Cast, sign_in: SignIn) -> None:
    assert "Nobody has been invited yet." in _text(sign_in(client, cast.admin).get(LIST))


def test_an_invitation_is_sent_and_waits(client: Client, cast: Cast, sign_in: SignIn) -> None:
    sign_in(client, cast.admin)
    page = _text(client.get(NEW))
    assert "Safeguards a young person on the ward and plans the discharge with the others. For: Health." in page
    page = _text(client.post(NEW, _typed(), follow=True))
    assert "Nadia Rahman is invited" in page
    assert "nadia.rahman@hospital.example" in page
    assert "Waiting for an answer" in page
    assert Delivery.objects.filter(to="nadia.rahman@hospital.example").count() == 1


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"role": "MACE_POLICE"}, "MACE police is a role of Police, and Norwich General Hospital is not."),
        ({"role": ""}, "Select the role"),
        ({"agency": ""}, "Select the agency"),
        ({"agency": "00000000-0000-0000-0000-000000000000"}, "Select one of the answers on the page"),
        ({"email": "nadia"}, "Enter an e-mail address in the correct format"),
        ({"name": ""}, "Enter the full name"),
        ({"area": "PARIS"}, "Select one of the answers on the page"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(
    client: Client, cast: Cast, sign_in: SignIn, wrong: dict[str, str], message: str
) -> None:
    sign_in(client, cast.admin)
    page = _text(client.post(NEW, _typed(**wrong)))
    assert message in page
    assert "There is a problem" in page
    assert 'value="Named nurse"' in page
    assert not Invitation.objects.exists()


def test_an_address_is_invited_once_and_never_twice(client: Client, cast: Cast, sign_in: SignIn) -> None:
    sign_in(client, cast.admin)
    client.post(NEW, _typed())
    assert "An invitation to this address is waiting already." in _text(client.post(NEW, _typed()))
    assert "This address already has an account." in _text(client.post(NEW, _typed(email=cast.ward.email)))
    assert Invitation.objects.count() == 1


def test_a_lapsed_invitation_is_shown_as_expired_and_renewed(
    client: Client, cast: Cast, sign_in: SignIn, set_clock: Callable[[datetime], None]
) -> None:
    key = _invite(cast)
    old = Invitation.objects.get().token_digest
    set_clock(AT + timedelta(days=8))
    page = _text(sign_in(client, cast.admin).get(LIST))
    assert "Ran out" in page
    page = _text(client.post(reverse("directory:renew_invitation", args=[key]), follow=True))
    assert "A new mail goes to Nadia Rahman" in page
    assert "Waiting for an answer" in page
    assert Invitation.objects.get().token_digest != old


def test_withdrawing_is_asked_about_first(client: Client, cast: Cast, sign_in: SignIn) -> None:
    key = _invite(cast)
    sign_in(client, cast.admin)
    address = reverse("directory:withdraw_invitation", args=[key])
    assert "The link in the mail stops working at once." in _text(client.get(address))
    assert Invitation.objects.get().withdrawn_at is None
    assert "Invitation of Nadia Rahman withdrawn" in _text(client.post(address, follow=True))
    assert Invitation.objects.get().withdrawn_at == AT
    assert "has been accepted or withdrawn already" in _text(client.post(address))
    renewed = client.post(reverse("directory:renew_invitation", args=[key]), follow=True)
    assert "has been accepted or withdrawn already" in _text(renewed)


@pytest.mark.parametrize("who", ["hana", "ig", "edt"])
def test_only_administrators_invite(client: Client, cast: Cast, sign_in: SignIn, who: str) -> None:
    sign_in(client, getattr(cast, who))
    assert client.get(LIST).status_code == 403
    assert client.post(NEW, _typed()).status_code == 403
    assert not Invitation.objects.exists()


def test_the_list_costs_the_same_with_more_invitations(client: Client, cast: Cast, sign_in: SignIn) -> None:
    sign_in(client, cast.admin)
    _invite(cast)
    counting.costs_the_same(
        lambda: client.get(LIST), lambda: [_invite(cast, number) for number in range(1, 6)], at_most=13
    )
