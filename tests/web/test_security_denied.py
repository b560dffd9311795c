"""What somebody asked for and was not shown is in the audit, as codes, and cannot fill it."""

import json

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from reachable.audit.models import Entry
from reachable.directory.models import Professional
from reachable.web.shared import denials
from tests.factories import AT, Cast, reported_incident
from tests.signing_in import SignIn
from tests.web.sheets import card_of, response

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted(db: None) -> None:
    cache.clear()


def refusals(by: Professional) -> list[Entry]:
    return list(Entry.objects.filter(verb="was-refused", by_key=str(by.key)).order_by("number"))


def test_trying_the_reference_of_an_incident_is_recorded(cast: Cast, signed_in, stranger: Professional) -> None:
    incident = response(cast)
    client = signed_in(stranger)
    where = reverse("incidents:overview", args=[incident.reference])
    assert client.get(where).status_code == 404
    assert client.get(where).status_code == 404
    [entry] = refusals(stranger)
    assert entry.incident == incident.reference
    assert json.loads(entry.codes) == {"page": "overview", "why": "not-found"}


def test_so_is_an_action_or_a_young_person_by_key_and_a_page_of_another_role(cast: Cast, signed_in, stranger) -> None:
    incident = response(cast)
    key = card_of(cast, incident, "safe-to-return").key
    client = signed_in(stranger)
    client.get(reverse("responses:answer", args=[incident.reference, key]))
    client.get(reverse("responses:action", args=[key]))
    client.get(reverse("audit:latest"))
    codes = [json.loads(entry.codes) for entry in refusals(stranger)]
    assert [code["why"] for code in codes] == ["not-found", "not-found", "not-permitted"]
    assert [code.get("key") for code in codes] == [str(key), str(key), None]


def test_opening_on_duty_what_cannot_be_opened_is_recorded_too(cast: Cast, signed_in) -> None:
    sent = {"reference": "INC-2026-9999", "because": "Rung by the ward"}
    assert signed_in(cast.edt).post(reverse("incidents:open_on_duty"), sent).status_code == 200
    assert [entry.incident for entry in refusals(cast.edt)] == ["INC-2026-9999"]


def test_words_in_an_address_stay_out_of_the_audit(cast: Cast, signed_in, stranger) -> None:
    signed_in(stranger).get("/incidents/Kai%20Mensah/")
    [entry] = refusals(stranger)
    assert "Kai" not in f"{entry.codes}{entry.incident}"


def test_a_stranger_leaves_no_entry(client: Client, db: None) -> None:
    before = Entry.objects.count()
    client.get("/incidents/INC-2026-0001/")
    client.get("/no-such-page/")
    assert Entry.objects.count() == before


def test_nobody_fills_the_audit_with_them(cast: Cast, signed_in, stranger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(denials, "MOST", 3)
    client = signed_in(stranger)
    for number in range(8):
        client.get(f"/incidents/INC-2026-{number:04d}/")
    entries = refusals(stranger)
    assert len(entries) == 3
    assert json.loads(entries[-1].codes)["more"] == "not-recorded-in-this-hour"


def test_the_page_is_refused_all_the_same_where_the_entry_cannot_be_written(
    cast: Cast, signed_in, stranger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(denials.audit_log, "refusal", broken)
    assert signed_in(stranger).get("/incidents/INC-2026-0001/").status_code == 404


def test_attempts_beyond_the_limit_do_not_fill_it_either(client: Client, db: None) -> None:
    for number in range(12):
        client.post("/sign-in/", {"email": f"somebody{number % 2}@county.example", "password": "wrong words here"})
    steps = [json.loads(e.codes)["step"] for e in Entry.objects.filter(verb="sign-in-failed").order_by("number")]
    assert steps.count("too-many") <= 1


def test_what_hangs_on_one_incident_is_not_reached_through_another(
    cast: Cast, client: Client, sign_in: SignIn, subtests: pytest.Subtests
) -> None:
    one = response(cast)
    other = reported_incident(cast.hana, at=AT)
    card = card_of(cast, one, "safe-to-return")
    involved = one.involvements.get()
    sign_in(client, cast.hana)
    for where in (
        reverse("responses:answer", args=[other.reference, card.key]),
        reverse("incidents:young_person", args=[other.reference, involved.key]),
        reverse("incidents:record_part", args=[other.reference, involved.key]),
        reverse("incidents:end_part", args=[other.reference, involved.key]),
    ):
        for method in ("get", "post"):
            with subtests.test(where=where, method=method):
                assert getattr(client, method)(where).status_code == 404
