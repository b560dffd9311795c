"""Agreeing that the officer may leave the hospital: on what was read, and never round the gate."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client

from reachable.directory.models import Professional
from reachable.incidents.models import Incident, Involvement, OfficerMayLeave
from tests.domain.hospital_hands import discussed
from tests.domain.incident_hands import involved
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.hospital_hands import address, shown, text_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return involved(incident)


@pytest.mark.clause("HOS-6")
def test_it_is_agreed_on_what_was_read(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.sam)
    one = discussed(cast.priya, kai.incident)
    assert address(kai, "agree_officer_may_leave") in shown(client, address(kai))
    page = shown(client, address(kai, "agree_officer_may_leave"))
    assert f'name="seen" value="{one.key}"' in page
    assert "Agree that the officer may leave" in page
    answer = client.post(address(kai, "agree_officer_may_leave"), {"seen": str(one.key)}, follow=True)
    assert answer.redirect_chain == [(address(kai), 302)]
    after = text_of(answer)
    assert "Agreed that the officer may leave Kai Mensah (A)" in after
    assert "Officer may leave Kai Mensah (A): agreed" in after
    assert "Sam Okafor" in after
    assert page.count("Agree that the officer may leave") == 1
    again = shown(client, address(kai, "agree_officer_may_leave"))
    assert "Agree that the officer may leave" not in again, "it is agreed: nothing to press"


@pytest.mark.clause("HOS-6")
def test_a_press_on_what_was_discussed_again_shows_what_stands(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    client = signed_in(cast.sam)
    one = discussed(cast.priya, kai.incident)
    other = discussed(cast.priya, kai.incident, at=AT, police="Sgt Moss")
    page = text_of(client.post(address(kai, "agree_officer_may_leave"), {"seen": str(one.key)}))
    assert "There is a problem" in page
    assert "Meanwhile it was discussed again, or the discussion was put right." in page
    assert f'name="seen" value="{other.key}"' in page
    assert not OfficerMayLeave.objects.exists()
    client.post(address(kai, "agree_officer_may_leave"), {"seen": str(other.key)})
    assert OfficerMayLeave.objects.get().discussion == other


@pytest.mark.clause("HOS-6")
@pytest.mark.parametrize("seen", ["", "x", str(UUID(int=0))])
def test_no_form_field_gets_round_the_gate(signed_in: SignedIn, cast: Cast, kai: Involvement, seen: str) -> None:
    client = signed_in(cast.sam)
    page = text_of(client.post(address(kai, "agree_officer_may_leave"), {"seen": seen}))
    assert "There is a problem" in page
    one = discussed(cast.priya, kai.incident, visitors="not-agreed")
    page = text_of(client.post(address(kai, "agree_officer_may_leave"), {"seen": str(one.key)}))
    assert "It cannot be agreed yet that the officer leaves A: whether visitors are limited is not decided" in page
    assert not OfficerMayLeave.objects.exists()
