"""The pages of the safety plan: reading and writing it, whether it still fits, and a plain copy on one sheet."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from reachable.common import clock, references
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import LinkKind
from reachable.incidents.models import Incident, Involvement
from reachable.safety.models import FitQuestion, PlanCopy, SafetyPlan
from tests.counting import costs_the_same
from tests.domain.plan_hands import written
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.reading import text_of
from tests.web.record_hands import shown
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def address(young: Involvement, name: str = "plan") -> str:
    return reverse(f"safety:{name}", args=(young.incident.reference, young.key))


def typed(**changes: Any) -> dict[str, Any]:
    """As the page sends it: one row at home filled in, one empty."""
    review = clock.local_date(AT) + timedelta(days=14)
    sent = {
        "key": str(uuid4()),
        "seen_number": "0",
        "danger": "We are worried that Kai is hurt again.",
        "goals": "Kai sleeps at home.",
        "scale": "4",
        "rows-HOME": "2",
        "HOME-0-what": "The chain is on",
        "HOME-0-who": "Mum",
        "HOME-1-what": "",
        "HOME-1-who": "",
        "review_on-day": review.day,
        "review_on-month": review.month,
        "review_on-year": review.year,
    }
    return {**sent, **changes}


def test_an_empty_plan_teaches_and_leads_to_writing_it(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.priya)
    page = shown(client, address(kai))
    assert "Safety plan of Kai Mensah (A)</h1>" in page
    assert "There is no safety plan yet." in page
    assert f'href="{address(kai, "write_plan")}"' in page
    answer = client.post(address(kai, "write_plan"), typed())
    assert answer.status_code == 302
    assert answer["Location"] == address(kai)
    page = shown(client, address(kai))
    for words in ("We are worried that Kai is hurt again.", "The chain is on", '(<span class="app-typed">Mum</span>)'):
        assert words in page
    assert "Version 1" in page
    assert SafetyPlan.objects.get().scale == 4


def test_another_row_is_asked_for_without_script_and_nothing_typed_is_lost(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    client = signed_in(cast.priya)
    page = shown(client, address(kai, "write_plan"))
    assert 'name="ONLINE-1-what"' in page
    assert 'name="ONLINE-2-what"' not in page
    page = text_of(client.post(address(kai, "write_plan"), {**typed(danger=""), "do": "add-HOME"}))
    assert 'name="HOME-2-what"' in page
    assert 'value="The chain is on"' in page
    assert "There is a problem" not in page
    assert not SafetyPlan.objects.exists()


def test_what_is_missing_is_said_and_what_was_typed_stays(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.priya)
    empty = {"HOME-0-what": "", "HOME-0-who": ""}
    page = text_of(client.post(address(kai, "write_plan"), typed(**empty)))
    assert "Say at least one thing that is done, and by whom." in page
    assert "We are worried that Kai is hurt again." in page
    page = text_of(client.post(address(kai, "write_plan"), typed(**{"HOME-0-what": ""})))
    assert "Say what is done, beside who does it." in page
    late = {"review_on-year": 2027}
    assert "31 days is our default" in text_of(client.post(address(kai, "write_plan"), typed(**late)))


def test_the_next_version_starts_from_the_one_that_stands(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    written(cast.priya, incident)
    client = signed_in(cast.priya)
    page = shown(client, address(kai, "write_plan"))
    assert "We are worried that Kai is hurt again on the way home." in page
    assert 'value="Is driven to school"' in page
    assert "What changed since the version before?" in page
    page = text_of(client.post(address(kai, "write_plan"), typed(seen_number="1")))
    assert "Enter what changed" in page or "What changed" in page
    assert SafetyPlan.objects.count() == 1
    sent = typed(seen_number="1", because="He moved to his aunt")
    assert client.post(address(kai, "write_plan"), sent).status_code == 302
    page = shown(client, address(kai))
    assert page.index("He moved to his aunt") < page.index("Versions before") < page.index("on the way home")


def test_who_writes_second_is_shown_what_was_written_meanwhile(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    client = signed_in(cast.priya)
    client.get(address(kai, "write_plan"))
    written(cast.hana, incident)
    page = text_of(client.post(address(kai, "write_plan"), typed()))
    assert "Meanwhile <strong>Hana Malik</strong> wrote version 1" in page
    assert "on the way home" in page
    assert "The chain is on" in page
    assert 'name="seen_number" value="1"' in page or 'value="1" name="seen_number"' in page


@pytest.mark.clause("SAF-8")
def test_a_plain_copy_names_its_recipient_and_is_recorded_once(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    written(cast.priya, incident, scale=4, scale_by="Kai", trusted_adults="Uncle Ben", because="")
    client = signed_in(cast.priya)
    page = shown(client, address(kai, "plan_copy"))
    assert "Whom is the copy for?" in page
    sent = {"key": str(uuid4()), "seen_number": "1", "recipient": ""}
    assert "Say whom the copy is for" in text_of(client.post(address(kai, "plan_copy"), sent))
    made = copy(client, kai, {**sent, "recipient": "Kai and his mum"})
    assert "Safety plan for Kai</h1>" in made
    assert "OFFICIAL-SENSITIVE" in made
    assert "Kai and his mum" in made
    assert "Version 1, 21 November 2026" in made
    for heading in ("What we are worried about", "What we want to see", "At home", "Getting from place to place"):
        assert heading in made
    assert "ring 999" in made
    assert "Priya Nair, who wrote this with you: 01632 960123" in made
    copy(client, kai, {**sent, "recipient": "Kai and his mum"})
    assert PlanCopy.objects.get().recipient == "Kai and his mum"
    assert "Who has a copy" in shown(client, address(kai))


@pytest.mark.clause("SAF-8")
def test_the_copy_is_refused_and_says_which_words_to_take_out(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    written(cast.priya, incident)
    client = signed_in(cast.priya)
    told = {"by": cast.priya, "at": AT, "reference": incident.reference, "key": kai.key}
    incidents.do_not_disclose(**told, to_whom="his father", because="He was violent")
    page = shown(client, address(kai))
    assert "A plain copy cannot be made yet" in page
    assert "Do not disclose anything to: his father" in page
    assert "Priya Nair, who recorded it" in page
    assert "Make a plain copy" not in page
    sent = {"key": str(uuid4()), "seen_number": "1", "recipient": "His father"}
    assert "A plain copy of this plan cannot be made" in text_of(client.post(address(kai, "plan_copy"), sent))
    assert not PlanCopy.objects.exists()


@pytest.mark.clause("CTX-10")
def test_the_question_is_answered_and_not_fit_leads_to_a_new_version(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    written(cast.priya, incident)
    where = asked(cast, incident)
    client = signed_in(cast.priya)
    page = shown(client, address(kai))
    assert "Is it still fit for purpose?" in page
    assert f'href="{where}"' in page
    page = shown(client, where)
    assert "We are worried that Kai is hurt again on the way home." in page
    assert "Say why it still fits" in text_of(client.post(where, {"fit": "FIT", "because": ""}))
    answer = client.post(where, {"fit": "NOT_FIT", "because": "They know the way he takes"})
    assert answer["Location"] == address(kai, "write_plan")
    page = shown(client, address(kai))
    assert "A new version is owed" in page
    assert "They know the way he takes" in page
    written(cast.priya, incident, at=AT + timedelta(hours=3))
    assert "A new version is owed" not in shown(client, address(kai))
    assert "There is nothing to answer any more." in shown(client, where)


@pytest.mark.clause("CTX-10")
def test_my_work_leads_to_the_question_and_then_to_the_version_that_is_owed(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    written(cast.priya, incident)
    client = signed_in(cast.priya)
    assert "Safety plans to look at" not in shown(client, "/")
    where = asked(cast, incident)
    page = shown(client, "/")
    assert "Safety plans to look at" in page
    assert f"Kai Mensah ({references.across('A', incident.reference)})" in page
    assert f'href="{where}"' in page
    client.post(where, {"fit": "NOT_FIT", "because": "They know the way he takes"})
    page = shown(client, "/")
    assert "A new version is owed" in page
    assert f'href="{address(kai, "write_plan")}"' in page
    assert "Safety plans to look at" not in shown(signed_in(cast.sam), "/")


def asked(cast: Cast, incident: Incident) -> str:
    other = reported_incident(cast.hana, young_people=())
    incidents.link_incidents(
        by=cast.hana,
        at=AT,
        reference=incident.reference,
        other=other.reference,
        kind=LinkKind.REPRISAL,
        because="The same group",
    )
    return reverse("safety:fit", args=(incident.reference, FitQuestion.objects.get().key))


def copy(client: Client, kai: Involvement, sent: dict[str, Any]) -> str:
    answer: HttpResponse = client.post(address(kai, "plan_copy"), sent)
    assert answer.status_code == 200
    assert_declares_everybody_it_shows(answer)
    return text_of(answer)


def test_who_reads_it_who_does_not_and_who_finds_nothing(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    written(cast.priya, incident)
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.joy.key, why="Minutes"
    )
    for name in ("plan", "write_plan", "plan_copy"):
        assert signed_in(cast.joy).get(address(kai, name)).status_code == 403
        assert signed_in(cast.stranger).get(address(kai, name)).status_code == 404
    wrong = reverse("safety:plan", args=(incident.reference, uuid4()))
    assert signed_in(cast.priya).get(wrong).status_code == 404
    assert signed_in(cast.priya).get(address(kai, "plan_copy")).status_code == 200


def test_there_is_no_copy_of_nothing(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    assert signed_in(cast.priya).get(address(kai, "plan_copy")).status_code == 404


def test_it_costs_the_same_with_more_versions(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    written(cast.priya, incident)
    client = signed_in(cast.priya)

    def more() -> None:
        for minutes in range(1, 5):
            written(cast.priya, incident, at=AT + timedelta(minutes=minutes))

    costs_the_same(lambda: client.get(address(kai)), more, at_most=38)
