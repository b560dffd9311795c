"""Passkeys, with an authenticator made of software: set up, sign in, unlock, refuse a stranger's."""

import base64
import hashlib
import html
import json
import re
import secrets
from dataclasses import dataclass, field
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from fido2 import cbor
from fido2.cose import ES256

from reachable.audit.models import Entry
from reachable.directory import queries
from reachable.directory.models import Professional

pytestmark = pytest.mark.django_db
GOOD = "three random words 7"
ORIGIN = "https://testserver"


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass
class SoftwareAuthenticator:
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    number: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    uses: int = 0

    def _client_data(self, kind: str, options: dict[str, Any], origin: str) -> bytes:
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": origin}).encode()

    def _authenticator_data(self, extra: bytes = b"", flags: int = 0x05) -> bytes:
        self.uses += 1
        return hashlib.sha256(b"testserver").digest() + bytes([flags]) + self.uses.to_bytes(4, "big") + extra

    def create(self, options: dict[str, Any]) -> str:
        public = dict(ES256.from_cryptography_key(self.key.public_key()))
        attested = bytes(16) + len(self.number).to_bytes(2, "big") + self.number + cbor.encode(public)
        data = self._authenticator_data(attested, flags=0x45)
        statement = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        response = {
            "clientDataJSON": text(self._client_data("webauthn.create", options, ORIGIN)),
            "attestationObject": text(statement),
        }
        return self._credential(response)

    def get(self, options: dict[str, Any], origin: str = ORIGIN) -> str:
        client_data, data = self._client_data("webauthn.get", options, origin), self._authenticator_data()
        signed = self.key.sign(data + hashlib.sha256(client_data).digest(), ec.ECDSA(hashes.SHA256()))
        parts = {"clientDataJSON": client_data, "authenticatorData": data, "signature": signed}
        return self._credential({name: text(raw) for name, raw in parts.items()})

    def _credential(self, response: dict[str, str]) -> str:
        number = text(self.number)
        return json.dumps(
            {"id": number, "rawId": number, "type": "public-key", "clientExtensionResults": {}, "response": response}
        )


@pytest.fixture(autouse=True)
def no_attempts_counted() -> None:
    cache.clear()


@pytest.fixture
def with_password(priya: Professional) -> Professional:
    assert priya.account is not None
    priya.account.set_password(GOOD)
    priya.account.save()
    return priya


def options_on(client: Client, name: str) -> dict[str, Any]:
    page = client.get(reverse(f"account:{name}")).content.decode()
    found = re.search(r'data-options="([^"]+)"', page)
    assert found, page
    return dict(json.loads(html.unescape(found.group(1)))["publicKey"])


def sign_in_with_password(client: Client, professional: Professional) -> None:
    client.post(reverse("account:sign_in"), {"email": professional.email, "password": GOOD})


def set_up(client: Client, professional: Professional) -> SoftwareAuthenticator:
    made = SoftwareAuthenticator()
    sign_in_with_password(client, professional)
    credential = made.create(options_on(client, "set_up_passkey"))
    answer = client.post(reverse("account:set_up_passkey"), {"credential": credential, "name": "work laptop"})
    assert answer.status_code == 302, answer.content.decode()
    return made


def is_in(client: Client) -> bool:
    return client.get(reverse("account:settings")).status_code == 200


def test_a_passkey_is_set_up_and_signs_in(client: Client, with_password: Professional) -> None:
    made = set_up(client, with_password)
    assert is_in(client)
    assert [row.name for row in queries.second_factors(with_password)] == ["work laptop"]
    client.post(reverse("account:sign_out"))
    sign_in_with_password(client, with_password)
    options = options_on(client, "second_factor")
    assert options["allowCredentials"][0]["id"] == text(made.number)
    answer = client.post(reverse("account:second_factor"), {"credential": made.get(options)})
    assert answer["Location"] == "/"
    assert is_in(client)
    assert json.loads(Entry.objects.filter(verb="signed-in").latest("number").codes) == {"how": "password+passkey"}
    assert queries.second_factors(with_password)[0].last_used_at is not None


def test_a_passkey_answer_works_once(client: Client, with_password: Professional) -> None:
    made = set_up(client, with_password)
    client.post(reverse("account:sign_out"))
    sign_in_with_password(client, with_password)
    answer = made.get(options_on(client, "second_factor"))
    client.post(reverse("account:second_factor"), {"credential": answer})
    client.post(reverse("account:sign_out"))
    sign_in_with_password(client, with_password)
    options_on(client, "second_factor")
    page = client.post(reverse("account:second_factor"), {"credential": answer}).content.decode()
    assert "was not accepted" in page
    assert not is_in(client)


def test_a_passkey_asked_for_by_another_site_is_refused(client: Client, with_password: Professional) -> None:
    made = set_up(client, with_password)
    client.post(reverse("account:sign_out"))
    sign_in_with_password(client, with_password)
    stolen = made.get(options_on(client, "second_factor"), origin="https://testserver.evil.example")
    client.post(reverse("account:second_factor"), {"credential": stolen})
    assert not is_in(client)


def test_a_strangers_passkey_is_refused(client: Client, with_password: Professional) -> None:
    set_up(client, with_password)
    client.post(reverse("account:sign_out"))
    sign_in_with_password(client, with_password)
    foreign = SoftwareAuthenticator().get(options_on(client, "second_factor"))
    page = client.post(reverse("account:second_factor"), {"credential": foreign}).content.decode()
    assert "was not accepted" in page
    assert not is_in(client)
    assert Entry.objects.filter(verb="sign-in-failed").exists()


def test_a_passkey_unlocks(client: Client, with_password: Professional) -> None:
    made = set_up(client, with_password)
    client.post(reverse("account:lock"), {"lock_from": "/settings/"})
    assert not is_in(client)
    options = options_on(client, "unlock")
    answer = client.post(reverse("account:unlock"), {"credential": made.get(options), "next": "/settings/"})
    assert answer["Location"] == "/settings/"
    assert is_in(client)
