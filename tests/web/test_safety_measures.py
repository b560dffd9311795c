"""The pages on which a practical measure is asked for, and on which somebody says what became of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from reachable.audit.models import Entry
from reachable.directory.models import Professional
from reachable.incidents.models import Incident, Involvement
from reachable.safety import operations
from reachable.safety.choices import MeasureKind
from reachable.safety.models import Measure
from tests.counting import costs_the_same
from tests.factories import AT, Cast, agency, reported_incident, with_team
from tests.web.reading import text_of
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def add(kai: Involvement) -> str:
    return reverse("safety:ask_for_measure", args=[kai.incident.reference, kai.key])


def of(measure: Measure) -> str:
    return reverse("safety:measure", args=[measure.incident.reference, measure.key])


def safety(kai: Involvement) -> str:
    return reverse("safety:safety", args=[kai.incident.reference, kai.key])


def asked(by: Professional, kai: Involvement, kind: str = MeasureKind.ADDRESS_MARKER, **more: Any) -> Measure:
    told = {"by": by, "at": AT, "reference": kai.incident.reference, "involvement_key": kai.key}
    return operations.ask_for_measure(**told, kind=kind, **more)


def sent(**more: str) -> dict[str, str]:
    return {"key": str(uuid4()), "kind": "ADDRESS_MARKER", "words": "", "asked_of": "", **more}


def step(measure: Measure, state: str, **more: str) -> dict[str, str]:
    seen = Measure.objects.get(pk=measure.pk).version
    return {"seen_number": str(seen), "state": state, "words": "", **more}


def on(name: str, day: datetime) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


@pytest.mark.clause("SAF-8", "CTX-16")
def test_a_measure_is_asked_for_and_put_in_place(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client, police = signed_in(cast.priya), agency("police")
    page = client.get(add(kai))
    assert_declares_everybody_it_shows(page)
    for words in ("Somewhere else to stay", "who holds the address", "Doorbell video", "Fire safety at home"):
        assert words in text_of(page)
    assert "Ask for another one beside it" not in text_of(page)
    page = client.post(add(kai), sent(asked_of=str(police.key)), follow=True)
    assert "Asked for" in text_of(page)
    assert ", of Norfolk Constabulary" in text_of(page)
    measure = Measure.objects.get()
    shown = client.get(of(measure) + "?to=IN_PLACE")
    assert_declares_everybody_it_shows(shown)
    assert "It is in place" in text_of(shown)
    until = AT + timedelta(days=21)
    page = client.post(of(measure), step(measure, "IN_PLACE", **on("expires_on", until)), follow=True)
    assert "since today; until Sat 12 Dec" in text_of(page)
    assert "Extend…" in text_of(page)
    steps = text_of(client.get(of(measure)))
    assert steps.index("<strong>In place</strong>, since today, last day Sat 12 Dec") < steps.index(
        "<strong>Asked for</strong>"
    )


@pytest.mark.clause("SAF-8")
def test_a_second_one_of_a_kind_is_asked_about_once(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.priya)
    asked(cast.sam, kai)
    assert "There already" in text_of(client.get(add(kai)))
    form = sent(words="At his father's home")
    page = text_of(client.post(add(kai), form))
    assert "There is one of these already" in page
    assert "Ask for another one beside it" in page
    assert Measure.objects.count() == 1
    assert client.post(add(kai), {**form, "another": "on"}).status_code == 302
    assert Measure.objects.count() == 2


@pytest.mark.clause("SAF-8")
@pytest.mark.parametrize(
    ("form", "says"),
    [
        (sent(kind=""), "Answer “What is asked for?”"),
        (sent(kind="OTHER"), "Say what the measure is"),
        (sent(kind="ACCOMMODATION", words="4 Hill Road NR7 8QT"), "That looks like an address"),
        (sent(key="x"), "Open this page again"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_lost(
    signed_in: SignedIn, cast: Cast, kai: Involvement, form: dict[str, str], says: str
) -> None:
    page = text_of(signed_in(cast.priya).post(add(kai), form))
    assert says in page
    assert form["words"] in page
    assert not Measure.objects.exists()


@pytest.mark.clause("SAF-8")
def test_not_to_be_had_says_why_and_ended_its_last_day(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client, measure = signed_in(cast.priya), asked(cast.sam, kai)
    assert "Say why." in text_of(client.post(of(measure), step(measure, "NOT_TO_BE_HAD")))
    early = on("ended_on", AT - timedelta(days=3))
    page = text_of(client.post(of(measure), step(measure, "ENDED", words="Moved", **early)))
    assert "It cannot have ended before it was in place." in page
    page = client.post(of(measure), step(measure, "NOT_TO_BE_HAD", words="No officer to spare"), follow=True)
    assert "Not to be had" in text_of(page)
    assert "No officer to spare" in text_of(client.get(of(measure)))


def test_the_second_of_two_is_shown_what_the_first_said(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client, measure = signed_in(cast.priya), asked(cast.sam, kai)
    mine = step(measure, "NOT_TO_BE_HAD", words="No officer to spare")
    told = {"by": cast.sam, "at": AT, "reference": kai.incident.reference, "measure_key": measure.key}
    operations.set_measure(**told, seen_version=1, state="IN_PLACE", words="Sergeant Bell did it")
    page = text_of(client.post(of(measure), mine))
    assert "Meanwhile <strong>Sam Okafor</strong> said: in place" in page
    assert "Sergeant Bell did it" in page
    assert "No officer to spare" in page
    assert 'name="seen_number" value="2"' in page


@pytest.mark.clause("CTX-16")
def test_what_expired_asks_whether_it_is_still_needed(
    signed_in: SignedIn, cast: Cast, kai: Involvement, set_clock: Callable[[datetime], None]
) -> None:
    client, measure = signed_in(cast.priya), asked(cast.sam, kai)
    client.post(of(measure), step(measure, "IN_PLACE", **on("expires_on", AT)))
    assert "is it still needed" not in text_of(client.get(safety(kai)))
    set_clock(AT + timedelta(hours=11))
    client = signed_in(cast.priya)
    page = text_of(client.get(safety(kai)))
    assert page.index("Expired yesterday: is it still needed?") < page.index("Is it safe to return?")
    assert "Expired yesterday: is it still needed?" in text_of(client.get(of(measure)))


def test_each_change_is_in_the_audit_and_each_look(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.priya)
    client.post(add(kai), sent())
    measure = Measure.objects.get()
    client.post(of(measure), step(measure, "IN_PLACE"))
    client.get(of(measure))
    verbs = list(Entry.objects.filter(by_key=str(cast.priya.key)).values_list("verb", flat=True))
    assert {"measure-asked-for", "measure-changed", "looked-at"} <= set(verbs)


@pytest.mark.parametrize(("who", "status"), [("admin", 403), ("stranger", 404), ("tyss", 404)])
def test_who_does_not_get_there(signed_in: SignedIn, cast: Cast, kai: Involvement, who: str, status: int) -> None:
    measure, client = asked(cast.sam, kai), signed_in(getattr(cast, who))
    for where in (add(kai), of(measure)):
        assert client.get(where).status_code == status
        assert client.post(where, {**sent(), **step(measure, "IN_PLACE")}).status_code == status
    assert Measure.objects.get().version == 1


def test_a_young_person_of_another_incident_is_not_found(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    other = with_team(cast, reported_incident(cast.hana))
    where = reverse("safety:ask_for_measure", args=[other.reference, kai.key])
    assert signed_in(cast.priya).get(where).status_code == 404


def test_the_pages_cost_the_same_with_more_of_them(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client, measure = signed_in(cast.priya), asked(cast.sam, kai, MeasureKind.OTHER, words="A taxi")

    def more() -> None:
        for number in range(4):
            asked(cast.sam, kai, MeasureKind.OTHER, words=f"A taxi {number}")
            told = {"by": cast.sam, "at": AT, "reference": kai.incident.reference, "measure_key": measure.key}
            operations.set_measure(**told, seen_version=number + 1, state="ASKED_FOR", words="Rang again")

    costs_the_same(lambda: (client.get(add(kai)), client.get(of(measure))), more, at_most=36)
