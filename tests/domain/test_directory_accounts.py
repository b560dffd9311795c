"""Passwords, kept text and second factors."""

import json
from datetime import datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from reachable.audit.models import Entry, EntryWords
from reachable.common import sealing
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.directory import operations, queries
from reachable.directory.choices import KeptPurpose, SecondFactor
from reachable.directory.models import KeptText, Professional
from reachable.outbox.models import Delivery
from tests.domain.directory_hands import GOOD, SECRET, code_now, token, verbs
from tests.factories import agency

pytestmark = pytest.mark.django_db


def test_a_password_is_changed_with_the_old_one(priya: Professional, at: datetime) -> None:
    assert priya.account is not None
    priya.account.set_password(GOOD)
    priya.account.save()
    with pytest.raises(Refused) as refused:
        operations.change_password(by=priya, at=at, old="wrong", new="another three words 8")
    assert refused.value.field == "old"
    with pytest.raises(Refused):
        operations.change_password(by=priya, at=at, old=GOOD, new=GOOD)
    account = operations.change_password(by=priya, at=at, old=GOOD, new="another three words 8")
    assert account.check_password("another three words 8")
    assert "password-changed" in verbs()
    assert Delivery.objects.filter(message="PASSWORD_CHANGED", to=account.email).exists()


def test_a_reset_link_works_once_and_for_an_hour(priya: Professional, at: datetime) -> None:
    operations.request_password_reset(by=None, at=at, email=priya.email.upper())
    used = token()
    assert queries.reset_link_works(priya.key, used)
    operations.reset_password(by=None, at=at, key=priya.key, token=used, password=GOOD)
    assert not queries.reset_link_works(priya.key, used)
    with pytest.raises(NotFound):
        operations.reset_password(by=None, at=at, key=priya.key, token=used, password="another three words 8")


def test_a_reset_for_an_unknown_address_sends_nothing_and_says_nothing(at: datetime) -> None:
    operations.request_password_reset(by=None, at=at, email="nobody@council.example")
    assert not Delivery.objects.exists()
    assert verbs() == ["password-reset-requested"]


def test_failed_sign_ins_keep_a_digest_and_no_address(at: datetime) -> None:
    operations.note_sign_in_failed(by=None, at=at, email="Somebody@council.example", step="password")
    operations.note_sign_in_failed(by=None, at=at, email="somebody@council.example ", step="password")
    first, second = Entry.objects.order_by("number").values_list("codes", flat=True)
    assert json.loads(first) == json.loads(second)
    assert "somebody" not in json.dumps(list(Entry.objects.values()), default=str).lower()
    assert not EntryWords.objects.exists()


def test_what_was_typed_is_kept_encrypted_for_its_writer_alone(
    priya: Professional, hana: Professional, at: datetime
) -> None:
    operations.keep_text(by=priya, form="/x/", payload={"words": "Kai is on the ward"}, at=at)
    assert queries.kept_text(priya, "/x/", at) == {"words": "Kai is on the ward"}
    assert queries.kept_text(hana, "/x/", at) is None
    assert queries.kept_text(priya, "/y/", at) is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM directory_kepttext")
        assert b"Kai" not in bytes(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("purpose", "lasts"),
    [(KeptPurpose.LOST_SESSION, timedelta(minutes=30)), (KeptPurpose.DRAFT, timedelta(days=14))],
)
def test_kept_text_lapses(priya: Professional, at: datetime, purpose: KeptPurpose, lasts: timedelta) -> None:
    operations.keep_text(by=priya, form="/x/", payload={"words": "x"}, at=at, purpose=purpose)
    assert queries.kept_text(priya, "/x/", at + lasts - timedelta(seconds=1)) == {"words": "x"}
    assert queries.kept_text(priya, "/x/", at + lasts) is None
    assert operations.drop_lapsed_texts(by=None, at=at + lasts - timedelta(seconds=1)) == 0
    assert operations.drop_lapsed_texts(by=None, at=at + lasts) == 1
    assert not KeptText.objects.exists()


def test_keeping_again_replaces_and_dropping_removes(priya: Professional, at: datetime) -> None:
    operations.keep_text(by=priya, form="/x/", payload={"words": "one"}, at=at)
    operations.keep_text(by=priya, form="/x/", payload={"words": "two"}, at=at)
    assert queries.kept_text(priya, "/x/", at) == {"words": "two"}
    operations.drop_text(by=priya, form="/x/", at=at)
    assert queries.kept_text(priya, "/x/", at) is None


def test_a_key_can_be_replaced_without_losing_what_is_stored(settings: object) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FIELD_KEYS = [old]  # type: ignore[attr-defined]  # pytest-django's settings
    stored = sealing.encrypt(b"secret")
    settings.FIELD_KEYS = [new, old]  # type: ignore[attr-defined]  # as above
    assert sealing.decrypt(stored) == b"secret"
    renewed = sealing.renew(stored)
    settings.FIELD_KEYS = [new]  # type: ignore[attr-defined]  # as above
    assert sealing.decrypt(renewed) == b"secret"
    with pytest.raises(sealing.Unreadable):
        sealing.decrypt(stored)
    settings.FIELD_KEYS = []  # type: ignore[attr-defined]  # as above
    with pytest.raises(ImproperlyConfigured):
        sealing.encrypt(b"x")


def test_secrets_of_second_factors_are_encrypted_in_the_table(priya: Professional, at: datetime) -> None:
    operations.add_totp(by=priya, at=at, secret=SECRET, code=code_now())
    codes = queries.recovery_codes(priya)
    assert len(codes) == 10
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, data FROM mfa_authenticator ORDER BY type")
        raw = {kind: data if isinstance(data, dict) else json.loads(data) for kind, data in cursor.fetchall()}
    assert raw["totp"]["secret"].startswith("gAAAA")
    assert raw["recovery_codes"]["seed"].startswith("gAAAA")
    assert SECRET not in str(raw)
    assert not any(code in str(raw) for code in codes)
    assert sealing.decrypt_text(raw["totp"]["secret"]) == SECRET
    assert verbs()[-2:] == ["second-factor-added", "second-factor-added"] or "second-factor-added" in verbs()


def test_a_wrong_code_adds_no_app_and_one_app_is_enough(priya: Professional, at: datetime) -> None:
    with pytest.raises(Refused):
        operations.add_totp(by=priya, at=at, secret=SECRET, code="000000")
    assert not Authenticator.objects.exists()
    operations.add_totp(by=priya, at=at, secret=SECRET, code=code_now())
    with pytest.raises(Refused):
        operations.add_totp(by=priya, at=at, secret=SECRET, code=code_now())


def test_a_code_and_a_recovery_code_work_once(priya: Professional, at: datetime) -> None:
    operations.add_totp(by=priya, at=at, secret=SECRET, code=code_now())
    code, recovery = code_now(), queries.recovery_codes(priya)[0]
    assert operations.use_code(by=priya, at=at, code=f" {code[:3]} {code[3:]} ") is SecondFactor.TOTP
    assert operations.use_code(by=priya, at=at, code=recovery) is SecondFactor.RECOVERY_CODES
    for used in (code, recovery, "000000", ""):
        with pytest.raises(Refused):
            operations.use_code(by=priya, at=at, code=used)
    assert recovery not in queries.recovery_codes(priya)
    assert "recovery-code-used" in verbs()


def test_the_last_second_factor_stays(priya: Professional, hana: Professional, at: datetime) -> None:
    operations.add_totp(by=priya, at=at, secret=SECRET, code=code_now())
    [row] = queries.second_factors(priya)
    with pytest.raises(Refused, match="only second factor"):
        operations.remove_second_factor(by=priya, at=at, number=row.number)
    with pytest.raises(NotFound):
        operations.remove_second_factor(by=hana, at=at, number=row.number)
    operations.add_passkey(by=priya, at=at, name="laptop", credential={"x": 1})
    operations.remove_second_factor(by=priya, at=at, number=row.number)
    assert [left.name for left in queries.second_factors(priya)] == ["laptop"]
    assert "second-factor-removed" in verbs()


def test_new_recovery_codes_replace_the_old(priya: Professional, at: datetime) -> None:
    with pytest.raises(Refused):
        operations.make_recovery_codes(by=priya, at=at)
    operations.add_totp(by=priya, at=at, secret=SECRET, code=code_now())
    old = queries.recovery_codes(priya)
    operations.make_recovery_codes(by=priya, at=at)
    assert not set(old) & set(queries.recovery_codes(priya))
    with pytest.raises(Refused):
        operations.use_code(by=priya, at=at, code=old[0])


def test_an_account_is_opened_for_somebody_known(admin: Professional, at: datetime) -> None:
    known = operations.create_professional(
        by=None, at=at, name="Ward", email="ward@nhs.example", job_title="x", agency=agency(admin.agency.code)
    )
    operations.open_account(by=admin, at=at, professional=known, password=None)
    assert known.account is not None
    assert not known.account.has_usable_password()
    with pytest.raises(Refused):
        operations.open_account(by=admin, at=at, professional=known, password=None)


def test_lost_second_factors_are_cleared_by_another_administrator(
    priya: Professional, admin: Professional, hana: Professional, at: datetime
) -> None:
    operations.add_totp(by=priya, at=at, secret=SECRET, code=code_now())
    with pytest.raises(NotPermitted):
        operations.clear_second_factors(by=hana, at=at, professional=priya)
    with pytest.raises(NotPermitted):
        operations.clear_second_factors(by=admin, at=at, professional=admin)
    operations.clear_second_factors(by=admin, at=at, professional=priya)
    assert queries.second_factors(priya) == []
    assert queries.recovery_codes(priya) == ()
    assert "second-factors-cleared" in verbs()


def test_an_account_is_switched_off_and_on(priya: Professional, admin: Professional, at: datetime) -> None:
    operations.switch_account(by=admin, at=at, professional=priya, on=False)
    assert queries.professional_for_account(priya.account) is None
    operations.switch_account(by=admin, at=at, professional=priya, on=True)
    assert queries.professional_for_account(priya.account) is not None
    with pytest.raises(NotPermitted):
        operations.switch_account(by=admin, at=at, professional=admin, on=False)
    with pytest.raises(NotPermitted):
        operations.switch_account(by=priya, at=at, professional=admin, on=False)
