"""What a running meeting decides for each young person, and which questions of the strand that settles."""

from datetime import timedelta

import pytest

from reachable.common.refusals import NotFound, Refused, Stale
from reachable.directory.models import Professional
from reachable.meetings import operations, queries
from reachable.meetings.models import Meeting, Outcome
from reachable.responses import operations as responses
from tests.domain.incident_hands import asked, involved, verbs
from tests.domain.running_hands import NOW, running, staffed, use, view
from tests.factories import Cast

pytestmark = pytest.mark.django_db

DECIDED = {"threshold": "met", "enquiry": "joint", "conference": "to-be-held", "conference-on": "2026-12-10"}


def outcome(by: Professional, meeting: Meeting, letter: str, seen: int = 0, **record: str) -> Outcome:
    fields = {name.replace("_", "-"): value for name, value in record.items()}
    return operations.set_outcome(
        by=by,
        at=NOW,
        meeting=meeting.reference,
        involvement_key=involved(meeting.incident, letter).key,
        record=fields,
        seen_number=seen,
    )


def test_each_young_person_has_an_outcome_of_their_own(cast: Cast) -> None:
    incident = staffed(cast)
    meeting = running(cast, incident)
    outcome(cast.joy, meeting, "A", threshold="met")
    outcome(cast.joy, meeting, "A", 1, **{"threshold": "met", "decided-by": "Hana"})
    shown = view(cast.sam, meeting, "outcome")
    first, second = shown.outcomes
    said = {one.name: one.words for one in first.fields if one.value}
    assert (first.number, said) == (2, {"threshold": "Met", "decided-by": "Hana"})
    assert (second.number, second.is_said) == (0, False)
    assert shown.item
    assert shown.item.count == "1 of 2"
    assert verbs(incident).count("meeting-outcome-said") == 2
    assert view(cast.sam, meeting).outcomes == ()


def test_of_two_who_say_it_the_second_is_shown_both_and_the_same_again_is_one(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    first = outcome(cast.joy, meeting, "A", threshold="met")
    assert outcome(cast.joy, meeting, "A", threshold="met") == first
    with pytest.raises(Stale) as stale:
        outcome(cast.hana, meeting, "A", threshold="not-met")
    assert stale.value.current == first


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ({"threshold": "perhaps"}, "record-threshold"),
        ({"colour": "blue"}, "record-colour"),
        ({"conference-on": "soon"}, "record-conference-on"),
    ],
    ids=["choice", "unknown", "date"],
)
def test_its_fields_are_those_of_the_kind(cast: Cast, record: dict[str, str], field: str) -> None:
    meeting = running(cast, staffed(cast))
    with pytest.raises(Refused) as refusal:
        outcome(cast.joy, meeting, "A", **record)
    assert refusal.value.field == field


@pytest.mark.clause("SAF-1")
def test_what_is_decided_answers_the_questions_of_the_strand_on_enquiries(cast: Cast) -> None:
    incident = staffed(cast)
    meeting = running(cast, incident)
    outcome(cast.joy, meeting, "A", **DECIDED, **{"social-worker": f"p:{cast.priya.key}"})
    enquiry = asked(incident, "enquiry-outcome", "A").answers.get()
    assert enquiry.record == {"threshold": "met", "enquiry": "joint", "social-worker": f"p:{cast.priya.key}"}
    assert (enquiry.answer, enquiry.because) == ("IN_PLACE", f"Decided in {meeting.reference}.")
    conference = asked(incident, "conference-decided", "A").answers.get()
    assert conference.record == {"conference": "child-protection", "conference-on": "2026-12-10"}
    assert not asked(incident, "enquiry-outcome", "B").answers.exists()
    outcome(cast.joy, meeting, "A", 1, **DECIDED, **{"social-worker": f"p:{cast.priya.key}", "medical": "done"})
    assert asked(incident, "enquiry-outcome", "A").answers.count() == 1  # it stands so already


@pytest.mark.parametrize(
    ("record", "enquiries", "conferences"),
    [
        ({"threshold": "not-decided"}, [], []),
        ({}, [], []),
        ({"enquiry": "joint"}, [], []),
        ({"threshold": "not-met", "enquiry": "none"}, ["IN_PLACE"], []),
        ({"conference": "not-decided", "threshold": "met"}, ["IN_PLACE"], []),
        ({"conference": "not-needed", "conference-not-because": "Nobody is at risk"}, [], ["NOT_NEEDED"]),
        ({"conference": "to-be-held"}, [], ["IN_PLACE"]),
    ],
    ids=["not-decided", "empty", "enquiry-alone", "not-met", "conference-open", "no-conference", "conference"],
)
def test_only_what_is_decided_answers(
    cast: Cast, record: dict[str, str], enquiries: list[str], conferences: list[str]
) -> None:
    incident = staffed(cast)
    meeting = running(cast, incident)
    outcome(cast.joy, meeting, "A", **record)

    def codes(code: str) -> list[str]:
        return list(asked(incident, code, "A").answers.values_list("answer", flat=True))

    assert (codes("enquiry-outcome"), codes("conference-decided")) == (enquiries, conferences)


def test_a_contextual_conference_beside_it_makes_both(cast: Cast) -> None:
    incident = staffed(cast)
    meeting = running(cast, incident)
    responses.answer_consideration(
        by=cast.hana,
        at=NOW,
        reference=incident.reference,
        consideration_key=asked(incident, "conference-decided", "A").key,
        answer="IN_PLACE",
        because="Agreed with the chair",
        record_fields={"conference": "contextual"},
        seen_number=0,
    )
    outcome(cast.joy, meeting, "A", conference="to-be-held")
    latest = asked(incident, "conference-decided", "A").answers.order_by("-number")[0]
    assert (latest.number, latest.record["conference"]) == (2, "both")


def test_an_outcome_that_comes_late_says_why_by_itself(cast: Cast) -> None:
    incident = staffed(cast)
    meeting = running(cast, incident)
    card = asked(incident, "conference-decided", "A")
    card.due_at, card.due_kind = NOW - timedelta(hours=1), "statutory"
    card.save()
    outcome(cast.joy, meeting, "A", conference="to-be-held")
    assert card.answers.get().late_because == f"Decided in {meeting.reference}."


def test_a_meeting_about_no_individuals_has_no_outcome(cast: Cast) -> None:
    meeting = running(cast, staffed(cast), "contextual-briefing")
    with pytest.raises(NotFound):
        outcome(cast.hana, meeting, "A", disposition="no-action")
    shown = queries.run_view(cast.hana, meeting.reference, NOW, use=use(cast.hana, meeting))
    assert shown.outcomes == ()
