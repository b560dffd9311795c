"""Two at the same moment, with real commits: nobody agrees over an answer that was given meanwhile."""

from reachable.incidents.choices import Where
from reachable.meetings import operations
from reachable.responses.models import CameEarly
from tests.at_once import at_once
from tests.domain.discharge_hands import LATER, agree, gate, place, ready, view
from tests.domain.incident_hands import involved, said
from tests.domain.test_responses_at_once import fresh, kinds
from tests.factories import Cast, reported_incident, with_team


def test_of_two_at_once_each_is_told_of_the_other(committed_db: None, cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    ready(cast, incident)
    key, seen = involved(incident).key, view(cast.hana, incident).seen
    common = {"at": LATER, "reference": incident.reference, "involvement_key": key}
    agreeing = {**common, "words": "Leaves at noon", "seen": seen}
    results = at_once(
        lambda: operations.agree_discharge(by=fresh(cast.hana), **agreeing),
        lambda: operations.agree_discharge(by=fresh(cast.hana), **agreeing),
    )
    assert kinds(results) == {"DischargePlan": 1, "Stale": 1}, results
    seats = {**common, "kind": "GP", "seen_number": 1}
    results = at_once(
        lambda: operations.set_seat(by=fresh(cast.priya), state="COMING", **seats),
        lambda: operations.set_seat(by=fresh(cast.sam), state="EMPTY", **seats),
    )
    assert kinds(results) == {"DischargeSeat": 1, "Stale": 1}, results


def test_agreeing_and_the_place_turning_unsafe_at_once_never_end_in_an_agreement_that_holds(
    committed_db: None, cast: Cast
) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    ready(cast, incident)
    results = at_once(
        lambda: agree(fresh(cast.hana), incident),
        lambda: place(cast, incident, at=LATER, place="not-safe"),
    )
    assert "Answer" in kinds(results) or "NoneType" in kinds(results), results
    assert gate(cast.hana, incident).passed_at is None


def test_two_who_say_at_once_that_they_left_ring_once(committed_db: None, cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    jobs = [
        lambda by=by: said(fresh(by), incident, Where.HOME, at=LATER, seen_number=1) for by in (cast.priya, cast.sam)
    ]
    assert kinds(at_once(*jobs)) == {"NoneType": 1, "Stale": 1}
    assert CameEarly.objects.count() == 1
