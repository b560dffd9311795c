"""After each new incident: is the safety plan still fit for purpose? Asked once, of whom it touches; who is told."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from reachable.audit.models import EntryWords
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import LinkKind, Part, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, TimelineEntry
from reachable.outbox.choices import Message
from reachable.outbox.models import Delivery
from reachable.people.matching import SamePerson
from reachable.safety import operations, queries
from reachable.safety.choices import Fit
from reachable.safety.models import FitQuestion
from reachable.safety.queries import FitLine
from tests.counting import query_count
from tests.domain.incident_hands import involved, said, timeline, verbs
from tests.domain.plan_hands import LATER, plan_of, written
from tests.domain.same_person_hands import LATEST, person, same, three
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana, young_people=three()))


def linked(by: Professional, one: Incident, other: Incident, **changes: Any) -> UUID:
    facts = {"kind": LinkKind.REPRISAL, "because": "The same group", **changes}
    return incidents.link_incidents(by=by, at=LATER, reference=one.reference, other=other.reference, **facts).key


def waiting(cast: Cast, incident: Incident, letter: str = "A") -> tuple[FitLine, ...]:
    return plan_of(cast.priya, incident, letter, LATEST).waiting


@pytest.mark.clause("CTX-10")
def test_a_link_asks_of_everybody_with_a_plan_in_either(cast: Cast, incident: Incident) -> None:
    other = reported_incident(cast.hana)
    written(cast.priya, incident, "A")
    written(cast.priya, incident, "B")
    written(cast.hana, other)
    linked(cast.hana, incident, other)
    assert [len(waiting(cast, incident, letter)) for letter in "ABC"] == [1, 1, 0]
    assert FitQuestion.objects.count() == 3
    assert FitQuestion.objects.filter(other=incident).count() == 1


def test_a_link_that_ends_asks_nothing_and_one_made_again_does_not_ask_twice(cast: Cast, incident: Incident) -> None:
    other = reported_incident(cast.hana, young_people=())
    written(cast.priya, incident)
    key = linked(cast.hana, incident, other)
    incidents.end_link(by=cast.hana, at=LATER, reference=incident.reference, link_key=key, because="It was not")
    linked(cast.hana, incident, other)
    assert FitQuestion.objects.count() == 1


def again(cast: Cast, incident: Incident, letter: str = "A") -> ReportedYoungPerson:
    """The same young person, as the next report names them."""
    known = SamePerson(person(incident, letter))
    return ReportedYoungPerson(
        "Kai", "Mensah", date_of_birth=three()[0].date_of_birth, parts=(Part.VICTIM,), where=Where.HOME, answer=known
    )


@pytest.mark.clause("CTX-10")
def test_a_new_report_of_the_same_person_asks_and_so_does_adding_them_later(cast: Cast, incident: Incident) -> None:
    written(cast.priya, incident)
    reported_incident(cast.mace, at=LATER, young_people=(again(cast, incident),))
    assert len(waiting(cast, incident)) == 1
    third = reported_incident(cast.mace, at=LATER, young_people=())
    told = {"by": cast.mace, "at": LATER, "reference": third.reference}
    incidents.add_young_person(**told, facts=again(cast, incident))
    assert len(waiting(cast, incident)) == 2
    assert {line.reference for line in waiting(cast, incident)} == {""}, "Priya may open neither"


def test_somebody_else_and_somebody_without_a_plan_are_not_asked_about(cast: Cast, incident: Incident) -> None:
    written(cast.priya, incident, "B")
    reported_incident(cast.mace, young_people=(again(cast, incident),))
    assert not FitQuestion.objects.exists()


def test_nobody_is_asked_about_somebody_who_has_died(cast: Cast, incident: Incident) -> None:
    written(cast.priya, incident)
    said(cast.priya, incident, Where.DIED)
    linked(cast.hana, incident, reported_incident(cast.hana, young_people=()))
    assert not FitQuestion.objects.exists()


def test_a_report_of_the_same_event_is_no_new_incident(cast: Cast, incident: Incident) -> None:
    written(cast.priya, incident)
    report = reported_incident(cast.mace, young_people=(again(cast, incident),))
    assert len(waiting(cast, incident)) == 1
    same_one = {involved(report).key: involved(incident).key}
    incidents.join_reports(by=cast.hana, at=LATER, reference=report.reference, into=incident.reference, same=same_one)
    assert not waiting(cast, incident)
    assert not queries.fit_questions_of(cast.priya, LATEST)


def test_who_wrote_it_and_who_leads_are_told_once_without_content(cast: Cast, incident: Incident) -> None:
    for letter in "AB":
        written(cast.priya, incident, letter)
    other = reported_incident(cast.mace, young_people=())
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.mace.key, why="Links the police"
    )
    linked(cast.mace, incident, other)
    mails = Delivery.objects.filter(message=Message.PLAN_STILL_FITS)
    assert sorted(mails.values_list("professional_key", flat=True)) == sorted([cast.priya.key, cast.hana.key])
    words = list(TimelineEntry.objects.filter(code="plan-fit-asked").values_list("words", flat=True))
    assert words == [f"Asked: is the safety plan of {letter} still fit for purpose?" for letter in "AB"]


def test_who_made_the_link_and_who_left_the_team_are_not_written_to(cast: Cast, incident: Incident) -> None:
    written(cast.priya, incident)
    incidents.leave_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.priya.key, because="Elsewhere"
    )
    linked(cast.hana, incident, reported_incident(cast.hana, young_people=()))
    assert not Delivery.objects.filter(message=Message.PLAN_STILL_FITS).exists()
    assert not queries.fit_questions_of(cast.priya, LATEST)
    assert [line.letter for line in queries.fit_questions_of(cast.hana, LATEST)] == ["A"]


def asked(cast: Cast, incident: Incident, letter: str = "A") -> FitQuestion:
    written(cast.priya, incident, letter)
    linked(cast.hana, incident, reported_incident(cast.hana, young_people=()))
    return FitQuestion.objects.get(involvement=involved(incident, letter))


def answered(by: Professional, incident: Incident, row: FitQuestion, **changes: Any) -> FitQuestion:
    facts = {"fit": Fit.FIT, "because": "Nothing that it builds on has changed", "at": LATEST, **changes}
    return operations.answer_fit(by=by, reference=incident.reference, question_key=row.key, **facts)


@pytest.mark.clause("CTX-10")
@pytest.mark.parametrize(("fit", "owes"), [(Fit.FIT, False), (Fit.NOT_FIT, True)])
def test_an_answer_says_why_and_a_plan_that_does_not_fit_is_owed_a_version(
    cast: Cast, incident: Incident, fit: Fit, owes: bool
) -> None:
    row = asked(cast, incident)
    with pytest.raises(Refused) as refusal:
        answered(cast.priya, incident, row, fit=fit, because=" ")
    assert refusal.value.field == "because"
    answered(cast.hana, incident, row, fit=fit, because="They know the way he takes")
    [line] = plan_of(cast.priya, incident, at=LATEST).questions
    assert (line.is_open, line.owes_version, line.by) == (False, owes, "Hana Malik")
    assert bool(waiting(cast, incident)) == owes
    written(cast.priya, incident, at=LATEST + timedelta(minutes=1))
    assert not waiting(cast, incident)
    assert timeline(incident)[-2:] == ["plan-fit", "safety-plan"]
    assert "plan-fit-answered" in verbs(incident)
    assert "They know the way he takes" not in " ".join(TimelineEntry.objects.values_list("words", flat=True))
    assert EntryWords.objects.filter(words__contains="They know the way he takes").exists()


@pytest.mark.clause("CTX-10")
def test_a_version_that_is_written_afterwards_is_the_answer(cast: Cast, incident: Incident) -> None:
    row = asked(cast, incident)
    assert waiting(cast, incident)
    written(cast.priya, incident, at=LATEST)
    assert not waiting(cast, incident)
    with pytest.raises(Stale):
        answered(cast.priya, incident, row)


def test_the_second_answer_is_told_of_the_first(cast: Cast, incident: Incident) -> None:
    row = asked(cast, incident)
    answered(cast.hana, incident, row)
    with pytest.raises(Stale):
        answered(cast.priya, incident, row, fit=Fit.NOT_FIT)
    assert FitQuestion.objects.get().answer == Fit.FIT


def test_who_answers(cast: Cast, incident: Incident) -> None:
    row = asked(cast, incident)
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.joy.key, why="Minutes"
    )
    with pytest.raises(NotPermitted):
        answered(cast.joy, incident, row)
    with pytest.raises(NotFound):
        answered(cast.stranger, incident, row)
    elsewhere = reported_incident(cast.hana)
    with pytest.raises(NotFound):
        answered(cast.hana, elsewhere, row)


def test_a_letter_that_turned_out_to_be_another_keeps_its_question(cast: Cast, incident: Incident) -> None:
    asked(cast, incident, "B")
    same(cast.priya, incident, "A", "B")
    assert len(waiting(cast, incident, "A")) == 1
    [line] = queries.fit_questions_of(cast.priya, LATEST)
    assert (line.letter, line.name, line.person_key) == ("A", "Kai Mensah", person(incident, "A"))


def test_my_work_lists_it_for_who_wrote_it_and_who_leads(cast: Cast, incident: Incident) -> None:
    other = reported_incident(cast.mace, young_people=())
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=other.reference, professional_key=cast.priya.key, why="Works there too"
    )
    written(cast.priya, incident)
    linked(cast.hana, incident, other)
    [mine], [led] = queries.fit_questions_of(cast.priya, LATEST), queries.fit_questions_of(cast.hana, LATEST)
    assert (mine.reference, mine.name, mine.line.reference) == (incident.reference, "Kai Mensah", other.reference)
    assert led.line.key == mine.line.key
    assert queries.fit_questions_of(cast.sam, LATEST) == ()
    assert queries.fit_questions_of(cast.joy, LATEST) == ()


def test_of_an_incident_out_of_reach_only_whom_to_ask_is_said(cast: Cast, incident: Incident) -> None:
    other = with_team(cast, reported_incident(cast.hana, young_people=()))
    incidents.leave_team(
        by=cast.hana, at=AT, reference=other.reference, professional_key=cast.priya.key, because="Elsewhere"
    )
    written(cast.priya, incident)
    linked(cast.hana, incident, other)
    [line] = waiting(cast, incident)
    assert (line.reference, line.title, line.is_elsewhere) == ("", "", True)
    assert [ring.name for ring in line.ring] == ["Hana Malik"]
    [seen] = plan_of(cast.hana, incident, at=LATEST).waiting
    assert seen.reference == other.reference


def test_it_costs_one_statement_where_nothing_waits_and_six_at_most(cast: Cast, incident: Incident) -> None:
    queries.fit_questions_of(cast.priya, AT)
    with query_count(at_most=1):
        queries.fit_questions_of(cast.priya, AT)
    for letter in "ABC":
        written(cast.priya, incident, letter)
    linked(cast.hana, incident, reported_incident(cast.hana, young_people=()))
    with query_count(at_most=6):
        assert len(queries.fit_questions_of(cast.priya, LATEST)) == 3
