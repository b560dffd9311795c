"""What happened, and what became of it: contradicted, chosen, put right, ended, brought along with a report."""

from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from reachable.common import happenings
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.incidents import operations, queries
from reachable.incidents.choices import FactKind, FactStands
from reachable.incidents.models import Fact, Incident, Involvement, TimelineEntry
from tests.domain.fact_hands import choose, line, lines, say, settle
from tests.domain.incident_hands import people_in_last, person_key, verbs
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
HOUR, LATER = timedelta(hours=1), AT + timedelta(hours=2)
NOON = AT - 10 * HOUR


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[happenings.Happening]:
    """What is told of facts, as well as to whoever hears it."""
    found: list[happenings.Happening] = []
    tell = happenings.tell
    monkeypatch.setattr(happenings, "tell", lambda one: (found.append(one), tell(one)))
    return found


@pytest.mark.parametrize(
    ("first", "second", "contradicts"),
    [
        ({}, {}, False),
        ({"happened_at": NOON}, {}, False),
        ({"happened_at": NOON}, {"happened_at": NOON + timedelta(minutes=10)}, False),
        ({"happened_at": NOON}, {"happened_at": NOON + timedelta(minutes=11)}, True),
        ({"happened_at": NOON, "happened_about": True}, {"happened_at": NOON + HOUR}, False),
        ({"happened_at": NOON, "happened_about": True}, {"happened_at": NOON + 3 * HOUR}, True),
        ({"place": "Wymondham"}, {}, False),
        ({"place": "Wymondham"}, {"place": "wymondham "}, False),
        ({"place": "Wymondham"}, {"place": "Aylsham"}, True),
    ],
)
def test_two_that_say_otherwise_both_stand_and_contradict_each_other(
    cast: Cast, incident, kai, first: dict[str, Any], second: dict[str, Any], contradicts: bool
) -> None:
    for by, facts in ((cast.priya, first), (cast.sam, second)):
        say(by, incident, **facts)
    shown = lines(cast.hana, incident, kai.key)
    assert [one.contradicts for one in shown] == [contradicts] * 2
    assert all(one.stands for one in shown)


def test_what_can_happen_twice_or_to_another_contradicts_nothing(cast: Cast, incident, kai) -> None:
    for court in ("Norwich", "King's Lynn"):
        say(cast.priya, incident, FactKind.COURT_DATE, place=court)
    say(cast.priya, incident, FactKind.CHARGED, happened_at=NOON)
    say(cast.priya, incident, FactKind.ARRESTED, happened_at=NOON + 2 * HOUR)
    assert not any(one.contradicts for one in lines(cast.hana, incident, kai.key))
    with pytest.raises(Refused, match="More than one of these can be so"):
        choose(cast.hana, Fact.objects.filter(kind=FactKind.COURT_DATE)[0])


def test_one_is_chosen_with_a_reason_and_another_later(cast: Cast, incident, kai, heard) -> None:
    wymondham, aylsham = (say(cast.priya, incident, place=place) for place in ("Wymondham", "Aylsham"))
    with pytest.raises(Refused, match="Say why"):
        choose(cast.sam, wymondham, because=" ")
    choose(cast.sam, wymondham, at=LATER)
    assert (line(cast.hana, wymondham).stands, line(cast.hana, aylsham).standing) == (True, FactStands.NOT_CHOSEN)
    assert not line(cast.hana, wymondham).contradicts
    assert [(s.because, s.by) for s in line(cast.hana, aylsham).history] == [("I rang custody", "Sam Okafor")]
    assert verbs(incident).count("fact-settled") == 1
    assert people_in_last("fact-settled") == {person_key(kai)}
    entry = TimelineEntry.objects.get(incident=incident, code="fact-settled")
    assert entry.words == "A: arrested, Wymondham: this is taken to be right."
    with pytest.raises(Refused, match="nothing to choose between"):
        choose(cast.sam, wymondham, at=LATER)
    choose(cast.hana, aylsham, at=LATER + HOUR)
    assert [line(cast.hana, one).stands for one in (wymondham, aylsham)] == [False, True]
    settled = [one for one in heard if isinstance(one, happenings.FactSettled)]
    assert [(one.kind, one.involvement_id) for one in settled] == [("ARRESTED", kai.pk)] * 2


def test_two_who_choose_at_once_do_not_reverse_each_other_unread(cast: Cast, incident, kai) -> None:
    """Both opened the page when two places were said; so had who chose before a third was said."""
    wymondham, aylsham = (say(cast.priya, incident, place=place) for place in ("Wymondham", "Aylsham"))
    choose(cast.sam, wymondham, at=LATER, seen=2)
    with pytest.raises(Stale) as stale:
        choose(cast.hana, aylsham, at=LATER, seen=2)
    assert (stale.value.current.standing, stale.value.current.by) == (FactStands.NOT_CHOSEN, cast.sam)
    assert [line(cast.hana, one).stands for one in (wymondham, aylsham)] == [True, False]
    assert verbs(incident).count("fact-settled") == 1
    seen = queries.fact(cast.hana, incident.reference, aylsham.key, LATER).said
    say(cast.priya, incident, place="King's Lynn", at=LATER)
    with pytest.raises(Stale):
        choose(cast.hana, aylsham, at=LATER, seen=seen)
    say(cast.priya, incident, FactKind.CHARGED, at=LATER)
    choose(cast.hana, aylsham, at=LATER, seen=seen + 1)
    assert [line(cast.hana, one).stands for one in (wymondham, aylsham)] == [False, True]


def test_a_choice_does_not_cover_what_is_said_after_it(cast: Cast, incident, kai) -> None:
    first, second = (say(cast.priya, incident, place=place) for place in ("Wymondham", "Aylsham"))
    choose(cast.sam, first, at=AT + HOUR)
    say(cast.priya, incident, place="King's Lynn", at=LATER)
    assert [one.contradicts for one in lines(cast.hana, incident, kai.key)] == [True, False, True]
    settle(cast.sam, second, FactStands.STANDS, at=LATER + HOUR)
    assert all(one.contradicts for one in lines(cast.hana, incident, kai.key))


def test_what_stands_again_contradicts_what_was_chosen_over_it(cast: Cast, incident, kai) -> None:
    first, second = (say(cast.priya, incident, place=place) for place in ("Wymondham", "Aylsham"))
    choose(cast.sam, first, at=AT + HOUR)
    settle(cast.sam, second, FactStands.STANDS, at=LATER)
    assert [one.contradicts for one in lines(cast.hana, incident, kai.key)] == [True, True]
    settle(cast.sam, second, FactStands.STANDS, at=LATER + HOUR)
    assert not any(one.contradicts for one in lines(cast.hana, incident, kai.key))


def test_both_may_be_so(cast: Cast, incident, kai) -> None:
    """Arrested twice: saying so of one of them is enough, and takes nothing back."""
    first, second = (say(cast.priya, incident, happened_at=AT - n * HOUR) for n in (30, 3))
    settle(cast.sam, second, FactStands.STANDS, at=LATER)
    assert [(one.stands, one.contradicts) for one in lines(cast.hana, incident, kai.key)] == [(True, False)] * 2
    assert line(cast.hana, first).history == ()


def test_what_is_put_right_stays_as_a_mistake_with_the_reason(cast: Cast, incident, kai, heard) -> None:
    wrong = say(cast.priya, incident, place="Wymondham")
    with pytest.raises(Refused, match="Say why"):
        say(cast.sam, incident, place="Aylsham", replaces_key=wrong.key)
    right = say(cast.sam, incident, place="Aylsham", replaces_key=wrong.key, because="The suite was full")
    assert right.replaces == wrong
    assert line(cast.hana, wrong).standing == FactStands.MISTAKE
    assert line(cast.hana, wrong).history[0].because == "The suite was full"
    assert (line(cast.hana, right).corrects, line(cast.hana, right).contradicts) == (True, False)
    say(cast.sam, incident, place="King's Lynn", replaces_key=wrong.key, because="No, that was another boy")
    assert wrong.standings.count() == 1, "it is a mistake already; what contradicts is shown as that"
    assert line(cast.hana, right).contradicts
    other = say(cast.sam, incident, FactKind.CHARGED)
    with pytest.raises(NotFound):
        say(cast.sam, incident, replaces_key=other.key, because="Another kind")


def test_an_end_is_dated_and_what_ended_was_so(cast: Cast, incident, kai) -> None:
    fact = say(cast.priya, incident, happened_at=AT)
    for day, words in (
        (None, "on which day"),
        (date(2026, 11, 22), "in the future"),
        (date(2026, 11, 20), "before it happened, on 21 November 2026"),
    ):
        with pytest.raises(Refused, match=words) as refused:
            settle(cast.sam, fact, FactStands.ENDED, ended_on=day)
        assert refused.value.field == "ended_on"
    with pytest.raises(Refused, match="Say why"):
        settle(cast.sam, fact, FactStands.ENDED, ended_on=date(2026, 11, 21), because="")
    settle(cast.sam, fact, FactStands.ENDED, ended_on=date(2026, 11, 21))
    shown = line(cast.hana, fact)
    assert (shown.standing, shown.number) == (FactStands.ENDED, 1)
    assert (shown.history[0].ended_on, shown.history[0].by) == (date(2026, 11, 21), "Sam Okafor")
    entry = TimelineEntry.objects.get(incident=incident, code="fact-settled")
    assert entry.words == "A: arrested: ended on 21 November 2026."
    with pytest.raises(Refused, match="Nothing is different"):
        settle(cast.sam, fact, FactStands.ENDED, ended_on=date(2026, 11, 21))
    settle(cast.sam, fact, FactStands.STANDS)
    assert line(cast.hana, fact).stands
    say(cast.priya, incident, happened_at=AT - 20 * HOUR)
    assert line(cast.hana, fact).contradicts


def test_the_second_of_two_writers_is_shown_what_the_first_said(cast: Cast, incident) -> None:
    fact = say(cast.priya, incident)
    settle(cast.sam, fact, FactStands.MISTAKE)
    with pytest.raises(Stale) as stale:
        settle(cast.hana, fact, FactStands.ENDED, ended_on=date(2026, 11, 21), seen_number=0)
    assert stale.value.current.standing == FactStands.MISTAKE
    assert fact.standings.count() == 1


def test_in_whatever_order_facts_arrive_the_same_ones_stand_and_contradict(cast: Cast) -> None:
    """Property over all orders of independent facts; each order in an incident of its own."""
    facts: list[tuple[str, dict[str, Any]]] = [
        (FactKind.ARRESTED, {"place": "Wymondham"}),
        (FactKind.ARRESTED, {"place": "Aylsham"}),
        (FactKind.CHARGED, {}),
        (FactKind.COURT_DATE, {"happened_at": LATER}),
    ]
    found = set()
    for order in permutations(facts):
        incident = with_team(cast, reported_incident(cast.hana))
        for kind, more in order:
            say(cast.priya, incident, kind, **more)
        shown = lines(cast.hana, incident, incident.involvements.get().key)
        found.add(frozenset((one.kind, one.place, one.standing, one.contradicts) for one in shown))
    assert len(found) == 1


def test_facts_go_with_their_report_and_keep_who_said_so_when_and_what_became_of_them(
    cast: Cast, incident, kai
) -> None:
    say(cast.priya, incident, place="Aylsham")
    report = reported_incident(cast.mace)
    wrong = say(cast.mace, report, place="Kings Lynn", at=AT - HOUR)
    say(cast.mace, report, place="Wymondham", at=AT - HOUR, replaces_key=wrong.key, because="Misheard")
    say(cast.mace, report, FactKind.MEDIA_INTEREST, at=AT - HOUR)
    same = {report.involvements.get().key: kai.key}
    operations.join_reports(by=cast.hana, at=AT, reference=report.reference, into=incident.reference, same=same)
    shown = {one.place: one for one in lines(cast.sam, incident, kai.key)}
    assert (shown["Wymondham"].by, shown["Wymondham"].at, shown["Wymondham"].corrects) == (
        "Maggie Thorne", AT - HOUR, True,
    )  # fmt: skip
    assert shown["Kings Lynn"].standing == FactStands.MISTAKE
    assert shown["Kings Lynn"].history[0].because == "Misheard"
    assert [shown[place].contradicts for place in ("Aylsham", "Wymondham", "Kings Lynn")] == [True, True, False]
    assert [one.kind for one in lines(cast.sam, incident, None)] == [FactKind.MEDIA_INTEREST]
