"""Many safety maps counted together: nothing of one young person, whatever is subtracted from what."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reachable.common.refusals import NotFound, NotPermitted
from reachable.contexts import queries
from reachable.contexts.policies.counting import Cell, Counting, Written, count_places
from reachable.contexts.policies.maps import NewPlace
from reachable.incidents.choices import Area
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from tests.counting import query_count
from tests.domain.map_hands import mapped, put, shown_to
from tests.factories import AT, Cast, reported_incident, with_team

LEAST = 5
PARK = Cell("The park", "RED", "evening")
LIBRARY = Cell("Library", "GREEN", "")


FIRST = AT.date()
TOMORROW = AT + timedelta(days=1)
TODAY = FIRST + timedelta(days=100)


def wrote(person: int, *cells: Cell, day: int = 0, counts: bool = True) -> Written:
    return Written(FIRST + timedelta(days=day or person), person, UUID(int=person), frozenset(cells if counts else ()))


def counted(written: list[Written], least: int = LEAST) -> Counting:
    return count_places(written, least, today=TODAY)


def lines(counting: Counting) -> dict[tuple[str, str, str], int]:
    return {(one.place, one.colour, one.time): one.at_least for one in counting.lines}


@pytest.mark.clause("STA-6")
@pytest.mark.parametrize(("children", "shown"), [(4, 0), (5, 5), (9, 5), (10, 10), (14, 10)])
def test_a_line_is_of_the_least_number_at_least_and_rounded_down(children: int, shown: int) -> None:
    found = lines(counted([wrote(person, PARK) for person in range(1, children + 1)]))
    assert found == ({("The park", "RED", "evening"): shown} if shown else {})


@pytest.mark.clause("STA-6")
def test_who_did_not_allow_it_is_not_counted_and_a_name_is_one_however_it_is_spelt() -> None:
    park = [wrote(person, Cell(name, "RED", "evening")) for person, name in enumerate(["the park", "The  Park"] * 2, 1)]
    kept = wrote(5, PARK, counts=False)
    assert counted([*park, kept]) == Counting()
    assert counted([*park, kept], 4).lines[0].at_least == 4
    [line] = counted([*park, wrote(6, PARK)]).lines
    assert (line.place, line.at_least) == ("The Park", 5)


@pytest.mark.clause("STA-6")
def test_one_young_person_with_several_maps_is_one() -> None:
    same = [Written(FIRST + timedelta(days=n), n, UUID(int=1), frozenset({PARK})) for n in range(9)]
    assert counted(same) == Counting()


@pytest.mark.clause("STA-6")
def test_the_table_moves_on_only_when_enough_have_changed_it() -> None:
    five = [wrote(person, PARK) for person in range(1, 6)]
    with_library = [wrote(person, PARK, LIBRARY, day=10 + person) for person in range(1, 6)]
    for more in range(5):
        assert lines(counted([*five, *with_library[:more]])) == {("The park", "RED", "evening"): 5}
    assert ("Library", "GREEN", "") in lines(counted([*five, *with_library]))


@pytest.mark.clause("STA-6")
def test_whoever_takes_it_back_is_out_at_once_and_no_difference_tells_of_whom() -> None:
    six = [wrote(person, PARK) for person in range(1, 11)]
    back = wrote(3, day=30, counts=False)
    taken_back = counted([*six, back])
    assert taken_back.is_withheld
    assert taken_back.lines == ()
    others = [wrote(person, PARK, LIBRARY, day=40 + person) for person in range(4, 8)]
    after = counted([*six, back, *others])
    assert not after.is_withheld
    assert lines(after) == {("The park", "RED", "evening"): 5}


PLACES = st.frozensets(st.sampled_from([PARK, LIBRARY, Cell("Pier", "AMBER", "night")]), max_size=3)
EVENTS = st.lists(st.tuples(st.integers(1, 9), PLACES, st.booleans()), max_size=60)


def released(events: list[tuple[int, frozenset[Cell], bool]]) -> Iterator[tuple[list[Written], Counting]]:
    said = [wrote(person, *cells, day=n // 3 + 1, counts=counts) for n, (person, cells, counts) in enumerate(events, 1)]
    for end in range(len(said) + 1):
        yield said[:end], counted(said[:end], 3)


@settings(max_examples=150, deadline=None)
@given(EVENTS)
def test_no_table_and_no_two_tables_say_anything_of_fewer_than_the_least(
    events: list[tuple[int, frozenset[Cell], bool]],
) -> None:
    tables = list(released(events))
    for written, counting in tables:
        then = {one.map_id: one for one in written if counting.until and one.on <= counting.until}
        now = {one.map_id: one for one in written}
        for line in counting.lines:
            cell = Cell(line.place, line.colour, line.time)
            who = {one.person for one in then.values() if cell in one.cells}
            assert line.at_least % 3 == 0
            assert 3 <= line.at_least <= len(who) < line.at_least + 3
        if counting.lines:
            assert all(now[one.map_id].cells for one in then.values() if one.cells)
    for (_, first), (after, second) in pairwise(tables):
        if first.until is not None and second.until is not None and first.until < second.until:
            assert len({one.person for one in after if first.until < one.on <= second.until}) >= 3


def test_what_is_written_today_waits_for_the_end_of_the_day() -> None:
    five = [wrote(person, PARK, day=1) for person in range(1, 6)]
    assert count_places(five, LEAST, today=five[0].on) == Counting()
    assert count_places(five, LEAST, today=five[0].on + timedelta(days=1)).lines
    back = wrote(2, day=2, counts=False)
    assert count_places([*five, back], LEAST, today=back.on).is_withheld  # taking it back waits for nothing


def of_area(cast: Cast, children: int, area: Area = Area.NORWICH, **changes: object) -> Incident:
    """Each says that the park is not safe in the evening."""
    people = tuple(
        ReportedYoungPerson(given_names=f"Child{n}", family_name=f"Of{area}{n}", approximate_age=15, parts=("VICTIM",))
        for n in range(children)
    )
    incident = with_team(cast, reported_incident(cast.hana, area=area, young_people=people))
    for young in incident.involvements.all():
        mapped(cast.priya, incident, young.letter, may_count=True, **changes)
        put(cast.priya, incident, NewPlace("The park", "PLACE", "RED", ("evening",)), young.letter)
    return incident


@pytest.mark.django_db
@pytest.mark.clause("STA-6")
def test_the_area_is_counted_over_its_incidents_and_whoever_reads_is_told_the_same(cast: Cast) -> None:
    incident = of_area(cast, 2)
    other = of_area(cast, 3)
    of_area(cast, 2, Area.BRECKLAND)
    with query_count(at_most=14):
        view = queries.counted_maps(cast.sam, incident.reference, TOMORROW)
    assert [(one.place, one.colour_word, one.time, one.at_least) for one in view.lines] == [
        ("The park", "Red", "In the evening", 5)
    ]
    assert queries.counted_maps(cast.hana, other.reference, TOMORROW).lines == view.lines
    shown_to(cast.priya, incident, "MAKERS", at=TOMORROW, may_count=False)
    withheld = queries.counted_maps(cast.hana, other.reference, TOMORROW)
    assert withheld.is_withheld
    assert withheld.lines == ()


@pytest.mark.django_db
def test_who_asks(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, area=Area.NOT_KNOWN))
    assert queries.counted_maps(cast.hana, incident.reference, TOMORROW).lines == ()
    with pytest.raises(NotFound):
        queries.counted_maps(cast.stranger, incident.reference, TOMORROW)
    with pytest.raises((NotPermitted, NotFound)):
        queries.counted_maps(cast.joy, incident.reference, TOMORROW)
