"""Sending a youth worker to hospital: the gate on the page, the form, danger to life, and ending it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import FactKind
from reachable.incidents.models import Incident, Involvement
from reachable.responses.models import Deployment, InDanger
from reachable.safety.choices import ContactMode, Mitigation
from tests.domain.clearing_hands import cleared
from tests.domain.incident_hands import involved, told
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.hospital_hands import address, record_link, shown, text_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
HOUR = timedelta(hours=1)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    made = with_team(cast, reported_incident(cast.hana))
    for who in (cast.tyss, cast.youth_justice):
        operations.add_to_team(
            by=cast.hana, at=AT, reference=made.reference, professional_key=who.key, why="Youth support"
        )
    return made


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return involved(incident)


def three_agree(cast: Cast, kai: Involvement, **changes: str) -> None:
    said = {
        "for-police": f"p:{cast.sam.key}",
        "police-says": "agrees",
        "for-social-work": f"p:{cast.hana.key}",
        "social-work-says": "agrees",
        "for-youth-support": f"p:{cast.tyss.key}",
        "youth-support-says": "agrees",
    }
    told(cast.priya, kai.incident, FactKind.YOUTH_WORKER_DISCUSSED, "A", said={**said, **changes})


def ward_cleared(cast: Cast, kai: Involvement, at: datetime = AT) -> str:
    """The key of a clearance for the ward."""
    row = cleared(cast.hana, kai.incident, kai, at=at, mode=ContactMode.WARD, place="on the ward")
    return str(row.key)


def typed(worker: Professional, due_at: datetime = AT + HOUR, **changes: object) -> dict[str, object]:
    local = clock.local(due_at)
    moment = {"day": local.day, "month": local.month, "year": local.year, "time": f"{local:%H:%M}"}
    return {
        "key": str(uuid4()),
        "worker": str(worker.key),
        "what": "Offer support",
        **{f"due_at-{part}": value for part, value in moment.items()},
        "ground": "AGREED",
        **changes,
    }


@pytest.mark.clause("HOS-10")
def test_the_page_says_what_is_missing_and_where_to_settle_it(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    client = signed_in(cast.tyss)
    for where in (address(kai), address(kai, "send_youth_worker")):
        page = shown(client, where)
        assert "A youth worker cannot be sent to Kai Mensah (A) yet" in page
        assert "nobody is named for the Head of Social Work" in page
        assert record_link(kai, "youth-worker-discussed") in page
        assert "the risk to staff has not been assessed" in page
    assert address(kai, "send_youth_worker") in shown(client, address(kai))
    assert address(kai, "send_youth_worker") not in shown(signed_in(cast.priya), address(kai))


@pytest.mark.clause("HOS-10")
def test_no_form_field_gets_round_it(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.tyss)
    key = ward_cleared(cast, kai)
    answer = client.post(address(kai, "send_youth_worker"), typed(cast.youth_justice, clearance=key))
    page = text_of(answer)
    assert "There is a problem" in page
    assert "No youth worker is sent to the ward yet: nobody is named for the police investigation" in page
    three_agree(cast, kai, **{"youth-support-says": "does-not-agree"})
    page = text_of(client.post(address(kai, "send_youth_worker"), typed(cast.youth_justice, clearance=key)))
    assert "Tomasz Wilk does not agree for the Head of Targeted Youth Support" in page
    assert "Offer support" in page, "what was typed stays"
    assert not Deployment.objects.exists()


@pytest.mark.clause("HOS-10")
def test_once_the_three_agree_and_the_ward_is_cleared_they_are_sent(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    client = signed_in(cast.tyss)
    three_agree(cast, kai)
    page = text_of(client.post(address(kai, "send_youth_worker"), typed(cast.youth_justice)))
    assert "the risk to staff has not been assessed" in page
    key = ward_cleared(cast, kai)
    assert f'<option value="{key}" selected' in shown(client, address(kai, "send_youth_worker"))
    sent = typed(cast.youth_justice, clearance=key)
    answer = client.post(address(kai, "send_youth_worker"), sent, follow=True)
    assert answer.redirect_chain == [(address(kai), 302)]
    page = text_of(answer)
    assert "A youth worker is sent to Kai Mensah (A)" in page
    assert "Youth worker to Kai Mensah (A): Yusuf Demir is sent" in page
    client.post(address(kai, "send_youth_worker"), sent)
    assert Deployment.objects.count() == 1, "sent twice"


@pytest.mark.parametrize("clearance", ["x", "fc3b55f7-6325-4a65-9309-e6062577ec44"])
def test_a_clearance_that_is_none_sends_nobody(
    signed_in: SignedIn, cast: Cast, kai: Involvement, clearance: str
) -> None:
    three_agree(cast, kai)
    sent = typed(cast.youth_justice, clearance=clearance)
    answer = signed_in(cast.tyss).post(address(kai, "send_youth_worker"), sent)
    assert answer.status_code in (200, 404)
    assert not Deployment.objects.exists()


@pytest.mark.clause("HOS-10")
def test_danger_to_life_is_never_held_up(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.tyss)
    danger = {"ground": "DANGER", "because": "He has said he will leave and be killed"}
    page = text_of(client.post(address(kai, "send_youth_worker"), typed(cast.youth_justice, **danger)))
    assert "Tell the police first: say who there was told, and when" in page
    danger["police_informed"] = "Insp Hale, 22:10"
    page = text_of(client.post(address(kai, "send_youth_worker"), typed(cast.youth_justice, **danger)))
    assert "Say at least one thing that lessens the risk to staff." in page
    danger["mitigations"] = Mitigation.TWO_TOGETHER.value
    client.post(address(kai, "send_youth_worker"), typed(cast.youth_justice, **danger))
    assert InDanger.objects.get().gate == "youth-worker-to-hospital"
    page = shown(client, address(kai))
    assert "because a life was in danger" in page
    assert "Yusuf Demir" in page


def test_it_is_ended_with_a_reason(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.tyss)
    three_agree(cast, kai)
    client.post(address(kai, "send_youth_worker"), typed(cast.youth_justice, clearance=ward_cleared(cast, kai)))
    one = Deployment.objects.get()
    where = address(kai, "end_youth_worker", one.key)
    assert where in shown(client, address(kai))
    assert "Yusuf Demir no longer goes to Kai Mensah (A)" in shown(client, where)
    assert "There is a problem" in text_of(client.post(where, {"because": " "}))
    answer = client.post(where, {"because": "He has gone to sleep"}, follow=True)
    page = text_of(answer)
    assert "Ring Yusuf Demir as well: 01632 960123." in page
    assert "No longer sent" in page
    assert "He has gone to sleep" in page
    assert "This has ended already" in text_of(client.post(where, {"because": "Again"}))
    assert client.get(address(kai, "end_youth_worker", uuid4())).status_code == 404


def test_wrong_role_and_stranger(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    three_agree(cast, kai)
    sent = typed(cast.youth_justice, clearance=ward_cleared(cast, kai))
    assert signed_in(cast.priya).get(address(kai, "send_youth_worker")).status_code == 403
    assert signed_in(cast.priya).post(address(kai, "send_youth_worker"), sent).status_code == 403
    assert signed_in(cast.priya).post(address(kai, "end_youth_worker", uuid4()), {}).status_code == 403
    assert signed_in(cast.ward).get(address(kai, "send_youth_worker")).status_code == 404
    assert signed_in(cast.ward).post(address(kai, "send_youth_worker"), sent).status_code == 404
    assert not Deployment.objects.exists()
