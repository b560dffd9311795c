"""Who is on duty: a manager puts somebody on the rota for the night, and whoever needs help is told to ring them."""

from datetime import datetime

import pytest

from reachable.common import clock
from tests.factories import Cast, reported_incident
from tests.journeys.conftest import AtKeyboard
from tests.journeys.reporting import given_numbers_to_ring
from tests.journeys.responding import pictured

FRIDAY = datetime(2026, 11, 20, 15, 0, tzinfo=clock.LONDON)


@pytest.fixture
def friday_afternoon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: FRIDAY.astimezone(clock.UTC))


def test_a_manager_fills_the_rota_and_the_night_knows_whom_to_ring(
    at_keyboard: AtKeyboard, cast: Cast, friday_afternoon: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_numbers_to_ring()
    owen = at_keyboard(cast.manager)
    owen.goto("directory:directory")
    owen.expects("Directory")
    owen.follow("Duty rota")
    owen.expects("Duty rota")
    owen.sees("Nobody is on the rota")
    owen.fits()
    owen.page.get_by_role("button", name="Put somebody on the rota").click()
    owen.expects("Put somebody on the rota")
    owen.fits()
    owen.select("Who is on duty", "Senior worker, emergency duty team: Edith Lamb")
    owen.press("Add the shift")
    owen.expects("Duty rota")
    owen.sees("Edith Lamb")
    owen.fits()
    owen.goto("directory:rota")
    owen.expects("Duty rota")
    pictured(owen, "rota", 1100)
    reported_incident(cast.ward, at=clock.now(), happened_at=None)
    monkeypatch.setattr(clock, "now", lambda: FRIDAY.replace(hour=23).astimezone(clock.UTC))
    edith = at_keyboard(cast.edt)
    edith.goto("incidents:overview", reference="INC-2026-0001")
    edith.sees("Until then, ring:", "Edith Lamb")
