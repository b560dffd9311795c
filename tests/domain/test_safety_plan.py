"""The safety plan: whole versions, what each owes, who writes and reads it, and what no trace of it says."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from reachable.audit.models import Entry, EntryWords
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents import queries as incident_queries
from reachable.incidents.choices import TeamPart
from reachable.incidents.models import Incident, TimelineEntry
from reachable.safety import operations, queries
from reachable.safety.models import SafetyPlan
from reachable.safety.policies.plan import LONGEST_UNTIL_REVIEW, NewPlanMeasure
from tests.at_once import at_once
from tests.counting import query_count
from tests.domain.incident_hands import involved, people_in_last, person_key, timeline, verbs
from tests.domain.plan_hands import HOME, LATER, TODAY, plan_of, written
from tests.domain.same_person_hands import LATEST, apart, same, three
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.mark.clause("CTX-10", "SAF-8")
def test_a_version_is_written_whole_and_the_next_says_what_changed(cast: Cast, incident: Incident) -> None:
    written(cast.priya, incident, scale=4, scale_by="Kai", young_persons_words="I will not go past the park.")
    assert plan_of(cast.sam, incident).stands == plan_of(cast.sam, incident).versions[0]
    with pytest.raises(Refused, match="what changed") as refusal:
        written(cast.hana, incident, at=LATER, because=" ")
    assert refusal.value.field == "because"
    written(cast.hana, incident, at=LATER, because="He moved to his aunt", danger="We are worried about the bus.")
    view = plan_of(cast.priya, incident)
    assert [one.number for one in view.versions] == [2, 1]
    stands, before = view.versions
    assert stands.text.danger == "We are worried about the bus."
    assert before.text.scale == 4
    assert before.text.young_persons_words == "I will not go past the park."
    assert [(code, [one.what for one in rows]) for code, _, rows in before.places] == [
        ("HOME", ["Curtains are kept shut and the chain is on"]),
        ("TRAVEL", ["Is driven to school"]),
    ]


WITHOUT: list[tuple[dict[str, Any], str]] = [
    ({"danger": " "}, "danger"),
    ({"goals": ""}, "goals"),
    ({"measures": ()}, "measures"),
    ({"measures": (NewPlanMeasure("HOME", " ", " "),)}, "measures"),
    ({"measures": (NewPlanMeasure("HOME", "", "Mum"),)}, "measures"),
    ({"measures": (NewPlanMeasure("MOON", "Stays there"),)}, "measures"),
    ({"measures": (HOME,) * 13}, "measures"),
    ({"review_on": None}, "review_on"),
    ({"review_on": TODAY - timedelta(days=1)}, "review_on"),
    ({"review_on": TODAY + timedelta(days=LONGEST_UNTIL_REVIEW + 1)}, "review_on"),
    ({"scale": 11}, "scale"),
    ({"danger": "x" * 2001}, "danger"),
    ({"agreed_with": "x" * 501}, "agreed_with"),
]


@pytest.mark.clause("CTX-10")
@pytest.mark.parametrize(("changes", "field"), WITHOUT, ids=[f"{field}-{n}" for n, (_, field) in enumerate(WITHOUT)])
def test_what_a_version_owes(cast: Cast, incident: Incident, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        written(cast.priya, incident, **changes)
    assert refusal.value.field == field
    assert not SafetyPlan.objects.exists()


@pytest.mark.parametrize("days", [0, LONGEST_UNTIL_REVIEW])
def test_the_first_and_the_last_day_of_a_review(cast: Cast, incident: Incident, days: int) -> None:
    written(cast.priya, incident, review_on=TODAY + timedelta(days=days))
    with pytest.raises(Refused, match="31 days is our default"):
        written(cast.priya, incident, at=LATER, review_on=TODAY + timedelta(days=40))


def test_who_wrote_meanwhile_is_shown(cast: Cast, incident: Incident) -> None:
    first = written(cast.priya, incident)
    with pytest.raises(Stale) as stale:
        written(cast.hana, incident, at=LATER, seen_number=0)
    assert stale.value.current == first


def test_a_form_that_is_sent_twice_is_one_version(cast: Cast, incident: Incident) -> None:
    key = uuid4()
    first = written(cast.priya, incident, key=key)
    assert written(cast.priya, incident, seen_number=0, key=key) == first
    assert SafetyPlan.objects.count() == 1
    with pytest.raises(Refused, match="used already"):
        written(cast.hana, incident, key=key)


def test_who_writes_who_reads_and_who_learns_that_there_is_one(cast: Cast, incident: Incident) -> None:
    written(cast.priya, incident)
    kai = involved(incident)
    told = {"by": cast.hana, "at": AT, "reference": incident.reference, "part": TeamPart.MEMBER, "why": "Minutes"}
    incidents.add_to_team(**{key: value for key, value in told.items() if key != "part"}, professional_key=cast.joy.key)
    with pytest.raises(NotPermitted):
        plan_of(cast.joy, incident)
    with pytest.raises(NotPermitted):
        operations.make_copy(
            by=cast.joy,
            at=AT,
            reference=incident.reference,
            involvement_key=kai.key,
            seen_number=1,
            recipient="Kai",
        )
    with pytest.raises(NotFound):
        plan_of(cast.stranger, incident)
    with pytest.raises(NotFound):
        operations.write_plan(
            by=cast.stranger,
            at=AT,
            reference=incident.reference,
            involvement_key=kai.key,
            seen_number=1,
            danger="x",
            goals="x",
            measures=(HOME,),
            review_on=TODAY,
        )
    heading = incident_queries.heading(cast.joy, incident.reference, AT)
    line = queries.plan_line(cast.joy, heading, [kai.key], AT)[kai.key]
    assert (line.number, line.by, line.telephone, line.may_read) == (1, "Priya Nair", "01632 960123", False)


def test_the_line_of_each_in_two_statements(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=three()))
    for letter in "AB":
        written(cast.priya, incident, letter)
    keys = [involved(incident, letter).key for letter in "ABC"]
    heading = incident_queries.heading(cast.sam, incident.reference, AT)
    with query_count(at_most=2):
        found = queries.plan_line(cast.sam, heading, keys, AT + timedelta(days=20))
    assert [key in found for key in keys] == [True, True, False]
    assert found[keys[0]].is_review_overdue
    assert not queries.plan_line(cast.sam, heading, keys, AT + timedelta(days=14))[keys[0]].is_review_overdue


def test_the_traces_say_that_there_is_one_and_nothing_of_what_it_says(cast: Cast, incident: Incident) -> None:
    written(cast.priya, incident)
    assert timeline(incident)[-1] == "safety-plan"
    words = " ".join(TimelineEntry.objects.values_list("words", flat=True))
    assert "the safety plan of A, version 1" in words
    assert "Curtains" not in words
    assert "on the way home" not in words
    assert verbs(incident)[-1] == "safety-plan-written"
    assert people_in_last("safety-plan-written") == {person_key(involved(incident))}
    entry = Entry.objects.get(verb="safety-plan-written")
    assert "Curtains" not in entry.codes
    assert "Curtains" in EntryWords.objects.get(number=entry.number).words


def test_letters_that_turned_out_to_be_one_have_one_plan_and_get_their_own_back(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=three()))
    written(cast.priya, incident, "A")
    written(cast.priya, incident, "B", danger="We are worried about B's brother.", at=AT + timedelta(minutes=5))
    merging = same(cast.priya, incident, "A", "B")
    view = plan_of(cast.priya, incident, "A")
    assert [(one.number, one.said_of) for one in view.versions] == [(2, "B"), (1, "")]
    written(cast.priya, incident, "A", at=LATER)
    assert plan_of(cast.priya, incident, "A").versions[0].number == 3
    apart(cast.priya, incident, "A", merging)
    assert [one.number for one in plan_of(cast.priya, incident, "A", LATEST).versions] == [2, 1]
    assert [one.number for one in plan_of(cast.priya, incident, "B", LATEST).versions] == [1]
    written(cast.priya, incident, "A", at=LATEST)
    assert [one.number for one in plan_of(cast.priya, incident, "A", LATEST).versions] == [3, 2, 1]


def test_a_report_that_is_joined_brings_its_plan(cast: Cast, incident: Incident) -> None:
    report = reported_incident(cast.mace)
    written(cast.mace, report, at=AT + timedelta(minutes=5), danger="We are worried about the bus.")
    written(cast.priya, incident)
    same_one = {involved(report).key: involved(incident).key}
    incidents.join_reports(by=cast.hana, at=LATER, reference=report.reference, into=incident.reference, same=same_one)
    view = plan_of(cast.priya, incident)
    assert [one.number for one in view.versions] == [2, 1]
    assert view.versions[0].text.danger == "We are worried about the bus."
    assert written(cast.priya, incident, at=LATEST).number == 3


def test_the_plan_costs_the_same_with_more_versions(cast: Cast, incident: Incident) -> None:
    for minutes in range(3):
        written(cast.priya, incident, at=AT + timedelta(minutes=minutes))
    with query_count(at_most=26):
        plan_of(cast.priya, incident)


def test_of_two_who_write_at_once_the_second_is_shown_the_first(committed_db: None, cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    who = [Professional.objects.get(pk=by.pk) for by in (cast.priya, cast.hana)]
    results = at_once(*[lambda by=by: written(by, incident, seen_number=0) for by in who])
    assert sorted(type(one).__name__ for one in results) == ["SafetyPlan", "Stale"], results
    assert SafetyPlan.objects.count() == 1
