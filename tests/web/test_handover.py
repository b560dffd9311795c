"""The handover: one printed page from the night to the morning."""

from html import unescape

import pytest
from django.urls import reverse

from reachable.directory import operations as directory
from reachable.incidents import operations as incidents
from reachable.incidents.choices import AdultPart, Known, Part
from reachable.incidents.facts import ReportedAdult
from reachable.responses import queries
from tests import guides
from tests.counting import costs_the_same
from tests.factories import AT, Cast
from tests.web.sheets import add_action, answer, card_of, response
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db


def _address(reference: str) -> str:
    return reverse("responses:handover", args=[reference])


def test_it_says_what_happened_who_is_where_what_is_open_and_whom_to_ring(cast: Cast, signed_in) -> None:
    incident = response(cast, 2)
    answer(cast, incident, card_of(cast, incident, "safe-address", "A"), "IN_PLACE", because="With an aunt in Cromer")
    add_action(cast, incident)
    page = signed_in(cast.hana).get(_address(incident.reference))
    html = unescape(page.content.decode())
    asked = [question.ask for question in queries.tonight(cast.hana, incident.reference, AT).questions]
    for words in (
        "Kai Mensah (A)", "In hospital", "With an aunt in Cromer", "Write to the landlord", "Priya Nair",
        "01632 960123", "Drawn up by Hana Malik, Saturday 21 November 2026, 22:15", "OFFICIAL-SENSITIVE", *asked,
    ):  # fmt: skip
        assert words in html
    assert "<form" not in html.partition("<main")[2].partition("</main")[0]
    assert_declares_everybody_it_shows(page)


@pytest.mark.parametrize("who", ["edt", "sam", "priya"])
def test_paper_names_no_witness_whoever_prints_it(cast: Cast, signed_in, who: str) -> None:
    incident = response(cast)
    kai = incident.involvements.get()
    common = {"at": AT, "reference": incident.reference}
    incidents.record_part(by=cast.sam, **common, involvement_key=kai.key, part=Part.WITNESS, words="saw it")
    reader = getattr(cast, who)
    if who == "edt":
        incidents.open_on_duty(by=reader, **common, because="Holds the night")
    html = signed_in(reader).get(_address(incident.reference)).content.decode()
    assert "victim, connected" in html
    assert "itness" not in html.partition("<main")[2]


def test_paper_tells_nothing_that_is_for_fewer_than_the_team(cast: Cast, signed_in, tmp_path, settings) -> None:
    guides.ship(guides.first(tmp_path, settings), settings, narrow="safe-address")
    incident = response(cast)
    answer(cast, incident, card_of(cast, incident, "safe-address", "A"), "IN_PLACE", by=cast.hana, because="In Cromer")
    client = signed_in(cast.hana)
    on_screen = reverse("responses:tonight_about", args=[incident.reference, "A"])
    assert "In Cromer" in client.get(on_screen).content.decode()
    assert "In Cromer" not in client.get(_address(incident.reference)).content.decode()


def test_what_lives_hang_on_is_not_cut_and_the_rest_says_where_the_rest_is(cast: Cast, signed_in) -> None:
    incident = response(cast, description="A" * 450)
    long = "word " * 60
    for code, letter in (
        ("threat-to-life", "A"), ("safe-address", "A"), ("staff-tonight", ""), ("held-until-morning", ""),
    ):  # fmt: skip
        answer(cast, incident, card_of(cast, incident, code, letter), "IN_PLACE", because=f"{long}{code} end")
    answer(cast, incident, card_of(cast, incident, "parents-told", "A"), "IN_PLACE", because=f"{long}parents end")
    html = unescape(signed_in(cast.hana).get(_address(incident.reference)).content.decode())
    for code in ("threat-to-life", "safe-address", "staff-tonight", "held-until-morning"):
        assert f"{code} end" in html
    assert "parents end" not in html
    assert html.count("… more in Reachable") == 2


def test_it_names_adults_threats_danger_and_who_answers_now(cast: Cast, signed_in) -> None:
    incident = response(
        cast,
        threats=Known.YES,
        threats_words="Named on a video",
        still_danger=Known.YES,
        adults=(ReportedAdult("Bo", "Reed", 34, AdultPart.HURT, "stabbed too"),),
    )
    for name, hours in (("Night team", "OUT_OF_HOURS"), ("Day desk", "OFFICE_HOURS")):
        directory.set_duty_line(
            by=cast.hana, at=AT, role="EMERGENCY_DUTY_SENIOR", name=name, telephone="01632 960999", hours=hours
        )
    html = " ".join(unescape(signed_in(cast.hana).get(_address(incident.reference)).content.decode()).split())
    for words in (
        "Bo Reed", "hurt (stabbed too)", "Threats made: <strong>Yes: Named on a video</strong>",
        "Anybody still in danger: <strong>Yes</strong>", "Night team (Senior worker, emergency duty team): ",
        "01632 960999 (answers now)",
        "01632 960999 (office hours)",
    ):  # fmt: skip
        assert words in html
    assert html.index("Night team") < html.index("Day desk")


def test_what_is_said_alike_stands_once_on_the_one_sheet(cast: Cast, signed_in) -> None:
    incident = response(cast)
    fields = {"home": "not-safe", "area": "not-safe", "school": "safe"}
    card = card_of(cast, incident, "safe-to-return", "A")
    answer(cast, incident, card, "IN_PLACE", because="Watched", record_fields=fields)
    html = unescape(signed_in(cast.hana).get(_address(incident.reference)).content.decode())
    assert "In place – Watched; Home, Area where it happened: Not safe; School, college or work: Safe." in html


def test_a_proposed_contact_says_so_on_paper(cast: Cast, signed_in) -> None:
    incident = response(cast)
    add_action(cast, incident, "Visit the family", makes_contact=True)
    assert (
        "Proposed: do not make contact yet" in signed_in(cast.hana).get(_address(incident.reference)).content.decode()
    )


def test_a_stranger_finds_nothing_and_the_wrong_role_is_told(cast: Cast, signed_in) -> None:
    incident = response(cast)
    assert signed_in(cast.stranger).get(_address(incident.reference)).status_code == 404
    assert signed_in(cast.admin).get(_address(incident.reference)).status_code == 403


def test_it_costs_the_same_with_more_to_say(cast: Cast, signed_in) -> None:
    incident = response(cast, 6)
    client = signed_in(cast.hana)
    add_action(cast, incident)

    def more() -> None:
        for number in range(6):
            add_action(cast, incident, f"Write letter {number}")

    costs_the_same(lambda: client.get(_address(incident.reference)), more, at_most=43)
