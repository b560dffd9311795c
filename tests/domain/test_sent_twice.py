"""A form that is sent twice, by a tired hand or a bad network, leaves one trace and one mail."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from reachable.audit.models import Entry
from reachable.common import clock
from reachable.incidents.models import Incident, TimelineEntry
from reachable.outbox.models import Delivery
from reachable.oversight import operations as oversight
from reachable.oversight.choices import LaterKind, LineKind
from reachable.oversight.models import HandOver, LaterDate
from reachable.sharing import operations as sharing
from reachable.sharing.models import Consulted, ManagerAlert, PrincipleAnswer
from tests.domain import media_hands as media
from tests.domain import notices_hands as notices
from tests.factories import AT, Cast

pytestmark = pytest.mark.django_db

TODAY = clock.local_date(AT)


def traces() -> list[int]:
    kept = (ManagerAlert, Consulted, PrincipleAnswer, HandOver, LaterDate, Delivery, TimelineEntry, Entry)
    return [model.objects.count() for model in kept]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return notices.led(cast)


@pytest.fixture
def told(cast: Cast, incident: Incident) -> dict[str, Any]:
    return {"by": cast.hana, "at": AT, "reference": incident.reference}


def once(send: Callable[[], object]) -> None:
    send()
    after = traces()
    send()
    assert traces() == after


def test_an_alert(cast: Cast, incident: Incident) -> None:
    kai = incident.involvements.get().key
    once(lambda: notices.alert(cast.hana, incident, about=[kai]))
    notices.alert(cast.hana, incident)
    notices.alert(cast.hana, incident, about=[kai], sent_to="The deputy director")
    assert ManagerAlert.objects.count() == 3


def test_asking_again_for_a_summary(cast: Cast, incident: Incident, told: dict[str, Any]) -> None:
    notices.reviewed(cast, incident)
    row = sharing.ask_summary(**told, agency_key=cast.ward.agency.key, asked_of_key=cast.ward.key)
    once(lambda: sharing.chase_summary(**told, summary_key=row.key))
    before = Delivery.objects.count()
    sharing.chase_summary(**{**told, "at": AT + timedelta(minutes=5)}, summary_key=row.key)
    assert Delivery.objects.count() == before + 1


def test_what_is_said_of_a_version(cast: Cast, incident: Incident) -> None:
    version = media.begun(cast.sam, incident)
    once(lambda: media.consulted(cast.sam, version))
    once(lambda: media.principled(cast.sam, version))
    media.principled(cast.sam, version, safe=("NO", "It says where he lives"))
    media.principled(cast.sam, version)
    media.consulted(cast.sam, version, says="Leave the street out")
    assert (PrincipleAnswer.objects.count(), Consulted.objects.count()) == (9, 2)


def test_handing_over(cast: Cast, incident: Incident, told: dict[str, Any]) -> None:
    line = [(LineKind.YOUNG_PERSON, incident.involvements.get().key)]
    plan: dict[str, Any] = {"lines": line, "words": "The plan", "next_on": TODAY + timedelta(days=7)}
    once(lambda: oversight.hand_over(**told, **plan, to=cast.priya.key))
    row = HandOver.objects.get()
    oversight.decline_hand_over(by=cast.priya, at=AT, key=row.key, because="I am away")
    assert oversight.hand_over(**told, **plan, to=cast.priya.key) == 1, "asked anew, after it was declined"


def test_a_day_to_come(cast: Cast, told: dict[str, Any]) -> None:
    day: dict[str, Any] = {"kind": LaterKind.INQUEST, "on": TODAY + timedelta(days=9), "owner": cast.priya.key}
    day["prompt_on"] = TODAY
    once(lambda: oversight.add_later_date(**told, **day))
    oversight.add_later_date(**told, **day, words="The second part of it")
    assert LaterDate.objects.count() == 2
