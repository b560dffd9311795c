"""What an incident asks of me: to decide, to lead, to read what changed since I looked."""

from datetime import timedelta

import pytest

from reachable.audit.models import Entry
from reachable.incidents import operations, queries, timeline
from reachable.incidents.choices import Audience, ConnectionKind, TeamPart
from reachable.incidents.models import Incident, LastLook
from tests.counting import costs_the_same, query_count
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.mace))


def look(who, incident: Incident, at=AT) -> None:
    operations.note_looked(by=who, at=at, heading=queries.heading(who, incident.reference, at))


def write(incident: Incident, by, at, audience: Audience = Audience.TEAM) -> None:
    timeline.write(incident, "action", "Something", by=by, at=at, audience=audience)


def decided(cast: Cast, incident: Incident) -> None:
    operations.sign_definition(
        by=cast.hana, at=AT, reference=incident.reference, offence=("MET", "x"), age=("MET", "x"),
        setting=("MET", "x"), holds=True,
    )  # fmt: skip


def test_what_is_provisional_waits_on_those_who_may_sign_and_may_look(cast: Cast, incident) -> None:
    [line] = queries.to_decide(cast.hana, AT + HOUR)
    assert (line.reference, line.provisional_since) == (incident.reference, AT)
    assert queries.to_decide(cast.priya, AT) == []  # may not sign
    assert queries.to_decide(cast.manager, AT) == []  # may sign, is not on the team
    decided(cast, incident)
    assert queries.to_decide(cast.hana, AT) == []


def test_it_is_provisional_since_it_was_opened_again(cast: Cast, incident) -> None:
    operations.sign_definition(
        by=cast.hana, at=AT, reference=incident.reference, offence=("MET", "x"), age=("MET", "x"),
        setting=("NOT_MET", "x"), holds=False, route="SECTION_47", their_reference="S47-1", named_person="Nia Ford",
    )  # fmt: skip
    assert queries.to_decide(cast.hana, AT) == []
    operations.reopen(by=cast.hana, at=AT + 3 * HOUR, reference=incident.reference, because="A second stabbing")
    assert [line.provisional_since for line in queries.to_decide(cast.hana, AT + 4 * HOUR)] == [AT + 3 * HOUR]


def test_a_team_is_new_until_it_is_looked_at_and_a_lead_stays(cast: Cast, incident) -> None:
    [mine] = queries.incidents_of_mine(cast.hana, AT)
    assert (mine.reference, mine.part, mine.is_new) == (incident.reference, TeamPart.LEAD, True)
    assert [line.is_new for line in queries.incidents_of_mine(cast.priya, AT)] == [True]
    look(cast.hana, incident)
    look(cast.priya, incident)
    assert [line.is_new for line in queries.incidents_of_mine(cast.hana, AT)] == [False]
    assert queries.incidents_of_mine(cast.priya, AT) == []
    assert queries.incidents_of_mine(cast.stranger, AT) == []


def test_what_others_wrote_since_is_counted(cast: Cast, incident) -> None:
    assert queries.changed_since_last_look(cast.priya, AT) == []  # never looked: it is new instead
    look(cast.priya, incident)
    assert queries.changed_since_last_look(cast.priya, AT) == []
    write(incident, cast.hana, AT + HOUR)
    write(incident, cast.sam, AT + HOUR)
    write(incident, cast.priya, AT + HOUR)
    [line] = queries.changed_since_last_look(cast.priya, AT + HOUR)
    assert (line.reference, line.changes) == (incident.reference, 2)
    look(cast.priya, incident, AT + 2 * HOUR)
    assert queries.changed_since_last_look(cast.priya, AT + 2 * HOUR) == []


def test_what_i_may_not_read_is_not_counted(cast: Cast, incident) -> None:
    for who in (cast.priya, cast.sam):
        look(who, incident)
    write(incident, cast.hana, AT + HOUR, Audience.WITNESSES)
    assert queries.changed_since_last_look(cast.priya, AT + HOUR) == []
    assert [line.changes for line in queries.changed_since_last_look(cast.sam, AT + HOUR)] == [1]


def test_whoever_is_shut_out_reads_of_no_change(cast: Cast, incident) -> None:
    look(cast.priya, incident)
    write(incident, cast.hana, AT + HOUR)
    operations.declare_connection(by=cast.priya, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED)
    assert queries.changed_since_last_look(cast.priya, AT + HOUR) == []
    assert queries.incidents_of_mine(cast.priya, AT + HOUR) == []


def test_a_look_is_one_row_and_no_entry_of_the_audit(cast: Cast, incident) -> None:
    heading = queries.heading(cast.priya, incident.reference, AT)
    before = Entry.objects.count()
    for hours in range(3):
        with query_count(at_most=3):  # of them two are the savepoint
            operations.note_looked(by=cast.priya, at=AT + hours * HOUR, heading=heading)
    assert LastLook.objects.get().at == AT + 2 * HOUR
    assert Entry.objects.count() == before


def test_it_costs_the_same_in_many_incidents(cast: Cast, incident) -> None:
    def more() -> None:
        for _ in range(3):
            another = with_team(cast, reported_incident(cast.mace))
            look(cast.hana, another)
            write(another, cast.sam, AT + HOUR)

    look(cast.hana, incident)
    write(incident, cast.sam, AT + HOUR)
    for ask in (queries.to_decide, queries.incidents_of_mine, queries.changed_since_last_look):
        costs_the_same(lambda ask=ask: ask(cast.hana, AT + HOUR), more, at_most=1)
