"""Enquiries under section 47 begin with the minutes of the discussion that decided them, one open for each."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from reachable.meetings.models import Section47
from reachable.meetings.policies import begins_enquiry, conference_by
from tests.domain.concluding_hands import MET, NOT_MET, agree, begun, cover_all, decide, ended, held, staffed
from tests.domain.incident_hands import people_in_last, person_key, timeline
from tests.factories import Cast, report

# The vectors of the day-0 convention: the day of the discussion is day 0, bank holidays and weekends do not count.
VECTORS = [
    pytest.param(datetime(2026, 12, 18, 10, tzinfo=UTC), date(2027, 1, 13), id="over-christmas"),
    pytest.param(datetime(2026, 12, 24, 10, tzinfo=UTC), date(2027, 1, 19), id="christmas-eve"),
    pytest.param(datetime(2026, 3, 27, 10, tzinfo=UTC), date(2026, 4, 21), id="over-easter"),
    pytest.param(datetime(2026, 11, 21, 22, 15, tzinfo=UTC), date(2026, 12, 11), id="saturday-night"),
]


@pytest.mark.clause("SAF-1")
@pytest.mark.parametrize(("discussed_at", "target"), VECTORS)
def test_a_conference_is_due_within_fifteen_working_days(discussed_at: datetime, target: date) -> None:
    assert conference_by(discussed_at) == target


@pytest.mark.clause("SAF-1")
@pytest.mark.parametrize(
    ("said", "begins"),
    [
        pytest.param({"threshold": "met", "enquiry": "joint"}, True, id="joint"),
        pytest.param({"threshold": "met", "enquiry": "single"}, True, id="single"),
        pytest.param({"threshold": "met", "enquiry": "none"}, False, id="none"),
        pytest.param({"threshold": "met"}, False, id="nobody-said"),
        pytest.param({"threshold": "not-met", "enquiry": "joint"}, False, id="not-met"),
        pytest.param({}, False, id="nothing"),
    ],
)
def test_an_enquiry_begins_where_the_threshold_is_met_and_somebody_makes_it(said: dict[str, str], begins: bool) -> None:
    assert begins_enquiry(said) is begins


def rows() -> list[Any]:
    return list(Section47.objects.order_by("involvement__position"))


@pytest.mark.django_db
@pytest.mark.clause("SAF-1")
def test_agreeing_begins_it_for_those_for_whom_it_was_decided(cast: Cast) -> None:
    young = (*report().young_people, *report().young_people)
    incident = staffed(cast, young_people=young)
    meeting = begun(cast, incident)
    cover_all(cast.hana, meeting)
    decide(cast.hana, meeting, MET, "A")
    decide(cast.hana, meeting, NOT_MET, "B")
    assert rows() == []
    meeting = agree(cast.hana, ended(cast.hana, meeting))
    [one] = rows()
    assert (one.involvement.letter, one.started_by_id) == ("A", meeting.pk)
    assert (one.started_on, one.target_on) == (date(2026, 11, 22), date(2026, 12, 11))
    assert (one.conference_on, one.conference_not_required, one.closed_on) == (date(2026, 12, 8), False, None)
    assert people_in_last("section-47-begun") == {person_key(one.involvement)}
    assert "section-47-begun" in timeline(incident)


@pytest.mark.django_db
@pytest.mark.clause("SAF-1")
def test_a_later_discussion_moves_no_target_and_says_what_becomes_of_the_conference(cast: Cast) -> None:
    incident = staffed(cast)
    agree(cast.hana, held(cast, incident))
    target = rows()[0].target_on
    later = {**MET, "conference": "not-needed", "conference-not-because": "Enquiry ended: not substantiated"}
    agree(cast.hana, held(cast, incident, later))
    [one] = rows()
    assert (one.target_on, one.started_on) == (target, date(2026, 11, 22))
    assert (one.conference_on, one.conference_not_required) == (None, True)
    assert one.conference_not_required_because == "Enquiry ended: not substantiated"
    undecided = {**MET, "conference": "not-decided"}
    agree(cast.hana, held(cast, incident, undecided))
    assert rows()[0].conference_not_required is True, "what is not decided changes nothing"
