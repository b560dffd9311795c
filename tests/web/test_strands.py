"""The strands of an incident as a list of what there is to do: counts, young people, what is late, what was stopped."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Said, Where
from reachable.incidents.models import Incident
from reachable.responses import editions, queries
from tests.counting import costs_the_same
from tests.domain.test_incidents_report import young_people
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.young_people import assert_declares_everybody_it_shows, shown

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """One young person, in hospital."""
    return with_team(cast, reported_incident(cast.hana))


def address(incident: Incident) -> str:
    return reverse("responses:strands", args=(incident.reference,))


def page_of(client: Client, incident: Incident) -> str:
    return " ".join(client.get(address(incident)).content.decode().split())


@pytest.mark.clause("SAF-11")
def test_it_lists_what_is_open_with_the_young_person_by_name(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    answer = signed_in(cast.hana).get(address(incident))
    assert_declares_everybody_it_shows(answer)
    assert len(shown(answer)) == 1
    page = " ".join(answer.content.decode().split())
    lines = queries.strands(cast.hana, incident.reference, AT)
    assert {"immediate-safety", "hospital", "discharge", "notifications"} <= {line.code for line in lines}
    for line in lines:
        assert f"{line.answered} of {line.total} answered" in page
        assert reverse("responses:sheet", args=(incident.reference, line.code)) in page
    assert "In hospital</a>: Kai Mensah (A)" in page


def test_strands_stand_in_the_order_of_the_guide(cast: Cast, incident: Incident) -> None:
    codes = [line.code for line in queries.strands(cast.hana, incident.reference, AT)]
    assert codes == [code for code in editions.in_force().strands if code in codes]


def test_a_strand_for_which_nothing_calls_any_longer_says_that_it_was_stopped(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    kai = incident.involvements.get()
    incidents.record_whereabouts(
        by=cast.sam, at=AT, reference=incident.reference, involvement_key=kai.key, where=Where.HOME,
        relation=Said.CORRECTS, because="It was his cousin", seen_number=1,
    )  # fmt: skip
    line = next(one for one in queries.strands(cast.hana, incident.reference, AT) if one.code == "hospital")
    assert line.standing == "STOPPED"
    assert line.next_due_at is None
    assert line.overdue == 0
    assert "stopped" in page_of(signed_in(cast.hana), incident)


def test_what_is_late_is_counted(cast: Cast, incident: Incident) -> None:
    at = AT + timedelta(hours=3)
    line = next(one for one in queries.strands(cast.hana, incident.reference, at) if one.code == "immediate-safety")
    assert line.overdue > 0
    assert line.next_due_at
    assert line.next_due_at >= at


def test_a_strand_for_the_panel_alone_is_not_listed_for_others(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    incidents.record_fact(
        by=cast.hana, at=AT, reference=incident.reference, kind="NOTIFICATION_SENT", key=uuid4(), happened_at=AT
    )
    assert "Rapid review" in page_of(signed_in(cast.hana), incident)  # she leads
    for other in (cast.priya, cast.sam):
        assert "Rapid review" not in page_of(signed_in(other), incident)


def test_it_costs_the_same_however_many_young_people(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.hana)

    def more() -> None:
        for facts in young_people(5):
            incidents.add_young_person(by=cast.hana, at=AT, reference=incident.reference, facts=facts)

    costs_the_same(lambda: client.get(address(incident)), more, at_most=16)
