"""Reports on deadlines, actions and attendance: what is counted, for whom, and how."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from reachable.common.refusals import NotFound, NotPermitted
from reachable.directory.models import Professional
from reachable.incidents.choices import Area, Audience, Phase
from reachable.incidents.models import Connection, Incident
from reachable.meetings.choices import Attendance, MeetingState
from reachable.meetings.models import Attendee, Meeting
from reachable.oversight.queries import Asked, Report, report
from reachable.oversight.queries.timeliness import LATE, MET, OVERDUE, RUNNING, state_of
from reachable.responses import operations
from reachable.responses.choices import ActionState, Standing, Step
from reachable.responses.models import Action, ActionStep, Consideration, Strand
from reachable.responses.operations import NewAction
from tests.counting import costs_the_same
from tests.domain.incident_hands import answer
from tests.domain.meeting_hands import convened
from tests.factories import AT, Cast, agency, reported_incident, with_team

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def made(who: Professional, code: str, at: datetime = AT, **asked: Any) -> Report:
    return report(who, code, Asked(**asked), at)


def rows(found: Report, table: int = 0) -> dict[str, dict[str, str]]:
    figures = found.figures[table]
    return {row[0]: dict(zip(figures.columns[1:], row[1:], strict=True)) for row in figures.rows}


def add(cast: Cast, incident: Incident, owner: Professional, due: timedelta = HOUR, state: str = "OPEN") -> Action:
    new = NewAction("Write to the school", AT + due, owner_key=owner.key)
    action = operations.add_action(by=cast.hana, at=AT, reference=incident.reference, new=new)
    Action.objects.filter(pk=action.pk).update(state=state)
    return action


def step(action: Action, by: Professional, kind: Step, at: datetime) -> None:
    ActionStep.objects.create(action=action, number=9, step=kind, by=by, at=at)


def only_one_question(incident: Incident, **values: object) -> Consideration:
    """Every question but one loses its deadline."""
    asked = Consideration.objects.filter(strand__response__incident=incident)
    one = asked.get(code="safe-to-return")
    asked.update(due_at=None)
    asked.filter(pk=one.pk).update(
        **{"due_at": AT + HOUR, "due_kind": "local", "due_rule": "4h after report", **values}
    )
    return Consideration.objects.get(pk=one.pk)


@pytest.mark.parametrize(
    ("done", "now", "state"),
    [
        pytest.param(0, 9, MET, id="on the dot"),
        pytest.param(1, 9, LATE, id="an hour late"),
        pytest.param(None, 0, RUNNING, id="the last moment"),
        pytest.param(None, 1, OVERDUE, id="an hour over"),
    ],
)
def test_what_is_owed_is_met_late_running_or_overdue(done: int | None, now: int, state: str) -> None:
    assert state_of(AT, None if done is None else AT + done * HOUR, AT + now * HOUR) == state


def test_a_deadline_is_met_when_it_is_settled_and_not_by_not_yet_known(cast: Cast, incident: Incident) -> None:
    only_one_question(incident)

    def local(at: datetime) -> list[str]:
        found = rows(made(cast.hana, "timeliness", at))["Local"]
        return [found[state] for state in (MET, LATE, RUNNING, OVERDUE)]

    assert local(AT) == ["0", "0", "1", "0"]
    answer(cast.hana, incident, "safe-to-return", "NOT_YET_KNOWN", "A")
    assert local(AT + 2 * HOUR) == ["0", "0", "0", "1"]
    answer(cast.hana, incident, "safe-to-return", "IN_PLACE", "A", at=AT + HOUR)
    assert local(AT + 2 * HOUR) == ["1", "0", "0", "0"]
    [line] = made(cast.hana, "timeliness", AT + 2 * HOUR).figures[1].rows
    assert line[1:3] == ("Local", "4 hours after the report to us")
    assert line[-1] == "100 %"


@pytest.mark.parametrize("what", ["stopped", "for few"])
def test_what_is_not_asked_or_not_read_is_not_counted(cast: Cast, incident: Incident, what: str) -> None:
    one = only_one_question(incident)
    if what == "stopped":
        Strand.objects.filter(pk=one.strand_id).update(standing=Standing.STOPPED)
    else:
        Consideration.objects.filter(pk=one.pk).update(audience=Audience.NOTIFICATION_DECISION)
    assert made(cast.sam, "timeliness").figures[1].rows == ()
    assert len(made(cast.hana, "timeliness").figures[1].rows) == (what == "for few")


def test_actions_count_for_the_agency_that_has_them(cast: Cast, incident: Incident) -> None:
    Action.objects.all().delete()
    in_time, late = (add(cast, incident, cast.priya, state=ActionState.DONE) for _ in range(2))
    step(in_time, cast.priya, Step.DONE, AT + HOUR)
    step(late, cast.priya, Step.DONE, AT + 2 * HOUR)
    add(cast, incident, cast.priya)
    add(cast, incident, cast.priya, state=ActionState.WITHDRAWN)
    back = add(cast, incident, cast.sam, due=9 * HOUR)
    step(back, cast.priya, Step.HANDED_BACK, AT)
    found = rows(made(cast.hana, "actions", AT + 3 * HOUR))
    assert found["Norfolk Children's Services"] == {
        "Given": "4", "Done in time": "1", "Done late": "1", "Overdue now": "1", "Still running": "0",
        "No longer needed": "1", "Handed back": "1", "Done in time, of those that fell due": "33 %",
    }  # fmt: skip
    assert found["Norfolk Constabulary"]["Still running"] == "1"
    assert found["Norfolk Constabulary"]["Done in time, of those that fell due"] == "–"


def test_an_action_for_few_is_not_counted_for_the_others(cast: Cast, incident: Incident) -> None:
    Action.objects.all().delete()
    Action.objects.filter(pk=add(cast, incident, cast.priya).pk).update(audience=Audience.CHILDRENS_SERVICES)
    assert rows(made(cast.sam, "actions")) == {}
    assert rows(made(cast.hana, "actions"))["Norfolk Children's Services"]["Given"] == "1"


def held(cast: Cast, incident: Incident) -> Meeting:
    """Three of children's services and one of the police; asked two and four days before."""
    meeting = convened(cast.hana, incident)
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.ENDED)
    chair = meeting.attendees.get()
    places = [(cast.hana, "PRESENT", 2), (cast.priya, "REMOTE", 4), (cast.manager, "ABSENT", 0), (cast.sam, "", 3)]
    for who, attendance, days in places:
        values = {
            "attendance": Attendance(attendance),
            "invited_at": meeting.starts_at - timedelta(days=days) if days else meeting.starts_at + HOUR,
        }
        if who == cast.hana:
            Attendee.objects.filter(pk=chair.pk).update(**values)
        else:
            Attendee.objects.create(
                meeting=meeting, seat=chair.seat, professional=who, sees="TEAM", added_by=cast.hana, added_at=AT,
                lapses_at=AT, **values,
            )  # fmt: skip
    return meeting


def test_attendance_and_the_median_of_the_notice(cast: Cast, incident: Incident) -> None:
    held(cast, incident)
    found = rows(made(cast.hana, "attendance"))
    assert found["Norfolk Children's Services"] == {
        "Asked": "3", "Came": "2", "Sent apologies": "0", "Did not come": "1", "Not marked": "0",
        "Came, of those asked": "67 %", "Median days of notice": "3.0",
    }  # fmt: skip
    assert found["Norfolk Constabulary"]["Not marked"] == "1"


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.RUNNING, MeetingState.CANCELLED])
def test_a_meeting_that_was_not_held_has_no_attendance(cast: Cast, incident: Incident, state: MeetingState) -> None:
    Meeting.objects.filter(pk=held(cast, incident).pk).update(state=state)
    assert rows(made(cast.hana, "attendance")) == {}


@pytest.mark.parametrize("code", ["timeliness", "actions", "attendance", "levels", "disproportionality"])
def test_only_incidents_that_the_reader_may_open_now_are_counted(cast: Cast, incident: Incident, code: str) -> None:
    assert made(cast.hana, code).incidents == 1
    assert made(cast.manager, code).incidents == 0, "an incident with a lead, and not on its team"
    Connection.objects.create(
        incident=incident, professional=cast.hana, kind="OTHER", declared_by=cast.hana, declared_at=AT
    )
    assert made(cast.hana, code).incidents == 0
    with pytest.raises(NotPermitted):
        made(cast.priya, code)


def test_there_is_no_other_report(cast: Cast) -> None:
    with pytest.raises(NotFound):
        made(cast.hana, "everything")


@pytest.mark.parametrize(
    ("asked", "counted"),
    [
        pytest.param({}, 1, id="everything"),
        pytest.param({"from_on": date(2026, 11, 21), "until_on": date(2026, 11, 21)}, 1, id="its day"),
        pytest.param({"from_on": date(2026, 11, 22)}, 0, id="from the day after"),
        pytest.param({"until_on": date(2026, 11, 20)}, 0, id="until the day before"),
        pytest.param({"area": Area.NORWICH}, 1, id="its part of the county"),
        pytest.param({"area": Area.BROADLAND}, 0, id="another part"),
    ],
)
def test_a_period_counts_both_its_days(cast: Cast, incident: Incident, asked: dict[str, Any], counted: int) -> None:
    assert made(cast.hana, "timeliness", **asked).incidents == counted


def test_a_report_that_was_joined_is_counted_with_the_other(cast: Cast, incident: Incident) -> None:
    other = with_team(cast, reported_incident(cast.hana))
    assert made(cast.hana, "timeliness").incidents == 2
    Incident.objects.filter(pk=other.pk).update(phase=Phase.JOINED, joined_into=incident)
    assert made(cast.hana, "timeliness").incidents == 1


@pytest.mark.parametrize("code", ["timeliness", "actions", "attendance", "levels", "disproportionality"])
def test_a_report_costs_the_same_for_more(cast: Cast, incident: Incident, code: str) -> None:
    held(cast, incident)
    add(cast, incident, cast.sam)

    def more() -> None:
        for _ in range(2):
            other = with_team(cast, reported_incident(cast.hana))
            held(cast, other)
            add(cast, other, cast.priya)

    costs_the_same(lambda: made(cast.hana, code), more, at_most=10)


def test_an_agency_that_owns_an_action_is_counted_without_a_person(cast: Cast, incident: Incident) -> None:
    Action.objects.all().delete()
    new = NewAction("Ask the school", AT + HOUR, agency_key=agency("school").key)
    operations.add_action(by=cast.hana, at=AT, reference=incident.reference, new=new)
    assert rows(made(cast.hana, "actions"))["Mousehold High School"]["Given"] == "1"
