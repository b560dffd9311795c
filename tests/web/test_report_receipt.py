"""What the reporter has in hand after sending."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reachable.audit.models import Entry
from reachable.directory import operations as directory
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import ConnectionKind
from tests.counting import costs_the_same
from tests.factories import AT, Cast, reported_incident
from tests.signing_in import SignIn

pytestmark = pytest.mark.django_db


def test_the_receipt_says_who_was_told_and_whom_to_ring(
    client: Client, cast: Cast, hana: Professional, ward: Professional, sign_in: SignIn
) -> None:
    keep_line(hana)
    incident = reported_incident(ward)
    text = sign_in(client, ward).get(reverse("incidents:receipt", args=[incident.reference])).content.decode()
    for words in (
        incident.reference,
        "Hana Malik, Norfolk Children&#39;s Services",
        "Emergency duty team, Norwich",
        'href="tel:01632960999"',
        "What happens next",
    ):
        assert words in text
    assert "Kai" not in text  # a receipt and nothing more
    assert "Go to Tonight" not in text


def test_by_day_the_front_door_is_rung_first_and_the_page_says_who_answers(
    client: Client, hana: Professional, ward: Professional, sign_in: SignIn, set_clock: Callable[[datetime], None]
) -> None:
    keep_line(hana, hours="OUT_OF_HOURS")
    keep_line(hana, "Children's front door", role="FRONT_DOOR_MANAGER", hours="OFFICE_HOURS")
    address = reverse("incidents:receipt", args=[reported_incident(ward).reference])
    monday = AT + timedelta(hours=36)
    for when, first, second in (
        (AT, "Emergency duty team", "Children&#39;s front door"),
        (monday, "Children&#39;s front door", "Emergency duty team"),
    ):
        set_clock(when)
        text = sign_in(client, ward).get(address).content.decode()
        order = [text.index(words) for words in (first, "answers now", second, "not now: ")]
        assert order == sorted(order)


def test_a_reporter_who_may_open_it_is_led_to_tonight(client: Client, edt: Professional, sign_in: SignIn) -> None:
    incident = reported_incident(edt)
    text = sign_in(client, edt).get(reverse("incidents:receipt", args=[incident.reference])).content.decode()
    assert reverse("responses:tonight", args=[incident.reference]) in text
    assert reverse("incidents:overview", args=[incident.reference]) in text


def test_without_numbers_and_people_on_duty_the_receipt_says_to_ring(
    client: Client, ward: Professional, sign_in: SignIn
) -> None:
    incident = reported_incident(ward)
    text = sign_in(client, ward).get(reverse("incidents:receipt", args=[incident.reference])).content.decode()
    assert "No duty number is in the directory" in text
    assert "No manager or duty role of this area can be reached by e-mail" in text


def test_the_receipt_is_for_the_reporter_alone(
    client: Client, ward: Professional, hana: Professional, sign_in: SignIn
) -> None:
    incident = reported_incident(ward)
    assert sign_in(client, hana).get(reverse("incidents:receipt", args=[incident.reference])).status_code == 404
    assert client.get("/incidents/INC-2026-9999/receipt/").status_code == 404


def test_a_reporter_who_stepped_back_has_no_receipt(client: Client, edt: Professional, sign_in: SignIn) -> None:
    incident = reported_incident(edt)
    incidents.declare_connection(by=edt, at=AT, reference=incident.reference, kind=ConnectionKind.LIVES_NEAR)
    assert sign_in(client, edt).get(reverse("incidents:receipt", args=[incident.reference])).status_code == 404


def test_the_look_names_the_incident(client: Client, ward: Professional, sign_in: SignIn) -> None:
    incident = reported_incident(ward)
    sign_in(client, ward).get(reverse("incidents:receipt", args=[incident.reference]))
    assert Entry.objects.filter(verb="looked-at", by_key=ward.key).latest("pk").incident == incident.reference


def test_the_page_costs_the_same_with_more_lines(
    client: Client, cast: Cast, hana: Professional, ward: Professional, sign_in: SignIn
) -> None:
    keep_line(hana)
    address = reverse("incidents:receipt", args=[reported_incident(ward).reference])
    sign_in(client, ward)
    costs_the_same(lambda: client.get(address), lambda: [keep_line(hana, f"Line {n}") for n in range(4)], at_most=20)


def keep_line(by: Professional, name: str = "Emergency duty team, Norwich", **more: str) -> None:
    line = {"role": "EMERGENCY_DUTY_SENIOR", "telephone": "01632 960999", "area": "NORWICH", **more}
    directory.set_duty_line(by=by, at=AT, name=name, **line)
