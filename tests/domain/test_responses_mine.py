"""My work: what waits on me, by the day in Norfolk, and only where I may look."""

from datetime import UTC, datetime, timedelta

import pytest

from reachable.incidents import operations as incidents
from reachable.incidents.choices import ConnectionKind
from reachable.incidents.models import Incident
from reachable.responses import operations, queries
from tests.counting import costs_the_same
from tests.domain.incident_hands import answer, new_action
from tests.factories import AT, Cast, agency, reported_incident, with_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def add(by, incident: Incident, owner=None, at: datetime = AT, **more):
    new = new_action(owner, **more)
    return operations.add_action(by=by, at=at, reference=incident.reference, new=new)


NOON = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due_at", "bucket"),
    [
        (datetime(2026, 7, 1, 11, 59, tzinfo=UTC), "overdue"),
        (datetime(2026, 7, 1, 22, 59, tzinfo=UTC), "today"),
        (datetime(2026, 7, 1, 23, 1, tzinfo=UTC), "next_week"),  # past midnight in Norfolk, not yet in UTC
        (datetime(2026, 7, 8, 22, 59, tzinfo=UTC), "next_week"),
        (datetime(2026, 7, 8, 23, 0, tzinfo=UTC), "later"),
    ],
)
def test_the_day_is_the_day_in_norfolk(cast: Cast, due_at: datetime, bucket: str) -> None:
    early = NOON - timedelta(hours=2)
    incident = with_team(cast, reported_incident(cast.hana, at=early, happened_at=None), at=early)
    action = add(cast.hana, incident, cast.priya, at=early, due_at=due_at)
    mine = queries.mine(cast.priya, NOON)
    found = {name: [a.key for a in getattr(mine, name)] for name in ("overdue", "today", "next_week", "later")}
    assert found.pop(bucket) == [action.key]
    assert not any(found.values())


def test_mine_my_agencys_and_those_i_gave_are_apart(cast: Cast, incident) -> None:
    own = add(cast.hana, incident, cast.priya)
    unnamed = add(cast.hana, incident, agency_key=agency("childrens-services").key)
    police = add(cast.priya, incident, agency_key=agency("police").key)
    given = add(cast.priya, incident, cast.sam)
    mine = queries.mine(cast.priya, AT)
    assert [a.key for a in mine.own] == [own.key]
    assert [a.key for a in mine.agency] == [unnamed.key]
    assert {a.key for a in mine.others} == {police.key, given.key}
    operations.finish_action(by=cast.sam, at=AT, action_key=given.key, seen_version=1, outcome="Done")
    assert [a.key for a in queries.mine(cast.priya, AT).others] == [police.key]


def test_what_may_no_longer_be_opened_is_not_there(cast: Cast, incident) -> None:
    add(cast.hana, incident, cast.priya)
    incidents.declare_connection(by=cast.priya, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED)
    mine = queries.mine(cast.priya, AT)
    assert (mine.own, mine.agency, mine.others) == ((), (), ())


def test_an_agencys_work_is_shown_to_its_people_on_the_team_only(cast: Cast, incident) -> None:
    answer(cast.priya, incident, "threat-to-life", "NOT_YET_KNOWN", "A")
    assert len(queries.mine(cast.sam, AT).agency) == 1
    assert queries.mine(cast.mace, AT).agency == ()


def test_it_costs_the_same_for_many(cast: Cast, incident) -> None:
    add(cast.hana, incident, cast.priya)

    def more() -> None:
        for n in range(5):
            add(cast.hana, incident, cast.priya, due_at=AT + timedelta(days=n, hours=1))
            add(cast.priya, incident, cast.sam)

    costs_the_same(lambda: queries.mine(cast.priya, AT), more, at_most=8)


def test_a_reader_of_letters_only_reads_no_name(cast: Cast, incident) -> None:
    kai = incident.involvements.get()
    operations.add_action(
        by=cast.hana, at=AT, reference=incident.reference, new=new_action(cast.priya), about_key=kai.key
    )
    assert [a.label for a in queries.mine(cast.priya, AT).own] == ["Kai Mensah (A)"]
    cast.priya.letters_only = True
    assert [a.label for a in queries.mine(cast.priya, AT).own] == ["A"]
