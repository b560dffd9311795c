"""What the pages of a report promise is what happens: each sentence, and its effect."""

import pytest
from django.test import Client
from django.urls import reverse

from reachable.common import clock
from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Phase, Weapon
from reachable.incidents.models import Incident
from reachable.incidents.policies import facts_not_known
from reachable.outbox.choices import Message
from reachable.outbox.messages import TEXTS
from reachable.outbox.models import Delivery
from reachable.responses import queries
from reachable.responses.choices import Standing
from reachable.responses.models import Strand
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
    _reads(text, "Opens at once: Tonight, Immediate safety, ", "All of it is provisional until a manager has decided")
    incident, receipt = _sent(client, place)
    _reads(receipt, "The questions of the first hours are open now.", "Go to Tonight")
    assert incident.phase == Phase.PROVISIONAL
    assert {s.standing for s in Strand.objects.filter(response__incident=incident)} == {Standing.PROVISIONAL}
    opened = [line.title for line in queries.strands(edt, incident.reference, clock.now())]
    promised = text.partition("Opens at once: Tonight, ")[2].partition(".<")[0]
    assert [title.partition(" (")[0] for title in promised.split(", ") if title[0].isupper()] == opened
    for page, more in (("responses:tonight", []), ("responses:sheet", ["immediate-safety"])):
        assert client.get(reverse(page, args=[incident.reference, *more])).status_code == 200


def test_what_is_not_known_stands_on_the_page_of_the_incident_until_it_is_added(
    client: Client, edt: Professional, sign_in: SignIn
) -> None:
    place, text = _check_page(sign_in(client, edt), what={}, people={})
    _reads(text, "What is not known stands as not known on the page of the incident, and is added there")
    incident, _ = _sent(client, place)
    page = reverse("incidents:overview", args=[incident.reference])
    open_ = dict(facts_not_known(incident))
    assert {"weapon", "offence", "happened_at"} <= set(open_)
    assert all(question in text for question in open_.values())
    _reads(
        client.get(page).content.decode(),
        *open_.values(),
        reverse("incidents:correct_facts", args=[incident.reference]),
    )
    incidents.record_facts(
        by=edt, at=AT, reference=incident.reference, changes={"weapon": Weapon.KNIFE}, seen_number=1, because=""
    )
    assert open_["weapon"] not in client.get(page).content.decode()


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
    told = Delivery.objects.get(professional_key=cast.ward.key)
    assert (told.message, told.reference) == (Message.ADDED_TO_TEAM, incident.reference)
    assert client.get(page).status_code == 200
    assert incident.reference in client.get(listed).content.decode()
