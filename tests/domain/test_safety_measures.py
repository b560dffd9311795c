"""Practical measures: asked for, in place until a day, extended, not to be had, ended; what waits is worked out."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from reachable.audit.models import Entry, EntryAbout
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.incidents.models import Incident, Involvement, TimelineEntry
from reachable.people import queries as people
from reachable.safety import operations, policies, queries
from reachable.safety.choices import MeasureKind, MeasureState
from reachable.safety.models import Measure, MeasureStep
from tests.counting import query_count
from tests.domain.incident_hands import involved
from tests.domain.same_person_hands import LATER, same, three
from tests.factories import AT, Cast, agency, reported_incident, with_team

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
MARKER, PATROL, ELSEWHERE = MeasureKind.ADDRESS_MARKER, MeasureKind.PATROL, MeasureKind.ACCOMMODATION
ASKED, IN_PLACE, NOT_TO_BE_HAD, ENDED = MeasureState


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def ask(by: Professional, kai: Involvement, kind: str = MARKER, at: datetime = AT, **more: Any) -> Measure:
    told = {"by": by, "at": at, "reference": kai.incident.reference, "involvement_key": kai.key}
    return operations.ask_for_measure(**told, kind=kind, **more)


def say(by: Professional, measure: Measure, state: str, at: datetime = AT, **more: Any) -> Measure:
    """What became of it, by somebody who has seen it as it stands now."""
    seen = Measure.objects.get(pk=measure.pk).version
    facts: dict[str, Any] = {"seen_version": seen, **more}
    return operations.set_measure(
        by=by, at=at, reference=measure.incident.reference, measure_key=measure.key, state=state, **facts
    )


def lines(who: Professional, incident: Incident, at: datetime = AT, **more: Any) -> tuple[queries.MeasureLine, ...]:
    return queries.measures_of(who, incident_queries.heading(who, incident.reference, at), at, **more)


def waiting(who: Professional, incident: Incident, at: datetime) -> list[str]:
    told = incident_queries.heading(who, incident.reference, at)
    return [line.kind for line in queries.measures_waiting(who, told, at)]


@pytest.mark.clause("SAF-8", "CTX-16")
def test_a_measure_is_asked_for_in_place_extended_and_ended_and_every_step_stays(cast: Cast, kai: Involvement) -> None:
    police = agency("police")
    one = ask(cast.priya, kai, asked_of_key=police.key, words="His grandmother's home too")
    say(cast.sam, one, IN_PLACE, in_place_on=TODAY, expires_on=date(2026, 12, 12), review_on=date(2026, 12, 1))
    later = AT + timedelta(days=15)
    say(cast.sam, one, IN_PLACE, later, in_place_on=TODAY, expires_on=date(2027, 1, 12), words="Still needed")
    say(cast.priya, one, ENDED, later, words="They have moved away")
    view = queries.measure(cast.hana, kai.incident.reference, one.key, later)
    assert [step.label for step in view.steps] == ["Ended", "Extended", "In place", "Asked for"]
    assert [step.by for step in view.steps] == ["Priya Nair", "Sam Okafor", "Sam Okafor", "Priya Nair"]
    assert view.steps[2].expires_on == date(2026, 12, 12)
    assert (view.measure.asked_of, view.measure.state_label) == ("Norfolk Constabulary", "Ended")
    assert view.line.letter == "A"
    assert MeasureStep.objects.filter(measure=one).count() == 4


@pytest.mark.clause("SAF-8")
@pytest.mark.parametrize("kind", MeasureKind.values)
def test_every_kind_of_the_guide_can_be_asked_for(cast: Cast, kai: Involvement, kind: str) -> None:
    ask(cast.priya, kai, kind, words="A taxi to school")
    [line] = lines(cast.priya, kai.incident)
    assert (line.kind, line.state) == (kind, ASKED)


@pytest.mark.clause("SAF-8", "CTX-16")
def test_another_measure_says_what_it_is(cast: Cast, kai: Involvement) -> None:
    with pytest.raises(Refused) as refused:
        ask(cast.priya, kai, MeasureKind.OTHER, words="  ")
    assert (refused.value.field, refused.value.clause) == ("words", "SAF-8")
    ask(cast.priya, kai, MeasureKind.OTHER, words="A taxi to school")
    assert lines(cast.priya, kai.incident)[0].name == "A taxi to school"


@pytest.mark.clause("SAF-8")
@pytest.mark.parametrize("words", ["With his aunt, 4 Hill Road NR7 8QT", "nr78qt"])
def test_where_somebody_stays_is_not_written_here(cast: Cast, kai: Involvement, words: str) -> None:
    with pytest.raises(Refused) as refused:
        ask(cast.priya, kai, ELSEWHERE, words=words)
    assert refused.value.field == "words"
    one = ask(cast.priya, kai, ELSEWHERE, words="With a relative; Hana Malik holds the address")
    with pytest.raises(Refused):
        say(cast.priya, one, IN_PLACE, words=words)
    ask(cast.priya, kai, PATROL, words=words)  # where a patrol goes is no secret of the family's


@pytest.mark.clause("SAF-8")
def test_what_is_not_known_is_left_open(cast: Cast, kai: Involvement) -> None:
    one = ask(cast.priya, kai)
    say(cast.sam, one, IN_PLACE)
    [line] = lines(cast.priya, kai.incident, AT + timedelta(days=400))
    assert (line.in_place_on, line.expires_on) == (TODAY, None)
    assert line.end_is_not_known
    assert line.runs
    assert not line.waits


@pytest.mark.clause("CTX-16")
@pytest.mark.parametrize(
    ("state", "days", "field"),
    [
        (IN_PLACE, {"in_place_on": TODAY + timedelta(days=1)}, "in_place_on"),
        (IN_PLACE, {"in_place_on": TODAY, "expires_on": TODAY - timedelta(days=1)}, "expires_on"),
        (IN_PLACE, {"expires_on": TODAY - timedelta(days=1)}, "expires_on"),
        (ENDED, {"expires_on": TODAY + timedelta(days=1)}, "expires_on"),
        (ENDED, {"expires_on": TODAY - timedelta(days=1)}, "expires_on"),
    ],
)
def test_a_day_that_cannot_be_is_named(
    cast: Cast, kai: Involvement, state: str, days: dict[str, date], field: str
) -> None:
    one = ask(cast.priya, kai)
    with pytest.raises(Refused) as refused:
        say(cast.sam, one, state, words="So it was said", **days)
    assert refused.value.field == field
    assert Measure.objects.get().version == 1


@pytest.mark.clause("SAF-8")
@pytest.mark.parametrize("state", [NOT_TO_BE_HAD, ENDED])
def test_why_it_is_not_there_is_said(cast: Cast, kai: Involvement, state: str) -> None:
    one = ask(cast.priya, kai)
    with pytest.raises(Refused) as refused:
        say(cast.sam, one, state)
    assert refused.value.field == "words"
    say(cast.sam, one, state, words="No officer to spare before Monday")
    [line] = lines(cast.priya, kai.incident)
    assert not line.runs
    assert queries.measure(cast.hana, kai.incident.reference, one.key, AT).steps[0].words.startswith("No officer")


@pytest.mark.clause("SAF-8")
def test_in_place_can_be_taken_back_with_a_reason(cast: Cast, kai: Involvement) -> None:
    one = ask(cast.priya, kai)
    say(cast.sam, one, IN_PLACE, expires_on=TODAY + timedelta(days=9))
    with pytest.raises(Refused):
        say(cast.sam, one, ASKED)
    say(cast.sam, one, ASKED, words="It was put on the wrong house")
    [line] = lines(cast.priya, kai.incident)
    assert (line.state, line.in_place_on, line.expires_on) == (ASKED, None, None)


def test_what_was_not_to_be_had_can_come_after_all(cast: Cast, kai: Involvement) -> None:
    one = ask(cast.priya, kai)
    say(cast.sam, one, NOT_TO_BE_HAD, words="No officer to spare")
    say(cast.sam, one, IN_PLACE)
    assert lines(cast.priya, kai.incident)[0].runs


@pytest.mark.clause("SAF-8")
def test_saying_nothing_new_is_a_slip(cast: Cast, kai: Involvement) -> None:
    one = ask(cast.priya, kai)
    with pytest.raises(Refused):
        say(cast.sam, one, ASKED)
    say(cast.sam, one, ASKED, words="Rang control: on Monday", review_on=TODAY + timedelta(days=2))
    say(cast.sam, one, ASKED, words="Rang again", review_on=TODAY + timedelta(days=2))
    steps = queries.measure(cast.hana, kai.incident.reference, one.key, AT).steps
    assert [step.label for step in steps] == ["Still asked for", "Looked at", "Asked for"]


@pytest.mark.clause("SAF-8")
def test_a_second_one_of_a_kind_is_asked_about(cast: Cast, kai: Involvement) -> None:
    one = ask(cast.priya, kai)
    with pytest.raises(Refused) as refused:
        ask(cast.sam, kai)
    assert refused.value.field == "another"
    ask(cast.sam, kai, another=True, words="At his father's home")
    ask(cast.sam, kai, PATROL)
    assert Measure.objects.count() == 3
    other = ask(cast.sam, kai, MeasureKind.OTHER, words="A taxi")
    ask(cast.sam, kai, MeasureKind.OTHER, words="A telephone")
    for measure in (one, other):
        say(cast.sam, measure, ENDED, words="Over")


def test_one_that_expired_or_ended_does_not_stand_in_the_way(cast: Cast, kai: Involvement) -> None:
    one = ask(cast.priya, kai)
    say(cast.sam, one, IN_PLACE, expires_on=TODAY + timedelta(days=1))
    later = AT + timedelta(days=2)
    second = ask(cast.priya, kai, at=later)
    say(cast.sam, second, ENDED, later, words="Moved")
    say(cast.sam, one, ENDED, later, words="Moved")
    ask(cast.priya, kai, at=later)
    assert Measure.objects.count() == 3


@pytest.mark.clause("SAF-8", "CTX-16")
def test_what_expired_is_worked_out_when_it_is_read(cast: Cast, kai: Involvement) -> None:
    one = ask(cast.priya, kai)
    say(cast.sam, one, IN_PLACE, expires_on=TODAY)
    assert waiting(cast.hana, kai.incident, AT) == []
    assert waiting(cast.hana, kai.incident, AT + timedelta(hours=1, minutes=44)) == []  # a minute to midnight
    assert waiting(cast.hana, kai.incident, AT + timedelta(hours=1, minutes=46)) == [MARKER]
    [line] = lines(cast.hana, kai.incident, AT + timedelta(days=1))
    assert (line.state_label, line.is_expired, line.runs) == ("Expired", True, False)
    say(cast.sam, one, IN_PLACE, AT + timedelta(days=1), in_place_on=TODAY, expires_on=TODAY + timedelta(days=30))
    assert waiting(cast.hana, kai.incident, AT + timedelta(days=1)) == []


@pytest.mark.clause("CTX-16")
def test_a_review_is_due_on_its_day(cast: Cast, kai: Involvement) -> None:
    one = ask(cast.priya, kai, PATROL)
    say(cast.sam, one, IN_PLACE, review_on=TODAY + timedelta(days=3))
    assert waiting(cast.hana, kai.incident, AT + timedelta(days=2)) == []
    assert waiting(cast.hana, kai.incident, AT + timedelta(days=3)) == [PATROL]
    say(cast.sam, one, ENDED, AT + timedelta(days=3), words="No longer wanted")
    assert waiting(cast.hana, kai.incident, AT + timedelta(days=9)) == []


@pytest.mark.clause("SAF-8")
def test_what_nobody_answered_for_a_day_waits_unless_a_day_to_look_was_agreed(cast: Cast, kai: Involvement) -> None:
    one = ask(cast.priya, kai)
    assert waiting(cast.hana, kai.incident, AT + timedelta(hours=24)) == []
    assert waiting(cast.hana, kai.incident, AT + timedelta(hours=24, minutes=1)) == [MARKER]
    say(cast.sam, one, ASKED, words="On Monday", review_on=TODAY + timedelta(days=2))
    assert waiting(cast.hana, kai.incident, AT + timedelta(hours=25)) == []
    assert waiting(cast.hana, kai.incident, AT + timedelta(days=2)) == [MARKER]


def test_what_waits_comes_first_and_what_is_over_last(cast: Cast, kai: Involvement) -> None:
    over, runs, waits = (ask(cast.priya, kai, kind) for kind in (MARKER, PATROL, MeasureKind.FIRE_SAFETY))
    say(cast.sam, over, ENDED, words="Over")
    say(cast.sam, runs, IN_PLACE)
    say(cast.sam, waits, ASKED, review_on=TODAY)
    assert [line.key for line in lines(cast.priya, kai.incident)] == [waits.key, runs.key, over.key]


def test_the_second_of_two_at_once_is_told(cast: Cast, kai: Involvement) -> None:
    one = ask(cast.priya, kai)
    say(cast.sam, one, IN_PLACE)
    with pytest.raises(Stale) as stale:
        say(cast.priya, one, NOT_TO_BE_HAD, words="No officer", seen_version=1)
    assert stale.value.current.state == IN_PLACE
    assert Measure.objects.get().state == IN_PLACE


def test_sent_twice_it_is_one(cast: Cast, kai: Involvement) -> None:
    key = uuid4()
    assert ask(cast.priya, kai, key=key) == ask(cast.priya, kai, key=key)
    assert MeasureStep.objects.count() == 1
    with pytest.raises(Refused):
        ask(cast.sam, kai, key=key)


def test_the_trace_says_who_and_by_letter_what(cast: Cast, kai: Involvement) -> None:
    one = ask(cast.priya, kai, asked_of_key=agency("police").key, words="Kai's nan")
    say(cast.sam, one, IN_PLACE, expires_on=date(2026, 12, 12))
    told = list(TimelineEntry.objects.filter(code="measure").order_by("pk").values_list("words", "about__key"))
    assert told == [
        ("A: police address marker, asked for (Norfolk Constabulary).", kai.key),
        ("A: police address marker, in place until 12 December 2026.", kai.key),
    ]
    entries = Entry.objects.filter(verb__in=("measure-asked-for", "measure-changed")).order_by("number")
    assert [entry.by_key for entry in entries] == [str(cast.priya.key), str(cast.sam.key)]
    person = people.current_person_keys([kai.record_id])[kai.record_id]
    assert EntryAbout.objects.filter(number__in=[e.number for e in entries], key=person).count() == 2
    assert "nan" not in "".join(entry.codes for entry in entries)


def test_who_may_not(cast: Cast, kai: Involvement) -> None:
    one = ask(cast.priya, kai)
    for outside in (cast.stranger, cast.tyss):
        with pytest.raises(NotFound):
            ask(outside, kai, PATROL)
        with pytest.raises(NotFound):
            say(outside, one, IN_PLACE)
        with pytest.raises(NotFound):
            queries.measure(outside, kai.incident.reference, one.key, AT)
    told = {"by": cast.hana, "at": AT, "reference": kai.incident.reference}
    incident_operations.add_to_team(**told, professional_key=cast.joy.key, why="Takes the minutes")
    say(cast.joy, one, IN_PLACE)


def test_a_measure_of_another_incident_is_not_found(cast: Cast, kai: Involvement) -> None:
    one = ask(cast.priya, kai)
    other = with_team(cast, reported_incident(cast.hana))
    with pytest.raises(NotFound):
        queries.measure(cast.hana, other.reference, one.key, AT)
    with pytest.raises(NotFound):
        operations.set_measure(
            by=cast.hana, at=AT, reference=other.reference, measure_key=one.key, seen_version=1, state=IN_PLACE
        )
    with pytest.raises(NotFound):
        ask(cast.hana, kai, PATROL, asked_of_key=uuid4())


def test_those_of_a_letter_that_turned_out_to_be_another_are_read_there(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=three()))
    kai, other = involved(incident, "A"), involved(incident, "C")
    ask(cast.priya, other, PATROL)
    same(cast.hana, incident, "C", "A")
    [line] = lines(cast.priya, incident, LATER, key=kai.key)
    assert (line.letter, line.said_of, line.involvement_key) == ("A", "C", kai.key)
    view = queries.measure(cast.priya, incident.reference, line.key, LATER)
    assert view.line.letter == "A"
    with pytest.raises(Refused):
        ask(cast.priya, kai, PATROL, at=LATER)
    with pytest.raises(NotFound):
        ask(cast.priya, other, MARKER, at=LATER)
    say(cast.sam, Measure.objects.get(), IN_PLACE, LATER)
    told = TimelineEntry.objects.filter(code="measure").order_by("-pk").first()
    assert told is not None
    assert (told.words, told.about) == ("A: police patrol, in place.", kai)


def test_the_rules_do_not_ask_who(cast: Cast) -> None:
    policies.check_measure_days(ASKED, in_place_on=None, expires_on=None, asked_on=TODAY, today=TODAY)
    policies.check_another_is_meant(MARKER, runs=False, another=False)


def test_all_of_them_cost_one_statement(cast: Cast, kai: Involvement) -> None:
    for kind in MeasureKind.values:
        ask(cast.priya, kai, kind, words="Words", asked_of_key=agency("police").key)
    told = incident_queries.heading(cast.priya, kai.incident.reference, AT)
    with query_count(at_most=1):
        assert len(queries.measures_of(cast.priya, told, AT)) == 6
    with query_count(at_most=1):
        queries.measures_waiting(cast.hana, told, AT + timedelta(days=2))
    with query_count(at_most=1):
        assert len(queries.measures_of(cast.priya, told, AT, key=kai.key)) == 6
