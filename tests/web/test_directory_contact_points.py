"""Contact points in the directory: read by everybody, kept by those who keep the duty lines."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from reachable.directory import operations, queries
from reachable.directory.choices import ContactPointKind, CustodyWorkers
from tests import counting
from tests.domain.directory_hands import point, verbs
from tests.factories import AT, Cast
from tests.signing_in import SignIn
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
DIRECTORY = "/directory/"
ADD = "/directory/contact-points/add/"
TYPED = {
    "kind": "HOSPITAL",
    "name": "Wensum Hospital",
    "agency_key": "",
    "agency_words": "A trust outside the county",
    "telephone": "01632 960401",
    "mailbox": "Ward@hospital.example",
    "where": "Norwich",
    "note": "Ask for the named nurse",
    "clauses": "dis-9, HOS-8",
    "source": "the switchboard",
    "version": "1",
}


def _row(page: str, name: str) -> str:
    """What stands on the page about the one of this name."""
    (found,) = (row for row in re.findall(r'<li class="app-row" id="point-.*?</li>', page) if name in row)
    return found


def _address(name: str, key: object) -> str:
    return reverse(f"directory:{name}", args=[key])


@pytest.mark.clause("DIS-9")
def test_everybody_reads_the_contact_points_and_that_nobody_has_confirmed_them(
    client: Client, cast: Cast, sign_in: SignIn
) -> None:
    call_command("seed_directory")
    page = text_of(sign_in(client, cast.joy).get(DIRECTORY))
    for heading in ("Hospitals", "Custody suites", "Safeguarding contact points", "Support services"):
        assert f">{heading}</h2>" in page
    guides = _row(page, "<strong>Designated Safeguarding Team")
    for shown in (
        "Unconfirmed since the guide; confirm before first use", "safeguardingchildren.norfolk@nhs.example",
        "Clause DIS-9", "Source: the guide",
    ):  # fmt: skip
        assert shown in guides
    suite = _row(page, "<strong>Wymondham Police Investigation Centre")
    assert "Custody workers come there: yes" in suite
    neighbour = _row(page, "Suffolk County Council")
    assert "Unconfirmed; confirm before first use" in neighbour
    assert "Source: not in the guide: a neighbour of Norfolk" in neighbour
    assert "No number or mailbox yet" in neighbour
    assert "It is right" not in page, "who keeps no lines confirms nothing"
    assert ADD not in page
    assert "mailto:" not in page


def test_one_is_added_and_counts_as_confirmed_by_its_writer(client: Client, cast: Cast, sign_in: SignIn) -> None:
    sign_in(client, cast.edt)
    form = text_of(client.get(ADD, {"kind": "HOSPITAL"}))
    assert re.search(r'value="HOSPITAL" checked', form)
    page = text_of(client.post(ADD, TYPED, follow=True))
    assert "Wensum Hospital added" in page
    assert "It counts as confirmed by you." in page
    (row,) = queries.contact_points()
    assert (row.kind, row.mailbox, row.agency, row.clauses) == (
        "HOSPITAL", "Ward@hospital.example", "A trust outside the county", ("DIS-9", "HOS-8"),
    )  # fmt: skip
    assert f"Confirmed today by {cast.edt.name}" in _row(page, "Wensum Hospital")
    assert "contact-point-added" in verbs()


def test_of_a_suite_it_asks_whether_custody_workers_come(client: Client, cast: Cast, sign_in: SignIn) -> None:
    sign_in(client, cast.edt)
    suite = {**TYPED, "kind": "CUSTODY_SUITE"}
    assert "Select whether custody workers come there" in text_of(client.post(ADD, suite))
    client.post(ADD, {**suite, "custody_workers": "YES"})
    assert queries.contact_points()[0].custody_workers == CustodyWorkers.YES
    client.post(ADD, {**TYPED, "custody_workers": "YES"})  # no suite: what was ticked before is dropped
    assert queries.contact_points([ContactPointKind.HOSPITAL])[0].custody_workers == ""


def test_changing_a_number_vouches_for_it_and_changing_a_note_does_not(
    client: Client, cast: Cast, sign_in: SignIn
) -> None:
    key = operations.add_contact_point(by=cast.hana, at=AT - timedelta(days=120), facts=point())
    sign_in(client, cast.edt)
    page = text_of(client.get(DIRECTORY))
    assert f"Confirmed 120 days ago by {cast.hana.name}: confirm again" in _row(page, "Wensum Hospital")
    address = _address("change_contact_point", key)
    assert 'value="01632 960401"' in text_of(client.get(address))
    noted = {**TYPED, "mailbox": ""}
    page = text_of(client.post(address, noted, follow=True))
    assert "It counts as confirmed by you." not in page
    assert "confirm again" in _row(page, "Wensum Hospital")
    page = text_of(client.post(address, {**noted, "telephone": "01632 960402", "version": "2"}, follow=True))
    assert "It counts as confirmed by you." in page
    assert f"Confirmed today by {cast.edt.name}" in _row(page, "Wensum Hospital")


def test_the_second_of_two_writers_sees_both_and_then_decides(client: Client, cast: Cast, sign_in: SignIn) -> None:
    key = operations.add_contact_point(by=cast.hana, at=AT, facts=point())
    operations.change_contact_point(by=cast.hana, at=AT, key=key, version=1, facts=point(telephone="01632 960777"))
    sign_in(client, cast.edt)
    address = _address("change_contact_point", key)
    page = text_of(client.post(address, {**TYPED, "telephone": "01632 960888"}))
    assert "Somebody else changed this" in page
    assert "What stands now" in page
    assert "01632 960777" in page
    assert 'value="01632 960888"' in page
    assert 'name="version" value="2"' in page
    assert queries.contact_point(key).telephone == "01632 960777"
    client.post(address, {**TYPED, "telephone": "01632 960888", "version": "2"})
    assert queries.contact_point(key).telephone == "01632 960888"


def test_one_is_confirmed_as_it_was_seen(client: Client, cast: Cast, sign_in: SignIn) -> None:
    key = operations.add_contact_point(by=cast.hana, at=AT - timedelta(days=5), facts=point())
    operations.change_contact_point(by=cast.hana, at=AT, key=key, version=1, facts=point(note="Ask for the nurse"))
    sign_in(client, cast.edt)
    for seen in ("1", "", "one"):
        page = text_of(client.post(_address("confirm_contact_point", key), {"version": seen}, follow=True))
        assert "Somebody changed Wensum Hospital meanwhile." in page
        assert queries.contact_point(key).confirmed_by == cast.hana.name
    shown = _row(page, "Wensum Hospital")
    assert 'name="version" value="2"' in shown
    page = text_of(client.post(_address("confirm_contact_point", key), {"version": "2"}, follow=True))
    assert "Wensum Hospital confirmed" in page
    assert f"Confirmed today by {cast.edt.name}" in _row(page, "Wensum Hospital")


def test_one_is_taken_out_after_a_question_and_only_once(client: Client, cast: Cast, sign_in: SignIn) -> None:
    key = operations.add_contact_point(by=cast.hana, at=AT, facts=point())
    sign_in(client, cast.edt)
    address = _address("retire_contact_point", key)
    assert "The record stays" in text_of(client.get(address))
    assert queries.contact_point(key).retired_at is None
    page = text_of(client.post(address, follow=True))
    assert "Wensum Hospital taken out of the directory" in page
    assert 'id="point-' not in page
    again = "This was taken out of the directory already."
    assert again in text_of(client.post(address))
    assert again in text_of(client.post(_address("confirm_contact_point", key), {"version": "1"}, follow=True))
    assert again in text_of(client.post(_address("change_contact_point", key), TYPED))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"kind": ""}, "Select what it is"),
        ({"kind": "CIRCUS"}, "Select one of the answers on the page"),
        ({"name": ""}, "Enter the name"),
        ({"name": "yare hospital"}, "The directory has one of this name already."),
        ({"telephone": "ring Ann"}, "Enter a telephone number, like 01632 960 001."),
        ({"mailbox": "ward at hospital"}, "Enter a mailbox like safeguarding@hospital.example."),
        ({"clauses": "nine"}, "Write clauses of the guide like DIS-9"),
        ({"agency_key": "nobody"}, "Select one of the answers on the page"),
        ({"note": "x" * 301}, "This must be 300 characters or fewer"),
    ],
)
def test_a_wrong_one_comes_back_as_it_was_typed(
    client: Client, cast: Cast, sign_in: SignIn, wrong: dict[str, Any], message: str
) -> None:
    operations.add_contact_point(by=cast.hana, at=AT, facts=point(name="Yare Hospital"))
    page = text_of(sign_in(client, cast.edt).post(ADD, {**TYPED, **wrong}))
    assert message in page
    assert 'value="Norwich"' in page
    assert len(queries.contact_points()) == 1


@pytest.mark.parametrize("who", ["priya", "joy", "ig"])
def test_who_keeps_no_lines_may_not_change_them(client: Client, cast: Cast, sign_in: SignIn, who: str) -> None:
    key = operations.add_contact_point(by=cast.hana, at=AT, facts=point())
    sign_in(client, getattr(cast, who))
    for name in ("change_contact_point", "confirm_contact_point", "retire_contact_point"):
        assert client.post(_address(name, key), {"version": "1"}).status_code == 403
    assert client.post(ADD, TYPED).status_code == 403
    assert len(queries.contact_points()) == 1


def test_the_form_costs_the_same_with_more_in_the_directory(client: Client, cast: Cast, sign_in: SignIn) -> None:
    key = operations.add_contact_point(by=cast.edt, at=AT, facts=point())
    sign_in(client, cast.edt)

    def more() -> None:
        for number in range(5):
            operations.create_agency(by=None, at=AT, code=f"a{number}", name=f"Agency {number}", kind="HEALTH")
            operations.add_contact_point(by=cast.edt, at=AT, facts=point(name=f"Ward {number}"))

    counting.costs_the_same(lambda: client.get(_address("change_contact_point", key)), more, at_most=12)
