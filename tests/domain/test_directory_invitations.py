"""Invitations: the only way to an account outside the demo."""

import json
from datetime import datetime, timedelta

import pytest

from reachable.audit.models import Entry, EntryWords
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.directory import operations, queries
from reachable.directory.choices import InvitationState
from reachable.directory.models import Account, Invitation, Professional
from reachable.outbox.models import Delivery
from tests.domain.directory_hands import GOOD, invite, link, token, verbs

pytestmark = pytest.mark.django_db


def test_an_invitation_becomes_an_account_with_its_role(admin: Professional, at: datetime) -> None:
    invite(admin, at)
    offer = queries.invitation_offer(token(), at=at)
    assert (offer.name, offer.email, offer.role) == ("Nadia Brown", "nadia.brown@council.example", "Social worker")
    account = operations.accept_invitation(by=None, at=at, token=token(), password=GOOD)
    nadia = queries.professional_for_account(account)
    assert nadia is not None
    assert nadia.role_codes == ("SOCIAL_WORKER",)
    assert nadia.holdings.get().given_by == admin
    assert account.check_password(GOOD)
    assert queries.second_factors(nadia) == []
    assert "professional-invited" in verbs()
    assert verbs()[-1] == "invitation-accepted"
    assert [row.state for row in queries.invitations(admin, at=at)] == [InvitationState.ACCEPTED]


def test_only_the_digest_of_the_token_is_stored(admin: Professional, at: datetime) -> None:
    invitation = invite(admin, at)
    assert len(token()) >= 43
    assert token() not in json.dumps(list(Invitation.objects.values()), default=str)
    assert token() not in json.dumps([*Entry.objects.values(), *EntryWords.objects.values()], default=str)
    assert len(invitation.token_digest) == 64


def test_an_invitation_works_once(admin: Professional, at: datetime) -> None:
    invite(admin, at)
    operations.accept_invitation(by=None, at=at, token=token(), password=GOOD)
    with pytest.raises(NotFound):
        operations.accept_invitation(by=None, at=at, token=token(), password=GOOD)


def test_an_invitation_expires_after_seven_days(admin: Professional, at: datetime) -> None:
    invite(admin, at)
    assert queries.invitation_offer(token(), at=at + timedelta(days=7, seconds=-1))
    with pytest.raises(NotFound):
        queries.invitation_offer(token(), at=at + timedelta(days=7))
    with pytest.raises(NotFound):
        operations.accept_invitation(by=None, at=at + timedelta(days=7), token=token(), password=GOOD)


def test_a_withdrawn_invitation_is_dead_and_its_mail_is_stopped(admin: Professional, at: datetime) -> None:
    invitation = invite(admin, at)
    used = token()
    operations.withdraw_invitation(by=admin, at=at, key=invitation.key)
    with pytest.raises(NotFound):
        queries.invitation_offer(used, at=at)
    assert Delivery.objects.get().status == "CANCELLED"
    with pytest.raises(Refused):
        operations.withdraw_invitation(by=admin, at=at, key=invitation.key)
    with pytest.raises(Refused):
        operations.renew_invitation(by=admin, at=at, key=invitation.key)


def test_a_renewed_invitation_has_a_new_link(admin: Professional, at: datetime) -> None:
    invitation = invite(admin, at)
    old = token()
    operations.renew_invitation(by=admin, at=at + timedelta(days=9), key=invitation.key)
    with pytest.raises(NotFound):
        queries.invitation_offer(old, at=at)
    assert queries.invitation_offer(token(), at=at + timedelta(days=15))


def test_who_has_an_account_is_not_invited(admin: Professional, priya: Professional, at: datetime) -> None:
    with pytest.raises(Refused) as refused:
        invite(admin, at, email=priya.email.upper())
    assert refused.value.field == "email"


def test_one_address_has_one_waiting_invitation(admin: Professional, at: datetime) -> None:
    first = invite(admin, at)
    with pytest.raises(Refused):
        invite(admin, at)
    second = invite(admin, at + timedelta(days=8))
    first.refresh_from_db()
    assert first.state(at) is InvitationState.WITHDRAWN
    assert second.state(at) is InvitationState.WAITING


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"agency_key": "11111111-1111-4111-8111-111111111111"}, "agency"),
        ({"role": "MACE_POLICE"}, "role"),
        ({"role": "WIZARD"}, "role"),
    ],
)
def test_an_invitation_needs_an_agency_and_a_role_that_fits(
    admin: Professional, at: datetime, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        invite(admin, at, **changes)
    assert refused.value.field == field


def test_only_an_administrator_invites_and_sees_invitations(hana: Professional, at: datetime) -> None:
    with pytest.raises(NotPermitted):
        invite(hana, at)
    with pytest.raises(NotPermitted):
        queries.invitations(hana, at=at)


def test_somebody_whom_the_directory_knows_keeps_his_entry(admin: Professional, at: datetime) -> None:
    gp = operations.create_professional(
        by=None, at=at, name="Dr Lowe", email="lowe@gp.example", job_title="GP", agency=admin.agency
    )
    invite(admin, at, email="lowe@gp.example")
    account = operations.accept_invitation(by=None, at=at, token=token(), password=GOOD)
    assert Professional.objects.get(account=account) == gp


def test_an_entry_of_another_agency_is_not_taken_over(admin: Professional, mace: Professional, at: datetime) -> None:
    operations.create_professional(
        by=None, at=at, name="Dr Lowe", email="lowe@gp.example", job_title="GP", agency=mace.agency
    )
    invite(admin, at, email="lowe@gp.example")
    with pytest.raises(Refused, match="another agency"):
        operations.accept_invitation(by=None, at=at, token=token(), password=GOOD)
    assert not Account.objects.filter(email="lowe@gp.example").exists()


@pytest.mark.parametrize("password", ["short", "password123456", "nadia.brown@council.example", "nadia brown 17"])
def test_a_weak_password_is_refused(admin: Professional, at: datetime, password: str) -> None:
    invite(admin, at)
    with pytest.raises(Refused) as refused:
        operations.accept_invitation(by=None, at=at, token=token(), password=password)
    assert refused.value.field == "password"


def test_a_first_administrator_is_invited_once(at: datetime) -> None:
    facts = {"email": "first@council.example", "name": "First", "agency_name": "Children's services"}
    operations.invite_first_administrator(by=None, at=at, **facts)
    operations.accept_invitation(by=None, at=at, token=token(), password=GOOD)
    with pytest.raises(Refused):
        operations.invite_first_administrator(by=None, at=at, **{**facts, "email": "second@council.example"})


def test_the_first_administrator_is_invited_from_the_command_line(at: datetime) -> None:
    from django.core.management import CommandError, call_command

    call_command("invite_first_administrator", "first@council.example")
    assert link().startswith("/invitation/")
    with pytest.raises(CommandError):
        call_command("invite_first_administrator", "not an address")
