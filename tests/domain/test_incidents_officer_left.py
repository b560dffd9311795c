"""That the officer left the hospital is a fact: never refused, and told with what was missing where it came early."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from reachable.common.refusals import Refused
from reachable.directory.models import Professional
from reachable.incidents.choices import FactKind, FactStands, Where
from reachable.incidents.models import Fact, FactStanding, Incident
from reachable.incidents.queries.hospital import officer_left_early
from tests.domain.hospital_hands import NOT_DISCUSSED, WHOLE, agree, discussed, gate
from tests.domain.incident_hands import said, settled, told
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


LEFT = AT + 30 * MINUTE


def left(by: Professional, incident: Incident, at: datetime = LEFT, recorded_at: datetime = LEFT) -> Fact:
    return told(by, incident, FactKind.OFFICER_LEFT, "A", recorded_at, happened_at=at)


def missing_then(fact: Fact, at: datetime = LEFT) -> tuple[str, ...]:
    return officer_left_early(fact.incident_id, fact.involvement_id, fact.key, at)


@pytest.mark.clause("HOS-6")
def test_that_the_officer_left_is_never_refused_and_says_what_was_missing(cast: Cast, incident: Incident) -> None:
    gone = left(cast.priya, incident)
    assert missing_then(gone) == (NOT_DISCUSSED,)
    early = gate(cast.hana, incident, LEFT)
    assert early.early == f"The officer left at 22:45, before it was agreed; missing then: {NOT_DISCUSSED}."
    assert early.stands == "not agreed"
    tomorrow = gate(cast.hana, incident, AT + 12 * HOUR).early
    assert tomorrow.startswith("The officer left on 21 November at 22:45, before")


@pytest.mark.clause("HOS-6")
def test_what_was_agreed_afterwards_was_not_agreed_when_the_officer_left(cast: Cast, incident: Incident) -> None:
    one = discussed(cast.priya, incident)
    gone = left(cast.priya, incident)
    assert missing_then(gone) == ("it was discussed, and nobody had agreed that the officer may leave",)
    agree(cast.sam, incident, one.key, LEFT + MINUTE)
    late = gate(cast.hana, incident, LEFT + MINUTE)
    assert (late.stands, bool(late.early)) == ("agreed", True)
    settled(cast.priya, gone, FactStands.MISTAKE, LEFT + HOUR)
    assert gate(cast.hana, incident, LEFT + HOUR).early == ""
    assert missing_then(gone, LEFT + HOUR) == ()


def test_a_discussion_before_it_counts_when_it_is_recorded_after(cast: Cast, incident: Incident) -> None:
    gone = left(cast.priya, incident, recorded_at=LEFT + HOUR)
    told(
        cast.priya,
        incident,
        FactKind.WARD_DISCUSSION,
        "A",
        LEFT + HOUR,
        happened_at=LEFT - MINUTE,
        said=WHOLE | {"presence": ""},
    )
    assert missing_then(gone, LEFT + HOUR) == ("whether police or hospital security stay is not decided",)


def test_leaving_after_it_was_agreed_is_not_early_whatever_comes_later(cast: Cast, incident: Incident) -> None:
    one = discussed(cast.priya, incident)
    agree(cast.sam, incident, one.key, AT + MINUTE)
    gone = left(cast.priya, incident)
    settled(cast.priya, one, FactStands.MISTAKE, LEFT + HOUR)
    discussed(cast.priya, incident, at=LEFT + 2 * HOUR, visitors="not-agreed")
    assert missing_then(gone, LEFT + 3 * HOUR) == ()
    assert gate(cast.hana, incident, LEFT + 3 * HOUR).early == ""


def test_leaving_after_the_agreement_lapsed_is_early(cast: Cast, incident: Incident) -> None:
    one = discussed(cast.priya, incident)
    agree(cast.sam, incident, one.key, AT + MINUTE)
    discussed(cast.priya, incident, at=AT + 10 * MINUTE, visitors="not-agreed")
    assert missing_then(left(cast.priya, incident)) == ("whether visitors are limited is not decided",)


def test_an_early_leaving_of_an_earlier_stay_is_not_told_of_this_one(cast: Cast, incident: Incident) -> None:
    gone = left(cast.priya, incident)
    said(cast.priya, incident, Where.HOME, at=AT + HOUR)
    said(cast.priya, incident, Where.HOSPITAL, at=AT + 2 * HOUR)
    assert gate(cast.hana, incident, AT + 2 * HOUR).early == ""
    assert missing_then(gone, AT + 2 * HOUR) == (NOT_DISCUSSED,), "the record of it stays"


STEPS = st.lists(
    st.sampled_from(["whole", "partial", "agree", "left", "mistake", "home", "hospital", "put right"]), max_size=9
)


class TestWhateverHappens(TestCase):
    """Whatever is done in whatever order: nothing is agreed without all that is needed, and no fact is refused."""

    @pytest.mark.clause("HOS-6")
    @settings(max_examples=15, deadline=None)
    @given(STEPS)
    def test_no_way_round_the_gate_and_no_fact_refused(self, steps: list[str]) -> None:
        cast = Cast()
        incident = with_team(cast, reported_incident(cast.hana))
        for minute, step in enumerate(steps, 1):
            at = AT + minute * MINUTE
            take(step, cast, incident, at)
            state = gate(cast.hana, incident, at)
            assert state.stands == ("agreed" if state.passed_at else "not agreed")
            if state.passed_at:
                assert state.may_be_passed, steps
        facts = [step for step in steps if step in ("whole", "partial", "left")]
        assert Fact.objects.filter(incident=incident, replaces=None).count() == len(facts)


def take(step: str, cast: Cast, incident: Incident, at: datetime) -> None:
    discussions = Fact.objects.filter(incident=incident, kind=FactKind.WARD_DISCUSSION).order_by("-pk")
    last = discussions.first()
    if step in ("whole", "partial"):
        discussed(cast.priya, incident, at=at, visitors="no-limits" if step == "whole" else None)
    elif step == "left":
        left(cast.priya, incident, at=at, recorded_at=at)
    elif step in ("home", "hospital"):
        said(cast.priya, incident, Where.HOME if step == "home" else Where.HOSPITAL, at=at)
    elif step == "agree":
        try_to_agree(cast, incident, last, at)
    elif last and step == "mistake":
        if is_a_mistake(last):
            return  # the same said again is nothing new, and is told so
        settled(cast.priya, last, FactStands.MISTAKE, at)
    elif last:
        kind = FactKind.WARD_DISCUSSION
        told(cast.priya, incident, kind, "A", at, said=WHOLE, replaces_key=last.key, because="A name was wrong")


def is_a_mistake(fact: Fact) -> bool:
    latest = FactStanding.objects.filter(fact=fact).order_by("number").last()
    return latest is not None and latest.standing == FactStands.MISTAKE


def try_to_agree(cast: Cast, incident: Incident, seen: Fact | None, at: datetime) -> None:
    """Refused exactly while something is missing, or another discussion is the last that stands."""
    before = gate(cast.hana, incident, at)
    try:
        row = agree(cast.sam, incident, seen.key if seen else None, at)
    except Refused:
        assert not gate(cast.hana, incident, at).passed_at or before.passed_at
    else:
        assert before.may_be_passed
        assert row.discussion == seen
