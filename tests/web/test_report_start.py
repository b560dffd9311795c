"""Where a report begins, and where an unfinished one is found again."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reachable.audit.models import Entry
from reachable.directory.models import KeptText, Professional
from tests.counting import costs_the_same
from tests.signing_in import SignIn
from tests.web.reporting import WHAT, address, begin

pytestmark = pytest.mark.django_db
START = "/incidents/report/"


@pytest.fixture
def ward_client(client: Client, ward: Professional, sign_in: SignIn) -> Client:
    return sign_in(client, ward)


def test_the_first_page_has_one_button_and_says_to_ring_999(ward_client: Client) -> None:
    text = ward_client.get(START).content.decode()
    assert "ring 999 first" in text
    assert "Start the report" in text
    assert "Begun and not sent" not in text


def test_the_button_leads_to_the_first_page_of_a_private_encrypted_draft(ward_client: Client) -> None:
    before = Entry.objects.count()
    key = begin(ward_client)
    ward_client.post(address("what", key), WHAT)
    assert b"Waterloo" not in bytes(KeptText.objects.get().payload)
    assert Entry.objects.count() == before  # nobody has said it yet


def test_an_unfinished_report_is_offered_again(ward_client: Client) -> None:
    key = begin(ward_client)
    ward_client.post(address("what", key), WHAT)
    text = ward_client.get(START).content.decode()
    assert "Carry on with the report begun today 22:15" in text
    assert address("what", key) in text
    assert "Waterloo Park" in text


def test_a_report_in_which_nothing_was_typed_is_not_offered(ward_client: Client) -> None:
    begin(ward_client)
    assert "Carry on" not in ward_client.get(START).content.decode()


def test_an_unfinished_report_can_be_deleted(ward_client: Client) -> None:
    key = begin(ward_client)
    ward_client.post(address("what", key), WHAT)
    ward_client.post(START, {"discard": str(key)})
    assert "Draft deleted" in ward_client.get(START).content.decode()
    assert ward_client.get(address("what", key)).status_code == 404
    assert ward_client.post(START, {"discard": "nonsense"}).status_code == 404


def test_somebody_elses_draft_does_not_exist(ward_client: Client, priya: Professional, sign_in: SignIn) -> None:
    key = begin(ward_client)
    ward_client.post(address("what", key), WHAT)
    other = sign_in(Client(), priya)
    assert "Carry on" not in other.get(START).content.decode()
    for page in ("what", "people", "check"):
        assert other.get(address(page, key)).status_code == 404
        assert other.post(address(page, key), WHAT).status_code == 404
    other.post(START, {"discard": str(key)})
    assert ward_client.get(address("what", key)).status_code == 200


def test_an_unfinished_report_lapses(ward_client: Client, ward: Professional, at: datetime) -> None:
    key = begin(ward_client)
    ward_client.post(address("what", key), WHAT)
    KeptText.objects.update(kept_at=at - timedelta(days=15))
    assert ward_client.get(address("what", key)).status_code == 404
    assert "Carry on" not in ward_client.get(START).content.decode()


@pytest.mark.parametrize("page", ["what", "people", "check"])
def test_a_key_that_is_not_one_or_not_known_is_not_found(ward_client: Client, page: str) -> None:
    assert ward_client.get(f"/incidents/report/nonsense/{page}/").status_code == 404
    unknown = "11111111-1111-4111-8111-111111111111"
    assert ward_client.get(f"/incidents/report/{unknown}/{page}/").status_code == 404


def test_who_does_not_report_is_told_so(client: Client, admin: Professional, sign_in: SignIn) -> None:
    assert sign_in(client, admin).get(reverse("incidents:report")).status_code == 403


def test_the_page_costs_the_same_with_more_drafts(ward_client: Client) -> None:
    def more() -> None:
        for _ in range(3):
            ward_client.post(address("what", begin(ward_client)), WHAT)

    more()
    costs_the_same(lambda: ward_client.get(START), more, at_most=15)
