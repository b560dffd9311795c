"""The pages on measures that disrupt harm: the list, a new one, what became of one, beside the safety plan."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from reachable.contexts.models import Disruption
from reachable.contexts.operations import NewCondition
from reachable.directory.models import Professional
from reachable.incidents.models import Incident, Involvement
from reachable.safety import operations as safety
from reachable.safety.models import PlanComparison, SafetyPlan
from reachable.safety.policies.plan import NewPlanMeasure
from tests.counting import costs_the_same
from tests.domain.context_hands import TODAY, on_young, plan, refer_from, step
from tests.factories import AT, Cast, reported_incident, with_team
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


def here(name: str, incident: Incident, *more: object) -> str:
    return reverse(f"contexts:{name}", args=[incident.reference, *more])


def sent(**more: str) -> dict[str, str]:
    return {
        "key": str(uuid4()),
        "tool": "abduction-warning",
        "on": "ADULT",
        "adult_words": "The man in the white van",
        "why": "He picks children up after school.",
        "state": "CONSIDERED",
        **more,
    }


def on(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def write_plan(cast: Cast, kai: Involvement, seen: int = 0) -> None:
    safety.write_plan(
        by=cast.priya,
        at=AT,
        reference=kai.incident.reference,
        involvement_key=kai.key,
        seen_number=seen,
        danger="He is hurt again.",
        goals="He gets to school and back.",
        measures=[NewPlanMeasure("TRAVEL", "Through the park with his cousin", "His cousin")],
        review_on=date(2026, 12, 5),
        because="A new way" if seen else "",
    )


@pytest.mark.clause("STA-10")
def test_a_measure_is_planned_on_an_adult_a_place_and_a_young_person(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    place = refer_from(cast.hana, incident)
    client = signed_in(cast.hana)
    empty = client.get(here("disruption", incident))
    assert_declares_everybody_it_shows(empty)
    assert "Plan a measure" in text_of(empty)
    page = client.get(here("new_disruption", incident))
    assert_declares_everybody_it_shows(page)
    for words in (
        "Child abduction warning notice",
        "The skate bowl",
        "Kai Mensah (A)",
        "Check whether this law is in force",
    ):
        assert words in text_of(page)
    for form in (
        sent(),
        sent(tool="closure", on="PLACE", context=place.reference),
        sent(tool="civil-injunction", on="YOUNG_PERSON", young_person=str(kai.key)),
        sent(tool="exploitation-prevention-order"),
    ):
        assert client.post(here("new_disruption", incident), form).status_code == 302
    page = client.get(here("disruption", incident))
    assert_declares_everybody_it_shows(page)
    shown = text_of(page)
    order = (
        "On adults who exploit or hurt",
        "The man in the white van",
        "On places",
        "The skate bowl",
        "On young people",
    )
    assert [shown.index(words) for words in order] == sorted(shown.index(words) for words in order)
    assert "Check whether this law is in force" in shown
    assert "Youth justice has not been asked yet" in shown
    assert "No safety plan to compare with" in shown


@pytest.mark.clause("STA-10")
@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"tool": ""}, "Answer “Which measure?”"),
        ({"why": ""}, "Answer “What is it to change, and for whom?”"),
        ({"adult_words": ""}, "Choose the adult, or say who in words"),
        ({"on": "PLACE"}, "is not used on a place"),
        ({"tool": "gang-injunction", "on": "YOUNG_PERSON"}, "Choose the young person"),
        ({"state": "IN_FORCE"}, "Say since when it is in force"),
        ({"key": "x"}, "Open this page again"),
    ],
    ids=["tool", "why", "adult", "not-of-that", "young-person", "since", "key"],
)
def test_what_is_wrong_is_named(
    signed_in: SignedIn, cast: Cast, incident: Incident, wrong: dict[str, str], says: str
) -> None:
    page = text_of(signed_in(cast.hana).post(here("new_disruption", incident), sent(**wrong)))
    assert says in page
    assert not Disruption.objects.exists()


@pytest.mark.clause("STA-10")
def test_asking_waits_for_youth_justice_and_what_is_in_force_says_that_it_was_not_asked(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    measure = on_young(cast.hana, kai)
    client, address = signed_in(cast.hana), here("disruption_step", kai.incident, measure.key)
    shown = client.get(address)
    assert_declares_everybody_it_shows(shown)
    assert "Youth justice is consulted before it is asked for" in text_of(shown)
    form = {"seen_number": "1", "state": "ASKED_FOR", "youth_justice_asked": "NO"}
    assert "Youth justice has not been asked yet. Ask its manager first" in text_of(client.post(address, form))
    facts = {"seen_number": "1", "state": "IN_FORCE", "youth_justice_asked": "NO", **on("from_on", TODAY)}
    page = client.post(address, {**facts, "places": "Not in Waterloo Park\n\nNot at the station"}, follow=True)
    for words in ("In force", "Youth justice was not asked", "Not in Waterloo Park", "Not at the station"):
        assert words in text_of(page)
    asked = {"seen_number": "2", "youth_justice_asked": "YES", "youth_justice_said": "Rather a mentor"}
    page = client.post(address, {**facts, **asked}, follow=True)
    assert 'Youth justice was asked: <span class="app-typed">Rather a mentor' in text_of(page)
    assert "Not in Waterloo Park" in text_of(client.get(address))  # of the step before


@pytest.mark.clause("STA-10")
def test_late_and_expired_are_worked_out_when_read(
    signed_in: SignedIn, cast: Cast, incident: Incident, set_clock: Callable[..., None]
) -> None:
    measure = plan(cast.hana, incident)
    step(cast.hana, measure, "IN_FORCE", from_on=TODAY, expires_on=TODAY, review_on=TODAY)
    set_clock(AT + timedelta(days=1))
    page = text_of(signed_in(cast.hana).get(here("disruption", incident)))
    assert "Expired" in page
    assert "To be looked at again" in page


@pytest.mark.clause("STA-10")
def test_a_measure_that_contradicts_the_plan_says_so_until_one_of_them_changes(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    measure = on_young(cast.hana, kai)
    write_plan(cast, kai)
    client = signed_in(cast.priya)
    assert "Not compared with the safety plan yet" in text_of(client.get(here("disruption", incident)))
    address = here("compare", incident, measure.key)
    page = client.get(address)
    assert_declares_everybody_it_shows(page)
    assert "Through the park with his cousin" in text_of(page)
    stands = safety_plan(kai)
    form = {"key": str(uuid4()), "seen_number": "1", "plan": stands, "agrees": "CLASHES", "because": ""}
    assert "Answer “What did you compare, or what contradicts what?”" in text_of(client.post(address, form))
    form["because"] = "It bans the only safe way."
    page = client.post(address, form, follow=True)
    for words in ("Contradicts the safety plan", "It bans the only safe way.", "1 measure on a young person"):
        assert words in text_of(page)
    write_plan(cast, kai, seen=1)
    assert "Compare it again" in text_of(client.get(here("disruption", incident)))
    stale = client.post(address, {**form, "key": str(uuid4())})
    assert "One of the two has changed meanwhile" in text_of(stale)
    assert PlanComparison.objects.count() == 1
    assert client.post(address, {**form, "key": str(uuid4()), "plan": safety_plan(kai)}).status_code == 302


def safety_plan(kai: Involvement) -> str:
    """The key of the version that stands."""
    found = SafetyPlan.objects.filter(involvement=kai).order_by("-number").first()
    assert found is not None
    return str(found.key)


def test_two_who_write_are_shown_both(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    measure = plan(cast.hana, incident)
    step(cast.sam, measure, "ASKED_FOR", words="Applied for today")
    form = {"seen_number": "1", "state": "NOT_MADE", "words": "Too weak"}
    page = text_of(signed_in(cast.hana).post(here("disruption_step", incident, measure.key), form))
    for words in ("Meanwhile <strong>Sam Okafor</strong>", "Applied for today", "Too weak"):
        assert words in page


@pytest.mark.clause("STA-10")
def test_who_reads_is_offered_no_form(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    measure = plan(cast.hana, incident)
    client, address = signed_in(cast.priya), here("disruption_step", incident, measure.key)
    shown = client.get(address)
    assert "Every step" in text_of(shown)
    assert "Save how it stands" not in text_of(shown)
    assert client.post(address, {"seen_number": "1", "state": "ASKED_FOR"}).status_code == 403
    assert client.get(here("new_disruption", incident)).status_code == 403
    assert "Plan a measure<" not in text_of(client.get(here("disruption", incident)))


@pytest.mark.clause("STA-10")
def test_strangers_and_those_who_do_not_read_records(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    measure = on_young(cast.hana, kai)
    pages = [here("disruption", incident), here("disruption_step", incident, measure.key)]
    pages.append(here("compare", incident, measure.key))
    assert [signed_in(cast.stranger).get(page).status_code for page in pages] == [404] * 3
    assert [signed_in(cast.joy).get(page).status_code for page in pages] == [403] * 3
    adult = plan(cast.hana, incident)
    assert signed_in(cast.hana).get(here("compare", incident, adult.key)).status_code == 404
    assert signed_in(cast.hana).get(here("disruption_step", incident, uuid4())).status_code == 404


def test_the_list_costs_the_same_however_long_it_is(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    write_plan(cast, kai)
    on_young(cast.hana, kai, stands=None)
    client = signed_in(cast.priya)

    def more() -> None:
        for _ in range(3):
            step(cast.hana, on_young(cast.hana, kai), "CONSIDERED", conditions=[NewCondition("PLACE", "Not there")])
            plan(cast.hana, incident)

    costs_the_same(lambda: client.get(here("disruption", incident)), more, at_most=22)
