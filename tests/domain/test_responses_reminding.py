"""An owner is told once a day that an action is overdue; the mail says nothing of what it is."""

from datetime import UTC, datetime, timedelta

import pytest

from reachable.incidents import operations as incidents
from reachable.incidents.choices import ConnectionKind, Where
from reachable.incidents.models import Incident
from reachable.jobs import ticks
from reachable.outbox.choices import Message
from reachable.outbox.messages import TEXTS
from reachable.outbox.models import Delivery
from reachable.responses import operations
from reachable.responses.models import Action
from reachable.responses.operations import reminding
from tests.at_once import at_once
from tests.domain.incident_hands import new_action
from tests.factories import AT, Cast, agency, reported_incident, with_team


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def add(cast: Cast, incident: Incident, owner=None, **more) -> Action:
    about = more.pop("about_key", None)
    new = new_action(owner, **{"due_at": AT + timedelta(minutes=30), **more})
    return operations.add_action(by=cast.hana, at=AT, reference=incident.reference, new=new, about_key=about)


def remind(at: datetime) -> int:
    return operations.remind_overdue(by=None, at=at)


def told() -> list[str]:
    found = Delivery.objects.filter(message=Message.ACTION_OVERDUE).order_by("pk")
    return list(found.values_list("to", flat=True))


LATE = AT + timedelta(hours=1)  # 23:15
MORNING = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_once_for_each_action_and_day(cast: Cast, incident) -> None:
    add(cast, incident, cast.priya)
    assert remind(AT + timedelta(minutes=20)) == 0  # not late yet
    assert (remind(LATE), remind(LATE), remind(LATE + timedelta(minutes=15))) == (1, 0, 0)
    assert told() == [cast.priya.email]
    assert remind(AT + timedelta(hours=4)) == 0, "nobody is woken for what was due yesterday"
    assert (remind(MORNING), remind(MORNING + timedelta(hours=9))) == (1, 0)


@pytest.mark.django_db
def test_the_tick_tells_everybody_some_at_a_time(cast: Cast, incident, monkeypatch) -> None:
    monkeypatch.setattr(reminding, "AT_A_TIME", 2)
    for _ in range(5):
        add(cast, incident, cast.priya)
    dict((name, work) for name, _, work in ticks.TICKS)["remind-overdue"](LATE)
    assert told() == [cast.priya.email] * 5


@pytest.mark.django_db
def test_the_mail_says_nothing_of_what_it_is(cast: Cast, incident) -> None:
    add(cast, incident, cast.priya, what="Ask Ella about the knife")
    remind(LATE)
    text = TEXTS[Message.ACTION_OVERDUE]
    assert text.body("https://reachable.example/").count("action of yours is overdue") == 1
    assert not text.own_link
    assert bytes(Delivery.objects.get(message=Message.ACTION_OVERDUE).link_sealed) == b""


@pytest.mark.django_db
def test_nobody_is_told_of_what_is_finished_or_belongs_to_an_agency(cast: Cast, incident) -> None:
    done = add(cast, incident, cast.priya)
    operations.finish_action(by=cast.priya, at=AT, action_key=done.key, seen_version=1, outcome="Done")
    add(cast, incident, agency=agency("police").key)
    assert remind(LATE) == 0


@pytest.mark.django_db
def test_nothing_is_sent_about_a_young_person_who_has_died(cast: Cast, incident) -> None:
    kai = incident.involvements.get()
    add(cast, incident, cast.priya, about_key=kai.key)
    incidents.record_whereabouts(
        by=cast.priya, at=AT, reference=incident.reference, involvement_key=kai.key, where=Where.DIED, seen_number=1
    )
    assert remind(LATE) == 0
    add(cast, incident, cast.priya)  # about the incident
    assert remind(LATE) == 1


@pytest.mark.django_db
def test_whoever_is_shut_out_is_not_told(cast: Cast, incident) -> None:
    add(cast, incident, cast.priya)
    incidents.declare_connection(by=cast.priya, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED)
    assert remind(LATE) == 0


@pytest.mark.usefixtures("committed_db")
def test_two_workers_at_once_tell_once(cast: Cast, incident) -> None:
    for _ in range(3):
        add(cast, incident, cast.priya)
    counted = at_once(lambda: remind(LATE), lambda: remind(LATE))
    assert sum(counted) == 3
    assert len(told()) == 3
