"""Whatever is done in whatever order: nothing is agreed over a gate that waits, and no fact is refused."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from reachable.common.gates import missing
from reachable.common.refusals import Refused
from reachable.directory.models import Professional
from reachable.incidents.choices import Where
from reachable.incidents.models import Incident
from reachable.responses.models import CameEarly
from tests.domain.discharge_hands import agree, cover, place, ready, set_seat, view, withdraw
from tests.domain.incident_hands import said
from tests.factories import AT, Cast, reported_incident, with_team

Step = Callable[[Cast, Incident, datetime], object]


def _if_let(do: Callable[..., object], by: Professional, incident: Incident, at: datetime) -> bool:
    """An instruction: it may be refused."""
    try:
        do(by, incident, at=at)
    except Refused:
        return False
    return True


FACTS: dict[str, Step] = {
    "all is answered": lambda cast, one, at: ready(cast, one, at=at),
    "answered, seats open": lambda cast, one, at: cover(cast, one, at=at),
    "the place is not safe": lambda cast, one, at: place(cast, one, at=at, place="not-safe"),
    "the place is safe": lambda cast, one, at: place(cast, one, at=at),
    "the place is home": lambda cast, one, at: place(cast, one, at=at, **{"goes-to": "home"}),
    "a seat is empty": lambda cast, one, at: set_seat(cast.priya, one, "GP", "EMPTY", at=at),
    "home": lambda cast, one, at: said(cast.priya, one, Where.HOME, at=at),
    "missing": lambda cast, one, at: said(cast.priya, one, Where.MISSING, at=at),
    "hospital": lambda cast, one, at: said(cast.priya, one, Where.HOSPITAL, at=at),
    "not there after all": lambda cast, one, at: said(
        cast.priya, one, Where.HOSPITAL, at=at, relation="CORRECTS", because="Still on the ward"
    ),
}
AGREE, WITHDRAW = "agree", "withdraw"


class TestSequences(TestCase):
    @pytest.mark.clause("DIS-2")
    @settings(max_examples=6, deadline=None)
    @given(st.lists(st.sampled_from([*FACTS, AGREE, AGREE, WITHDRAW]), min_size=3, max_size=8))
    def test_nothing_is_agreed_over_the_gate_and_no_fact_is_refused(self, steps: list[str]) -> None:
        cast = Cast()
        incident = with_team(cast, reported_incident(cast.hana))
        for hour, step in enumerate(steps, 1):
            at = AT + timedelta(hours=hour)
            before = view(cast.hana, incident, at=at)
            rung = CameEarly.objects.count()
            if step in FACTS:
                FACTS[step](cast, incident, at)
            elif step == AGREE:
                let = _if_let(agree, cast.hana, incident, at)
                assert not let or (not before.gate.missing and before.is_in_hospital), steps
            else:
                assert not _if_let(withdraw, cast.hana, incident, at) or before.was_agreed, steps
            after = view(cast.hana, incident, at=at)
            if after.gate.passed_at is not None and after.is_in_hospital:
                assert not missing(after.gate.lines), steps
            left_now = before.is_in_hospital and not after.is_in_hospital and after.left_at is not None
            assert CameEarly.objects.count() - rung == int(left_now and before.gate.passed_at is None), steps
            assert bool(after.early) == bool(after.left_at and not after.is_in_hospital and not after.gate.passed_at)
