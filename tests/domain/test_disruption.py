"""Measures that disrupt harm: on whom, with what conditions, asked for after youth justice, in force as a fact."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.contexts import queries
from reachable.contexts.editions import tables
from reachable.contexts.models import Condition, Disruption
from reachable.contexts.operations import NewCondition
from reachable.contexts.policies import disruption as policies
from reachable.directory.choices import AgencyKind, RoleCode
from reachable.directory.operations import create_agency, create_professional
from reachable.incidents import operations as incidents
from reachable.incidents.models import Incident, Involvement, TimelineEntry
from reachable.playbook.tables import Tool
from tests.counting import costs_the_same
from tests.domain.context_hands import TODAY, on_young, plan, refer_from, step
from tests.factories import AT, LONG_AGO, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
ASKED = {"youth_justice_asked": "YES", "youth_justice_said": "They would rather he had a mentor."}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def lines(cast: Cast, incident: Incident, days: int = 0) -> tuple[queries.DisruptionLine, ...]:
    return queries.disruptions(cast.priya, incident.reference, AT + timedelta(days=days)).lines


@pytest.mark.clause("STA-10")
def test_adults_who_exploit_come_first_then_places_then_young_people(
    cast: Cast, incident: Incident, kai: Involvement
) -> None:
    on_young(cast.hana, kai)
    place = refer_from(cast.hana, incident)
    plan(cast.sam, incident, tool="closure", on="PLACE", context=place.reference, subject_words="")
    plan(cast.sam, incident)
    assert [one.said_on for one in lines(cast, incident)] == [
        "The man in the white van",
        "The skate bowl",
        "Kai Mensah (A)",
    ]
    assert [one.context for one in lines(cast, incident)] == ["", place.reference, ""]


@pytest.mark.clause("STA-10")
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"tool": "no-such"}, "tool"),
        ({"on": "NOBODY"}, "on"),
        ({"on": "PLACE"}, "on"),
        ({"subject_words": " "}, "adult"),
        ({"tool": "closure", "on": "PLACE", "subject_words": ""}, "context"),
        ({"tool": "gang-injunction", "on": "YOUNG_PERSON"}, "young_person"),
        ({"why": "\n"}, "why"),
    ],
    ids=["tool", "on", "not-of-that", "adult", "place", "young-person", "why"],
)
def test_what_is_missing_is_named(cast: Cast, incident: Incident, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        plan(cast.hana, incident, **wrong)
    assert (refused.value.field, refused.value.clause) == (field, "STA-10")
    assert not Disruption.objects.exists()


@pytest.mark.clause("STA-10")
@pytest.mark.parametrize("asked", ["NO", "NOT_KNOWN", "", "PERHAPS"])
def test_an_order_on_a_young_person_waits_until_youth_justice_was_asked(
    cast: Cast, kai: Involvement, asked: str
) -> None:
    measure = on_young(cast.hana, kai)
    with pytest.raises(Refused) as refused:
        step(cast.hana, measure, "ASKED_FOR", youth_justice_asked=asked)
    assert (refused.value.field, refused.value.clause) == ("youth_justice_asked", "STA-10")
    assert "Ask its manager first" in refused.value.message
    with pytest.raises(Refused) as refused:
        step(cast.hana, measure, "ASKED_FOR", youth_justice_asked="YES")
    assert refused.value.field == "youth_justice_said"
    step(cast.hana, measure, "ASKED_FOR", **ASKED)
    [line] = lines(cast, kai.incident)
    assert (line.state, line.youth_justice_said) == ("ASKED_FOR", ASKED["youth_justice_said"])


@pytest.mark.clause("STA-10")
def test_that_it_is_in_force_is_a_fact_and_says_that_youth_justice_was_not_asked(cast: Cast, kai: Involvement) -> None:
    measure = on_young(cast.hana, kai)
    step(cast.hana, measure, "IN_FORCE", from_on=TODAY)
    [line] = lines(cast, kai.incident)
    assert line.made_without_youth_justice
    step(cast.hana, measure, "IN_FORCE", from_on=TODAY, **ASKED)
    assert not lines(cast, kai.incident)[0].made_without_youth_justice


@pytest.mark.clause("STA-10")
def test_youth_justice_is_asked_only_of_young_people_and_where_the_guide_says(cast: Cast, incident: Incident) -> None:
    measure = plan(cast.hana, incident, tool="gang-injunction")
    step(cast.hana, measure, "ASKED_FOR")
    [line] = lines(cast, incident)
    assert not line.asks_youth_justice
    injunction, recovery = tables().tool("gang-injunction"), tables().tool("recovery-order")
    assert policies.consults_youth_justice(injunction, "YOUNG_PERSON")
    assert not policies.consults_youth_justice(injunction, "ADULT")
    assert not policies.consults_youth_justice(recovery, "YOUNG_PERSON")
    assert not policies.consults_youth_justice(None, "YOUNG_PERSON")


@pytest.mark.clause("STA-10")
@pytest.mark.parametrize(
    ("state", "days", "field"),
    [
        ("IN_FORCE", {}, "from_on"),
        ("IN_FORCE", {"from_on": TODAY + timedelta(days=1)}, "from_on"),
        ("IN_FORCE", {"from_on": TODAY, "expires_on": TODAY - timedelta(days=1)}, "expires_on"),
        ("ENDED", {"expires_on": TODAY + timedelta(days=1), "words": "Over"}, "expires_on"),
        ("ASKED_FOR", {"review_on": TODAY - timedelta(days=1)}, "review_on"),
        ("NOT_MADE", {}, "words"),
        ("ENDED", {"words": " "}, "words"),
        ("PERHAPS", {}, "state"),
    ],
    ids=["since-when", "ahead", "before-it-began", "ends-ahead", "review-passed", "why-not", "why-ended", "state"],
)
def test_days_and_reasons(cast: Cast, incident: Incident, state: str, days: dict[str, Any], field: str) -> None:
    measure = plan(cast.hana, incident)
    with pytest.raises(Refused) as refused:
        step(cast.hana, measure, state, **days)
    assert refused.value.field == field


@pytest.mark.clause("STA-10")
def test_the_day_to_look_again_is_that_of_the_measure_unless_another_is_said(cast: Cast, incident: Incident) -> None:
    place = {"on": "PLACE", "subject_words": "The arcade"}
    plan(cast.hana, incident, tool="dispersal", **place)
    plan(cast.hana, incident, tool="cameras", **place)
    assert [one.review_on for one in lines(cast, incident)] == [
        TODAY + timedelta(weeks=1),
        TODAY + timedelta(weeks=8),
    ]
    measure = plan(cast.hana, incident)
    step(cast.hana, measure, "IN_FORCE", from_on=TODAY, review_on=date(2026, 12, 24))
    step(cast.hana, measure, "ENDED", words="He is remanded")
    measure.refresh_from_db()
    assert measure.review_on is None


@pytest.mark.clause("STA-10")
def test_expired_and_late_are_worked_out_when_read(cast: Cast, incident: Incident) -> None:
    measure = plan(cast.hana, incident)
    last = TODAY + timedelta(days=10)
    step(cast.hana, measure, "IN_FORCE", from_on=TODAY, expires_on=last, review_on=TODAY + timedelta(days=20))
    seen = [
        (one.state_label, one.is_expired, one.is_late)
        for days in (10, 11, 20, 21)
        for one in lines(cast, incident, days)
    ]
    assert seen == [
        ("In force", False, False),
        ("Expired", True, False),
        ("Expired", True, False),
        ("Expired", True, True),
    ]


@pytest.mark.clause("STA-10")
def test_conditions_belong_to_a_step_and_what_stood_before_is_kept(cast: Cast, kai: Involvement) -> None:
    park, curfew = NewCondition("PLACE", "Not in Waterloo Park"), NewCondition("TIME", "At home from nine")
    measure = on_young(cast.hana, kai)
    step(cast.hana, measure, "IN_FORCE", from_on=TODAY, conditions=[park, curfew, NewCondition("OTHER", " ")])
    step(cast.sam, measure, "IN_FORCE", from_on=TODAY, conditions=[curfew], words="The park was taken out")
    view = queries.disruption(cast.priya, kai.incident.reference, measure.key, AT)
    assert [one.words for one in view.line.conditions] == ["At home from nine"]
    assert [[one.words for one in step_.conditions] for step_ in view.steps] == [
        ["At home from nine"],
        ["Not in Waterloo Park", "At home from nine"],
        [],
    ]
    assert view.whom is not None
    assert view.whom.letter == "A"
    with pytest.raises(Refused):
        step(cast.hana, measure, "IN_FORCE", from_on=TODAY, conditions=[NewCondition("SMELL", "x")])
    with pytest.raises(Refused, match="at most"):
        step(cast.hana, measure, "IN_FORCE", from_on=TODAY, conditions=[park] * (policies.MOST_CONDITIONS + 1))
    assert Condition.objects.count() == 3


@pytest.mark.clause("STA-10")
def test_who_plans_and_who_reads(cast: Cast, incident: Incident, kai: Involvement) -> None:
    measure = on_young(cast.hana, kai)
    assert queries.disruptions(cast.sam, incident.reference, AT).may_plan
    assert not queries.disruptions(cast.priya, incident.reference, AT).may_plan
    for write in (lambda: plan(cast.priya, incident), lambda: step(cast.priya, measure, "ENDED", words="Over")):
        with pytest.raises(NotPermitted):
            write()
    for outside in (cast.stranger, cast.mace):
        with pytest.raises(NotFound):
            queries.disruptions(outside, incident.reference, AT)
        with pytest.raises(NotFound):
            plan(outside, incident)
    with pytest.raises(NotFound):
        queries.disruption(cast.hana, incident.reference, uuid4(), AT)


@pytest.mark.clause("STA-10")
def test_the_timeline_says_that_and_on_whom_and_nothing_more(cast: Cast, kai: Involvement) -> None:
    measure = on_young(cast.hana, kai)
    step(cast.sam, measure, "IN_FORCE", from_on=TODAY)
    told = TimelineEntry.objects.filter(code="disruption").order_by("pk")
    assert [one.words for one in told] == [
        "A measure that disrupts harm, on A: considered.",
        "A measure that disrupts harm, on A: in force.",
    ]
    entry = Entry.objects.get(verb="disruption-changed")
    assert '"state":"IN_FORCE"' in entry.codes.replace(" ", "")
    assert "Kai" not in entry.codes


def test_two_who_write_are_told_and_a_form_is_used_once(cast: Cast, incident: Incident) -> None:
    key = uuid4()
    measure = plan(cast.hana, incident, key=key)
    assert plan(cast.hana, incident, key=key) == measure
    with pytest.raises(Refused, match="used already"):
        plan(cast.sam, incident, key=key)
    step(cast.sam, measure, "ASKED_FOR")
    with pytest.raises(Stale):
        step(cast.hana, measure, "NOT_MADE", seen_version=1, words="Too weak")


def test_only_who_and_what_is_of_this_incident(cast: Cast, incident: Incident, kai: Involvement) -> None:
    other = with_team(cast, reported_incident(cast.hana))
    place = refer_from(cast.hana, other)
    for wrong in (
        {"tool": "gang-injunction", "on": "YOUNG_PERSON", "young_person": other.involvements.get().key},
        {"adult": uuid4()},
        {"tool": "closure", "on": "PLACE", "context": place.reference},
        {"agency_key": uuid4()},
    ):
        with pytest.raises(NotFound):
            plan(cast.hana, incident, **wrong)


def test_a_list_costs_the_same_however_long_it_is(cast: Cast, incident: Incident, kai: Involvement) -> None:
    on_young(cast.hana, kai)

    def more() -> None:
        for _ in range(3):
            on_young(cast.hana, kai)
            plan(cast.sam, incident)

    costs_the_same(lambda: queries.disruptions(cast.priya, incident.reference, AT), more, at_most=11)


@pytest.mark.clause("STA-10")
def test_a_measure_that_is_not_in_the_list_any_more_is_looked_at_in_four_weeks() -> None:
    assert policies.review_day(None, "CONSIDERED", None, TODAY) == TODAY + timedelta(weeks=4)
    yearly = Tool(code="x", title="Xx", basis="A basis", used_on=("adult",), review_weeks=52)
    assert policies.review_day(yearly, "IN_FORCE", None, TODAY) == TODAY + timedelta(weeks=52)
    assert policies.review_day(yearly, "ENDED", TODAY, TODAY) is None
    assert policies.is_expired("IN_FORCE", TODAY - timedelta(days=1), TODAY)
    assert not policies.is_expired("CONSIDERED", TODAY - timedelta(days=1), TODAY)
    assert policies.is_late("ASKED_FOR", TODAY - timedelta(days=1), TODAY)
    assert not policies.is_late("NOT_MADE", TODAY - timedelta(days=1), TODAY)


def test_a_place_is_named_to_those_alone_who_see_places(cast: Cast, incident: Incident) -> None:
    place = refer_from(cast.hana, incident)
    plan(cast.hana, incident, tool="closure", on="PLACE", context=place.reference, subject_words="")
    officer = create_professional(
        by=None, at=LONG_AGO, name="Hal Orme", email="hal.orme@housing.example", job_title="Officer",
        agency=create_agency(by=None, at=LONG_AGO, code="housing", name="Housing", kind=AgencyKind.HOUSING),
        roles=[RoleCode.HOUSING_OFFICER],
    )  # fmt: skip
    told = {"by": cast.hana, "at": AT, "reference": incident.reference}
    incidents.add_to_team(**told, professional_key=officer.key, why="Knows the estate")
    [seen] = queries.disruptions(officer, incident.reference, AT).lines
    assert (seen.said_on, seen.context) == ("A place or group", "")
    [seen] = queries.disruptions(cast.hana, incident.reference, AT).lines
    assert (seen.said_on, seen.context) == (place.name, place.reference)
