"""Deciding what the incident is (DEF-3), the setting (DEF-1, DEF-2), re-opening."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import Phase
from reachable.incidents.models import ContextAnswer, DefinitionDecision, Incident
from tests.counting import costs_the_same
from tests.factories import Cast, reported_incident, with_team
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
SIGNED = {
    "offence": "MET", "offence_because": "A knife was used.", "age": "MET", "age_because": "Kai is 15.",
    "setting": "NOT_KNOWN", "setting_because": "Nobody has said yet.", "holds": "YES", "seen_number": "0",
}  # fmt: skip
CLOSED = {
    **SIGNED, "setting": "NOT_MET", "setting_because": "It was his brother.", "holds": "NO", "route": "FRONT_DOOR",
    "their_reference": "FD-1", "named_person": "Nia Ford", "telephone": "01632 960111",
}  # fmt: skip
STALE = "Somebody else signed a decision while you wrote yours."


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.mace))


def address(incident: Incident, name: str = "definition") -> str:
    return reverse(f"incidents:{name}", args=(incident.reference,))


def sign(cast: Cast, incident: Incident, at: datetime, *, holds: bool = True, seen: int = 0) -> None:
    setting = ("MET", "On the street") if holds else ("NOT_MET", "Within the family")
    carried = {} if holds else {"route": "SECTION_47", "their_reference": "S47-9", "named_person": "Nia Ford"}
    operations.sign_definition(
        by=cast.hana, at=at, reference=incident.reference, offence=("MET", "Knife"), age=("MET", "15"),
        setting=setting, holds=holds, seen_number=seen, **carried,
    )  # fmt: skip


def text_of(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    assert_declares_everybody_it_shows(answer)
    return " ".join(answer.content.decode().split())


@pytest.mark.clause("DEF-3")
def test_the_parts_are_worked_out_and_asked_in_the_words_of_the_playbook(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    page = text_of(signed_in(cast.hana), address(incident))
    assert "Was it most serious violence, or was a weapon part of it?" in page
    assert "The offence reported is most serious violence." in page
    assert "A young person under 18 is involved." in page
    assert "Sign as Hana Malik, Head of Social Work" in page
    assert "If you decide otherwise than the parts add up to, say why" in page
    assert "If any one part is not met, it is not serious youth violence." in page
    assert "As the facts stand: three of three met, so it is serious youth violence." in page
    assert "Decide again" not in page


@pytest.mark.clause("DEF-3")
@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"offence": "NOT_KNOWN", "setting": "NOT_KNOWN"}, "one of three met, two not known (not known counts as met "
         "until shown otherwise), so it is serious youth violence."),
        ({"offence": "ROBBERY", "weapon": "NONE_SEEN"}, "two of three met, one not met, so it is not serious"),
    ],
)  # fmt: skip
def test_what_the_facts_come_to_is_said_before_the_decision(
    signed_in: SignedIn, cast: Cast, incident: Incident, facts: dict[str, str], says: str
) -> None:
    Incident.objects.filter(pk=incident.pk).update(**{"weapon": "NOT_KNOWN", **facts})
    page = text_of(signed_in(cast.hana), address(incident))
    assert f"As the facts stand: {says}" in page
    assert page.index("As the facts stand") < page.index('name="holds"')


def test_what_was_signed_comes_before_deciding_again(
    signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime
) -> None:
    sign(cast, incident, at)
    page = text_of(signed_in(cast.hana), address(incident))
    assert page.index("The decision that stands") < page.index("On the street") < page.index("Decide again</h2>")
    assert "Earlier decisions" not in page
    sign(cast, incident, at, seen=1)
    assert page.count('aria-label="Decision ') == 1
    page = text_of(signed_in(cast.hana), address(incident))
    assert page.index('aria-label="Decision 2"') < page.index("Decide again") < page.index('aria-label="Decision 1"')


@pytest.mark.clause("DEF-3")
def test_signing_confirms_what_runs(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    answer = signed_in(cast.hana).post(address(incident), SIGNED, follow=True)
    assert "The decision is signed" in answer.content.decode()
    incident.refresh_from_db()
    assert incident.phase == Phase.CONFIRMED
    assert "Kai is 15." in text_of(signed_in(cast.hana), address(incident))


@pytest.mark.clause("DEF-3")
def test_it_is_closed_only_with_what_carries_it_on(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.hana)
    page = client.post(address(incident), {**CLOSED, "their_reference": "", "route": ""}).content.decode()
    assert "There is a problem" in page
    assert "Enter its reference there" in page
    assert not DefinitionDecision.objects.exists()
    client.post(address(incident), CLOSED)
    incident.refresh_from_db()
    assert incident.phase == Phase.NOT_SERIOUS
    page = text_of(client, address(incident))
    assert "Carried on by:</strong> Children&#39;s front door FD-1, Nia Ford, 01632 960111" in page
    assert "Re-open it" in page
    assert "Sign as" not in page


@pytest.mark.clause("DEF-3")
def test_deciding_otherwise_than_the_parts_takes_a_reason(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.hana)
    against = {**SIGNED, "setting": "NOT_MET", "setting_because": "Brothers."}
    page = client.post(address(incident), against).content.decode()
    assert "You decided otherwise than the three parts add up to. Say why." in page
    assert 'href="#id_override_because"' in page
    client.post(address(incident), {**against, "override_because": "A group stands behind the brother."})
    assert "A group stands behind the brother." in text_of(client, address(incident))


@pytest.mark.clause("DEF-3")
def test_each_part_takes_its_reason(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    page = signed_in(cast.hana).post(address(incident), {**SIGNED, "age_because": ""}).content.decode()
    assert 'href="#id_age_because"' in page
    assert "A knife was used." in page


def test_two_who_sign_at_once_are_shown_both(signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime) -> None:
    sign(cast, incident, at)
    client = signed_in(cast.hana)
    page = client.post(address(incident), CLOSED).content.decode()
    assert STALE in page
    assert "signed meanwhile" in page
    assert "On the street" in page
    assert "It was his brother." in page
    assert 'name="seen_number" value="1"' in " ".join(page.split())
    assert client.post(address(incident), {**CLOSED, "seen_number": "1"}).status_code == 302


@pytest.mark.parametrize("sent", ["x", "-1", "9" * 30])
def test_a_seen_number_that_is_none_is_refused(signed_in: SignedIn, cast: Cast, incident: Incident, sent: str) -> None:
    answer = signed_in(cast.hana).post(address(incident), {**SIGNED, "seen_number": sent})
    assert answer.status_code == 200
    assert "it was sent incompletely" in answer.content.decode()


def test_whoever_may_not_sign_reads_it_and_who_can(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.priya)
    page = text_of(client, address(incident))
    assert "The offence reported is most serious violence." in page
    assert "Hana Malik, Head of Social Work" in page
    assert "<textarea" not in page
    assert client.post(address(incident), SIGNED).status_code == 403
    assert not DefinitionDecision.objects.exists()


@pytest.mark.parametrize("name", ["definition", "context"])
def test_strangers_find_nothing(signed_in: SignedIn, cast: Cast, incident: Incident, name: str) -> None:
    assert signed_in(cast.stranger).get(address(incident, name)).status_code == 404
    assert signed_in(cast.admin).get(address(incident, name)).status_code == 403


@pytest.mark.clause("DEF-1", "DEF-2")
def test_the_setting_is_answered_apart_about_the_incident(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.hana)
    page = text_of(client, address(incident, "context"))
    assert "never about a person" in page
    assert "Neither delays or narrows the response" in page
    for question in ("STREET_GANG", "GANG_IMPACTED_ENVIRONMENT"):
        prefix = question.lower()
        sent = {"question": question, f"{prefix}-answer": "YES", f"{prefix}-because": "Youth workers say so."}
        assert client.post(address(incident, "context"), sent).status_code == 302
    assert set(ContextAnswer.objects.values_list("question", "answer", "number")) == {
        ("STREET_GANG", "YES", 1),
        ("GANG_IMPACTED_ENVIRONMENT", "YES", 1),
    }
    incident.refresh_from_db()
    assert incident.phase == Phase.PROVISIONAL


@pytest.mark.clause("DEF-1")
def test_an_answer_about_the_setting_takes_its_reason(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    sent = {"question": "STREET_GANG", "street_gang-answer": "YES", "street_gang-because": ""}
    page = signed_in(cast.hana).post(address(incident, "context"), sent).content.decode()
    assert "Say why." in page
    assert "street_gang-because" in page


def test_two_answers_about_the_setting_at_once_are_shown_both(
    signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime
) -> None:
    operations.answer_context(
        by=cast.hana, at=at, reference=incident.reference, question="STREET_GANG", answer="NO", because="No such group"
    )
    sent = {"question": "STREET_GANG", "street_gang-answer": "YES", "street_gang-because": "A name is sprayed"}
    client = signed_in(cast.hana)
    page = client.post(address(incident, "context"), sent).content.decode()
    assert "No such group" in page
    assert "A name is sprayed" in page
    assert client.post(address(incident, "context"), {**sent, "street_gang-seen_number": "1"}).status_code == 302


def test_only_a_signer_answers_about_the_setting(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.priya)
    assert "<textarea" not in text_of(client, address(incident, "context"))
    sent = {"question": "STREET_GANG", "street_gang-answer": "NOT_KNOWN"}
    assert client.post(address(incident, "context"), sent).status_code == 403


def test_a_closed_incident_is_reopened_with_what_changed(
    signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime
) -> None:
    sign(cast, incident, at, holds=False)
    client = signed_in(cast.hana)
    page = client.post(address(incident, "reopen"), {"because": ""}).content.decode()
    assert "Answer “What has changed?”" in page
    answer = client.post(address(incident, "reopen"), {"because": "A second boy was hurt."}, follow=True)
    assert "is re-opened" in answer.content.decode()
    incident.refresh_from_db()
    assert incident.phase == Phase.PROVISIONAL


def test_a_running_incident_is_not_reopened(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    page = signed_in(cast.hana).post(address(incident, "reopen"), {"because": "x"}).content.decode()
    assert "Only an incident that was closed" in page


def test_the_page_costs_the_same_however_often_it_was_decided(
    signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime
) -> None:
    sign(cast, incident, at)
    client = signed_in(cast.hana)

    def more() -> None:
        sign(cast, incident, at, seen=1)
        sign(cast, incident, at, seen=2)

    costs_the_same(lambda: client.get(address(incident)), more, at_most=22)
    costs_the_same(
        lambda: client.get(address(incident, "context")), lambda: sign(cast, incident, at, seen=3), at_most=22
    )
