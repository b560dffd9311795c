"""The pages on places and groups: the list, one of them, referring, linking, and all that is written of one."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from reachable.audit.models import Entry
from reachable.contexts import operations
from reachable.contexts.models import Context, ContextAnswer, ContextAssessment, ContextGoal, Revisit
from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from tests.counting import costs_the_same
from tests.domain.context_hands import refer, refer_from
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.reading import text_of
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def context(cast: Cast) -> Context:
    return refer(cast.priya)


def at(name: str, context: Context, *more: object) -> str:
    return reverse(f"contexts:{name}", args=[context.reference, *more])


def here(name: str, incident: Incident, *more: object) -> str:
    return reverse(f"contexts:{name}", args=[incident.reference, *more])


def described(**more: str) -> dict[str, str]:
    return {
        "key": str(uuid4()),
        "kind": "PLACE",
        "name": "The bus station",
        "area": "NORWICH",
        "where": "",
        "when": "",
        "harms": "Young people are threatened there.",
        **more,
    }


def on(name: str, day: datetime) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


@pytest.mark.clause("STA-14", "CTX-19")
def test_a_place_is_referred_and_found_in_the_list(signed_in: SignedIn, cast: Cast) -> None:
    client = signed_in(cast.priya)
    page = client.get(reverse("contexts:contexts"))
    assert "There is none here yet" in text_of(page)
    assert "Nobody is named" in text_of(client.get(reverse("contexts:refer")))
    shown = text_of(client.post(reverse("contexts:refer"), described(), follow=True))
    assert "Referred" in shown
    assert "Next: look at it from its three sides" in shown
    assert "6 of 6 not answered yet" in shown
    found = text_of(client.get(reverse("contexts:contexts")))
    assert "The bus station" in found
    assert "kept by Priya Nair" in found
    assert "There is none here yet" in text_of(client.get(reverse("contexts:contexts") + "?kind=ONLINE&state=ENDED"))


@pytest.mark.clause("STA-14")
@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": ""}, "Answer “What is it called?”"),
        ({"harms": ""}, "Answer “What happens there?”"),
        ({"kind": ""}, "Answer “What is it?”"),
        ({"key": "x"}, "Open this page again"),
    ],
    ids=["name", "harms", "kind", "key"],
)
def test_what_is_wrong_is_named_and_nothing_is_lost(
    signed_in: SignedIn, cast: Cast, wrong: dict[str, str], says: str
) -> None:
    page = text_of(signed_in(cast.priya).post(reverse("contexts:refer"), described(where="By the river", **wrong)))
    assert says in page
    assert "By the river" in page
    assert not Context.objects.exists()


@pytest.mark.clause("STA-14")
def test_a_name_is_refused_in_place_and_what_may_be_one_is_asked(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    client = signed_in(cast.priya)
    form = described(because="They meet there.", harms="Kai Mensah was threatened there.")
    page = text_of(client.post(here("refer_from", incident), form))
    assert "“Kai Mensah” in “What happens there”" in page
    assert "Say it about the place" in page
    assert "These words may be somebody" not in page
    doubtful = {**form, "harms": "By the Mensa restaurant."}
    asked = text_of(client.post(here("refer_from", incident), doubtful))
    assert "tick that it names nobody" in asked
    assert 'name="nobody"' in asked
    assert not Context.objects.exists()
    assert client.post(here("refer_from", incident), {**doubtful, "nobody": ["Mensa"]}).status_code == 302
    assert Context.objects.get().harms == "By the Mensa restaurant."


@pytest.mark.clause("CTX-19")
def test_places_of_an_incident_are_referred_linked_and_unlinked(
    signed_in: SignedIn, cast: Cast, incident: Incident, context: Context
) -> None:
    client = signed_in(cast.priya)
    assert "Refer a place or group" in text_of(client.get(here("of_incident", incident)))
    assert "The skate bowl" in text_of(client.get(here("link", incident)))
    told = {"context": context.reference, "because": "They meet there."}
    page = client.post(here("link", incident), told, follow=True)
    assert_declares_everybody_it_shows(page)
    assert "They meet there." in text_of(page)
    assert incident.reference in text_of(client.get(at("context", context)))
    assert "There is no other place" in text_of(client.get(here("link", incident)))
    gone = client.post(here("unlink", incident, context.reference), follow=True)
    assert "No longer linked" in text_of(gone)
    assert client.get(here("unlink", incident, context.reference)).status_code == 405


@pytest.mark.clause("STA-14")
def test_an_incident_does_not_show_to_whom_it_is_closed(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    context = refer_from(cast.priya, incident)
    page = text_of(signed_in(cast.stranger).get(at("context", context)))
    assert "The skate bowl" in page
    for words in (incident.reference, "Incidents in which it matters", "It happened beside it"):
        assert words not in page
    assert signed_in(cast.stranger).get(here("of_incident", incident)).status_code == 404


@pytest.mark.clause("STA-14", "STA-3")
def test_it_is_assessed_answered_aimed_at_and_looked_at_again(
    signed_in: SignedIn, cast: Cast, context: Context
) -> None:
    client = signed_in(cast.mace)
    shown = text_of(client.get(at("assess", context)))
    for side in (
        "What young people need there, together",
        "Who looks out for them there",
        "The place itself, its rules",
    ):
        assert side in shown
    said = {"key": str(uuid4()), "seen_number": "0", "environment": "No light after five."}
    assert "No light after five." in text_of(client.post(at("assess", context), said, follow=True))
    question = at("answer", context, "detached-youth-work")
    refused = text_of(client.post(question, {"seen_number": "0", "answer": "NOT_NEEDED", "because": ""}))
    assert "Say why it is not needed" in refused
    client.post(question, {"seen_number": "0", "answer": "NOT_KNOWN", "because": ""})
    assert ContextAnswer.objects.get().answer == "NOT_KNOWN"
    goal = {"key": str(uuid4()), "goal": "It is used by girls too", "measured_by": ""}
    assert "How will somebody see that it is reached?" in text_of(client.post(at("goal", context), goal))
    client.post(at("goal", context), {**goal, "measured_by": "Counted on Fridays"})
    made = ContextGoal.objects.get()
    reading = {"seen_number": "1", "state": "MOVING", "words": "Four on Friday", **on("on", AT)}
    assert "Four on Friday" in text_of(client.post(at("reading", context, made.key), reading, follow=True))
    again = {"seen_number": "1", "words": "The lamps are up.", **on("on", AT), **on("next_on", AT + timedelta(days=9))}
    assert "The lamps are up." in text_of(client.post(at("revisit", context), again, follow=True))
    assert Revisit.objects.count() == 1
    page = text_of(client.get(at("context", context)))
    for words in ("5 of 6 not answered yet", "Not yet known", "On the way", "looked at again Mon 30 Nov"):
        assert words in page


@pytest.mark.clause("STA-14")
def test_the_sixth_goal_is_warned_of_and_asked_about(signed_in: SignedIn, cast: Cast, context: Context) -> None:
    client = signed_in(cast.priya)
    told = {"by": cast.priya, "at": AT, "context": context.reference, "goal": "Lit", "measured_by": "A walk"}
    for _ in range(5):
        operations.add_goal(**told)
    assert "many are forgotten" in text_of(client.get(at("goal", context)))
    goal = {"key": str(uuid4()), "goal": "Used", "measured_by": "Counted"}
    assert "There are 5 goals already" in text_of(client.post(at("goal", context), goal))
    assert client.post(at("goal", context), {**goal, "more": "on"}).status_code == 302
    assert "There are more than 5 goals" in text_of(client.get(at("context", context)))


def test_two_who_write_are_shown_both(signed_in: SignedIn, cast: Cast, context: Context) -> None:
    operations.assess_context(
        by=cast.mace, at=AT, context=context.reference, seen_number=0, guardianship="A warden until four."
    )
    client = signed_in(cast.priya)
    said = {"key": str(uuid4()), "seen_number": "0", "views": "They say it is dark."}
    page = text_of(client.post(at("assess", context), said))
    for words in ("Somebody else was first", "A warden until four.", "They say it is dark."):
        assert words in page
    assert 'name="seen_number" value="1"' in page or 'value="1"' in page
    assert client.post(at("assess", context), {**said, "seen_number": "1"}).status_code == 302
    assert ContextAssessment.objects.count() == 2


@pytest.mark.clause("STA-2", "STA-14")
def test_it_is_changed_taken_on_and_ended(signed_in: SignedIn, cast: Cast, context: Context) -> None:
    client = signed_in(cast.mace)
    change = {"seen_number": "1", "name": "The bowl", "area": "NORWICH", "harms": "Quieter.", "is_mine": "on"}
    assert "Maggie Thorne" in text_of(client.post(at("change", context), change, follow=True))
    taken = {"seen_number": "2", "accepted_by": "The MACE panel of 20 November"}
    assert "The MACE panel of 20 November" in text_of(client.post(at("accept", context), taken, follow=True))
    end = {"seen_number": "3", "because": "Quiet for a year"}
    page = text_of(client.post(at("end", context), end, follow=True))
    assert "Quiet for a year" in page
    assert "Assess it" not in page
    assert "has ended" in text_of(
        client.post(at("goal", context), {"key": str(uuid4()), "goal": "x", "measured_by": "y"})
    )


@pytest.mark.parametrize("who", ["joy", "admin", "ig"])
def test_who_does_not_see_places_is_told_so(signed_in: SignedIn, cast: Cast, context: Context, who: str) -> None:
    client = signed_in(getattr(cast, who))
    assert client.get(reverse("contexts:contexts")).status_code == 403
    assert client.get(at("context", context)).status_code == 403
    assert client.get(at("assess", context)).status_code == 403


def test_who_reads_only_is_offered_nothing_to_write(signed_in: SignedIn, cast: Cast, context: Context) -> None:
    client = signed_in(cast.ward)
    page = text_of(client.get(at("context", context)))
    for words in ("Assess it", "Set a goal", "End…", "Change what is said"):
        assert words not in page
    assert "Refer a place or group" not in text_of(client.get(reverse("contexts:contexts")))
    assert client.get(at("assess", context)).status_code == 403
    assert client.get(reverse("contexts:context", args=["CTX-2026-0099"])).status_code == 404


def test_what_does_not_exist_is_not_found(signed_in: SignedIn, cast: Cast, context: Context) -> None:
    client = signed_in(cast.priya)
    assert client.get(at("answer", context, "no-such")).status_code == 404
    assert client.get(at("reading", context, uuid4())).status_code == 404


def test_a_look_at_a_place_is_written_without_anybody(signed_in: SignedIn, cast: Cast, context: Context) -> None:
    signed_in(cast.priya).get(at("context", context))
    assert Entry.objects.filter(codes__contains="place-or-group").count() == 1


def test_pages_cost_the_same_however_much_is_on_them(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    context = refer_from(cast.priya, incident)
    client = signed_in(cast.priya)
    told: dict[str, Any] = {"by": cast.priya, "at": AT, "context": context.reference}

    def visit() -> None:
        for address in (reverse("contexts:contexts"), at("context", context), here("of_incident", incident)):
            assert client.get(address).status_code == 200

    def more() -> None:
        for number in range(3):
            refer_from(cast.priya, incident, name=f"Place {number}")
            operations.add_goal(**told, goal="Lit", measured_by="A walk")
        operations.assess_context(**told, seen_number=0, views="Dark")

    costs_the_same(visit, more, at_most=50)
