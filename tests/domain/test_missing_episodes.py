"""Times missing follow from what is said of where somebody is; each return is owed an interview within 72 hours."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import operations as incident_operations
from reachable.incidents.choices import Part, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, TimelineEntry
from reachable.safety import queries
from reachable.safety.models import InterviewStep, MissingEpisode
from reachable.safety.queries import left_open
from tests.counting import costs_the_same
from tests.domain.incident_hands import involved, said
from tests.domain.same_person_hands import apart, same, three
from tests.domain.support_hands import episodes, interviewed, screened
from tests.domain.test_incidents_joining import join
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
CORRECTS, CONTRADICTS = "CORRECTS", "CONTRADICTS"


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def gone_and_back(cast: Cast, incident: Incident, letter: str = "A", hours: int = 5) -> MissingEpisode:
    said(cast.priya, incident, Where.MISSING, letter)
    said(cast.priya, incident, Where.HOME, letter, AT + hours * HOUR)
    return episodes(incident, letter)[-1]


def test_missing_opens_one_and_the_next_place_ends_it_and_owes_an_interview(cast: Cast, incident: Incident) -> None:
    said(cast.priya, incident, Where.MISSING)
    [one] = episodes(incident)
    assert (one.missing_since, one.returned_at, one.interview_due_at) == (AT, None, None)
    back = AT + 5 * HOUR
    said(cast.priya, incident, Where.ELSEWHERE, at=back, place="At his aunt's")
    [one] = episodes(incident)
    assert (one.returned_at, one.interview_due_at) == (back, back + 72 * HOUR)
    assert (one.due_rule, one.due_edition) == ("return-home-interview", "January 2014")


def test_when_it_was_so_counts_before_when_it_was_said(cast: Cast, incident: Incident) -> None:
    said(cast.priya, incident, Where.MISSING, happened_at=AT - 3 * HOUR)
    said(cast.priya, incident, Where.HOME, at=AT + 9 * HOUR, happened_at=AT + HOUR)
    [one] = episodes(incident)
    assert (one.missing_since, one.returned_at) == (AT - 3 * HOUR, AT + HOUR)
    assert one.interview_due_at == AT + 73 * HOUR


def test_the_hours_run_over_a_weekend_and_the_change_of_the_clocks(cast: Cast) -> None:
    friday = datetime(2026, 10, 23, 20, 0, tzinfo=UTC)  # 21:00 in Norfolk; the clocks go back on Sunday
    incident = with_team(cast, reported_incident(cast.hana, at=friday, happened_at=friday - HOUR), at=friday)
    said(cast.priya, incident, Where.MISSING, at=friday)
    said(cast.priya, incident, Where.HOME, at=friday + HOUR)
    [one] = episodes(incident)
    assert one.interview_due_at == datetime(2026, 10, 26, 21, 0, tzinfo=UTC)


def test_not_known_is_no_return(cast: Cast, incident: Incident) -> None:
    said(cast.priya, incident, Where.MISSING)
    said(cast.priya, incident, Where.NOT_KNOWN, at=AT + HOUR)
    assert episodes(incident)[0].returned_at is None


def test_who_died_is_owed_no_interview(cast: Cast, incident: Incident) -> None:
    said(cast.priya, incident, Where.MISSING)
    said(cast.priya, incident, Where.DIED, at=AT + HOUR)
    [one] = episodes(incident)
    assert (one.returned_at, one.interview_due_at) == (AT + HOUR, None)
    assert left_open.interviews_owed(incident.pk, AT + 99 * HOUR) == ()


def test_each_time_has_its_own_number_and_interview(cast: Cast, incident: Incident) -> None:
    gone_and_back(cast, incident)
    said(cast.priya, incident, Where.MISSING, at=AT + 8 * HOUR)
    said(cast.priya, incident, Where.HOSPITAL, at=AT + 9 * HOUR)
    assert [(one.number, one.interview_due_at) for one in episodes(incident)] == [
        (1, AT + 77 * HOUR),
        (2, AT + 81 * HOUR),
    ]
    view = queries.missing(cast.sam, incident.reference, AT + 9 * HOUR)
    assert [(line.letter, times) for line, times in view.times] == [("A", 2)]


def test_missing_by_mistake_ends_with_no_interview_owed(cast: Cast, incident: Incident) -> None:
    said(cast.priya, incident, Where.MISSING)
    said(cast.priya, incident, Where.HOME, at=AT + HOUR, relation=CORRECTS, because="He was upstairs")
    [one] = episodes(incident)
    assert (one.returned_at, one.interview_due_at, one.interview) == (AT + HOUR, None, "NOT_HELD")
    view = queries.missing(cast.priya, incident.reference, AT + 2 * HOUR)
    assert (list(view.stand), len(view.mistakes)) == ([], 1)
    assert "they were not missing then" in view.mistakes[0].steps[0].words
    assert left_open.interviews_owed(incident.pk, AT + 99 * HOUR) == ()


def test_what_was_no_mistake_after_all_is_owed_again(cast: Cast, incident: Incident) -> None:
    said(cast.priya, incident, Where.MISSING, happened_at=AT)
    said(cast.priya, incident, Where.HOME, at=AT + HOUR, relation=CORRECTS, because="He was upstairs")
    said(
        cast.priya,
        incident,
        Where.MISSING,
        at=AT + 2 * HOUR,
        happened_at=AT,
        relation=CORRECTS,
        because="It was his brother",
    )
    [one] = episodes(incident)
    assert (one.returned_at, one.interview) == (None, "NOT_YET")
    said(cast.priya, incident, Where.HOME, at=AT + 3 * HOUR)
    [one] = episodes(incident)
    assert (one.interview_due_at, one.number) == (AT + 75 * HOUR, 1)


def test_a_return_that_was_wrong_leaves_them_missing(cast: Cast, incident: Incident) -> None:
    gone_and_back(cast, incident)
    said(cast.priya, incident, Where.MISSING, at=AT + 6 * HOUR, relation=CORRECTS, because="It was his brother")
    [one] = episodes(incident)
    assert (one.returned_at, one.interview_due_at) == (None, None)


def test_a_corrected_place_of_return_does_not_move_the_hours(cast: Cast, incident: Incident) -> None:
    one = gone_and_back(cast, incident)
    said(cast.priya, incident, Where.HOSPITAL, at=AT + 30 * HOUR, relation=CORRECTS, because="He is on the ward")
    [after] = episodes(incident)
    assert after.interview_due_at == one.interview_due_at == AT + 77 * HOUR


def test_what_contradicts_missing_is_no_return_until_one_is_chosen(cast: Cast, incident: Incident) -> None:
    said(cast.priya, incident, Where.MISSING)
    said(cast.sam, incident, Where.HOME, at=AT + HOUR, relation=CONTRADICTS)
    assert episodes(incident)[0].returned_at is None
    incident_operations.choose_whereabouts(
        by=cast.priya,
        at=AT + 2 * HOUR,
        reference=incident.reference,
        involvement_key=involved(incident).key,
        number=3,
        because="His mother rang",
        seen_number=3,
    )
    [one] = episodes(incident)
    assert (one.interview_due_at, one.interview) == (None, "NOT_HELD")


def test_missing_that_is_only_one_of_two_things_said_opens_it_all_the_same(cast: Cast, incident: Incident) -> None:
    said(cast.sam, incident, Where.MISSING, relation=CONTRADICTS)
    assert len(episodes(incident)) == 1


def test_missing_from_the_report_on_and_of_somebody_added_later(cast: Cast) -> None:
    lost = ReportedYoungPerson(given_names="Jay", parts=(Part.VICTIM,), where=Where.MISSING)
    incident = with_team(cast, reported_incident(cast.hana, young_people=(lost,)))
    assert [one.missing_since for one in episodes(incident)] == [AT]
    ella = ReportedYoungPerson(given_names="Ella", where=Where.MISSING)
    incident_operations.add_young_person(by=cast.hana, at=AT + HOUR, reference=incident.reference, facts=ella)
    assert [one.missing_since for one in episodes(incident, "B")] == [AT + HOUR]


@pytest.fixture
def owed(cast: Cast, incident: Incident) -> MissingEpisode:
    return gone_and_back(cast, incident, hours=1)


def test_offered_held_and_what_was_learned(cast: Cast, incident: Incident, owed: MissingEpisode) -> None:
    interviewed(cast.priya, owed, "OFFERED", words="At the library")
    held = {"held_at": AT + 20 * HOUR, "held_by": "Rana Gill, Children's Society", "independent": True}
    interviewed(cast.priya, owed, "HELD", AT + 21 * HOUR, words="Slept at a friend's; afraid of the underpass", **held)
    one = queries.episode(cast.priya, incident.reference, owed.key, AT + 22 * HOUR).episode
    assert [step.state for step in one.steps] == ["HELD", "OFFERED"]
    assert (one.is_owed, one.learned) == (False, "Slept at a friend's; afraid of the underpass")
    assert one.steps[0].independent_words == "independent"
    assert left_open.interviews_owed(incident.pk, AT + 99 * HOUR) == ()


@pytest.mark.parametrize(
    ("state", "told", "field"),
    [
        ("HELD", {"held_by": "Rana Gill"}, "held_at"),
        ("HELD", {"held_at": AT + 9 * HOUR, "held_by": "Rana Gill"}, "held_at"),
        ("HELD", {"held_at": AT, "held_by": "Rana Gill"}, "held_at"),
        ("HELD", {"held_at": AT + HOUR, "held_by": " "}, "held_by"),
        ("NOT_HELD", {"words": " "}, "words"),
        ("NOT_YET", {}, "state"),
        ("LATER", {}, "state"),
    ],
)
def test_what_an_interview_owes(cast: Cast, owed: MissingEpisode, state: str, told: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        interviewed(cast.priya, owed, state, **told)
    assert refused.value.field == field
    assert not InterviewStep.objects.exists()


def test_nobody_is_interviewed_while_still_missing(cast: Cast, incident: Incident) -> None:
    said(cast.priya, incident, Where.MISSING)
    with pytest.raises(Refused, match="still missing"):
        interviewed(cast.priya, episodes(incident)[0], "OFFERED")


def test_refused_asks_whether_the_carers_were_asked(cast: Cast, incident: Incident, owed: MissingEpisode) -> None:
    interviewed(cast.priya, owed, "REFUSED")
    one = queries.episode(cast.priya, incident.reference, owed.key, AT).episode
    assert one.carers_not_asked
    assert not one.is_owed
    interviewed(cast.priya, owed, "REFUSED", carers_asked=True, words="His nan thinks he was in Dereham")
    assert not queries.episode(cast.priya, incident.reference, owed.key, AT).episode.carers_not_asked


@pytest.mark.parametrize(("after", "late"), [(timedelta(hours=72), False), (timedelta(hours=72, minutes=1), True)])
def test_overdue_is_worked_out_when_it_is_read(
    cast: Cast, incident: Incident, owed: MissingEpisode, after: timedelta, late: bool
) -> None:
    at = AT + HOUR + after
    assert queries.missing(cast.sam, incident.reference, at).overdue == int(late)
    interviewed(cast.priya, owed, "OFFERED")
    assert queries.missing(cast.sam, incident.reference, at).overdue == int(late)  # offered is not held
    [row] = left_open.interviews_owed(incident.pk, at)
    assert (row.letter, row.key, row.of) == ("A", involved(incident).key, owed.key)
    assert ("was owed" in row.words) is late


def test_the_second_of_two_at_once_is_told(cast: Cast, owed: MissingEpisode) -> None:
    interviewed(cast.priya, owed, "OFFERED")
    with pytest.raises(Stale):
        interviewed(cast.sam, owed, "NOT_HELD", words="No time", seen_version=1)


def test_who_may_not(cast: Cast, incident: Incident, owed: MissingEpisode) -> None:
    for outside in (cast.stranger, cast.tyss):
        with pytest.raises(NotFound):
            interviewed(outside, owed, "OFFERED")
        with pytest.raises(NotFound):
            queries.missing(outside, incident.reference, AT)
    told = {"by": cast.hana, "at": AT, "reference": incident.reference, "why": "Takes the minutes"}
    incident_operations.add_to_team(**told, professional_key=cast.joy.key)
    with pytest.raises(NotPermitted):
        interviewed(cast.joy, owed, "OFFERED")


def test_what_was_learned_is_not_for_everybody_who_opens_the_incident(
    cast: Cast, incident: Incident, owed: MissingEpisode
) -> None:
    held = {"held_at": AT + HOUR, "held_by": "Rana Gill", "words": "Afraid of the underpass"}
    interviewed(cast.priya, owed, "HELD", **held)
    told = {"by": cast.hana, "at": AT, "reference": incident.reference, "why": "Takes the minutes"}
    incident_operations.add_to_team(**told, professional_key=cast.joy.key)
    view = queries.missing(cast.joy, incident.reference, AT + 3 * HOUR)
    assert [(step.words, step.held_by) for step in view.episodes[0].steps] == [("", "")]
    assert queries.missing(cast.sam, incident.reference, AT).episodes[0].learned == "Afraid of the underpass"


def test_the_trace_says_who_and_nothing_that_was_learned(cast: Cast, incident: Incident, owed: MissingEpisode) -> None:
    interviewed(cast.priya, owed, "NOT_HELD", words="Moved to Leeds with his nan")
    codes = ("missing-episode", "return-interview")
    told = [one.words for one in TimelineEntry.objects.filter(incident=incident, code__in=codes).order_by("pk")]
    assert told == [
        "A: missing, time 1 here.",
        "A: back. A return interview is owed by 24 November, 23:15.",
        "A: return interview, not held.",
    ]
    verbs = list(Entry.objects.filter(verb__contains="missing-episode").values_list("verb", flat=True))
    assert verbs == ["missing-episode-begun", "missing-episode-ended"]
    assert "Leeds" not in Entry.objects.get(verb="return-interview").codes


def test_a_joined_report_brings_its_times_missing_and_nothing_is_counted_twice(cast: Cast, incident: Incident) -> None:
    lost = ReportedYoungPerson(given_names="Jay", parts=(Part.SUSPECTED,), where=Where.MISSING)
    kai = ReportedYoungPerson(given_names="Kai", family_name="Mensah", where=Where.MISSING)
    report = reported_incident(cast.mace, young_people=(lost, kai), at=AT + HOUR)
    said(cast.priya, incident, Where.MISSING, at=AT + 2 * HOUR)
    join(cast.hana, report, incident, None, involved(incident), at=AT + 3 * HOUR)
    assert MissingEpisode.objects.filter(incident=report).count() == 0
    assert len(episodes(incident, "B")) == 1
    assert [one.returned_at for one in episodes(incident) if one.returned_at is None] == [None]
    said(cast.priya, incident, Where.HOME, at=AT + 4 * HOUR)
    assert len(left_open.interviews_owed(incident.pk, AT + 5 * HOUR)) == 1


def test_letters_that_are_one_young_person_share_the_return(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=three()))
    said(cast.priya, incident, Where.MISSING, "C")
    merging = same(cast.hana, incident, "A", "C")
    standing = next(one for one in incident.involvements.all() if one.now_known_as is None and one.letter in "AC")
    said(cast.priya, incident, Where.HOME, standing.letter, AT + 5 * HOUR)
    [one] = [one for letter in "AC" for one in episodes(incident, letter)]
    assert one.returned_at == AT + 5 * HOUR
    view = queries.missing(cast.priya, incident.reference, AT + 6 * HOUR, standing.key)
    assert [line.line.letter for line in view.episodes] == [standing.letter]
    apart(cast.hana, incident, standing.letter, merging, at=AT + 7 * HOUR)
    assert len(MissingEpisode.objects.filter(incident=incident)) == 1


def test_the_statements_do_not_grow_with_the_times_missing(cast: Cast, incident: Incident) -> None:
    gone_and_back(cast, incident)

    def more() -> None:
        for n in range(3):
            said(cast.priya, incident, Where.MISSING, at=AT + (10 + 2 * n) * HOUR)
            said(cast.priya, incident, Where.HOME, at=AT + (11 + 2 * n) * HOUR)
        interviewed(cast.priya, episodes(incident)[0], "OFFERED", AT + 20 * HOUR)

    interviewed(cast.priya, episodes(incident)[0], "OFFERED", AT + 8 * HOUR)
    costs_the_same(lambda: queries.missing(cast.sam, incident.reference, AT + 30 * HOUR), more, at_most=11)


def test_what_is_owed_waits_on_the_lead_and_a_late_level_on_its_writer_too(
    cast: Cast, incident: Incident, owed: MissingEpisode
) -> None:
    screened(cast.priya, incident, level="high")
    later = AT + timedelta(days=29)

    def waits(who: Professional, at: datetime) -> list[tuple[str, str, bool]]:
        found = queries.owed_of_mine(who, at)
        return [(one.letter, "interview" if one.episode else "level", one.is_overdue) for one in found]

    assert waits(cast.hana, AT + 2 * HOUR) == [("A", "interview", False)]
    assert waits(cast.hana, later) == [("A", "interview", True), ("A", "level", True)]
    assert waits(cast.priya, later) == [("A", "level", True)]
    assert waits(cast.sam, later) == waits(cast.stranger, later) == []
    interviewed(cast.priya, owed, "REFUSED", carers_asked=True)
    screened(cast.priya, incident, level="high", at=later)
    assert waits(cast.hana, later) == []
