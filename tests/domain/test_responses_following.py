"""The strands follow the facts: in whatever order they come, with what is answered and begun left as it is."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reachable.incidents import operations as incidents
from reachable.incidents import queries as incident_queries
from reachable.incidents.choices import FactKind, FactStands, LinkKind, Part, Said, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.responses import operations, queries
from reachable.responses.choices import ActionState, Standing
from reachable.responses.models import Action, Consideration, Strand, StrandStanding
from reachable.responses.operations.following import follow
from tests.counting import query_count
from tests.domain.incident_hands import (
    answer,
    involved,
    new_action,
    running,
    said,
    settled,
    signed,
    timeline,
    told,
    verbs,
)
from tests.domain.test_incidents_report import young_people
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana, young_people=young_people(2)))


def told_of(cast: Cast, incident: Incident, code: str) -> list[str]:
    lines = incident_queries.timeline_for(cast.hana, incident.reference, AT).lines
    return [line.words for line in reversed(lines) if line.code == code]


def reasons(incident: Incident, code: str) -> list[tuple[str, str]]:
    found = StrandStanding.objects.filter(strand__response__incident=incident, strand__code=code).order_by("number")
    return list(found.values_list("standing", "because"))


# What is said of it


@pytest.mark.clause("SAF-1")
def test_what_opens_is_told_in_one_line_and_why_is_kept_beside_it(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))  # Kai is in hospital
    assert told_of(cast, incident, "strands-opened") == [
        "Opened, provisional: Immediate safety, Strategy discussion and enquiries, Notifications, "
        "In hospital (A), Before discharge (A)."
    ]
    assert reasons(incident, "hospital") == [
        (Standing.PROVISIONAL, "They are or were in hospital during this incident.")
    ]
    assert verbs(incident)[:3] == ["incident-reported", "response-opened", "strands-opened"]


def test_what_stops_and_runs_again_is_told_and_says_why(cast: Cast, incident: Incident) -> None:
    fact = told(cast.sam, incident, FactKind.ARRESTED, "B")
    settled(cast.sam, fact, FactStands.MISTAKE)
    settled(cast.sam, fact, FactStands.STANDS)
    assert told_of(cast, incident, "strands-opened")[-1] == "Opened, provisional: In custody (B)."
    assert told_of(cast, incident, "strands-stopped") == ["No longer called for: In custody (B)."]
    assert told_of(cast, incident, "strands-run-again") == ["Called for again: In custody (B)."]
    first, stopped, again = reasons(incident, "custody")
    assert first[0] == again[0] == Standing.PROVISIONAL
    assert stopped == (
        Standing.STOPPED,
        "What opened it no longer stands: it was corrected, something else was chosen, or a link was ended.",
    )
    assert [verb for verb in verbs(incident) if verb.startswith("strands-")] == [
        "strands-opened", "strands-opened", "strands-stopped", "strands-run-again",
    ]  # fmt: skip


@pytest.mark.clause("DEF-3")
def test_what_the_definition_stops_and_runs_again_is_no_mistake(cast: Cast, incident: Incident) -> None:
    told(cast.sam, incident, FactKind.ARRESTED, "B")
    signed(cast.hana, incident, holds=True)
    signed(cast.hana, incident, holds=False)
    said(cast.priya, incident, Where.HOSPITAL, "A")
    incidents.reopen(by=cast.hana, at=AT, reference=incident.reference, because="New footage")
    not_serious = (Standing.STOPPED, "Signed as not serious youth violence.")
    arrested = "They were arrested, or are or were in custody; a voluntary interview does not count."
    assert reasons(incident, "custody") == [
        (Standing.PROVISIONAL, arrested),
        (Standing.CONFIRMED, "The definition was signed."),
        not_serious,
        (Standing.PROVISIONAL, "The incident was re-opened."),
    ]
    assert reasons(incident, "briefings")[1:] == [not_serious], "what the definition called for waits for it"
    assert told_of(cast, incident, "strands-stopped") == told_of(cast, incident, "strands-run-again") == []
    assert told_of(cast, incident, "strands-opened")[-1].startswith("Opened, and stopped with the incident: In hosp")


def test_following_again_changes_and_writes_nothing(cast: Cast, incident: Incident) -> None:
    said(cast.priya, incident, Where.MISSING, "A", happened_at=AT - HOUR)
    told(cast.sam, incident, FactKind.COURT_DATE, "B", happened_at=AT + 30 * HOUR)
    before = state(incident), timeline(incident), verbs(incident), StrandStanding.objects.count()
    for _ in range(2):
        follow(incident, "Again.", by=cast.hana, at=AT + HOUR)
    assert (state(incident), timeline(incident), verbs(incident), StrandStanding.objects.count()) == before


def test_a_strand_about_somebody_asks_everything_of_them_and_nothing_of_anybody_else(cast: Cast, incident) -> None:
    told(cast.sam, incident, FactKind.ARRESTED, "B")
    rows = Consideration.objects.filter(strand__code="custody")
    assert {row.about.letter for row in rows.select_related("about") if row.about} == {"B"}
    incidents.add_young_person(by=cast.priya, at=AT, reference=incident.reference, facts=ReportedYoungPerson())
    assert {row.about.letter for row in rows.select_related("about") if row.about} == {"B"}
    told(cast.sam, incident, FactKind.ARRESTED, "C")
    codes = [{row.code for row in rows.filter(about=involved(incident, letter))} for letter in "BC"]
    assert codes[0] == codes[1]
    [line] = [one for one in queries.strands(cast.hana, incident.reference, AT) if one.code == "custody"]
    assert line.letters == ("B", "C")


# Stopping and running again


@pytest.mark.clause("DEF-3")
def test_stopping_keeps_answers_and_open_actions_and_running_again_finds_them(cast: Cast, incident: Incident) -> None:
    fact = told(cast.sam, incident, FactKind.ARRESTED, "B", happened_at=AT - HOUR)
    answer(cast.priya, incident, "custody-support", "ACTION_NEEDED", "B", actions=[new_action(cast.priya)])
    answer(cast.priya, incident, "custody-worker", "IN_PLACE", "B")
    before = state(incident)
    settled(cast.sam, fact, FactStands.MISTAKE)
    assert ("custody", "B") not in running(incident)
    assert [a.what for a in queries.actions_for(cast.priya, incident.reference, AT)] == ["Write to the landlord"]
    answer(cast.priya, incident, "release-plan", "IN_PLACE", "B")  # who knows something may still say so
    settled(cast.sam, fact, FactStands.STANDS)
    assert ("custody", "B") in running(incident)
    assert state(incident)[:2] == before[:2]
    sheet = queries.sheet(cast.priya, incident.reference, "custody", AT)
    assert {card.code for card in sheet.young_person_cards if card.is_answered} == {
        "custody-support", "custody-worker", "release-plan",
    }  # fmt: skip
    assert Action.objects.get().state == ActionState.OPEN


def test_what_is_stopped_is_neither_owed_nor_asked(cast: Cast, incident: Incident) -> None:
    fact = told(cast.sam, incident, FactKind.ARRESTED, "B", happened_at=AT - 5 * HOUR)
    late = AT + 2 * HOUR
    mine = {one.strand_code for one in queries.questions_for(cast.priya, late)}
    waits = {one.strand_code for one in queries.attention(cast.hana, incident.reference, late)}
    settled(cast.sam, fact, FactStands.MISTAKE)
    assert "custody" in waits
    assert {one.strand_code for one in queries.attention(cast.hana, incident.reference, late)} == waits - {"custody"}
    assert {one.strand_code for one in queries.questions_for(cast.priya, late)} == mine - {"custody"}


def test_a_section_that_runs_for_one_and_is_stopped_for_another_counts_the_one(cast: Cast, incident: Incident) -> None:
    mistaken = told(cast.sam, incident, FactKind.ARRESTED, "A")
    told(cast.sam, incident, FactKind.ARRESTED, "B")
    [both] = [one for one in queries.strands(cast.hana, incident.reference, AT) if one.code == "custody"]
    settled(cast.sam, mistaken, FactStands.MISTAKE)
    [one] = [one for one in queries.strands(cast.hana, incident.reference, AT) if one.code == "custody"]
    assert (one.letters, one.stopped_letters, one.total * 2) == (("B",), ("A",), both.total)
    sheet = queries.sheet(cast.hana, incident.reference, "custody", AT)
    assert (sheet.stopped_letters, {card.letter for card in sheet.young_person_cards}) == (("A",), {"B"})


# The order of facts

Step = Callable[[Cast, Incident], object]


def where(letter: str, place: str, hours: float, relation: str = Said.MOVED) -> Step:
    def say(cast: Cast, incident: Incident) -> None:
        because = "Rang them" if relation == Said.CORRECTS else ""
        more = {"happened_at": AT - hours * HOUR, "relation": relation, "because": because}
        said(cast.priya, incident, place, letter, **more)

    return say


def fact(kind: str, letter: str = "", hours: float = 1.0, place: str = "") -> Step:
    return lambda cast, incident: told(
        cast.hana, incident, kind, letter, happened_at=AT - hours * HOUR, place=place, words=f"{kind} {hours}"
    )


def becomes(kind: str, hours: float, standing: str) -> Step:
    def settle(cast: Cast, incident: Incident) -> None:
        row = incident.happened.get(words=f"{kind} {hours}")
        settled(cast.hana, row, standing, ended_on=AT.date() if standing == FactStands.ENDED else None)

    return settle


def linked(cast: Cast, incident: Incident) -> None:
    other = reported_incident(cast.hana, young_people=())
    incidents.link_incidents(
        by=cast.hana, at=AT, reference=incident.reference, other=other.reference, kind=LinkKind.REPRISAL, because="One"
    )


def one_more(cast: Cast, incident: Incident) -> None:
    incidents.add_young_person(by=cast.priya, at=AT, reference=incident.reference, facts=ReportedYoungPerson())


def visits(cast: Cast, incident: Incident) -> None:
    new = new_action(cast.priya, key=uuid4(), what="Visit A at home", makes_contact=True)
    about = involved(incident, "A").key
    operations.add_action(by=cast.hana, at=AT, reference=incident.reference, new=new, about_key=about)


def answers(cast: Cast, incident: Incident) -> None:
    answer(cast.priya, incident, "threat-to-life", "ACTION_NEEDED", "A", actions=[new_action(cast.priya)])


# What is said one after the other of one thing; the chains reach us in any order, and in between each other.
CHAINS: tuple[tuple[Step, ...], ...] = (
    (where("A", Where.HOSPITAL, 0.8), where("A", Where.HOME, 0.2), where("A", Where.CUSTODY, 0.1)),
    (
        where("B", Where.MISSING, 5),
        where("B", Where.HOME, 4, Said.CONTRADICTS),
        where("B", Where.MISSING, 5, Said.CORRECTS),
        where("B", Where.ELSEWHERE, 2),
        where("B", Where.HOME, 1),
    ),
    (fact(FactKind.ARRESTED, "B", 3),),
    (fact(FactKind.ARRESTED, "B", 2),),
    (fact(FactKind.ARRESTED, "A", 4), becomes(FactKind.ARRESTED, 4, FactStands.MISTAKE)),
    (fact(FactKind.CHARGED, "B", 1),),
    (fact(FactKind.COURT_DATE, "B", -72),),
    (fact(FactKind.COURT_DATE, "B", -240),),
    (fact(FactKind.COURT_DATE, "B", 48),),
    (fact(FactKind.REMANDED, "A", 6), becomes(FactKind.REMANDED, 6, FactStands.ENDED)),
    (fact(FactKind.DISCUSSION_HELD, "", 3),),
    (fact(FactKind.DISCUSSION_HELD, "", 1),),
    (fact(FactKind.COMPLEX_DISCUSSION_HELD, "", 2), becomes(FactKind.COMPLEX_DISCUSSION_HELD, 2, FactStands.MISTAKE)),
    (fact(FactKind.NOTIFICATION_SENT, "", 2),),
    (fact(FactKind.MEDIA_INTEREST, "", 2), becomes(FactKind.MEDIA_INTEREST, 2, FactStands.NOT_CHOSEN)),
    (one_more, fact(FactKind.OTHER_AUTHORITY, "C", 1, "Suffolk"), where("C", Where.DIED, 0.5)),
    (linked,),
    (visits,),
    (answers,),
    (lambda cast, incident: signed(cast.hana, incident, holds=True),),
)


State = tuple[set[tuple[str, str, str]], dict[tuple[str, str], datetime | None], list[str]]


def state(incident: Incident) -> State:
    """Which strands there are and how they stand, when each question is owed, and the open actions."""
    strands = Strand.objects.filter(response__incident=incident).select_related("about")
    rows = Consideration.objects.filter(strand__response__incident=incident).select_related("about")
    return (
        {(row.code, row.about.letter if row.about else "", row.standing) for row in strands},
        {(row.code, row.about.letter if row.about else ""): row.due_at for row in rows},
        sorted(Action.objects.filter(incident=incident).values_list("what", flat=True)),
    )


def played(cast: Cast, order: list[int]) -> Incident:
    incident = with_team(cast, reported_incident(cast.hana, young_people=young_people(2)))
    chains: list[Iterator[Step]] = [iter(chain) for chain in CHAINS]
    for number in order:
        next(chains[number])(cast, incident)
    return incident


IN_TURN = [number for number, chain in enumerate(CHAINS) for _ in chain]


@pytest.fixture
def in_turn(cast: Cast) -> State:
    return state(played(cast, IN_TURN))


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(IN_TURN))
@example(order=IN_TURN[::-1])
def test_whatever_the_order_of_facts_the_same_strands_are_open_and_the_same_is_owed(
    cast: Cast, in_turn: State, order: list[int]
) -> None:
    """Every strand that a mistake opened stays, stopped; it was opened in every order."""
    with transaction.atomic():
        assert state(played(cast, order)) == in_turn
        transaction.set_rollback(True)  # what many examples write makes each of them slower


def test_the_chains_open_every_strand_that_facts_open(cast: Cast) -> None:
    found = {code for code, _ in running(played(cast, IN_TURN))}
    assert found == {
        "immediate-safety", "enquiries", "notifications", "wider-context", "rapid-review", "hospital", "discharge",
        "custody", "court", "remand", "missing", "death", "media", "other-authority", "staff-safety",
        "staff-wellbeing", "briefings",
    }  # fmt: skip


# What it costs


def in_every_way() -> tuple[ReportedYoungPerson, ...]:
    places = (Where.HOSPITAL, Where.CUSTODY, Where.MISSING, Where.DIED, Where.HOME, Where.HOSPITAL)
    return tuple(
        ReportedYoungPerson(given_names=f"Given{n}", approximate_age=14, parts=(Part.PRESENT,), where=place)
        for n, place in enumerate(places)
    )


@pytest.mark.clause("SAF-1")
def test_what_a_report_and_a_fact_cost_in_statements(cast: Cast) -> None:
    reported_incident(cast.hana)  # the edition is stored by the first
    with query_count(at_most=55):  # somebody is missing: the time missing is written as well
        incident = reported_incident(cast.hana, young_people=in_every_way())
    assert len(running(incident)) == 12, "four of the incident and media, two on wards, custody, missing, death"
    with_team(cast, incident)
    said(cast.priya, incident, Where.ELSEWHERE, "F")
    with query_count(at_most=57):
        said(cast.priya, incident, Where.MISSING, "E")
    with query_count(at_most=52):
        said(cast.priya, incident, Where.ELSEWHERE, "E")
    with query_count(at_most=10):
        follow(incident, "Again.", by=cast.hana, at=AT)


def test_following_costs_the_same_for_one_young_person_and_for_six(cast: Cast) -> None:
    one = reported_incident(cast.hana)
    six = reported_incident(cast.hana, young_people=in_every_way())
    with query_count(at_most=10) as few:
        follow(one, "Again.", by=cast.hana, at=AT)
    with query_count(at_most=10) as many:
        follow(six, "Again.", by=cast.hana, at=AT)
    assert len(few) == len(many)
