"""What the pages of a report promise is what happens: each sentence, and its effect."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Phase
from reachable.incidents.models import Incident
from reachable.outbox.messages import TEXTS
from reachable.outbox.models import Delivery
from reachable.playbook.load import load
from reachable.responses.choices import Standing
from reachable.responses.models import Consideration, Strand
from tests.factories import AT, Cast
from tests.signing_in import SignIn
from tests.web.reporting import address, filled

pytestmark = pytest.mark.django_db
TEAM_PROMISE = "If you are needed on the team"


@pytest.fixture
def on_duty(cast: Cast) -> list[Professional]:
    """Those of the cast whom a report tells; they exist before it is sent."""
    directory.set_duty_line(
        by=cast.hana,
        at=AT,
        role=RoleCode.EMERGENCY_DUTY_SENIOR,
        name="Emergency duty team",
        telephone="01632 960999",
        area="NORWICH",
    )
    return [cast.hana, cast.edt, cast.manager, cast.mace]


def _reads(text: str, *promises: str) -> str:
    """The page says so: a sentence that was changed leads here, to the effect that it promised."""
    for promise in promises:
        assert promise in text
    return text


def _check_page(client: Client, **pages: object) -> tuple[str, str]:
    place = address("check", filled(client, **pages))
    return place, client.get(place).content.decode()


def _sent(client: Client, place: str) -> tuple[Incident, str]:
    answer = client.post(place)
    incident = Incident.objects.get(reference=answer["Location"].split("/")[2])
    return incident, client.get(answer["Location"]).content.decode()


def test_nobody_is_told_anything_until_the_report_is_sent(
    client: Client, ward: Professional, sign_in: SignIn, on_duty: list[Professional]
) -> None:
    place, _ = _check_page(sign_in(client, ward))
    _reads(client.get(place.replace("check", "what")).content.decode(), "Nobody is told anything until you send")
    assert not Delivery.objects.exists()
    assert not Incident.objects.exists()


def test_the_managers_and_duty_roles_of_the_area_are_told_without_details(
    client: Client, ward: Professional, sign_in: SignIn, on_duty: list[Professional]
) -> None:
    place, text = _check_page(sign_in(client, ward))
    _reads(text, "The managers and duty roles of the area are told. You see who, and whom to ring.")
    incident, receipt = _sent(client, place)
    _reads(receipt, "Told by e-mail, without details", *(f"<li>{p.name}, " for p in on_duty), 'href="tel:01632960999"')
    told = {row.professional_key: row for row in Delivery.objects.filter(reference=incident.reference)}
    assert set(told) == {person.key for person in on_duty}, "those on the page and nobody else"
    for row in told.values():
        written = TEXTS[row.message].subject + TEXTS[row.message].body("")
        assert not any(detail in written for detail in ("Kai", "Mensah", "Waterloo", "Norwich", incident.reference))


def test_what_is_said_to_open_at_once_is_open_and_provisional(
    client: Client, edt: Professional, sign_in: SignIn
) -> None:
    place, text = _check_page(sign_in(client, edt))
    _reads(text, "Opens at once: Tonight, Immediate safety.", "All of it is provisional until a manager has decided")
    incident, receipt = _sent(client, place)
    _reads(receipt, "The questions of the first hours are open now.", "Go to Tonight")
    assert incident.phase == Phase.PROVISIONAL
    assert {s.standing for s in Strand.objects.filter(response__incident=incident)} == {Standing.PROVISIONAL}
    for page, more in (("responses:tonight", []), ("responses:sheet", ["immediate-safety"])):
        assert client.get(reverse(page, args=[incident.reference, *more])).status_code == 200


def test_what_is_not_known_becomes_questions_for_agencies(client: Client, edt: Professional, sign_in: SignIn) -> None:
    place, text = _check_page(sign_in(client, edt))
    _reads(text, "These become questions for the agencies.")
    incident, _ = _sent(client, place)
    asked = set(Consideration.objects.filter(strand__response__incident=incident).values_list("code", flat=True))
    playbook = load(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY)
    assert {code for question in playbook.tonight for code in question.considerations} <= asked
    assert [item.code for item in playbook.considerations() if item.code in asked and not item.between] == []


def test_a_part_that_is_not_known_counts_as_met_until_a_manager_decides(
    client: Client, cast: Cast, sign_in: SignIn
) -> None:
    place, text = _check_page(sign_in(client, cast.ward), what={}, people={})
    _reads(text, "a part that is not known counts as met until shown otherwise")
    incident, receipt = _sent(client, place)
    _reads(receipt, "A manager decides what it is, and names who leads the response.")
    assert Strand.objects.filter(response__incident=incident, standing=Standing.PROVISIONAL).exists()
    manager = sign_in(Client(), cast.hana)
    for page in ("incidents:definition", "incidents:name_lead"):
        assert manager.get(reverse(page, args=[incident.reference])).status_code == 200


def test_the_reporter_sees_the_incident_once_he_is_on_the_team(client: Client, cast: Cast, sign_in: SignIn) -> None:
    place, _ = _check_page(sign_in(client, cast.ward))
    incident, receipt = _sent(client, place)
    _reads(receipt, "You do not see the incident itself unless you are on its team.", TEAM_PROMISE)
    page, listed = reverse("incidents:overview", args=[incident.reference]), reverse("incidents:incidents")
    assert client.get(page).status_code == 404
    assert incident.reference not in client.get(listed).content.decode()
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.ward.key, why="Kai is on the ward"
    )
    assert client.get(page).status_code == 200
    assert incident.reference in client.get(listed).content.decode()
