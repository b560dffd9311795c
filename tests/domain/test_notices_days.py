"""The days of the law over Christmas and the New Year; and a decision that comes after the notification went."""

from datetime import UTC, datetime, timedelta

import pytest

from reachable.incidents.models import Incident
from reachable.responses.choices import AnswerCode
from reachable.responses.models import Answer
from reachable.sharing import queries
from reachable.sharing.models import NotificationDecision, RapidReview
from tests.domain import notices_hands as hands
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db


def end_of(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 23, 59, 59, tzinfo=UTC)


@pytest.mark.clause("NOT-2")
@pytest.mark.parametrize(
    ("aware", "due"),
    [
        pytest.param(datetime(2026, 12, 18, 17, tzinfo=UTC), end_of(2026, 12, 29), id="the Friday before Christmas"),
        pytest.param(datetime(2026, 12, 26, 3, tzinfo=UTC), end_of(2027, 1, 5), id="the night of Boxing Day"),
        pytest.param(datetime(2026, 12, 28, 9, tzinfo=UTC), end_of(2027, 1, 5), id="the day in lieu of Boxing Day"),
        pytest.param(datetime(2027, 3, 25, 23, 30, tzinfo=UTC), end_of(2027, 4, 5), id="before Easter, in winter time"),
    ],
)
def test_five_working_days_leave_the_holidays_out(cast: Cast, aware: datetime, due: datetime) -> None:
    incident = with_team(cast, reported_incident(cast.hana, at=aware, happened_at=aware), at=aware)
    found = queries.notification(cast.hana, incident.reference, aware).due
    assert found is not None
    assert found.due_at == (due if due.month != 4 else due - timedelta(hours=1))  # summer time by then


@pytest.mark.clause("NOT-3")
def test_fifteen_working_days_leave_the_holidays_out(cast: Cast) -> None:
    at = datetime(2026, 12, 22, 10, tzinfo=UTC)
    incident = with_team(cast, reported_incident(cast.hana, at=at, happened_at=at), at=at)
    hands.send(cast.hana, incident, sent_at=at, at=at)
    assert RapidReview.objects.get(incident=incident).due_at == end_of(2027, 1, 15)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return hands.led(cast)


def what_stands(incident: Incident) -> str:
    rows = Answer.objects.filter(
        consideration__code="notification-sent", consideration__strand__response__incident=incident
    )
    return rows.latest("number").answer


@pytest.mark.clause("NOT-2")
def test_what_is_decided_afterwards_unsends_nothing(cast: Cast, incident: Incident) -> None:
    hands.decide(cast.hana, incident)
    hands.send(cast.hana, incident)
    assert what_stands(incident) == AnswerCode.IN_PLACE
    hands.decide(cast.hana, incident, decided="DO_NOT", seen_number=1, at=AT + timedelta(hours=1))
    assert what_stands(incident) == AnswerCode.IN_PLACE
    view = queries.notification(cast.hana, incident.reference, AT + timedelta(hours=1))
    assert view.sent is not None
    decisions = NotificationDecision.objects.filter(incident=incident).order_by("number")
    assert list(decisions.values_list("decided", flat=True)) == ["NOTIFY", "DO_NOT"]  # the first is kept
    assert RapidReview.objects.filter(incident=incident).exists()
