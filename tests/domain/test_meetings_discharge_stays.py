"""Stays in hospital, from what was said of where somebody is: plain statements in, no database."""

from datetime import timedelta

import pytest

from reachable.incidents.choices import Said, Where
from reachable.incidents.models import Whereabouts
from reachable.incidents.statements import SaidBefore
from reachable.meetings.standing import Stays, stays_of
from tests.factories import AT

H, HOME, GONE, ELSE, DIED, UNKNOWN = (
    Where.HOSPITAL, Where.HOME, Where.MISSING, Where.ELSEWHERE, Where.DIED, Where.NOT_KNOWN,
)  # fmt: skip
M, WRONG, OTHERWISE = Said.MOVED, Said.CORRECTS, Said.CONTRADICTS
Told = tuple[str, str, str]


def statements(*said: tuple[str, str] | Told, letter: int = 1) -> list[Whereabouts]:
    """(where, relation) or (where, relation, place), an hour apart."""
    return [
        Whereabouts(
            pk=letter * 100 + number,
            involvement_id=letter,
            number=number,
            where=one[0],
            relation=one[1],
            place=one[2] if len(one) > 2 else "",
            at=AT + timedelta(hours=number),
        )
        for number, one in enumerate(said, 1)
    ]


def stays(*said: tuple[str, str] | Told) -> Stays:
    return stays_of(statements(*said))


def left_at(found: Stays) -> list[int | None]:
    """Of each stay, the number of the statement by which they had left."""
    hours = [one.left.said_at - AT if one.left else None for one in found.stays]
    return [hour // timedelta(hours=1) if hour is not None else None for hour in hours]


@pytest.mark.parametrize(
    ("said", "left", "is_there"),
    [
        ([], [], False),
        ([(HOME, M)], [], False),
        ([(UNKNOWN, M), (H, M)], [None], True),
        ([(H, M)], [None], True),
        ([(H, M), (HOME, M)], [2], False),
        ([(H, M), (GONE, M)], [2], False),
        ([(H, M), (Where.CUSTODY, M)], [2], False),
        ([(H, M), (UNKNOWN, M)], [2], False),
        # From one ward or hospital to another is not leaving.
        ([(H, M, "Cley"), (H, M, "Addenbrooke's")], [None], True),
        # Where they went afterwards is not another leaving.
        ([(H, M), (HOME, M), (ELSE, M)], [2], False),
        ([(H, M), (UNKNOWN, M), (HOME, M)], [2], False),
        # Nobody knew for a while: found on the ward, they had not left.
        ([(H, M), (UNKNOWN, M), (H, M)], [None], True),
        # Admitted again: another stay.
        ([(H, M), (HOME, M), (H, M)], [2, None], True),
        ([(H, M), (UNKNOWN, M), (HOME, M), (H, M)], [2, None], True),
        ([(H, M), (HOME, M), (H, M), (GONE, M)], [2, 4], False),
        # Who died has not left, and what was wrong about it is put right.
        ([(H, M), (DIED, M)], [None], False),
        ([(H, M), (DIED, M), (H, WRONG)], [None], True),
        # What was never so: neither admission nor leaving.
        ([(H, M), (HOME, WRONG)], [], False),
        ([(H, M), (HOME, M), (H, WRONG)], [None], True),
        ([(H, M), (HOME, M), (H, WRONG), (HOME, M)], [4], False),
        # It was another place that they left for: the same leaving.
        ([(H, M), (HOME, M), (ELSE, WRONG)], [2], False),
        # The ward was wrong, and they had never moved to it but home.
        ([(H, M, "Cley"), (H, M, "Blakeney"), (HOME, WRONG)], [2], False),
        # Both are said: still there until one is chosen.
        ([(H, M), (HOME, OTHERWISE)], [None], True),
        ([(H, M), (HOME, M), (H, OTHERWISE)], [None], True),
        ([(H, M), (HOME, M), (H, OTHERWISE), (HOME, WRONG)], [2], False),
    ],
)
def test_stays(said: list[tuple[str, str]], left: list[int | None], is_there: bool) -> None:
    found = stays(*said)
    assert (left_at(found), found.is_in_hospital) == (left, is_there)
    assert found.number == max(len(left), 1)


def test_two_places_are_disputed_and_a_death_is_seen() -> None:
    assert stays((H, M), (HOME, OTHERWISE)).is_disputed
    assert not stays((H, M), (UNKNOWN, OTHERWISE)).is_disputed
    assert not stays((HOME, M), (GONE, OTHERWISE)).is_disputed
    assert stays((H, M), (DIED, M)).died
    assert not stays((H, M), (DIED, OTHERWISE)).died
    assert not stays((H, M), (HOME, M), (DIED, OTHERWISE)).died


def test_a_ward_that_is_put_right_does_not_begin_the_stay_anew() -> None:
    found = stays((H, M, "Cley"), (H, WRONG, "Blakeney"))
    assert [one.began_at for one in found.stays] == [AT + timedelta(hours=1)]
    again = stays((H, M), (HOME, WRONG), (H, M))
    assert [one.began_at for one in again.stays] == [AT + timedelta(hours=3)]


def test_what_is_said_before_a_second_stay_is_not_of_it() -> None:
    first, second = stays((H, M)), stays((H, M), (HOME, M), (H, M))
    assert first.began(AT)  # planning may begin before the admission is written down
    assert not second.began(AT + timedelta(hours=2))
    assert second.began(AT + timedelta(hours=3))
    assert not second.began(None)


def test_when_they_left_is_when_it_happened_and_else_when_it_was_said() -> None:
    rows = statements((H, M), (HOME, M))
    [stay] = stays_of(rows).stays
    assert stay.left
    assert stay.left.happened_at == AT + timedelta(hours=2)
    rows[1].happened_at = AT + timedelta(minutes=90)
    [stay] = stays_of(rows).stays
    assert stay.left
    assert (stay.left.happened_at, stay.left.said_at) == (AT + timedelta(minutes=90), AT + timedelta(hours=2))


def test_what_was_said_of_another_letter_is_read_with_it() -> None:
    ours, theirs = statements((HOME, M)), statements((H, M), letter=2)
    before = SaidBefore(tuple(theirs), AT + timedelta(hours=5), 1)
    found = stays_of(ours, [before])
    assert (found.is_in_hospital, found.is_disputed, left_at(found)) == (True, True, [None])
    ours = statements((HOME, M), (GONE, M), (H, M))
    before = SaidBefore(tuple(statements((H, M), (HOME, M), letter=2)), AT + timedelta(minutes=150), 1)
    assert left_at(stays_of(ours, [before])) == [2, None]
