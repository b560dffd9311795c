"""Whether a clearance still holds: only what is listed lapses it, and only what came after it (CTX-18, STF-1)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from reachable.incidents import operations as incidents
from reachable.incidents.choices import FactKind, FactStands, Known, LinkKind, Part, Weapon, Where
from reachable.incidents.fact_kinds import KINDS
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, Involvement
from reachable.people.choices import AddressUse
from reachable.people.facts import NewAddress
from reachable.safety import operations
from reachable.safety.models import Clearance
from reachable.safety.queries import known_since
from reachable.safety.standing import stands
from tests.counting import query_count
from tests.domain.clearing_hands import HOUR, cleared, standing
from tests.domain.fact_hands import settle
from tests.domain.incident_hands import involved, person_key, told
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
AFTER = AT + HOUR
KAI = ReportedYoungPerson(given_names="Kai", family_name="Mensah", approximate_age=15, parts=(Part.VICTIM,))
JAY = ReportedYoungPerson(given_names="Jay", family_name="Larter", parts=(Part.SUSPECTED,), where=Where.CUSTODY)

SAME, OTHER, INCIDENT = "the young person", "another of the incident", "the incident"
_LAPSING = {  # whom it is about, when it lapses what was cleared for the young person
    FactKind.NEW_THREAT: {SAME, INCIDENT},
    FactKind.WEAPON_KNOWN: {SAME, INCIDENT},
    FactKind.WHO_IS_THERE: {SAME},
    FactKind.ADDRESS_KNOWN: {SAME},
    FactKind.RELEASED: {SAME, OTHER},
}
_TRUTH = [
    (kind, about, about in _LAPSING.get(kind, set()))
    for kind, told in KINDS.items()
    for about in (SAME, OTHER, INCIDENT)
    if told.may_be_about(young_person=about != INCIDENT)
]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana, young_people=(KAI, JAY)))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return involved(incident, "A")


@pytest.fixture
def one(cast: Cast, incident: Incident, kai: Involvement) -> Clearance:
    return cleared(cast.hana, incident, kai)


def say(cast: Cast, incident: Incident, kind: str, about: str = SAME, at: datetime = AFTER, **more: Any):
    key = None if about == INCIDENT else involved(incident, "A" if about == SAME else "B").key
    return incidents.record_fact(
        by=cast.hana, at=at, reference=incident.reference, kind=kind, involvement_key=key, key=uuid4(), **more
    )


@pytest.mark.clause("CTX-18")
@pytest.mark.clause("STF-1")
@pytest.mark.parametrize(("kind", "about", "lapses"), _TRUTH)
def test_only_listed_facts_lapse_it(cast: Cast, incident, one: Clearance, kind: str, about: str, lapses: bool) -> None:
    assert standing(one).holds
    say(cast, incident, kind, about)
    found = standing(one)
    assert (found.holds, found.lapsed) == (not lapses, lapses)
    assert found.since_at == (AFTER if lapses else None)


def test_the_truth_table_has_every_kind() -> None:
    assert {kind for kind, _, _ in _TRUTH} == set(FactKind.values)
    assert sum(lapses for _, _, lapses in _TRUTH) == 8


@pytest.mark.parametrize("kind", _LAPSING)
@pytest.mark.parametrize("at", [AT - HOUR, AT])
def test_what_was_recorded_before_it_was_given_was_known(cast: Cast, incident, kai, kind: str, at: datetime) -> None:
    say(cast, incident, kind, at=at)
    assert standing(cleared(cast.hana, incident, kai)).holds


def test_what_happened_before_and_was_recorded_after_is_news(cast: Cast, incident, one: Clearance) -> None:
    say(cast, incident, FactKind.NEW_THREAT, happened_at=AT - 5 * HOUR)
    assert standing(one, AFTER).words == "lapsed: a new threat (A), today 23:15"


def test_a_mistake_is_no_news_and_stands_again_when_it_was_none(cast: Cast, incident, one: Clearance) -> None:
    fact = say(cast, incident, FactKind.NEW_THREAT)
    settle(cast.hana, fact, FactStands.MISTAKE)
    assert standing(one).holds
    settle(cast.hana, fact, FactStands.STANDS)
    assert standing(one).lapsed


def test_what_ended_was_so(cast: Cast, incident, one: Clearance) -> None:
    fact = say(cast, incident, FactKind.WEAPON_KNOWN)
    settle(cast.hana, fact, FactStands.ENDED, at=AFTER + HOUR, ended_on=(AFTER + HOUR).date())
    assert standing(one).lapsed


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"threats": Known.YES}, "the report now says more of threats"),
        ({"weapon": Weapon.FIREARM}, "the report now names a worse weapon"),
        ({"threats": Known.NO}, ""),
        ({"weapon": Weapon.OTHER}, ""),
        ({"weapon": Weapon.NONE_SEEN}, ""),
        ({"still_danger": Known.YES, "place": "Eaton Park"}, ""),
    ],
)
def test_a_report_that_is_corrected_to_something_worse(cast, incident, one, changes: dict[str, Any], words) -> None:
    correct(cast, incident, changes)
    found = standing(one)
    assert found.holds == (not words)
    assert words in found.words


def correct(cast: Cast, incident: Incident, changes: dict[str, Any], at: datetime = AFTER) -> None:
    incident.refresh_from_db()
    incidents.record_facts(
        by=cast.hana, at=at, reference=incident.reference, changes=changes, seen_number=incident.facts_number
    )


def test_a_correction_that_was_put_back_is_none(cast: Cast, incident, one: Clearance) -> None:
    correct(cast, incident, {"weapon": Weapon.FIREARM})
    assert standing(one).since_at == AFTER
    correct(cast, incident, {"weapon": Weapon.KNIFE}, AFTER + timedelta(minutes=1))
    assert standing(one).holds
    correct(cast, incident, {"weapon": Weapon.FIREARM}, AFTER + timedelta(minutes=2))
    assert standing(one).since_at == AFTER + timedelta(minutes=2)


def test_corrected_before_it_was_given_was_known(cast: Cast, incident, kai) -> None:
    correct(cast, incident, {"weapon": Weapon.FIREARM}, AT - HOUR)
    assert standing(cleared(cast.hana, incident, kai)).holds


@pytest.mark.parametrize("letter", ["A", "B"])
def test_a_new_address_of_that_young_person(cast: Cast, incident, one: Clearance, letter: str) -> None:
    live_elsewhere(cast, incident, involved(incident, letter).key)
    found = standing(one)
    assert found.lapsed == (letter == "A")
    assert "Fakenham" not in found.words


def live_elsewhere(cast: Cast, incident: Incident, key: UUID, at: datetime = AFTER) -> None:
    new = NewAddress(AddressUse.HOME, line1="4 Quay Lane", town="Fakenham", postcode="NR21 9AA")
    incidents.add_address(by=cast.hana, at=at, reference=incident.reference, key=key, new=new)


def test_an_address_that_was_known_lapses_nothing(cast: Cast, incident, kai) -> None:
    live_elsewhere(cast, incident, kai.key, AT - HOUR)
    assert standing(cleared(cast.hana, incident, kai)).holds


@pytest.mark.parametrize(("kind", "lapses"), [(LinkKind.REPRISAL, True), (LinkKind.SAME_PEOPLE, False)])
def test_a_reprisal_lapses_it_on_both_sides(cast: Cast, incident, kai, kind: str, lapses: bool) -> None:
    other = with_team(cast, reported_incident(cast.hana, place="Anglia Square"))
    both = [cleared(cast.hana, incident, kai), cleared(cast.hana, other, other.involvements.get())]
    told = {"by": cast.hana, "reference": incident.reference}
    link = incidents.link_incidents(**told, at=AFTER, other=other.reference, kind=kind, because="Said in both")
    assert [standing(found).lapsed for found in both] == [lapses, lapses]
    incidents.end_link(**told, at=AFTER + HOUR, link_key=link.key, because="It was another group")
    assert [standing(found).holds for found in both] == [True, True]


def test_a_reprisal_that_was_known_lapses_nothing(cast: Cast, incident, kai) -> None:
    other = with_team(cast, reported_incident(cast.hana, place="Anglia Square"))
    told = {"by": cast.hana, "at": AT - HOUR, "reference": incident.reference}
    incidents.link_incidents(**told, other=other.reference, kind=LinkKind.REPRISAL, because="Said in both")
    assert standing(cleared(cast.hana, incident, kai)).holds


@pytest.mark.parametrize(
    ("kind", "about", "lapses"),
    [
        (FactKind.NEW_THREAT, INCIDENT, True),
        (FactKind.NEW_THREAT, OTHER, True),
        (FactKind.WEAPON_KNOWN, SAME, True),
        (FactKind.RELEASED, OTHER, True),
        (FactKind.WHO_IS_THERE, SAME, False),
        (FactKind.ADDRESS_KNOWN, SAME, False),
    ],
)
def test_the_area_of_an_incident_is_everybodys(cast: Cast, incident, kind: str, about: str, lapses: bool) -> None:
    area = cleared(cast.hana, incident, None)
    say(cast, incident, kind, about)
    assert standing(area).lapsed == lapses


def test_it_runs_out_and_what_comes_first_is_said(cast: Cast, incident, one: Clearance) -> None:
    assert standing(one, AT).words == "cleared until tomorrow 02:15"
    late = one.until_at
    assert (standing(one, late).holds, standing(one, late).since_at) == (False, late)
    assert standing(one, late).words == "ran out today 02:15"
    say(cast, incident, FactKind.NEW_THREAT, at=late + HOUR)
    assert standing(one, late + 2 * HOUR).words.startswith("ran out")
    say(cast, incident, FactKind.RELEASED, OTHER, at=AFTER)
    assert standing(one, late).words == "lapsed: B was released, yesterday 23:15"
    told = {"by": cast.hana, "reference": incident.reference, "clearance_key": one.key}
    operations.end_clearance(**told, at=AT + timedelta(minutes=5), because="Nobody is at home")
    assert standing(one).words == "ended: Nobody is at home"


def test_tomorrow_is_another_day_on_norfolks_clocks(cast: Cast, incident, kai) -> None:
    """The clocks go back at 02:00 on 25 October 2026."""
    night = datetime.fromisoformat("2026-10-24T22:30:00+00:00")
    found = cleared(cast.hana, incident, kai, at=night)
    assert standing(found, night).words == "cleared until tomorrow 02:30"
    assert standing(found, night + 3 * HOUR).words == "cleared until 02:30"
    assert not standing(found, night + 4 * HOUR).holds


def test_a_letter_that_turned_out_to_be_another_reads_as_that_one(cast: Cast, incident, kai, one: Clearance) -> None:
    jay = involved(incident, "B")
    of_jay = cleared(cast.hana, incident, jay)
    incidents.say_same_person(
        by=cast.hana,
        at=AT,
        reference=incident.reference,
        who=kai.key,
        other=UUID(person_key(jay)),
        because="His mother says so",
    )
    jay.refresh_from_db()
    kai.refresh_from_db()
    gone, kept = (jay, kai) if jay.now_known_as_id else (kai, jay)
    assert gone.now_known_as_id == kept.pk
    incidents.record_fact(
        by=cast.hana,
        at=AFTER,
        reference=incident.reference,
        kind=FactKind.WHO_IS_THERE,
        involvement_key=kept.key,
        key=uuid4(),
    )
    for found in (one, of_jay):
        assert standing(found, AFTER).words == f"lapsed: somebody else is at the address ({kept.letter}), today 23:15"


@pytest.fixture
def report(cast: Cast) -> Incident:
    """The same stabbing, told again by somebody who has no name."""
    return with_team(cast, reported_incident(cast.hana, young_people=(ReportedYoungPerson(parts=(Part.VICTIM,)),)))


def joined(cast: Cast, report: Incident, incident: Incident) -> None:
    same = {report.involvements.get().key: involved(incident).key}
    told = {"by": cast.hana, "at": AT + timedelta(minutes=10), "reference": report.reference}
    incidents.join_reports(**told, into=incident.reference, same=same)


def test_through_a_joined_report(cast: Cast, incident, kai, report) -> None:
    found = cleared(cast.hana, report, report.involvements.get())
    joined(cast, report, incident)
    found.refresh_from_db()
    assert (found.incident_id, found.involvement_id) == (incident.pk, kai.pk)
    assert standing(found).holds
    say(cast, incident, FactKind.WHO_IS_THERE)
    assert standing(found).lapsed


@pytest.mark.parametrize("written", [AT - HOUR, AT + timedelta(minutes=5)])
def test_what_the_joined_report_knew_is_news_from_the_joining(cast: Cast, incident, one, report, written) -> None:
    say(cast, report, FactKind.NEW_THREAT, at=written)
    assert standing(one).holds
    joined(cast, report, incident)
    assert standing(one).since_at == AT + timedelta(minutes=10)
    settle(cast.hana, incident.happened.get(), FactStands.MISTAKE)
    assert standing(one).holds


def test_what_the_incident_knew_already_ends_what_was_cleared_in_the_report(cast: Cast, incident, report) -> None:
    say(cast, incident, FactKind.NEW_THREAT, at=AT - HOUR)
    found = cleared(cast.hana, report, report.involvements.get())
    assert standing(found).holds
    joined(cast, report, incident)
    assert standing(found).words == f"ended: {incident.reference} knew already: a new threat (A)"


@pytest.mark.parametrize(("of", "cleared_of"), [("A", "B"), ("B", "A")])
def test_what_was_said_of_one_letter_is_news_of_the_other_from_when_they_are_one(
    cast: Cast, incident, kai, of: str, cleared_of: str
) -> None:
    told(cast.hana, incident, FactKind.WEAPON_KNOWN, of, AT - HOUR)
    found = cleared(cast.hana, incident, involved(incident, cleared_of))
    assert standing(found).holds
    incidents.say_same_person(
        by=cast.hana,
        at=AFTER,
        reference=incident.reference,
        who=kai.key,
        other=UUID(person_key(involved(incident, "B"))),
        because="His mother says so",
    )
    assert standing(found).since_at == AFTER
    assert standing(cleared(cast.hana, incident, kai, at=AFTER)).holds, "who clears it now has read it"


def test_the_manager_is_told_what_came_while_the_screen_was_open(cast: Cast, incident, kai) -> None:
    assert known_since(cast.hana, incident.reference, kai.key, AT, AFTER) == ()
    say(cast, incident, FactKind.WHO_IS_THERE)
    [change] = known_since(cast.hana, incident.reference, kai.key, AT, AFTER)
    assert (change.kind, change.at) == (FactKind.WHO_IS_THERE, AFTER)
    assert known_since(cast.hana, incident.reference, involved(incident, "B").key, AT, AFTER) == ()


def test_as_many_statements_for_forty_as_for_one(cast: Cast, incident, kai, one: Clearance, counted: Callable) -> None:
    other = with_team(cast, reported_incident(cast.hana, place="Anglia Square"))
    rows = [one]
    assert counted(rows) == 7
    rows += [cleared(cast.hana, incident, young) for young in incident.involvements.all() for _ in range(10)]
    rows += [cleared(cast.hana, other, other.involvements.get()) for _ in range(19)]
    for about in (SAME, OTHER):
        say(cast, incident, FactKind.RELEASED, about)
    assert (len(rows), counted(rows)) == (40, 7)
    assert counted([]) == 0


@pytest.fixture
def counted() -> Callable[[list[Clearance]], int]:
    def count(rows: list[Clearance]) -> int:
        with query_count(at_most=7) as found:
            stands(rows, AFTER)
        return len(found)

    return count
