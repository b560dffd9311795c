"""The alert, the decision on the notification, its sheet: what is refused, what is recorded, and who reads of it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Audience, FactKind
from reachable.incidents.models import Incident
from reachable.responses.choices import AnswerCode
from reachable.responses.models import Action, Answer
from reachable.sharing import operations, queries
from reachable.sharing.models import ManagerAlert, NotificationAdvice, NotificationDecision, NotificationSheet
from reachable.sharing.queries.notices_open import notices_open
from tests.domain import notices_hands as hands
from tests.factories import AT, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return hands.led(cast)


def answered(code: str) -> Answer | None:
    return Answer.objects.filter(consideration__code=code).order_by("-number").first()


def open_codes(incident: Incident, *audiences: Audience) -> list[str]:
    return [line.code for line in notices_open(incident.pk, audiences, AT)]


@pytest.mark.clause("NOT-1")
def test_an_alert_answers_the_question_and_is_for_childrens_services(cast: Cast, incident: Incident) -> None:
    [kai] = incident.involvements.all()
    hands.alert(cast.hana, incident, about=[kai.key], alert_about="in-need")
    said = answered("senior-manager-alert")
    assert said is not None
    assert (said.answer, said.record["alert-about"]) == (AnswerCode.IN_PLACE, "in-need")
    assert hands.lines(incident, Audience.TEAM).count("The senior manager alert was sent about A.") == 0
    assert "The senior manager alert was sent about A." in hands.lines(incident, Audience.CHILDRENS_SERVICES)
    assert Entry.objects.filter(verb="manager-alert-sent").count() == 1
    assert queries.alerts(cast.priya, incident.reference, AT).lines[0].about[0].letter == "A"


@pytest.mark.clause("NOT-1")
def test_who_may_send_and_read_an_alert(cast: Cast, incident: Incident) -> None:
    with pytest.raises(NotPermitted):
        hands.alert(cast.priya, incident)
    for who in (cast.sam, cast.ward, cast.mace, cast.stranger):
        with pytest.raises(NotFound):
            queries.alerts(who, incident.reference, AT)
        with pytest.raises(NotFound):
            hands.alert(who, incident)
    assert not ManagerAlert.objects.exists()


@pytest.mark.clause("NOT-1")
def test_an_alert_was_sent_in_the_past_and_is_acknowledged_once(cast: Cast, incident: Incident) -> None:
    with pytest.raises(Refused, match="in the future"):
        hands.alert(cast.hana, incident, sent_at=AT + timedelta(minutes=1))
    alert = hands.alert(cast.hana, incident)
    told: dict[str, Any] = {"by": cast.priya, "at": AT, "reference": incident.reference, "alert_key": alert.key}
    operations.acknowledge_alert(**told, acknowledged_by="The director", acknowledged_at=AT)
    with pytest.raises(Refused, match="acknowledged already"):
        operations.acknowledge_alert(**told, acknowledged_by="Another", acknowledged_at=AT)


@pytest.mark.clause("NOT-2")
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"because": " "}, "because"),
        ({"because": "", "decided": "DO_NOT"}, "because"),
        ({"criteria": {}}, "found_abuse-or-neglect"),
        ({"criteria": hands.found() | {"in-our-area": operations.Found("", "")}}, "found_in-our-area"),
        ({"against_advice": "Nobody advised."}, "against_advice"),
        ({"decided_at": AT + timedelta(hours=1)}, "decided_at"),
    ],
    ids=["yes-without-reason", "no-without-reason", "no-criteria", "one-open", "against-nothing", "ahead"],
)
def test_what_a_decision_owes(cast: Cast, incident: Incident, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        hands.decide(cast.hana, incident, **changes)
    of_any_notice = field == "decided_at"
    assert (refused.value.field, refused.value.clause) == (field, "NOT-1" if of_any_notice else "NOT-2")
    assert not NotificationDecision.objects.exists()


@pytest.mark.clause("NOT-2")
@pytest.mark.parametrize("decided", ["NOTIFY", "DO_NOT"])
def test_a_decision_is_recorded_either_way(cast: Cast, incident: Incident, decided: str) -> None:
    hands.decide(cast.hana, incident, decided=decided, criteria=hands.found(abuse_or_neglect="NOT_KNOWN"))
    view = queries.notification(cast.ward, incident.reference, AT)
    assert view.stands is not None
    assert (view.stands.decided, view.stands.number, len(view.stands.criteria)) == (decided, 1, 5)
    said = answered("notification-decision")
    assert said is not None
    assert said.record["abuse-or-neglect"] == "not-known"
    sent = answered("notification-sent")
    assert (sent.answer if sent else None) == (AnswerCode.NOT_NEEDED if decided == "DO_NOT" else None)
    assert Entry.objects.filter(verb="notification-decided").count() == 1
    told = hands.lines(incident, Audience.NOTIFICATION_DECISION)
    assert any(line.startswith("Serious incident notification: decided") for line in told)
    assert not any("decided" in line for line in hands.lines(incident, Audience.TEAM))


@pytest.mark.clause("NOT-2")
def test_who_decides_who_advises_and_for_whom_it_is_not_there(cast: Cast, incident: Incident) -> None:
    for who in (cast.priya, cast.sam, cast.mace, cast.stranger):
        with pytest.raises(NotFound):
            queries.notification(who, incident.reference, AT)
        with pytest.raises(NotFound):
            hands.decide(who, incident)
        with pytest.raises(NotFound):
            hands.advise(who, incident)
    with pytest.raises(NotPermitted):
        hands.decide(cast.ward, incident)
    with pytest.raises(NotPermitted):
        hands.advise(cast.ward, incident, "POLICE")
    hands.advise(cast.ward, incident)
    hands.advise(cast.hana, incident, "POLICE")
    assert NotificationAdvice.objects.count() == 2
    said = answered("notification-advice")
    assert said is not None
    assert said.record == {"police-advise": "notify", "health-advises": "notify"}


@pytest.mark.clause("NOT-2")
@pytest.mark.parametrize(
    ("changes", "field"),
    [({"advises": "MAYBE"}, "advises"), ({"because": ""}, "because"), ({"adviser": " "}, "adviser")],
    ids=["which-way", "why", "whose"],
)
def test_what_advice_owes(cast: Cast, incident: Incident, changes: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        hands.advise(cast.ward, incident, **changes)
    assert (refused.value.field, refused.value.clause) == (field, "NOT-2")


@pytest.mark.clause("NOT-2")
def test_a_decision_against_advice_says_why(cast: Cast, incident: Incident) -> None:
    hands.advise(cast.ward, incident, advises="DO_NOT")
    with pytest.raises(Refused, match="This is not what health advises") as refused:
        hands.decide(cast.hana, incident)
    assert refused.value.clause == "NOT-2"
    hands.decide(cast.hana, incident, against_advice="The law is wider than that.")


@pytest.mark.clause("NOT-2")
def test_a_decision_is_revised_by_number(cast: Cast, incident: Incident) -> None:
    hands.decide(cast.hana, incident, decided="DO_NOT")
    with pytest.raises(Stale):
        hands.decide(cast.hana, incident)
    with pytest.raises(Stale):
        hands.decide(cast.hana, incident, seen_number=2)
    hands.decide(cast.hana, incident, seen_number=1)
    view = queries.notification(cast.hana, incident.reference, AT)
    assert [one.decided for one in view.decisions] == ["NOTIFY", "DO_NOT"]
    sent = answered("notification-sent")
    assert sent is not None
    assert sent.answer == AnswerCode.ACTION_NEEDED  # it was not owed, and is now: somebody sends it
    assert Action.objects.filter(what="Send the serious incident notification", owner=cast.hana).exists()


@pytest.mark.clause("NOT-2")
def test_five_working_days_from_awareness_by_law(cast: Cast, incident: Incident) -> None:
    due = queries.notification(cast.hana, incident.reference, AT).due
    assert due is not None
    assert (due.kind, due.due_at) == ("statutory", datetime(2026, 11, 27, 23, 59, 59, tzinfo=UTC))
    assert "section 16C(1)" in due.source
    late = AT + timedelta(days=7)
    with pytest.raises(Refused, match="why it is late"):
        hands.decide(cast.hana, incident, at=late)
    hands.decide(cast.hana, incident, at=late, late_because="Nobody knew.")


@pytest.mark.clause("NOT-2")
def test_what_the_gate_reads_of_it(cast: Cast, incident: Incident) -> None:
    reader = Audience.NOTIFICATION_DECISION
    assert open_codes(incident, reader) == ["notification-decision"]
    assert open_codes(incident, Audience.TEAM) == []
    hands.decide(cast.hana, incident)
    assert open_codes(incident, reader) == ["notification-sent"]
    hands.send(cast.hana, incident)
    assert open_codes(incident, reader) == []
    hands.decide(cast.hana, incident, seen_number=1, decided="DO_NOT")
    assert open_codes(incident, reader) == []


@pytest.mark.clause("NOT-2")
def test_a_sheet_takes_four_young_people_in_their_order(cast: Cast, incident: Incident) -> None:
    told: dict[str, Any] = {"by": cast.hana, "at": AT, "reference": incident.reference}
    for name in ("Ash", "Bel", "Cam", "Dee"):
        incidents.add_young_person(**told, facts=hands.young(name))
    everybody = [operations.ChildOnSheet(one.key) for one in incident.involvements.order_by("-position")]
    with pytest.raises(Refused, match="takes four young people"):
        operations.write_sheet(**told, children=everybody, further="", seen_version=0)
    with pytest.raises(Refused, match="Say about the other young people"):
        operations.write_sheet(**told, children=everybody[:4], further=" ", seen_version=0)
    operations.write_sheet(**told, children=everybody[:4], further="A was hurt too.", seen_version=0)
    view = queries.notification_sheet(cast.ward, incident.reference, AT)
    assert [child.whom.letter for child in view.children] == ["E", "D", "C", "B"]
    assert [one.letter for one in view.others] == ["A"]
    with pytest.raises(Stale):
        operations.write_sheet(**told, children=everybody[:1], further="", seen_version=0)
    operations.write_sheet(**told, children=everybody[:1], further="", seen_version=1)
    assert NotificationSheet.objects.get().children.count() == 1
    assert ("Child 1, name", "Dee") in queries.notification_sheet(cast.hana, incident.reference, AT).rows


def test_a_sheet_is_for_who_decides_and_advises(cast: Cast, incident: Incident) -> None:
    for who in (cast.priya, cast.sam, cast.mace):
        with pytest.raises(NotFound):
            queries.notification_sheet(who, incident.reference, AT)
    with pytest.raises(NotPermitted):
        operations.write_sheet(
            by=cast.ward, at=AT, reference=incident.reference, children=[], further="", seen_version=0
        )
    with pytest.raises(Refused, match="no sheet yet"):
        operations.take_sheet(by=cast.hana, at=AT, reference=incident.reference, kind="print")


@pytest.mark.clause("NOT-2", "NOT-3")
def test_that_it_was_sent_is_a_fact_whatever_was_decided(cast: Cast, incident: Incident) -> None:
    fact = hands.send(cast.hana, incident)
    assert (fact.kind, fact.happened_at, fact.audience) == (
        FactKind.NOTIFICATION_SENT,
        hands.SENT_AT,
        Audience.NOTIFICATION_DECISION,
    )
    said = answered("notification-sent")
    assert said is not None
    assert said.record["notification-reference"] == "SIN-1"
    with pytest.raises(Refused, match="recorded as sent already"):
        hands.send(cast.hana, incident)
    assert hands.send(cast.hana, incident, key=fact.key).pk == fact.pk  # the same form, sent twice


def test_sent_late_without_a_reason_is_recorded_and_leaves_the_question(cast: Cast, incident: Incident) -> None:
    late = AT + timedelta(days=14)
    hands.send(cast.hana, incident, at=late, sent_at=late)
    assert answered("notification-sent") is None
    assert queries.notification(cast.hana, incident.reference, late).sent is not None


def test_a_joined_report_takes_its_notices_along(cast: Cast, other_report: Callable[[], Incident]) -> None:
    incident, report = hands.led(cast), other_report()
    hands.decide(cast.hana, incident, decided="DO_NOT")
    hands.decide(cast.hana, report, at=AT + timedelta(minutes=1), because="Of the report.")
    hands.alert(cast.hana, report)
    hands.send(cast.hana, report)
    [kai], [his] = incident.involvements.all(), report.involvements.all()
    incidents.join_reports(
        by=cast.hana,
        at=AT + timedelta(minutes=2),
        reference=report.reference,
        into=incident.reference,
        same={his.key: kai.key},
    )
    view = queries.notices(cast.hana, incident.reference, AT + timedelta(minutes=2))
    assert view.notification is not None
    assert [one.number for one in view.notification.decisions] == [2, 1]
    assert view.notification.decisions[0].because == "Of the report."
    assert view.alerts is not None
    assert len(view.alerts) == 1
    assert view.review is not None


@pytest.fixture
def other_report(cast: Cast) -> Callable[[], Incident]:
    return lambda: hands.led(cast)
