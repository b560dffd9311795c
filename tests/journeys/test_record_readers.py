"""Who reads what of a record: what a child said, a safe address, and that there is a record at all."""

import pytest
from playwright.sync_api import expect

from reachable.common import clock
from reachable.directory import operations as directory
from reachable.directory.choices import AgencyKind, RoleCode
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import ConnectionKind
from reachable.incidents.models import Involvement
from reachable.people.models import Address
from tests.factories import LONG_AGO, Cast
from tests.journeys.conftest import AtKeyboard
from tests.journeys.recording import (
    SAID,
    adding,
    arrives,
    finds_shut,
    given_a_placement,
    given_what_he_said,
    on,
    opens,
)
from tests.journeys.responding import given_a_response

SECRETS = ("Sedge", "Fakenham", "NR21", "nr21")


@pytest.fixture
def kai(cast: Cast) -> Involvement:
    found: Involvement = given_a_response(cast).involvements.get()
    return found


def test_police_read_what_he_said_on_its_own_page_and_the_lead_is_not_told_of_it(
    at_keyboard: AtKeyboard, cast: Cast, kai: Involvement
) -> None:
    given_what_he_said(cast, kai)
    sam = at_keyboard(cast.sam)
    opens(sam, kai)
    arrives(sam)
    assert SAID not in sam.page.content()
    sam.follow("Read what they said of what happened (1)")
    sam.expects("What Kai Mensah (A) said of what happened")
    sam.sees(SAID, "What happened?", "Only me, on the ward", "that you read it is recorded")
    sam.fits()
    sam.page.emulate_media(media="print")
    expect(sam.page.get_by_text(SAID)).not_to_be_visible()
    expect(sam.page.get_by_text("This page is not printed.")).to_be_visible()
    hana = at_keyboard(cast.hana)
    opens(hana, kai)
    arrives(hana)
    assert SAID not in hana.page.content()
    assert "Read what they said" not in hana.page.content()
    finds_shut(hana, kai, "accounts", 403)


PAGES_OF_HIM = ("incidents:young_person", "people:record", "people:not_to_disclose", "people:add_address")
PAGES_OF_ALL = (
    "incidents:overview", "incidents:timeline", "responses:tonight", "responses:handover", "network:both_sides",
    "network:network",
)  # fmt: skip


def test_the_lead_reads_held_and_whom_to_ask_and_nowhere_the_place(
    at_keyboard: AtKeyboard, cast: Cast, kai: Involvement
) -> None:
    given_a_placement(cast, kai)
    hana = at_keyboard(cast.hana)
    opens(hana, kai)
    arrives(hana, "Placement", "Held: ask Priya Nair", "or Sam Okafor")
    reference = kai.incident.reference
    for name in (*PAGES_OF_HIM, *PAGES_OF_ALL):
        hana.goto(name, reference=reference, **({"key": kai.key} if name in PAGES_OF_HIM else {}))
        hana.page.get_by_role("heading", level=1).first.wait_for()
        source = hana.page.content()
        assert [secret for secret in SECRETS if secret in source] == [], name
    address = Address.objects.get()
    finds_shut(hana, kai, "address_readers", 404, address=address.key)
    sam = at_keyboard(cast.sam)
    opens(sam, kai)
    arrives(sam, "4 Sedge Lane, Fakenham, NR21 8AA")


def a_voluntary_partner() -> Professional:
    made = directory.create_agency(
        by=None, at=LONG_AGO, code="youth-network", name="Norfolk Youth Network", kind=AgencyKind.VOLUNTARY
    )
    return directory.create_professional(
        by=None,
        at=LONG_AGO,
        name="Vera Lake",
        email="vera.lake@youth.example",
        job_title="Youth worker",
        agency=made,
        roles=[RoleCode.VOLUNTARY_PARTNER],
        telephone="01632 960124",
        opens_account=True,
        is_demo_persona=True,
    )


def test_the_minute_taker_and_a_voluntary_partner_work_on_it_without_the_record(
    at_keyboard: AtKeyboard, cast: Cast, kai: Involvement
) -> None:
    for one in (cast.joy, a_voluntary_partner()):
        told = {"by": cast.hana, "at": clock.now(), "reference": kai.incident.reference}
        incidents.add_to_team(**told, professional_key=one.key, why="Helps")
        who = at_keyboard(one)
        who.goto("incidents:young_person", reference=kai.incident.reference, key=kai.key)
        who.sees("Kai Mensah (A)")
        who.does_not_see("All that is recorded")
        for name in ("record", "add_address", "accounts", "add_relative"):
            finds_shut(who, kai, name, 403)


def test_for_a_stranger_and_for_who_stepped_back_there_is_no_record(
    at_keyboard: AtKeyboard, cast: Cast, kai: Involvement
) -> None:
    told = {"at": clock.now(), "reference": kai.incident.reference}
    incidents.add_to_team(**told, by=cast.hana, professional_key=cast.ward.key, why="His ward")
    incidents.declare_connection(**told, by=cast.ward, kind=ConnectionKind.RELATED)
    for one in (cast.stranger, cast.ward):
        who = at_keyboard(one)
        for name in ("record", "add_address", "add_relative"):
            finds_shut(who, kai, name, 404)


@pytest.mark.parametrize("script", [True, False])
def test_paper_carries_the_warning_and_never_what_he_said(
    at_keyboard: AtKeyboard, cast: Cast, kai: Involvement, script: bool
) -> None:
    given_what_he_said(cast, kai)
    incidents.do_not_disclose(**on(kai, cast.priya), to_whom="his father", because="Threats")
    priya = at_keyboard(cast.priya, javascript=script, width=320)
    opens(priya, kai)
    arrives(priya)
    priya.fits()
    priya.prints("OFFICIAL-SENSITIVE", "Do not disclose anything to: his father", "never part of this print")
    priya.page.emulate_media(media="print")
    expect(priya.page.get_by_text("Read what they said")).not_to_be_visible()
    expect(adding(priya, "Addresses")).not_to_be_visible()
    assert SAID not in priya.page.content()
