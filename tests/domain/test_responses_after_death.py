"""After a death: what was asked about that child no longer presses or writes; what is asked after it goes on."""

from datetime import timedelta

import pytest

from reachable.incidents import operations as incidents
from reachable.incidents.choices import Said, Where
from reachable.incidents.models import Incident
from reachable.outbox.choices import Message
from reachable.outbox.models import Delivery
from reachable.responses import operations, queries
from reachable.responses.models import Action
from tests.domain.incident_hands import answer, new_action
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LATE = AT + 9 * HOUR


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def given(cast: Cast, incident: Incident, what: str, *, at=AT, hours: int = 4) -> Action:
    kai = incident.involvements.get()
    new = new_action(cast.priya, what=what, due_at=at + hours * HOUR)
    return operations.add_action(by=cast.hana, at=at, reference=incident.reference, new=new, about_key=kai.key)


def died(cast: Cast, incident: Incident, relation: str = Said.MOVED) -> None:
    kai = incident.involvements.get()
    incidents.record_whereabouts(
        by=cast.sam, at=AT + HOUR, reference=incident.reference, involvement_key=kai.key, where=Where.DIED,
        relation=relation, seen_number=1,
    )  # fmt: skip


def reminded(at=LATE) -> int:
    before = Delivery.objects.filter(message=Message.ACTION_OVERDUE).count()
    while operations.remind_overdue(by=None, at=at):
        pass
    return Delivery.objects.filter(message=Message.ACTION_OVERDUE).count() - before


def waiting_on_the_page(cast: Cast, incident: Incident) -> list[str]:
    return [one.what for one in queries.attention(cast.hana, incident.reference, LATE)]


def test_before_a_death_it_presses_everywhere(cast: Cast, incident: Incident) -> None:
    given(cast, incident, "Check the flat with the landlord")
    assert [a.what for a in queries.mine(cast.priya, LATE).overdue] == ["Check the flat with the landlord"]
    assert "Check the flat with the landlord" in waiting_on_the_page(cast, incident)
    assert reminded() == 1


def test_after_it_nothing_presses_and_nobody_is_written_to(cast: Cast, incident: Incident) -> None:
    action = given(cast, incident, "Check the flat with the landlord")
    died(cast, incident)
    mine = queries.mine(cast.priya, LATE)
    assert mine.overdue == ()
    assert [a.key for a in mine.at_rest] == [action.key]
    assert action.key not in mine.to_ring
    assert "Check the flat with the landlord" not in waiting_on_the_page(cast, incident)
    assert reminded() == 0


def test_what_somebody_gives_afterwards_is_meant(cast: Cast, incident: Incident) -> None:
    died(cast, incident)
    given(cast, incident, "Ask the school to tell his class together", at=AT + 2 * HOUR, hours=3)
    assert [a.what for a in queries.mine(cast.priya, LATE).overdue] == ["Ask the school to tell his class together"]
    assert reminded() == 1


def test_an_action_for_a_question_that_is_asked_after_a_death_goes_on(cast: Cast, incident: Incident) -> None:
    died(cast, incident)
    new = new_action(cast.priya, what="Name the liaison officer", due_at=AT + 5 * HOUR)
    answer(cast.hana, incident, "family-liaison", "ACTION_NEEDED", "A", at=AT + HOUR, actions=[new])
    assert [a.what for a in queries.mine(cast.priya, LATE).overdue] == ["Name the liaison officer"]
    assert reminded() == 1


def test_a_death_that_is_only_said_against_something_else_silences_nothing(cast: Cast, incident: Incident) -> None:
    given(cast, incident, "Check the flat with the landlord")
    died(cast, incident, relation=Said.CONTRADICTS)
    assert queries.mine(cast.priya, LATE).at_rest == ()
    assert reminded() == 1
