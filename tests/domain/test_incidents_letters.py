"""Letters come back, in whatever order they were put together and taken apart."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from reachable.common.refusals import Refused
from reachable.directory.models import Professional
from reachable.incidents.models import Incident, Involvement
from reachable.people.models import Merging
from tests.domain.incident_hands import involved
from tests.domain.same_person_hands import apart, person, same, three
from tests.factories import Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db


class Sequences(TestCase):
    """Whatever letters are put together and taken apart, in whatever order: once all is apart, each is as it was."""

    @settings(max_examples=12, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.booleans()), max_size=8))
    def test_letters_come_back(self, steps: list[tuple[int, int, bool]]) -> None:
        cast = Cast()
        incident = with_team(cast, reported_incident(cast.hana, young_people=three(count=5)))
        before = letters(incident)
        standing: list[Merging] = []
        for one, other, take_apart in steps:
            here, there = (standing_letter(incident, "ABCDE"[n]) for n in (one, other))
            if take_apart and standing:
                undo(cast.priya, incident, standing, one % len(standing))
            elif here != there:
                whose = letters(incident)
                standing.append(same(cast.priya, incident, here, there))
                undo(cast.priya, incident, standing, len(standing) - 1)
                assert letters(incident) == whose, "taken apart at once"
                standing.append(same(cast.priya, incident, here, there))
        while standing:
            for index in range(len(standing) - 1, -1, -1):
                undo(cast.priya, incident, standing, index)
        assert letters(incident) == before


def undo(by: Professional, incident: Incident, standing: list[Merging], index: int) -> None:
    """Refused, and left standing, while whoever was kept is merged further."""
    merging = standing[index]
    mine = [letter for letter in "ABCDE" if person(incident, letter) == merging.kept.key]
    try:
        apart(by, incident, standing_letter(incident, mine[0] if mine else "A"), merging)
    except Refused:
        assert any(other.gone_id == merging.kept_id for other in standing)
    else:
        standing.remove(merging)


def letters(incident: Incident) -> dict[str, tuple[str, UUID]]:
    rows = Involvement.objects.filter(incident=incident).select_related("now_known_as")
    return {row.letter: ((row.now_known_as or row).letter, person(incident, row.letter)) for row in rows}


def standing_letter(incident: Incident, letter: str) -> str:
    found = involved(incident, letter)
    return (found.now_known_as or found).letter
