"""Court: who may meet whom, which hearing lies ahead, when the Heads met, and who is in which establishment."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from reachable.common.refusals import NotFound
from reachable.incidents import operations, policies, queries
from reachable.incidents.choices import FactKind, FactStands, LinkKind, Part, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Fact, Incident, Involvement
from reachable.incidents.policies import Due, Sides
from reachable.incidents.queries import Checked, CourtView, EstablishmentRow
from reachable.playbook.establishments import shipped
from tests.domain.fact_hands import say, settle
from tests.factories import AT, Cast, reported_incident, with_team

KAI = ReportedYoungPerson(given_names="Kai", family_name="Mensah", approximate_age=15, parts=(Part.VICTIM,))
LEO = ReportedYoungPerson(given_names="Leo", family_name="Baptiste", approximate_age=16, parts=(Part.SUSPECTED,))
MON, TUE = date(2026, 11, 23), date(2026, 11, 24)
NORWICH, LYNN = "Norwich Youth Court", "King's Lynn"


def due(*parts: str, incident: str = "INC-2026-0001", day: date = MON, court: str = NORWICH, who: int = 0) -> Due:
    return Due(incident, UUID(int=who), f"{who}", day, court, frozenset(parts))


@pytest.mark.clause("CRT-4")
@pytest.mark.parametrize(
    ("one", "other", "sides"),
    [
        ({Part.VICTIM}, {Part.SUSPECTED}, Sides.OPPOSING),
        ({Part.WITNESS}, {Part.SUSPECTED}, Sides.OPPOSING),
        ({Part.VICTIM, Part.SIBLING}, {Part.SUSPECTED, Part.PRESENT}, Sides.OPPOSING),
        ({Part.SUSPECTED}, {Part.SUSPECTED}, Sides.THE_SAME),
        ({Part.VICTIM}, {Part.WITNESS}, Sides.THE_SAME),
        ({Part.VICTIM, Part.SUSPECTED}, {Part.SUSPECTED}, Sides.NOT_KNOWN),
        ({Part.CONNECTED}, {Part.SUSPECTED}, Sides.NOT_KNOWN),
        ({Part.NOT_KNOWN}, {Part.VICTIM}, Sides.NOT_KNOWN),
        (set(), {Part.VICTIM}, Sides.NOT_KNOWN),
    ],
)
def test_sides_follow_from_roles_and_are_never_guessed(one: set[str], other: set[str], sides: Sides) -> None:
    assert policies.sides_of(due(*one), due(*other)) == sides
    assert policies.sides_of(due(*other), due(*one)) == sides
    assert policies.sides_of(due(*one, incident="INC-2026-0002"), due(*other)) == Sides.NOT_KNOWN


@pytest.mark.clause("CRT-4")
@pytest.mark.parametrize(
    ("change", "meets", "court"),
    [
        ({}, True, NORWICH),
        ({"court": "norwich  YOUTH court "}, True, NORWICH),
        ({"court": LYNN}, False, ""),
        ({"court": ""}, True, ""),
        ({"day": TUE}, False, ""),
        ({"who": 1}, False, ""),
    ],
)
def test_two_may_meet_at_one_court_on_one_day(change: dict[str, Any], meets: bool, court: str) -> None:
    found = policies.may_meet([due(Part.VICTIM, who=1), due(Part.SUSPECTED, **{"who": 2, **change})])
    assert [one.court for one in found] == ([court] if meets else [])


def test_those_of_one_side_are_left_out_and_opponents_come_first() -> None:
    both = [due(Part.SUSPECTED, who=1), due(Part.SUSPECTED, who=2)]
    assert policies.may_meet(both) == ()
    more = [*both, due(Part.VICTIM, who=3), due(Part.CONNECTED, who=4)]
    found = policies.may_meet([*more, due(Part.VICTIM, who=3, court="")])
    assert [(one.one.label, one.other.label, one.sides.value) for one in found] == [
        ("1", "3", "opposing"), ("2", "3", "opposing"), ("1", "4", "not-known"), ("2", "4", "not-known"),
        ("3", "4", "not-known"),
    ]  # fmt: skip
    assert {one.court for one in found} == {NORWICH}


@pytest.mark.clause("CRT-5")
@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("HMYOI Wetherby", "wetherby"), ("the keppel unit", "wetherby"), ("Parc", "parc"),
        ("HMP Parc, Bridgend", "parc"),
        ("Sparcells", ""), ("Oasis", "oasis-restore"), ("a secure children's home", "secure-home"),
        ("Feltham A", "feltham"), ("Norwich", ""), ("", ""), ("Youth offender institution", ""), ("home", ""),
    ],
)  # fmt: skip
def test_a_place_is_known_by_the_name_of_the_establishment(place: str, code: str) -> None:
    assert [one.code for one in shipped() if policies.is_at(one, place)] == ([code] if code else [])


pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana, young_people=(KAI, LEO)))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get(position=0)


@pytest.fixture
def leo(incident: Incident) -> Involvement:
    return incident.involvements.get(position=1)


def hearing(cast: Cast, about: Involvement, when: datetime | None, **more: Any) -> Fact:
    given = {"involvement_key": about.key, "happened_at": when, "place": NORWICH, **more}
    return say(cast.priya, about.incident, FactKind.COURT_DATE, **given)


def court(cast: Cast, incident: Incident, at: datetime = AT) -> CourtView:
    return queries.court(cast.priya, incident.reference, at)


def rows(cast: Cast, young: Involvement) -> dict[str, EstablishmentRow]:
    view = queries.young_person_in_court(cast.priya, young.incident.reference, young.key, AT)
    return {one.code: one for one in view.establishments}


@pytest.mark.parametrize(
    ("when", "on"),
    [
        (datetime(2027, 3, 28, 9, 0, tzinfo=UTC), date(2027, 3, 28)),  # the clocks go forward that night
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), date(2027, 3, 28)),
        (datetime(2027, 10, 30, 23, 30, tzinfo=UTC), date(2027, 10, 31)),  # 00:30 of the day on which they go back
        (datetime(2027, 10, 31, 10, 0, tzinfo=UTC), date(2027, 10, 31)),
    ],
)
def test_a_hearing_is_on_the_day_of_norfolks_clocks(cast: Cast, incident, leo, when: datetime, on: date) -> None:
    hearing(cast, leo, when)
    [found] = court(cast, incident).ahead
    assert (found.on, found.hour_is_known) == (on, True)
    midnight = datetime(on.year, on.month, on.day, tzinfo=UTC) + timedelta(days=1)
    assert not court(cast, incident, midnight - timedelta(hours=2)).past
    assert court(cast, incident, midnight + timedelta(minutes=1)).past


def test_hearings_come_in_order_of_time_and_what_is_no_longer_so_is_left_out(cast: Cast, incident, kai, leo) -> None:
    days = [AT + timedelta(days=number) for number in (5, 2, -3, 9)]
    facts = [hearing(cast, who, when) for who, when in zip((kai, leo, leo, kai), days, strict=True)]
    hearing(cast, kai, None)
    settle(cast.priya, facts[3], FactStands.MISTAKE)
    settle(cast.priya, hearing(cast, leo, days[0]), FactStands.ENDED, ended_on=AT.date())
    view = court(cast, incident)
    assert [one.fact.key for one in view.ahead] == [facts[1].key, facts[0].key]
    assert [one.fact.key for one in view.past] == [facts[2].key]
    assert [one.who.mark for one in view.undated] == ["A"]
    assert view.without == ()


@pytest.mark.clause("CRT-2")
def test_the_heads_have_met_only_after_the_hearing_was_set(cast: Cast, incident, leo) -> None:
    monday = AT + timedelta(days=2)
    say(cast.hana, incident, FactKind.HEADS_MET, happened_at=AT - timedelta(hours=1))
    first = hearing(cast, leo, monday)
    assert court(cast, incident).ahead[0].heads is None
    later = AT + timedelta(hours=2)
    met = say(cast.hana, incident, FactKind.HEADS_MET, happened_at=later, at=later)
    [shown] = court(cast, incident).ahead
    assert shown.heads
    assert shown.heads.key == met.key
    right: dict[str, Any] = {"because": "The solicitor", "at": later + timedelta(hours=1)}
    same = hearing(cast, leo, monday, replaces_key=first.key, said={"solicitor": "Mills and Co"}, **right)
    assert court(cast, incident).ahead[0].heads
    hearing(cast, leo, monday + timedelta(days=1), replaces_key=same.key, **right)
    [moved] = court(cast, incident).ahead
    assert moved.heads is None


@pytest.mark.clause("CRT-1", "CRT-3", "CRT-4")
def test_what_stands_last_is_what_is_agreed(cast: Cast, incident, kai, leo) -> None:
    hearing(cast, leo, AT + timedelta(days=2))
    kinds = {"position": FactKind.BAIL_POSITION, "support": FactKind.COURT_SUPPORT, "outside": FactKind.OUTSIDE_COURT}
    assert all(getattr(court(cast, incident).ahead[0], name) is None for name in kinds)
    for name, kind in kinds.items():
        said = [say(cast.priya, incident, kind, involvement_key=leo.key) for _ in range(2)]
        say(cast.priya, incident, kind, involvement_key=kai.key)
        assert getattr(court(cast, incident).ahead[0], name).key == said[1].key
        settle(cast.priya, said[1], FactStands.MISTAKE)
        assert getattr(court(cast, incident).ahead[0], name).key == said[0].key


@pytest.mark.clause("CRT-2")
def test_a_hearing_of_a_linked_incident_is_in_the_calendar_of_who_may_open_it(cast: Cast, incident) -> None:
    there = with_team(cast, reported_incident(cast.hana, young_people=(KAI, LEO), place="Chapelfield"))
    far = there.involvements.get(position=1)
    hearing(cast, far, AT + timedelta(days=2), said={"hearing": "plea"})
    say(cast.priya, there, FactKind.BAIL_POSITION, involvement_key=far.key)
    assert court(cast, incident).ahead == ()
    told = {"by": cast.hana, "at": AT, "reference": incident.reference}
    operations.link_incidents(**told, other=there.reference, kind=LinkKind.REPRISAL, because="They said so")
    [found] = court(cast, incident).ahead
    assert (found.who.mark, found.is_here, found.position) == (f"B/{there.reference[-4:]}", False, None)
    for who, number in ((cast.ward, 1), (cast.joy, None)):
        operations.add_to_team(**told, professional_key=who.key, why="Helps")
        view = queries.court(who, incident.reference, AT)
        assert (view.ahead, [one.hearings for one in view.out_of_reach]) == ((), [number])
    with pytest.raises(NotFound):
        queries.court(cast.stranger, incident.reference, AT)
    with pytest.raises(NotFound):
        queries.young_person_in_court(cast.priya, incident.reference, far.key, AT)


@pytest.mark.clause("CRT-5")
@pytest.mark.parametrize(
    ("links", "state"),
    [
        ([], Checked.NOT_CHECKED),
        ([""], Checked.NOT_CHECKED),
        (["found"], Checked.FOUND),
        (["none-known"], Checked.NONE_KNOWN),
        (["asked"], Checked.ASKED),
        (["asked", "none-known"], Checked.NONE_KNOWN),
        (["none-known", "asked"], Checked.ASKED),
        (["none-known", ""], Checked.NONE_KNOWN),
        (["found", "none-known", "asked"], Checked.FOUND),
    ],
)
def test_an_establishment_is_never_blank_and_found_outlasts_a_later_check(
    cast: Cast, incident, kai, leo, links: list[str], state: Checked
) -> None:
    for one in links:
        said = {"establishment": "parc", "links": one}
        say(cast.priya, incident, FactKind.ESTABLISHMENT_CHECKED, involvement_key=leo.key, said=said)
    found = rows(cast, leo)
    assert found["parc"].state == state
    assert [one.code for one in shipped() if not one.closed] == list(found)
    assert {row.state for code, row in found.items() if code != "parc"} == {Checked.NOT_CHECKED}
    assert rows(cast, kai)["parc"].state == Checked.NOT_CHECKED


@pytest.mark.clause("CRT-5")
def test_a_check_that_was_a_mistake_leaves_it_unchecked(cast: Cast, incident, leo) -> None:
    said = {"establishment": "parc", "links": "found"}
    fact = say(cast.priya, incident, FactKind.ESTABLISHMENT_CHECKED, involvement_key=leo.key, said=said)
    settle(cast.priya, fact, FactStands.MISTAKE)
    assert rows(cast, leo)["parc"].state == Checked.NOT_CHECKED


@pytest.mark.clause("CRT-5")
def test_who_was_remanded_there_or_is_there_now_is_named_until_released(cast: Cast, incident, kai, leo) -> None:
    assert not rows(cast, leo)["wetherby"].there
    remand: dict[str, Any] = {"involvement_key": kai.key, "place": "Wetherby", "happened_at": AT}
    fact = say(cast.priya, incident, FactKind.REMANDED, **remand)
    [there] = rows(cast, leo)["wetherby"].there
    assert (there.who.mark, there.because, there.sides) == ("A", "remanded there", Sides.OPPOSING)
    assert rows(cast, kai)["wetherby"].is_here
    settle(cast.priya, fact, FactStands.MISTAKE)
    assert not rows(cast, leo)["wetherby"].there
    operations.record_whereabouts(
        by=cast.priya, at=AT, reference=incident.reference, involvement_key=kai.key, where=Where.ELSEWHERE,
        place="Wetherby YOI", seen_number=kai.whereabouts.count(),
    )  # fmt: skip
    assert [one.because for one in rows(cast, leo)["wetherby"].there] == ["said to be there now"]


@pytest.mark.clause("CRT-5")
def test_a_release_after_the_remand_ends_it(cast: Cast, incident, kai, leo) -> None:
    about: dict[str, Any] = {"involvement_key": kai.key}
    say(cast.priya, incident, FactKind.RELEASED, happened_at=AT - timedelta(hours=2), **about)
    say(cast.priya, incident, FactKind.REMANDED, place="Parc", happened_at=AT - timedelta(hours=1), **about)
    assert rows(cast, leo)["parc"].there
    say(cast.priya, incident, FactKind.RELEASED, happened_at=AT, key=uuid4(), **about)
    assert not rows(cast, leo)["parc"].there
