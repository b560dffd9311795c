"""Addresses, safe ones above all, and what a child said of what happened."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reachable.audit.models import Entry
from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.models import Incident, Involvement
from reachable.people.choices import AddressUse
from reachable.people.facts import NewAccount, NewAddress
from reachable.people.models import Account, Address, AddressReader
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.record_hands import address, on, shown

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
TYPED = {"use": "PLACEMENT", "line1": "4 Sedge Lane", "town": "Fakenham", "postcode": "nr21 8aa"}
SECRETS = ("Sedge", "Fakenham", "NR21")


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.mace))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


@pytest.fixture
def placement(cast: Cast, kai: Involvement) -> Address:
    facts = NewAddress(AddressUse.PLACEMENT, line1="4 Sedge Lane", town="Fakenham", postcode="NR21 8AA")
    return operations.add_address(**on(kai, cast.priya), new=facts)


def test_a_placement_is_recorded_for_named_readers_alone(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.priya)
    page = shown(client, address(kai, "add_address"))
    assert "Always a safe address" in page
    assert "Hana Malik, Head of Social Work" in page
    assert "Priya Nair, Social worker" not in page, "who records it reads it"
    answer = client.post(address(kai, "add_address"), {**TYPED, "readers": [str(cast.sam.key)]}, follow=True)
    assert "Only you and 1 more can read it." in answer.content.decode()
    for reader in (cast.priya, cast.sam):
        assert "4 Sedge Lane, Fakenham, NR21 8AA" in shown(signed_in(reader), address(kai))
    page = shown(signed_in(cast.hana), address(kai))
    assert "Held: ask Priya Nair" in page
    assert " or Sam Okafor" in page
    assert not any(secret in page for secret in SECRETS)


PAGES_OF_THE_LEAD = (
    "incidents:young_person", "incidents:overview", "incidents:timeline", "incidents:incidents",
    "responses:tonight", "responses:handover", "responses:strands", "people:record", "people:not_to_disclose",
)  # fmt: skip


@pytest.mark.parametrize("name", PAGES_OF_THE_LEAD)
def test_no_page_tells_the_lead_where_it_is(
    signed_in: SignedIn, cast: Cast, kai: Involvement, placement: Address, name: str
) -> None:
    about_him = name.startswith("people:") or name == "incidents:young_person"
    args = (kai.incident.reference, kai.key) if about_him else (kai.incident.reference,)
    page = shown(signed_in(cast.hana), reverse(name, args=() if name == "incidents:incidents" else args))
    assert not any(secret in page for secret in SECRETS)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"postcode": "Norwich"}, "That is not a postcode"),
        ({"line1": "", "town": "", "postcode": ""}, "Say what is known of the address"),
        ({"use": ""}, "Answer “What kind of address is it?”"),
        ({"uprn": "1x"}, "at most 12 digits"),
    ],
)
def test_a_wrong_entry_is_named_and_nothing_is_lost(
    signed_in: SignedIn, cast: Cast, kai: Involvement, change: dict[str, str], says: str
) -> None:
    page = signed_in(cast.priya).post(address(kai, "add_address"), {**TYPED, **change}).content.decode()
    assert says in page
    assert "Sedge" in page or change.get("line1") == ""
    assert not Address.objects.exists()


def test_a_reader_is_named_and_ended_by_those_who_read_it(
    signed_in: SignedIn, cast: Cast, kai: Involvement, placement: Address
) -> None:
    where = address(kai, "address_readers", placement.key)
    end = address(kai, "end_address_reader", placement.key, cast.sam.key)
    for outside in (cast.hana, cast.sam):
        client = signed_in(outside)
        assert client.get(where).status_code == 404
        assert client.post(where, {"professional": str(outside.key), "because": "x"}).status_code == 404
    client = signed_in(cast.priya)
    assert "4 Sedge Lane" in shown(client, where)
    assert "Choose who may read it" in client.post(where, {"because": "x"}).content.decode()
    assert client.post(where, {"professional": str(cast.sam.key), "because": "Drives him"}).status_code == 302
    assert 'Sam Okafor: <span class="app-typed">Drives him' in shown(client, where)
    assert "Sam Okafor no longer reads this address" in shown(client, end)
    assert client.post(end).status_code == 302
    assert AddressReader.objects.get().ended_by == cast.priya
    assert client.get(end).status_code == 404


def test_an_address_is_ended_by_those_who_read_it(
    signed_in: SignedIn, cast: Cast, kai: Involvement, placement: Address
) -> None:
    where = address(kai, "end_recorded", "address", placement.key)
    assert signed_in(cast.hana).get(where).status_code == 404
    client = signed_in(cast.priya)
    assert "Placement: 4 Sedge Lane" in shown(client, where)
    sent = {"because": "Moved on", "until_on-day": "20", "until_on-month": "11", "until_on-year": "2026"}
    assert client.post(where, sent).status_code == 302
    page = shown(signed_in(cast.hana), address(kai))
    assert "What was recorded before (1)" in page
    assert "Moved on" not in page
    assert not any(secret in page for secret in SECRETS)


def test_a_warning_may_be_about_an_address_and_tells_nothing_of_it(
    signed_in: SignedIn, cast: Cast, kai: Involvement, placement: Address
) -> None:
    client = signed_in(cast.hana)
    page = shown(client, address(kai, "not_to_disclose"))
    assert "The address: placement" in page
    sent = {"to_whom": "his father", "because": "Threats", "about": str(placement.key)}
    assert client.post(address(kai, "not_to_disclose"), sent).status_code == 302
    assert "Do not disclose the address (placement) to: his father" in shown(client, address(kai))


# A child's own account

SAID = {
    "question": "What happened?", "words": "He had a knife and I ran", "present": "Only me",
    "said_at-day": "21", "said_at-month": "11", "said_at-year": "2026", "said_at-time": "21:50", "in_custody": "NO",
}  # fmt: skip


@pytest.fixture
def account(cast: Cast, kai: Involvement) -> None:
    said = NewAccount("What happened?", "He had a knife and I ran", AT - timedelta(hours=1), "Only me")
    operations.record_account(**on(kai, cast.hana), new=said)


def test_whoever_hears_it_writes_it_down_and_does_not_see_it_again(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    client = signed_in(cast.hana)
    page = shown(client, address(kai, "record_account"))
    assert "Word for word" in page
    assert (
        "Answer “Who was there?”"
        in client.post(address(kai, "record_account"), {**SAID, "present": ""}).content.decode()
    )
    assert client.post(address(kai, "record_account"), SAID).status_code == 302
    assert Account.objects.get().words == "He had a knife and I ran"
    page = shown(client, address(kai))
    assert "I ran" not in page
    assert address(kai, "accounts") + '"' not in page
    assert client.get(address(kai, "accounts")).status_code == 403


def test_police_and_social_workers_read_it_on_its_own_page_and_that_is_recorded(
    signed_in: SignedIn, cast: Cast, kai: Involvement, account: None
) -> None:
    for reader in (cast.sam, cast.priya):
        client = signed_in(reader)
        assert f'{address(kai, "accounts")}"' in shown(client, address(kai))
        assert "He had a knife and I ran" not in shown(client, address(kai))
        assert "He had a knife and I ran" in shown(client, address(kai, "accounts"))
        look = Entry.objects.filter(verb="looked-at").order_by("-number").first()
        assert look is not None
        assert "own account" in look.codes
        assert "accounts" in look.codes


@pytest.mark.parametrize(
    "name", ["incidents:timeline", "responses:handover", "people:record", "incidents:young_person"]
)
def test_no_other_page_tells_that_there_is_one(signed_in: SignedIn, cast: Cast, kai: Involvement, name: str) -> None:
    """What a reader without the permission is shown is the same before and after."""
    args = (kai.incident.reference, kai.key) if name.endswith(("record", "young_person")) else (kai.incident.reference,)
    client = signed_in(cast.hana)
    before = main_of(shown(client, reverse(name, args=args)))
    said = NewAccount("What happened?", "He had a knife and I ran", AT - timedelta(hours=1), "Only me")
    operations.record_account(**on(kai, cast.priya), new=said)
    assert main_of(shown(client, reverse(name, args=args))) == before


def main_of(page: str) -> str:
    """Without what is made anew for every answer."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return "".join(part for part in main.split('name="csrfmiddlewaretoken"')[:1]) + main[-2000:].partition("csrf")[0]


def test_print_says_that_it_is_never_part_of_it(
    signed_in: SignedIn, cast: Cast, kai: Involvement, account: None
) -> None:
    client = signed_in(cast.sam)
    printed = 'app-for-print">What a child says of what happened is never part of this print.'
    assert printed in shown(client, address(kai))
    page = shown(client, address(kai, "accounts"))
    assert page.index("app-not-printed") < page.index("He had a knife and I ran")


@pytest.mark.parametrize("name", ["add_address", "accounts", "record_account"])
def test_strangers_find_nothing(signed_in: SignedIn, cast: Cast, kai: Involvement, name: str) -> None:
    assert signed_in(cast.stranger).get(address(kai, name)).status_code == 404
    assert signed_in(cast.admin).get(address(kai, name)).status_code == 403
