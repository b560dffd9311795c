"""Whether a measure on a young person agrees with the safety plan; compared again after either has changed."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.contexts.models import Disruption
from reachable.contexts.queries import disruptions
from reachable.incidents.models import Incident, Involvement, TimelineEntry
from reachable.safety import operations, queries
from reachable.safety.models import PlanComparison, SafetyPlan
from reachable.safety.policies.comparing import Compared, check_can_be_compared, check_comparison, compared
from reachable.safety.policies.plan import NewPlanMeasure
from tests.counting import costs_the_same
from tests.domain.context_hands import TODAY, on_young, plan, step
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


@pytest.fixture
def measure(cast: Cast, kai: Involvement) -> Disruption:
    return on_young(cast.hana, kai)


def write_plan(cast: Cast, kai: Involvement, seen: int = 0) -> SafetyPlan:
    return operations.write_plan(
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


def compare(cast: Cast, measure: Disruption, agrees: str = "CLASHES", **more: Any) -> PlanComparison:
    young = measure.involvement
    last = SafetyPlan.objects.filter(involvement=young).order_by("number").last()
    told = {
        "by": cast.priya,
        "at": AT,
        "reference": measure.incident.reference,
        "disruption_key": measure.key,
        "seen_version": Disruption.objects.get(pk=measure.pk).version,
        "seen_plan": last.key if last else None,
        "agrees": agrees,
        "because": "The park is the only safe way to school.",
    }
    return operations.compare_with_plan(**{**told, **more})


def stands(cast: Cast, measure: Disruption) -> str:
    lines = disruptions(cast.priya, measure.incident.reference, AT).lines
    return queries.comparisons(cast.priya, lines)[measure.key].stands


@pytest.mark.clause("STA-10")
def test_not_compared_is_a_state_and_either_change_asks_again(
    cast: Cast, kai: Involvement, measure: Disruption
) -> None:
    assert stands(cast, measure) == Compared.NO_PLAN
    write_plan(cast, kai)
    assert stands(cast, measure) == Compared.NOT_YET
    compare(cast, measure)
    assert stands(cast, measure) == Compared.CLASHES
    step(cast.hana, measure, "IN_FORCE", from_on=TODAY)
    assert stands(cast, measure) == Compared.AGAIN
    compare(cast, measure, "FITS", because="The park was taken out.")
    assert stands(cast, measure) == Compared.FITS
    write_plan(cast, kai, seen=1)
    assert stands(cast, measure) == Compared.AGAIN
    compare(cast, measure)
    assert list(PlanComparison.objects.order_by("number").values_list("number", "agrees")) == [
        (1, "CLASHES"),
        (2, "FITS"),
        (3, "CLASHES"),
    ]


@pytest.mark.clause("STA-10")
@pytest.mark.parametrize(
    ("has_plan", "agrees", "of_this_measure", "of_this_plan"),
    list(product((False, True), ("", "FITS", "CLASHES"), (False, True), (False, True))),
)
def test_how_the_two_stand(has_plan: bool, agrees: str, of_this_measure: bool, of_this_plan: bool) -> None:
    found = compared(has_plan=has_plan, agrees=agrees, of_this_measure=of_this_measure, of_this_plan=of_this_plan)
    if not has_plan:
        assert found == "no-plan"
    elif not agrees:
        assert found == "not-yet"
    elif of_this_measure and of_this_plan:
        assert found == agrees.lower()
    else:
        assert found == "again"


@pytest.mark.clause("STA-10")
def test_what_is_missing_is_named(cast: Cast, incident: Incident, kai: Involvement, measure: Disruption) -> None:
    with pytest.raises(Refused, match="no safety plan yet"):
        compare(cast, measure)
    write_plan(cast, kai)
    for wrong, field in (({"agrees": ""}, "agrees"), ({"because": " "}, "because")):
        with pytest.raises(Refused) as refused:
            compare(cast, measure, **wrong)
        assert (refused.value.field, refused.value.clause) == (field, "STA-10")
    adult = plan(cast.hana, incident)
    with pytest.raises(Refused, match="Only a measure on a young person"):
        compare(cast, adult)
    assert not PlanComparison.objects.exists()


@pytest.mark.clause("STA-10")
def test_what_was_not_read_is_not_compared(cast: Cast, kai: Involvement, measure: Disruption) -> None:
    first = write_plan(cast, kai)
    write_plan(cast, kai, seen=1)
    with pytest.raises(Stale, match="safety plan was written"):
        compare(cast, measure, seen_plan=first.key)
    step(cast.hana, measure, "NOT_MADE", words="Too weak")
    with pytest.raises(Stale, match="measure was changed"):
        compare(cast, measure, seen_version=1)


@pytest.mark.clause("STA-10")
def test_who_compares_and_what_the_team_is_told(cast: Cast, kai: Involvement, measure: Disruption) -> None:
    write_plan(cast, kai)
    with pytest.raises(NotFound):
        compare(cast, measure, by=cast.stranger)
    with pytest.raises(NotPermitted):
        queries.comparisons(cast.joy, ())
    compare(cast, measure)
    told = TimelineEntry.objects.get(code="disruption-compared")
    assert told.words == "A measure that disrupts harm, on A, was compared with the safety plan."
    assert Entry.objects.filter(verb="disruption-compared").count() == 1


@pytest.mark.clause("STA-10")
def test_the_gate_reads_what_is_open_late_and_not_compared(
    cast: Cast, incident: Incident, kai: Involvement, measure: Disruption
) -> None:
    plan(cast.hana, incident)
    over = plan(cast.hana, incident, subject_words="Another")
    step(cast.hana, over, "NOT_MADE", words="Too weak")
    later = AT + timedelta(weeks=5)
    found = queries.disruptions_of_incident(cast.hana, incident.pk, later)
    assert [(one.compared, one.is_late) for one in found] == [(True, True), (False, True)]
    assert "Child abduction warning notice" in found[0].words
    write_plan(cast, kai)
    compare(cast, measure)
    found = queries.disruptions_of_incident(cast.joy, incident.pk, AT)
    assert [(one.compared, one.is_late) for one in found] == [(True, False), (True, False)]
    assert {one.words for one in found} == {"A measure that disrupts harm"}


@pytest.mark.clause("STA-10")
def test_the_plan_reads_which_measures_run_beside_it(
    cast: Cast, incident: Incident, kai: Involvement, measure: Disruption
) -> None:
    write_plan(cast, kai)
    compare(cast, measure)
    [(line, said)] = queries.plan(cast.priya, incident.reference, kai.key, AT).beside
    assert (line.key, said.clashes, said.because) == (measure.key, True, "The park is the only safe way to school.")
    step(cast.hana, measure, "ENDED", words="Quashed")
    assert queries.plan(cast.priya, incident.reference, kai.key, AT).beside == ()


def test_comparing_costs_the_same_however_many_there_are(
    cast: Cast, incident: Incident, kai: Involvement, measure: Disruption
) -> None:
    write_plan(cast, kai)
    compare(cast, measure)

    def more() -> None:
        for _ in range(3):
            compare(cast, on_young(cast.hana, kai))

    costs_the_same(lambda: queries.disruptions_of_incident(cast.hana, incident.pk, AT), more, at_most=5)


@pytest.mark.clause("STA-10")
def test_the_rules_by_themselves() -> None:
    check_can_be_compared(is_on_young_person=True, has_plan=True)
    check_comparison("FITS", "Both read")
    for wrong in ({"is_on_young_person": False, "has_plan": True}, {"is_on_young_person": True, "has_plan": False}):
        with pytest.raises(Refused):
            check_can_be_compared(**wrong)
