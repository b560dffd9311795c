"""Screening: every domain answered, a level chosen with reasons, whole versions, and who was not screened since."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from reachable.audit.models import Entry, EntryAbout
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.incidents import operations as incident_operations
from reachable.incidents.choices import Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, TimelineEntry
from reachable.people import queries as people
from reachable.safety import queries
from reachable.safety.models import Screening, ScreeningDomain
from reachable.safety.policies.screening import DomainFound
from reachable.safety.queries import left_open, lists
from tests.counting import costs_the_same
from tests.domain.incident_hands import involved, person_key, said
from tests.domain.plan_hands import written
from tests.domain.same_person_hands import same, three
from tests.domain.support_hands import LATER, TODAY, found, screened
from tests.domain.test_incidents_joining import join
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.mark.clause("STA-2", "CTX-14")
def test_a_version_is_read_back_whole_and_stays_when_the_next_is_written(cast: Cast, incident: Incident) -> None:
    known = found(online=("YES", "Two phones, messages at three in the night"), weapons=("NO", ""))
    screened(
        cast.priya,
        incident,
        findings=known,
        protective="His football coach",
        young_persons_view="Says that nobody owns him",
        carers_view="His mother is afraid of the phone",
        screened_with="Police, health",
        accepted_by="MACE panel, 1 December",
    )
    screened(cast.sam, incident, at=LATER, level="high", because="Taken to Ipswich overnight")
    view = queries.screening(cast.hana, incident.reference, involved(incident).key, LATER)
    assert [(one.number, one.level_title, one.by) for one in view.versions] == [
        (2, "High", "Sam Okafor"),
        (1, "Medium", "Priya Nair"),
    ]
    first = view.versions[1]
    assert {one.title: (one.label, one.words) for one in first.findings if one.finding != "NOT_KNOWN"} == {
        "Online and telephones": ("Yes", "Two phones, messages at three in the night"),
        "Weapons": ("No", ""),
    }
    assert first.not_known == len(lists.domains()) - 2
    assert (first.young_persons_view, first.accepted_by) == ("Says that nobody owns him", "MACE panel, 1 December")


@pytest.mark.clause("STA-2")
@pytest.mark.parametrize(("level", "weeks"), [("none", None), ("standard", 12), ("medium", 8), ("high", 4)])
def test_the_next_review_is_by_the_level_unless_a_day_is_said(
    cast: Cast, incident: Incident, level: str, weeks: int | None
) -> None:
    row = screened(cast.priya, incident, level=level)
    assert row.review_on == (TODAY + timedelta(weeks=weeks) if weeks else None)
    own = screened(cast.priya, incident, level=level, review_on=TODAY + 9 * DAY)
    assert own.review_on == TODAY + 9 * DAY


@pytest.mark.clause("STA-2", "CTX-14")
@pytest.mark.parametrize(
    ("changes", "field", "clause"),
    [
        ({"level": ""}, "level", "STA-2"),
        ({"level": "17 points"}, "level", "STA-2"),
        ({"because": "  "}, "because", "STA-2"),
        ({"findings": ()}, "findings", "CTX-14"),
        ({"findings": "one left out"}, "findings", "CTX-14"),
        ({"findings": "one twice"}, "findings", "CTX-14"),
        ({"findings": "maybe"}, "weapons-finding", "CTX-14"),
        ({"findings": "a tick alone"}, "online-words", "CTX-14"),
        ({"review_on": TODAY - DAY}, "review_on", "STA-2"),
        ({"review_on": TODAY + timedelta(weeks=27)}, "review_on", ""),
        ({"because": "x" * 2_001}, "because", ""),
    ],
    ids=str,
)
def test_what_a_screening_owes(
    cast: Cast, incident: Incident, changes: dict[str, Any], field: str, clause: str
) -> None:
    odd = {
        "one left out": found()[1:],
        "one twice": (*found(), found()[0]),
        "maybe": tuple(DomainFound(one.code, "MAYBE") if one.code == "weapons" else one for one in found()),
        "a tick alone": found(online=("YES", " ")),
    }
    told = {name: odd.get(value, value) if isinstance(value, str) else value for name, value in changes.items()}
    with pytest.raises(Refused) as refused:
        screened(cast.priya, incident, **told)
    assert (refused.value.field, refused.value.clause) == (field, clause)
    assert not Screening.objects.exists()


@pytest.mark.clause("STA-2", "CTX-14")
def test_no_answer_makes_the_level(cast: Cast, incident: Incident) -> None:
    """Everything found and "none" chosen, nothing found and "high" chosen: the judgement stands as it was made."""
    everything = tuple(DomainFound(one.code, "YES", "Seen") for one in lists.domains())
    assert screened(cast.priya, incident, level="none", findings=everything).level == "none"
    nothing = tuple(DomainFound(one.code, "NO") for one in lists.domains())
    assert screened(cast.priya, incident, level="high", findings=nothing).level == "high"
    names = {field.name for model in (Screening, ScreeningDomain) for field in model._meta.fields}
    assert not {name for name in names if "score" in name or "total" in name}


@pytest.mark.clause("CTX-14")
def test_special_educational_needs_are_always_answered() -> None:
    assert "additional-needs" in {one.code for one in lists.domains()}


def test_the_second_of_two_at_once_is_told(cast: Cast, incident: Incident) -> None:
    screened(cast.priya, incident)
    with pytest.raises(Stale):
        screened(cast.sam, incident, seen_number=0)
    assert Screening.objects.count() == 1


def test_sent_twice_it_is_one(cast: Cast, incident: Incident) -> None:
    key = uuid4()
    assert screened(cast.priya, incident, key=key) == screened(cast.priya, incident, key=key, seen_number=0)
    assert Screening.objects.count() == 1
    with pytest.raises(Refused):
        screened(cast.sam, incident, key=key)


def test_who_may_not(cast: Cast, incident: Incident) -> None:
    screened(cast.priya, incident)
    key = involved(incident).key
    for outside in (cast.stranger, cast.tyss):
        with pytest.raises(NotFound):
            screened(outside, incident)
        with pytest.raises(NotFound):
            queries.levels(outside, incident.reference, AT)
    told = {"by": cast.hana, "at": AT, "reference": incident.reference, "why": "Takes the minutes"}
    incident_operations.add_to_team(**told, professional_key=cast.joy.key)
    with pytest.raises(NotPermitted):
        screened(cast.joy, incident)
    with pytest.raises(NotPermitted):
        queries.screening(cast.joy, incident.reference, key, AT)
    with pytest.raises(NotPermitted):
        queries.levels(cast.joy, incident.reference, AT)


def test_the_trace_says_that_it_was_done_and_nothing_that_was_found(cast: Cast, incident: Incident) -> None:
    screened(cast.priya, incident, findings=found(online=("YES", "Two phones")))
    [told] = TimelineEntry.objects.filter(incident=incident, code="screened")
    assert told.words == "Priya Nair screened A for exploitation, version 1."
    entry = Entry.objects.get(verb="young-person-screened")
    assert "phones" not in entry.codes
    about = EntryAbout.objects.filter(number=entry.number).values_list("key", flat=True)
    assert list(about) == [person_key(involved(incident))]


@pytest.mark.clause("CTX-14")
def test_the_grid_shows_everybody_with_the_gaps(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=three()))
    screened(cast.priya, incident, "B", findings=found(weapons=("NO", "")))
    said(cast.priya, incident, Where.DIED, "C")
    view = queries.levels(cast.sam, incident.reference, AT + 57 * DAY)
    assert [(row.line.letter, row.is_gap, row.died) for row in view.lines] == [
        ("A", True, False),
        ("B", False, False),
        ("C", False, True),
    ]
    stands = view.lines[1].stands
    assert stands is not None
    assert (stands.level_title, stands.by, stands.not_known, stands.is_review_late) == (
        "Medium",
        "Priya Nair",
        14,
        True,
    )
    assert (view.gaps, view.late) == (1, 1)
    assert queries.levels(cast.sam, incident.reference, AT + 56 * DAY).late == 0


@pytest.mark.clause("STA-2")
def test_what_is_left_open_is_told_by_letter(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=three()))
    screened(cast.priya, incident, "B")
    written(cast.priya, incident, "A")
    assert [one.letter for one in left_open.unscreened(incident.pk)] == ["A", "C"]
    assert left_open.late_reviews(incident.pk, TODAY + 56 * DAY) == ()
    [late] = left_open.late_reviews(incident.pk, TODAY + 57 * DAY)
    assert (late.letter, late.key, late.words) == (
        "B",
        involved(incident, "B").key,
        "the level was to be looked at again by 16 January",
    )
    assert left_open.plans_to_review(incident.pk, TODAY + 14 * DAY) == ()
    assert [one.letter for one in left_open.plans_to_review(incident.pk, TODAY + 15 * DAY)] == ["A"]
    for letter in "ABC":
        said(cast.priya, incident, Where.DIED, letter)
    assert left_open.unscreened(incident.pk) == ()
    assert left_open.late_reviews(incident.pk, TODAY + 57 * DAY) == ()
    assert left_open.plans_to_review(incident.pk, TODAY + 15 * DAY) == ()


@pytest.mark.clause("CTX-14")
def test_an_earlier_screening_is_shown_to_who_may_open_that_incident_alone(cast: Cast, incident: Incident) -> None:
    at = AT + 7 * DAY
    kye = ReportedYoungPerson(given_names="Kye", approximate_age=16)
    later = reported_incident(cast.hana, at=at, young_people=(kye,))
    told = {"by": cast.hana, "at": at, "reference": later.reference}
    for who in (cast.priya, cast.ward):
        incident_operations.add_to_team(**told, professional_key=who.key, why="Works with Kai")
    screened(cast.priya, incident, level="high")
    assert queries.levels(cast.priya, later.reference, at).lines[0].earlier is None
    person = people.current_person_keys([involved(incident).record_id])[involved(incident).record_id]
    incident_operations.say_same_person(**told, who=involved(later).key, other=person, because="His mother says so")
    shown = queries.levels(cast.priya, later.reference, at).lines[0]
    assert shown.is_gap  # screened before the incident is not screened since
    assert shown.earlier is not None
    assert (shown.earlier.reference, shown.earlier.level_title) == (incident.reference, "High")
    assert queries.screening(cast.priya, later.reference, involved(later).key, at).earlier == shown.earlier
    assert queries.levels(cast.ward, later.reference, at).lines[0].earlier is None
    assert queries.levels(cast.priya, incident.reference, at).lines[0].earlier is None


def test_letters_that_are_one_young_person_have_one_history(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=three()))
    screened(cast.priya, incident, "C", because="Of C")
    screened(cast.priya, incident, "A", at=AT + timedelta(minutes=5), level="high")
    same(cast.hana, incident, "A", "C")
    standing = next(one for one in incident.involvements.all() if one.now_known_as is None and one.letter in "AC")
    view = queries.screening(cast.priya, incident.reference, standing.key, LATER)
    assert [one.number for one in view.versions] == [2, 1]
    assert {one.letter for one in left_open.unscreened(incident.pk)} == {"B"}


def test_a_joined_report_brings_its_screenings(cast: Cast, incident: Incident) -> None:
    kai = ReportedYoungPerson(given_names="Kai", family_name="Mensah")
    report = reported_incident(cast.mace, young_people=(kai,))
    screened(cast.mace, report, level="high", because="Known to us")
    screened(cast.priya, incident, at=AT + timedelta(minutes=5))
    join(cast.hana, report, incident, involved(incident), at=LATER)
    view = queries.screening(cast.priya, incident.reference, involved(incident).key, LATER)
    assert [(one.number, one.level) for one in view.versions] == [(2, "medium"), (1, "high")]
    assert list(Screening.objects.filter(incident=incident).order_by("number").values_list("number", flat=True)) == [
        1,
        2,
    ]


def test_the_statements_do_not_grow_with_what_is_screened(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=three()))
    screened(cast.priya, incident, "A")

    def more() -> None:
        screened(cast.priya, incident, "A", at=LATER)
        screened(cast.priya, incident, "B")

    costs_the_same(lambda: queries.levels(cast.sam, incident.reference, LATER), more, at_most=16)
